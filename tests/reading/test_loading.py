"""Files by themselves: what is kept of one that is not sound, for the rules to look at."""

from __future__ import annotations

from pathlib import Path

from golden_banks import check_goldens
from quizgen.model.diagnostics import Problem, Span
from quizgen.reading.folders import discover
from quizgen.reading.loading import Loaded, Loader, home
from quizgen.reading.media import MediaFile
from samples import ALONE, CITED, HEAD, NAMESPACE, SOURCE, TOPIC, bank, fact, make


def loaded(folder: Path, files: dict[str, str]) -> Loaded:
    topics, _ = discover([make(folder, files)])
    return Loader().load(topics)


def test_an_unsound_file_keeps_its_tree(tmp_path: Path) -> None:
    """What an unsound question says is there; the sound ones are read."""
    found = loaded(
        tmp_path, {"a.yaml": f"{HEAD}questions:\n  - {{id: B}}\n  - {{{CITED}}}\n  - x\n"}
    )
    (file,) = found.banks
    assert [entry.entries["id"].text for entry in file.entries("questions")] == ["B", "japan"]  # type: ignore[union-attr]
    assert [question.id for question in file.questions] == ["japan"]
    assert file.entries("title") == file.entries("nothing") == []


def test_a_file_that_has_no_tree(tmp_path: Path) -> None:
    """It is a file all the same, with what is wrong with it."""
    found = loaded(tmp_path, {**TOPIC, "b.yaml": ""})
    assert [Path(file.path).name for file in found.files] == ["source.yaml", "asia.yaml", "b.yaml"]
    file = found.banks[1]
    assert (file.root, file.bank, file.questions, file.entry("title")) == (None, None, (), None)
    assert [problem.code for problem in file.findings.diagnostics] == ["empty-file"]


def test_a_place_is_found_by_a_route(tmp_path: Path) -> None:
    (file,) = loaded(tmp_path, {"a.yaml": ALONE}).banks
    (question,) = file.questions
    assert question.at is not None
    assert file.root is not None
    path = str(tmp_path / "a.yaml")
    assert file.place(question.at, "stem") == Span(path, 5, 35, len("Capital?"))
    assert file.place(question.at, "stem", on_key=True) == Span(path, 5, 29, len("stem"))
    assert file.place(file.root, "questions", 0, "id") == Span(path, 5, 10, len("japan"))


def test_the_ids_of_unsound_facts_are_known(tmp_path: Path) -> None:
    source = SOURCE + fact("tokyo") + fact("seoul", kind="place") + "  - {id: [a]}\n"
    found = loaded(tmp_path, {**TOPIC, "source.yaml": source})
    ((topic, file),) = found.sourced
    assert file.fact_ids() == ["tokyo", "seoul"]
    assert [one.id for one in file.facts] == ["tokyo"]
    assert (topic.alone, topic.namespace) == (False, "7qk2m5xw9d3r8t4v")


def test_media_are_found_or_a_problem(tmp_path: Path) -> None:
    """And the folder is listed, with the files beside it that may be banks."""
    media = "media: [{image: map.svg, alt: A map}, {image: no.png, alt: None}]"
    files = {"a.yaml": ALONE.replace("Tokyo}", f"Tokyo, {media}}}"), "media/map.svg": "<svg/>"}
    found = loaded(tmp_path, {**files, ".hidden.yaml": "", "notes.txt": ""})
    (file,) = found.banks
    kinds = {str(name): type(one) for name, one in file.media.items()}
    assert kinds == {"map.svg": MediaFile, "no.png": Problem}
    listing = found.media[home(file.path)]
    assert list(listing.files) == ["map.svg"]
    assert listing.usable == [tmp_path / "media" / "map.svg"]
    assert listing.banks == [str(tmp_path / "a.yaml")]


def test_a_topic_is_sound_until_an_error_is_found(tmp_path: Path) -> None:
    found = loaded(tmp_path, {**TOPIC, "b.yaml": bank(CITED, name="europe")})
    (topic,) = found.topics
    assert found.sound(topic)
    found.faulty.add(found.banks[1].path)
    assert not found.sound(topic)


def test_a_bank_without_a_namespace_is_a_draft(tmp_path: Path) -> None:
    """Nothing is wrong with it, and it has the same questions."""
    banks = []
    for text, namespace in (
        (ALONE, NAMESPACE),
        (ALONE.replace(f"namespace: {NAMESPACE}\n", ""), ""),
    ):
        found, _ = discover([make(tmp_path, {"a.yaml": text}) / "a.yaml"])
        (loaded,) = Loader().load(found).topics
        assert loaded.banks[0].findings.diagnostics == []
        topic = loaded.topic()
        assert topic is not None
        assert topic.namespace == namespace
        banks.append(topic.banks)
    assert banks[0] == banks[1]


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
