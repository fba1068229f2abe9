"""From paths to topics, and what must hold across files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.model.values import PartialDate
from quizgen.reading.library import Library, load
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
        assert not library.ok
        (topic,) = library.topics
        assert [question.id for question in topic.banks[0].questions] == ["japan"]

    def test_a_bank_whose_own_keys_are_bad_is_left_out(self, load_topic: Load) -> None:
        """Its topic stands, and what the bank asks is not called unasked."""
        untitled = bank(f"{CARD}, facts: [seoul]", name="europe").replace("title", "titel")
        source = SOURCE + fact("tokyo") + fact("seoul")
        library = load_topic({**TOPIC, "source.yaml": source, "europe.yaml": untitled})
        assert codes(library) == ["missing-key", "unknown-key"]
        assert [found.id for found in library.topics[0].banks] == ["asia"]

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

    def test_what_only_a_retired_question_asks_is_asked_by_none(self, load_topic: Load) -> None:
        retired = bank(CITED, f"{CARD}, facts: [seoul], retired: Why".replace("japan", "korea"))
        source = SOURCE + fact("tokyo") + fact("seoul")
        library = load_topic({"source.yaml": source, "asia.yaml": retired})
        assert [(found.code, found.message) for found in library.diagnostics] == [
            ("unasked-fact", "found no question that asks the fact “seoul”")
        ]

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


HINTS = {
    # the name that a question has, where the folder has “map.png” and “maps/asia.svg”
    "media/map.png": "names begin in the folder “media”: write “map.png”",
    "media/maps/asia.svg": "names begin in the folder “media”: write “maps/asia.svg”",
    "mpa.png": "did you mean “map.png”?",
    "Map.PNG": "did you mean “map.png”?",
    "map/asia.svg": "did you mean “maps/asia.svg”?",
    "map.jpg": "put the file into {}",
    "the-flag-of-japan.png": "put the file into {}",
}


class TestMedia:
    @pytest.mark.parametrize("name", HINTS)
    def test_a_missing_file_is_sought_nearby(self, name: str, tmp_path: Path) -> None:
        """Among those of its kind; where none is meant, it is said where to put it."""
        text = ALONE.replace("Tokyo}", f"Tokyo, media: [{{image: {name}, alt: A map}}]}}")
        folder = make(tmp_path, {"a.yaml": text, "media/map.png": "x", "media/maps/asia.svg": "x"})
        (found, *_) = load([folder / "a.yaml"]).diagnostics
        assert (found.code, found.hint) == (
            "missing-media",
            HINTS[name].format(folder / "media"),
        )

    def test_only_the_first_of_many_missing_files_are_sought(self, load_text: Load) -> None:
        """Each is held against every file that is there."""
        cards = [
            f"  - {{id: q{n}, type: card, stem: S, answer: A, media: [{{image: {n}.png, alt: A}}]}}"
            for n in range(25)
        ]
        library = load_text("\n".join([f"{HEAD}questions:", *cards]))
        assert codes(library) == ["missing-media"] * 25
        assert [bool(found.hint) for found in library.diagnostics] == [True] * 20 + [False] * 5

    def test_a_file_that_no_bank_of_a_topic_uses_is_told(self, load_topic: Load) -> None:
        """What is no bank (the source, a hidden file, a folder) could not use it either."""
        files = {**TOPIC, ".draft.yaml": "[", "notes.txt": "", "old.yaml/x.txt": ""}
        library = load_topic({**files, "media/map.png": "x"})
        assert codes(library) == ["unused-media"]
        assert Path(library.diagnostics[0].at.path).name == "map.png"

    def test_nothing_is_unused_where_a_bank_is_broken(self, load_topic: Load) -> None:
        library = load_topic({**TOPIC, "b.yaml": "[", "media/map.png": "x"})
        assert codes(library) == ["yaml-syntax"]


RESAVE = "save the file as UTF-8; it may be in Windows-1252 or Latin-1"
ENCODINGS = {
    # what is in the file; what is said of it, in its line and column; how it is mended
    "Latin-1": (
        "bank: capitals\ntitle: São Tomé\n".encode("latin-1"),
        ("found the byte 0xe3, which is not UTF-8", 2, 9),
        RESAVE,
    ),
    "both": (
        "title: São ".encode() + b"\xe9",
        ("found the byte 0xe9, which is not UTF-8", 1, 12),
        RESAVE,
    ),
    "Latin-1 with a NUL far below": (
        b"a" * 4096 + b"\xe9\0",
        ("found the byte 0xe9, which is not UTF-8", 1, 4097),
        RESAVE,
    ),
    "UTF-16": (
        "bank: capitals\n".encode("utf-16"),
        ("found text in UTF-16, expected UTF-8", 1, 1),
        "save it as UTF-8",
    ),
    "a picture": (b"\x89PNG\0", ("found a binary file, expected YAML in UTF-8", 1, 1), ""),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_file_that_is_not_utf8_is_told_from_one_that_is_no_text(
    load_text: Load, name: str
) -> None:
    """At its first wrong byte: what it probably is, and what to do about it."""
    content, expected, hint = ENCODINGS[name]
    (found,) = load_text(content).diagnostics
    assert (found.code, found.hint) == ("bad-encoding", hint)
    assert (found.message, found.at.line, found.at.column) == expected


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
