"""``quizgen new``: what it writes is valid at once, and it loses nothing that is there."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.authoring import schema
from quizgen.questions import TYPES
from quizgen.reading.library import load
from samples import TOPIC, codes, make

if TYPE_CHECKING:
    from conftest import Run

ALL = [argument for name in TYPES for argument in ("--type", name)]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_bank_is_valid_at_once(quizgen: Callable[..., Run]) -> None:
    run = quizgen("new", "bank", "rivers")
    assert (run.code, run.err) == (0, "")
    assert "decks/rivers.yaml: a bank with 2 example questions (choice, short)" in run.out
    library = load(["decks"])
    assert codes(library) == []
    assert library.topics[0].title == "Rivers"
    assert [question.type for question in library.topics[0].banks[0].questions] == [
        "choice",
        "short",
    ]


def test_each_type_that_is_wanted_is_shown_once(quizgen: Callable[..., Run]) -> None:
    assert quizgen("new", "bank", "x/all.yaml", *ALL, *ALL, "--title", "All of them").code == 0
    library = load(["x/all.yaml"])
    assert codes(library) == []
    assert library.topics[0].title == "All of them"
    assert [question.type for question in library.topics[0].banks[0].questions] == [*TYPES]


def test_a_topic_is_valid_at_once(quizgen: Callable[..., Run]) -> None:
    run = quizgen("new", "topic", "everest", *ALL)
    assert (run.code, run.err) == (0, "")
    library = load(["decks"])
    assert codes(library) == []
    assert library.topics[0].id == "everest"
    assert library.questions == len(TYPES)


@pytest.mark.parametrize("value", ["{number: '8,849', unit: meters}", "{date: 1953-05-30}"])
def test_no_example_disagrees_with_the_facts_of_its_topic(
    quizgen: Callable[..., Run], tmp_path: Path, value: str
) -> None:
    """Where every fact has a value, the example of that kind asks for it."""
    source = TOPIC["source.yaml"].partition("facts:")[0]
    fact = (
        "  - {id: top, paragraph: 1, kind: figure, statement: 'It says 8,849 and May 30, 1953.', "
    )
    facts = f"facts:\n{fact}says: someone, standing: reported, value: {value}}}\n"
    make(tmp_path, {"decks/t/source.yaml": source + facts})
    assert quizgen("new", "bank", "decks/t/all.yaml", *ALL).code == 0
    library = load(["decks"])
    assert codes(library) == []
    stems = [getattr(one, "stem", "") for one in library.topics[0].banks[0].questions]
    (asked,) = [stem for stem in stems if "does the source give" in stem]
    assert "…" in asked


@pytest.mark.parametrize("path", ["rivers", "here.yaml", "a/b/c.yaml", "../elsewhere/d.yaml"])
def test_a_bank_names_its_schema_which_is_there(
    path: str, tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    assert quizgen("new", "bank", path).code == 0
    (bank,) = tmp_path.rglob("*.yaml")
    line = bank.read_text().splitlines()[0]
    named = bank.parent / line.removeprefix("# yaml-language-server: $schema=")
    assert named.read_text() == schema.texts()["bank.schema.json"]
    assert (Path(".quizgen") / "bank.schema.json").exists() != path.startswith("..")


def test_two_namespaces_are_never_the_same(quizgen: Callable[..., Run]) -> None:
    for name in ("a", "b"):
        assert quizgen("new", "bank", name).code == 0
    assert codes(load(["decks"])) == []


def test_a_bank_in_a_topic_is_one_of_its_banks(quizgen: Callable[..., Run]) -> None:
    make(Path("decks/capitals"), TOPIC)
    run = quizgen("new", "bank", "decks/capitals/more.yaml", *ALL)
    assert "a bank of the topic in decks/capitals" in run.out
    assert codes(load(["decks"])) == []
    assert quizgen("new", "question", "card", "decks/capitals/more.yaml").code == 0
    assert codes(load(["decks"])) == []


@pytest.mark.parametrize("kind", TYPES)
def test_a_question_is_added_to_a_bank(kind: str, quizgen: Callable[..., Run]) -> None:
    quizgen("new", "bank", "b.yaml")
    for number in (3, 4):
        run = quizgen("new", "question", kind, "b.yaml")
        assert (run.code, run.err) == (0, "")
        library = load(["b.yaml"])
        assert codes(library) == []
        added = library.topics[0].banks[0].questions[-1]
        assert (library.questions, added.type) == (number, kind)
        assert run.out == f"b.yaml: added the question “{added.id}”, of the type {kind}\n"


@pytest.mark.parametrize("kind", TYPES)
def test_without_a_file_a_question_is_printed(kind: str, quizgen: Callable[..., Run]) -> None:
    """As it can be put under “questions:”."""
    run = quizgen("new", "question", kind)
    assert (run.code, run.err) == (0, "")
    Path("b.yaml").write_text(f"bank: b\ntitle: B\nnamespace: {'x1' * 10}\nquestions:\n{run.out}")
    assert codes(load(["b.yaml"])) == []
    assert list(Path().iterdir()) == [Path("b.yaml")]


REFUSED = {
    "nothing": (["new"], "say what to write"),
    "no name": (["new", "bank"], "give the bank a name, such as “quizgen new bank rivers”"),
    "a strange ending": (["new", "bank", "a.txt"], "expected a name that ends in .yaml"),
    "a name that makes no id": (["new", "bank", "реки.yaml"], "expected one with ASCII letters"),
    "a title that makes no name": (["new", "bank", "--title", "Реки"], "ASCII letters"),
    "a bad title": (["new", "bank", "a", "--title", "a::b"], "found the title “a::b”"),
    "a type that is not there": (["new", "question", "chioce"], "did you mean “choice”?"),
    "no such file": (["new", "question", "card", "b.yaml"], "No such file"),
    "a file that is there": (["new", "bank", "there.yaml"], "there.yaml already exists"),
    "a file that cannot be read": (
        ["new", "question", "card", "there.yaml"],
        "there.yaml: the file cannot be read; run “quizgen validate there.yaml”",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    name: str, quizgen: Callable[..., Run]
) -> None:
    """Without a terminal nothing is asked."""
    arguments, said = REFUSED[name]
    Path("there.yaml").write_text("bank: 'x\n")
    run = quizgen(*arguments)
    assert run.code == 2
    assert said in run.err
    assert [str(path) for path in Path().rglob("*")] == ["there.yaml"]
    assert Path("there.yaml").read_text() == "bank: 'x\n"


def test_it_asks_in_a_terminal(tmp_path: Path) -> None:
    import pexpect

    child = pexpect.spawn(
        sys.executable,
        ["-m", "quizgen", "new"],
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=20,
        echo=False,
    )
    for asked, typed in (
        (r"1 or 2 \[1\]: ", "3"),
        (r"type 1 or 2\r\n1 or 2 \[1\]: ", ""),
        (r"Title: ", ""),
        (r"the title is empty\r\ntype a title.*\r\nTitle: ", "Flüsse: Europa"),
        (r"Name of the file \[flusse-europa\]: ", ""),
        (r"Which ones do you want an example of\? \[choice short\]: ", "cloze, dat"),
        (r"there is no type “dat”; type names from the list, or all\r\n.*: ", "cloze date"),
        (r"decks/flusse-europa.yaml: a bank with 2 example questions \(cloze, date\)", None),
    ):
        child.expect(asked)
        if typed is not None:
            child.sendline(typed)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    library = load([tmp_path / "decks"])
    assert codes(library) == []
    assert library.topics[0].title == "Flüsse: Europa"


@pytest.mark.parametrize(
    ("what", "made"), [("bank", "decks/rivers.yaml"), ("topic", "decks/rivers/questions.yaml")]
)
def test_with_a_name_nothing_is_asked(what: str, made: str, tmp_path: Path) -> None:
    """Not even in a terminal: a reader who follows a page types one line."""
    import pexpect

    output = pexpect.run(
        f"{sys.executable} -m quizgen new {what} rivers", cwd=str(tmp_path), timeout=20
    ).decode()
    assert f"{made}: a bank with 2 example questions (choice, short)" in output
    adds = f"quizgen new question number {made}"
    assert adds.replace("number", "TYPE") in output
    assert "?" not in output
    pexpect.run(f"{sys.executable} -m {adds}", cwd=str(tmp_path), timeout=20)
    assert "type: number" in (tmp_path / made).read_text()


def test_who_stops_an_answer_stops_the_command(tmp_path: Path) -> None:
    """With the end of the input, too; nothing is written."""
    import pexpect

    for key, code in (("\x03", 130), ("\x04", 130)):
        child = pexpect.spawn(
            sys.executable,
            ["-m", "quizgen", "new"],
            cwd=str(tmp_path),
            encoding="utf-8",
            timeout=20,
        )
        child.expect(r"1 or 2 \[1\]: ")
        child.send(key)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == code
    assert list(tmp_path.iterdir()) == []


def test_what_is_printed_leads_to_a_package(quizgen: Callable[..., Run]) -> None:
    """The commands under “Next:” work as they are printed."""
    for name in ("rivers", "here.yaml", "a b.yaml"):
        run = quizgen("new", "bank", name)
        commands = re.findall(r"^  \d\. quizgen (.*)$", run.out, re.MULTILINE)
        assert len(commands) == 2
        import shlex

        for command in commands:
            assert quizgen(*shlex.split(command)).code == 0
    assert {path.name for path in Path("output").glob("*.apkg")} == {
        "rivers.apkg",
        "here.apkg",
        "a-b.apkg",
    }
