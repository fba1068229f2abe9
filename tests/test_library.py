"""From paths to topics, and what must hold across files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.library import Library, load
from quizgen.values import PartialDate
from samples import ALONE, CARD, CITED, HEAD, NAMESPACE, SOURCE, TOPIC, bank, codes, fact, make

Load = Callable[..., Library]


def test_a_bank_that_stands_alone(tmp_path: Path) -> None:
    library = load([make(tmp_path, {"a.yaml": ALONE}) / "a.yaml"])
    (topic,) = library.topics
    assert (topic.id, topic.alone, topic.namespace) == ("capitals", True, NAMESPACE)
    assert topic.source is None
    assert topic.facts == {}


class TestWhatStands:
    """A bad question is reported and left out; the rest stands, so that checks across questions
    still run."""

    def test_the_other_questions_stand(self, load_text: Load) -> None:
        library = load_text(
            f"{HEAD}questions:\n  - {{{CARD}}}\n  - {{id: B, type: card}}\n"
            "  - {id: korea, type: card, stem: Capital?, answer: Seoul}\n"
        )
        assert [question.id for question in library.topics[0].banks[0].questions] == [
            "japan",
            "korea",
        ]
        assert not library.ok

    def test_mistakes_are_sorted_by_place(self, tmp_path: Path) -> None:
        broken = ALONE.replace("capitals", "B").replace("answer", "anwser")
        library = load([make(tmp_path, {"b.yaml": broken, "a.yaml": broken})])
        places = [(d.at.path, d.at.line, d.at.column) for d in library.diagnostics]
        assert places == sorted(places)
        assert len(places) == 2 * 3

    def test_a_duplicate_id_is_found_behind_other_mistakes(self, load_text: Load) -> None:
        library = load_text(f"{HEAD}questions:\n  - {{id: a, type: x}}\n  - {{id: a, type: y}}\n")
        assert codes(library) == ["unknown-type", "duplicate-id", "unknown-type"]

    def test_a_topic_whose_source_is_broken_makes_no_unknown_facts(self, load_topic: Load) -> None:
        """What is missing from a damaged tree means nothing."""
        library = load_topic({**TOPIC, "source.yaml": SOURCE + "  - id: 'tokyo\n"})
        assert codes(library) == ["yaml-syntax"]
        assert library.topics == [] or not library.ok

    def test_an_unsound_fact_is_still_a_fact(self, load_topic: Load) -> None:
        library = load_topic({**TOPIC, "source.yaml": SOURCE + fact("tokyo", kind="place")})
        assert codes(library) == ["unknown-value"]

    def test_the_text_of_a_file_with_mistakes_is_kept(
        self, load_text: Load, tmp_path: Path
    ) -> None:
        """The text of each file with a mistake, by its path, to show the lines meant."""
        text = ALONE.replace("answer", "anwser")
        library = load_text(text)
        assert library.texts == {str(tmp_path / "bank.yaml"): text}
        assert load([tmp_path / "nowhere"]).texts == {}

    def test_a_sound_file_is_not_kept(self, load_text: Load) -> None:
        assert load_text(ALONE).texts == {}


class TestFacts:
    def test_what_a_topic_says_of_its_source(self, load_topic: Load) -> None:
        (topic,) = load_topic(TOPIC).topics
        assert topic.source is not None
        assert topic.source.as_of == PartialDate(2024)
        assert topic.facts[topic.banks[0].questions[0].facts[0]].says == "the gazetteer"

    def test_a_fact_that_no_question_asks_is_a_warning(self, load_topic: Load) -> None:
        library = load_topic({**TOPIC, "source.yaml": SOURCE + fact("tokyo") + fact("seoul")})
        assert codes(library) == ["unasked-fact"]
        assert library.ok

    def test_nothing_is_unasked_where_a_bank_is_broken(self, load_topic: Load) -> None:
        files = {**TOPIC, "source.yaml": SOURCE + fact("tokyo") + fact("seoul"), "b.yaml": "["}
        assert codes(load_topic(files)) == ["yaml-syntax"]

    def test_many_misspelt_facts_take_no_time(self, load_topic: Load) -> None:
        """Renamed facts of a large topic are told at once; only the first are given a hint."""
        names = [f"a-rather-long-name-of-a-fact-{n}" for n in range(400)]
        cards = [
            f"id: q{n}, type: card, stem: S, answer: A, facts: [{name}x]"
            for n, name in enumerate(names)
        ]
        library = load_topic(
            {"source.yaml": SOURCE + "".join(map(fact, names)), "asia.yaml": bank(*cards)}
        )
        assert codes(library) == ["unknown-fact"] * 400
        assert sum(bool(diagnostic.hint) for diagnostic in library.diagnostics) == 20


AGREEING = [
    # the value of the fact, the question that rests on it
    ('number: "10,000"', "type: number, answer: '10000'"),
    ('number: "10,000"', "type: number, answer: 10000.0"),
    ('number: "10,000", qualifier: over', "type: number, answer: 10000"),
    ('number: "10,000", qualifier: over', "type: number, answer: 10000, qualifier: over"),
    ('number: "10,000", unit: troops', "type: number, answer: 10000, unit: soldiers"),
    ("date: 2024-10-24", "type: date, answer: 2024-10-24"),
    ("date: 2024-10-24", "type: date, answer: 2024-10"),
    ("date: 2024-10-24", "type: date, answer: 2024"),
    ("date: 2024-10-24", "type: number, answer: 24"),
    ("date: 2024-10-24", "type: number, answer: 2024"),
    ("date: 2024-10-24", "type: number, answer: 3, unit: weeks"),
    ("date: 2024-10", "type: short, answer: October"),
    ("number: 7", "type: date, answer: 2024"),
    ("number: 7", "type: short, answer: seven"),
    ("number: 7", "type: choice, options: ['8', key: '7']"),
    ("date: 2024-10-24", "type: choice, options: [2023, key: 24 October 2024]"),
    ("number: 7", "type: card, answer: '8'"),
]
DISAGREEING = [
    ('number: "10,000"', "type: number, answer: 10001"),
    ('number: "10,000"', "type: number, answer: 10000, qualifier: over"),
    ('number: "10,000", qualifier: over', "type: number, answer: 10000, qualifier: under"),
    ("date: 2024-10-24", "type: date, answer: 2024-10-25"),
    ("date: 2024-10-24", "type: date, answer: 2024-09"),
    ("date: 2024-10", "type: date, answer: 2024-10-24"),
    ("date: 2024-10-24", "type: number, answer: 25"),
    ("number: 7", "type: short, answer: '8'"),
    ("number: 7", "type: short, answer: over 7"),
    ("number: 7", "type: choice, options: ['7', key: '8']"),
    ("date: 2024-10-24", "type: choice, options: [2023, key: 'October 25, 2024']"),
]


def rest_on(load_topic: Load, value: str, question: str) -> list[str]:
    text = f"id: a, stem: What?, facts: [it], {question}"
    return codes(load_topic({"source.yaml": SOURCE + fact("it", value), "asia.yaml": bank(text)}))


@pytest.mark.parametrize(("value", "question"), AGREEING)
def test_a_key_may_say_what_its_fact_says(load_topic: Load, value: str, question: str) -> None:
    """A date agrees where it is the same or less precise; a bare figure may be the day or the year
    of a date; what is of another kind is not compared."""
    assert rest_on(load_topic, value, question) == []


@pytest.mark.parametrize(("value", "question"), DISAGREEING)
def test_a_key_must_not_contradict_its_fact(load_topic: Load, value: str, question: str) -> None:
    """Report each key that disagrees with the values of the facts that it rests on."""
    assert rest_on(load_topic, value, question) == ["answer-disagrees"]


def test_a_key_agrees_with_any_one_of_its_facts(load_topic: Load) -> None:
    facts = fact("one", "number: 1") + fact("two", "number: 2")
    question = "id: a, type: number, stem: What?, answer: 2, facts: [one, two]"
    assert codes(load_topic({"source.yaml": SOURCE + facts, "asia.yaml": bank(question)})) == []


class TestNames:
    def test_two_topics_have_two_names_and_namespaces(self, tmp_path: Path) -> None:
        files = {f"{n}/{name}": text for n in "ab" for name, text in TOPIC.items()}
        files["b/asia.yaml"] = bank(CITED, name="europe")
        library = load([make(tmp_path, files)])
        assert codes(library) == ["duplicate-topic", "duplicate-namespace"]
        assert "a/source.yaml:1" in Path(library.diagnostics[0].message).as_posix()

    def test_two_banks_that_stand_alone(self, tmp_path: Path) -> None:
        other = ALONE.replace(NAMESPACE, NAMESPACE[::-1])
        assert codes(load([make(tmp_path, {"a.yaml": ALONE, "b.yaml": other})])) == [
            "duplicate-bank"
        ]

    def test_questions_of_two_banks_may_have_one_id(self, load_topic: Load) -> None:
        """Unique in the bank."""
        assert codes(load_topic({**TOPIC, "b.yaml": bank(CITED, name="europe")})) == []
