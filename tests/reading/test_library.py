"""From paths to topics, with everything that is wrong; and one file of them read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from golden_banks import check_goldens
from quizgen.model.values import PartialDate
from quizgen.reading.library import Library, load, reload
from samples import ALONE, CARD, CITED, HEAD, NAMESPACE, SOURCE, TOPIC, bank, codes, fact, make

Load = Callable[..., Library]


def test_a_bank_that_stands_alone(tmp_path: Path) -> None:
    library = load([make(tmp_path, {"a.yaml": ALONE}) / "a.yaml"])
    (topic,) = library.topics
    assert (topic.id, topic.alone, topic.namespace) == ("capitals", True, NAMESPACE)
    assert topic.source is None
    assert topic.facts == {}


def test_a_part_of_a_topic_is_loaded_alone_unless_the_whole_is_asked_for(tmp_path: Path) -> None:
    folder = make(tmp_path, {**TOPIC, "europe.yaml": bank(CITED, name="europe")})
    for library, ids in (
        (load([folder / "asia.yaml"]), ["asia"]),
        (load([folder / "asia.yaml"], whole=True), ["asia", "europe"]),
    ):
        assert [one.id for topic in library.topics for one in topic.banks] == ids


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
        places = [(d.place.path, d.place.line, d.place.column) for d in library.diagnostics]
        assert places == sorted(places)
        assert len(places) == 2 * 2

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
        assert codes(library) == ["unknown-field"]
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


class TestReload:
    """One file is read again, and no other; every rule looks at all of them."""

    def test_only_the_file_named_is_read(self, tmp_path: Path) -> None:
        """What was written to the others since is not seen."""
        folder = make(tmp_path, {**TOPIC, "b.yaml": bank(CITED, name="europe")})
        before = load([folder])
        (folder / "asia.yaml").write_text(bank(f"{CITED}, tags: [new]"))
        (folder / "b.yaml").write_text("[")
        (folder / "source.yaml").unlink()
        after = reload(before, folder / "asia.yaml")
        assert codes(after) == []
        (topic,) = after.topics
        assert [one.questions[0].tags for one in topic.banks] == [("new",), ()]
        assert codes(before) == []

    def test_rules_look_at_all_files(self, tmp_path: Path) -> None:
        """A mistake that one file makes with another comes, and goes, with it."""
        folder = make(tmp_path, {**TOPIC, "b.yaml": bank(CITED, name="europe")})
        library = load([folder])
        (folder / "b.yaml").write_text(bank(CITED, name="asia").replace("Asia", "B"))
        library = reload(library, folder / "b.yaml")
        assert codes(library) == ["duplicate-bank"]
        assert library.texts.keys() == {str(folder / "b.yaml")}
        (folder / "source.yaml").write_text(SOURCE + fact("seoul"))
        library = reload(library, folder / "source.yaml")
        assert codes(library) == ["unknown-fact", "duplicate-bank", "unknown-fact"]
        (folder / "source.yaml").write_text(SOURCE + fact("tokyo"))
        (folder / "b.yaml").write_text(bank(CITED, name="europe"))
        library = reload(reload(library, folder / "source.yaml"), folder / "b.yaml")
        assert codes(library) == []
        assert library.texts == {}

    @pytest.mark.parametrize("content", ["", "[", bank(CITED), None])
    def test_it_is_what_loading_all_would_give(self, content: str | None, tmp_path: Path) -> None:
        """Whatever became of the file; its folder of media is listed again, too."""
        folder = make(tmp_path, {**TOPIC, "b.yaml": bank(CITED, name="europe")})
        before = load([folder])
        make(folder, {"media/map.png": "x"})
        (folder / "b.yaml").unlink()
        if content is not None:
            (folder / "b.yaml").write_text(content)
        again = reload(before, folder / "b.yaml")
        if content is not None:
            new = load([folder])
            assert again.diagnostics == new.diagnostics
            assert again.topics == new.topics
            assert again.texts == new.texts
            assert all(files.untouched() for files in again.sources)
        else:
            assert codes(again) == ["unreadable"]
            assert again.unreadable

    def test_a_bank_that_stands_alone(self, tmp_path: Path) -> None:
        folder = make(tmp_path, {"a.yaml": ALONE})
        library = load([folder / "a.yaml"])
        (folder / "a.yaml").write_text(ALONE.replace("namespace", "namespase"))
        library = reload(library, folder / "a.yaml")
        assert codes(library) == ["unknown-field"]
        assert library.topics == []

    def test_a_file_that_was_not_loaded_cannot_be_loaded_again(self, tmp_path: Path) -> None:
        folder = make(tmp_path, TOPIC)
        with pytest.raises(KeyError, match="other"):
            reload(load([folder]), folder / "other.yaml")


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
