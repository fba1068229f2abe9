"""Every kind of mistake an author may make, as files: what is found, where, and what is said of it.

A case is ``goldens/bad/NAME.yaml`` (or a folder) with ``NAME.out``, a line for each diagnostic:
``line:column severity[code] sentence``, behind the file's name in a folder, and one for its hint.
To add one, write the file, run ``pytest --update-goldens``, and see whether each line points at
what an author should mend, says what is so, and tells how to mend it.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

import quizgen
from golden_banks import BAD, GOLDENS, OK, expectation, found
from quizgen.model.diagnostics import Severity
from quizgen.questions import TYPES
from quizgen.reading import yamltree
from quizgen.reading.library import Library, load
from quizgen.rules import RULES
from samples import HEAD, codes

if TYPE_CHECKING:
    from conftest import Run

ADVISED = sorted((GOLDENS / "advice").glob("*.yaml"))
"""Sound banks whose questions could be better, each named after the rule that finds it."""
SOURCES = Path(quizgen.__file__).parent
LOADING = [
    *(
        path
        for room in ("model", "reading", "questions")
        for path in (SOURCES / room).glob("*.py")
        if path.stem != "mathjax"  # a table, which reports nothing
    ),
    SOURCES / "system" / "files.py",
]

PATIENCE = 20.0
"""Seconds for what takes well under one: a test should fail rather than hang."""

HUGE: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "a line of 20 MB": (lambda: HEAD.encode() + b"x" * 20_000_000, ["line-too-long"]),
    "a comment of 20 MB": (lambda: b"# " + b"x" * 20_000_000, ["line-too-long"]),
    "100,000 brackets": (lambda: b"[" * 100_000, ["too-deep"]),
    "100,000 braces": (lambda: b"{" * 100_000, ["too-deep"]),
    "100,000 keys in one line": (lambda: b"{a: " * 100_000, ["too-deep"]),
    "100,000 dashes in one line": (lambda: b"- " * 100_000, ["too-deep"]),
    "20,000 levels of indentation": (
        lambda: b"".join(b" " * min(n, 900) + b"a:\n" for n in range(2_000)),
        ["too-deep"],
    ),
    "aliases that would fill the memory": (
        lambda: (
            b"a: &a [x, x]\n"
            + b"".join(b"k%d: &k%d [*k%d, *k%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60))
        ),
        ["alias", "anchor", "missing-field", "unknown-field"],
    ),
    "a text full of open gaps": (
        lambda: _question("cloze", "text", "[[a " * 100_000),
        ["open-gap"],
    ),
    "a text full of open mathematics": (
        lambda: _question("order", "items", r"\(a " * 100_000, listed=True),
        ["item-count"],
    ),
    "a text full of open marks": (
        lambda: _question("order", "items", "**a *b `c " * 50_000, listed=True),
        ["item-count"],
    ),
    **{
        f"a text full of {beginning}": (
            lambda beginning=beginning: _question("card", "answer", beginning * 20_000),
            [],
        )
        for beginning in (
            "$a",
            "[a](b.html",
            "![a](",
            "<a ",
            "<!--",
            "&a",
            "__a",
            "***a",
            "\\[a",
        )
    },
    "60,000 unknown keys": (
        lambda: (
            _question("card", "answer", "a") + b"".join(b"    x%d: y\n" % n for n in range(60_000))
        ),
        ["unknown-field"],
    ),
    "100,000 figures in a line of a list": (
        lambda: HEAD.encode() + b"x: [a" + b",100" * 100_000 + b"]\n",
        ["missing-field", "unknown-field"],
    ),
    "a key 50,000 times in a line": (
        lambda: (
            HEAD.encode() + b"x: [" + b"a, " * 100_000 + b"{b: c" + b", b: c" * 50_000 + b"}]\n"
        ),
        ["duplicate-field", "unknown-field"],
    ),
    "19,000 equal extra texts": (
        lambda: (
            HEAD.encode()
            + b"questions:\n  - id: q\n    type: match\n    stem: What?\n    pairs: {a: b, c: d}\n"
            + b"    extra:\n"
            + b"      - the same\n" * 19_000
        ),
        ["equal-extra", "pair-count"],
    ),
    "100,000 empty gaps": (
        lambda: _question("cloze", "text", "[[]] " * 100_000),
        ["empty-gap", "gap-count"],
    ),
    "a quote open over 100,000 lines": (
        lambda: HEAD.encode() + b"questions:\n  - stem: 'a\n" + b"      a: b\n" * 100_000,
        ["yaml-syntax"],
    ),
    "3,000 broken questions": (
        lambda: HEAD.encode() + b"questions:\n" + b"  - stem: a: b\n" * 3_000,
        ["yaml-syntax"],
    ),
    "100,000 unclosed quotes": (
        lambda: HEAD.encode() + b"questions:\n" + b"  - stem: 'a\n" * 100_000,
        ["yaml-syntax"],
    ),
    "100,000 digits": (lambda: _question("number", "answer", "1" * 100_000), ["bad-number"]),
    "200,000 spaces before a key": (
        lambda: HEAD.encode() + b"x:\n  - a\n" + b" " * 200_000 + b"b 'c' d\n e: f: g\n",
        ["unknown-field", "yaml-syntax"],
    ),
    "an id of 100,000 marks on one letter": (
        lambda: _question("card", "answer", "a").replace(
            b"id: q", b"id: a" + "\u0315\u0300".encode() * 50_000
        ),
        ["bad-id"],
    ),
    "an id of 100,000 characters": (
        lambda: _question("card", "answer", "a").replace(b"id: q", b"id: " + b"a-" * 50_000),
        ["bad-id"],
    ),
    "a tag of 100,000 colons": (
        lambda: _question("card", "tags", ":" * 100_000, listed=True),
        ["bad-tag", "missing-field"],
    ),
}
"""Files that must not take long, too large or too strange to be kept: how to make one, what is
found."""


def _question(kind: str, key: str, text: str, *, listed: bool = False) -> bytes:
    """A bank whose only question has a long text under ``key``, in lines of 800 characters."""
    folded = "\n".join(f"        {text[n : n + 800]}" for n in range(0, len(text), 800))
    if kind in ("number", "card"):
        folded = f"        {text}"
    stem = "" if kind == "cloze" else "    stem: What?\n"
    start = f"    {key}:\n      - >-\n" if listed else f"    {key}: >-\n"
    return f"{HEAD}questions:\n  - id: q\n    type: {kind}\n{stem}{start}{folded}\n".encode()


@pytest.mark.parametrize("parser", ["libyaml", "python"])
@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_each_mistake_is_found_at_its_place(
    path: Path, parser: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every mistake of every file is told in one run, with its line, its column and its code."""
    if parser == "python":
        monkeypatch.setattr(yamltree, "c_parser", lambda: None)
    elif yamltree.c_parser() is None:
        pytest.skip("PyYAML was built without libyaml")
    expected = expectation(path)
    lines = found(path, load([path]))
    if request.config.getoption("--update-goldens"):
        expected.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert lines == expected.read_text(encoding="utf-8").split("\n")[:-1]
    assert lines, "a bad bank in which nothing is found"


def test_every_expectation_has_its_file() -> None:
    for out in (GOLDENS / "bad").glob("*.out"):
        assert (
            out.with_suffix("") if out.with_suffix("").is_dir() else out.with_suffix(".yaml")
        ).exists()


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_validate_tells_each_mistake_and_exits_with_1(
    path: Path, quizgen: Callable[..., Run]
) -> None:
    """``validate`` exits with 0 if the banks are sound and with 1 if there are mistakes."""
    library = load([path])
    run = quizgen("validate", path, "--format", "short")
    assert run.code == (0 if library.ok else 1)
    assert run.err == ""
    for diagnostic in library.diagnostics:
        at = diagnostic.place
        place = f"{at.path}:{at.line}:{at.column}" if at.line else at.path
        assert f"{place}: {diagnostic.severity}[{diagnostic.code}]" in run.out
    run = quizgen("validate", path)
    assert run.out == ""
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    "path", [path for path in BAD if not load([path]).ok], ids=lambda path: path.name
)
def test_build_writes_nothing_where_there_is_a_mistake(
    path: Path, tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    """A mistake in a bank is reported as by ``validate``, and nothing is written."""
    kept = tmp_path / "capitals.apkg"
    kept.write_text("as it was")
    run = quizgen("build", path, "-o", tmp_path)
    assert run.code == 1
    assert [kept] == list(tmp_path.iterdir())
    assert kept.read_text() == "as it was"
    missing = tmp_path / "nowhere"
    assert quizgen("build", path, "-o", missing).code == 1
    assert not missing.exists()


@pytest.mark.parametrize("name", ["choice-with-two-keys.yaml", "binary.yaml", "answer-disagrees"])
@pytest.mark.parametrize("command", ["validate", "build"])
def test_a_process_of_its_own_says_the_same(command: str, name: str, tmp_path: Path) -> None:
    """No mistake of an author ever shows a traceback."""
    path = GOLDENS / "bad" / name
    out = tmp_path / "out"
    arguments = [command, str(path), *(["-o", str(out)] if command == "build" else [])]
    run = subprocess.run(
        [sys.executable, "-m", "quizgen", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(SOURCES.parent), "PYTHONUTF8": "1"},
        timeout=60,
        check=False,
    )
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert f"[{load([path]).diagnostics[0].code}]" in run.stderr
    assert not out.exists()


@pytest.mark.parametrize("parser", ["libyaml", "python"])
@pytest.mark.parametrize("name", HUGE)
def test_no_file_takes_long(
    name: str,
    parser: str,
    load_text: Callable[..., Library],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A bad file is told to be bad within seconds, whatever stands in it."""
    make, expected = HUGE[name]
    if parser == "python":
        monkeypatch.setattr(yamltree, "c_parser", lambda: None)
    text = make()
    start = time.process_time()
    library = load_text(text)
    assert sorted(set(codes(library))) == expected
    assert time.process_time() - start < PATIENCE


@pytest.mark.parametrize("parser", ["libyaml", "python"])
@pytest.mark.parametrize("path", OK, ids=lambda path: path.name)
def test_good_banks_are_sound(path: Path, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One bank for each type of question, and one of texts that YAML would corrupt."""
    if parser == "python":
        monkeypatch.setattr(yamltree, "c_parser", lambda: None)
    library = load([path])
    assert found(path, library) == []
    assert library.questions


@pytest.mark.parametrize("path", ADVISED, ids=lambda path: path.stem)
def test_advice_is_given_where_it_helps(path: Path, request: pytest.FixtureRequest) -> None:
    """Questions ``bad-…`` are found by the rule of the file, questions ``good-…`` are not."""
    library = load([path], advice=True)
    diagnostics = [one for one in library.diagnostics if one.code == path.stem]
    expected = path.with_suffix(".out")
    lines = found(path, replace(library, diagnostics=diagnostics))
    if request.config.getoption("--update-goldens"):
        expected.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert lines == expected.read_text(encoding="utf-8").split("\n")[:-1]
    (bank,) = library.loaded.banks
    starts = [
        (question.at.mark.line + 1, question.id) for question in bank.questions if question.at
    ]
    at_fault = {max(one for one in starts if one[0] <= d.place.line)[1] for d in diagnostics}
    assert at_fault == {name for _, name in starts if name.startswith("bad-")}
    assert {d.severity for d in library.diagnostics} == {Severity.ADVICE}


def test_every_type_has_a_good_bank() -> None:
    kinds = {path.stem for path in OK} - {
        "blocks",
        "formulas",
        "passages",
        "pictures",
        "scalars-stay-text",
    }
    missing = [f"goldens/ok/{kind}.yaml" for kind in TYPES if kind not in kinds]
    assert missing == [], "write these banks, each with questions of the one type"
    for kind in kinds:
        (topic,) = load([GOLDENS / "ok" / f"{kind}.yaml"]).topics
        assert {question.type for question in topic.banks[0].questions} == {kind}


@pytest.mark.parametrize("parser", ["libyaml", "python"])
def test_scalars_stay_text(parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every scalar is exactly its characters: ``NO``, ``12:30``, ``010`` and ``null`` are text."""
    if parser == "python":
        monkeypatch.setattr(yamltree, "c_parser", lambda: None)
    (topic,) = load([GOLDENS / "ok" / "scalars-stay-text.yaml"]).topics
    options, accepted, items, pairs, *cards = topic.banks[0].questions
    texts = ["NO", "12:30", "010", "1_000", "1.10", "null", "2024-10-24", "~"]
    assert [entry.right or entry.text for entry in options.options] == texts  # type: ignore[attr-defined]
    more = ["yes", "off", "0x10", "1e3", ".inf", "NaN", "0o17", "-0"]
    assert [accepted.answer, *accepted.accept] == more  # type: ignore[attr-defined]
    assert list(items.items) == ["1:2:3", "+1", "1,000", "5%", "True", "2024-10-24T12:00:00Z"]  # type: ignore[attr-defined]
    assert pairs.pairs == {"on": "Off", "1": "01", "null": "Null"}  # type: ignore[attr-defined]
    assert [card.answer for card in cards] == ["=", "<<", "No", "1."]  # type: ignore[attr-defined]


# -- every code has its golden -------------------------------------------------------------------

REPORTERS = {
    "Problem",
    "Diagnostic",
    "Unsafe",
    "Fault",
    "Grammar",
    "fault",
    "fault_at",
    "report",
    "unreadable",
    "_unopened",
    "report_empty",
}
"""The calls that carry a code as a constant."""
_CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")

OF_PATHS = {"missing-path", "unreadable", "no-banks"}
"""Codes of paths rather than files: ``commands/test_validate.py`` has them."""
OF_FILES = {"link-outside", "no-ordinary-file", "too-large", "too-many-folders"}
"""Codes of what no repository can have, or should: ``system/test_files.py`` makes it."""
OF_MEDIA = {"media-outside", "media-too-large"}
"""Codes of links and of large files, which are made when they are tested: in ``test_media.py``."""


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "code")]


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _emitted() -> Iterator[str]:
    """Every code that the source can report."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in LOADING]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    for call in calls:
        if _name(call) not in REPORTERS:
            continue
        texts = [
            argument.value
            for argument in _arguments(call)
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        yield from (
            text
            for number, text in enumerate(texts)
            if _CODE.fullmatch(text) and ("-" in text or (number == 0 and len(call.args) > 1))
        )
    # f"duplicate-{key}", where a parameter of the function completes the code.
    for function in (node for node in nodes if isinstance(node, ast.FunctionDef)):
        parameters = [argument.arg for argument in function.args.args if argument.arg != "self"]
        for joined in ast.walk(function):
            if (
                isinstance(joined, ast.JoinedStr)
                and len(joined.values) == 2
                and isinstance(start := joined.values[0], ast.Constant)
                and isinstance(start.value, str)
                and re.fullmatch(r"[a-z]+-", start.value)
                and isinstance(rest := joined.values[1], ast.FormattedValue)
                and isinstance(rest.value, ast.Name)
                and rest.value.id in parameters
            ):
                position = parameters.index(rest.value.id)
                for call in calls:
                    if _name(call) == function.name:
                        argument = call.args[position]
                        assert isinstance(argument, ast.Constant), ast.unparse(call)
                        yield start.value + str(argument.value)


def test_every_code_has_a_golden() -> None:
    """No mistake can be reported that no golden shows."""
    emitted = set(_emitted()) | {rule.CODE for rule in RULES}
    shown = OF_PATHS | OF_FILES | OF_MEDIA
    for out in (GOLDENS / "bad").glob("*.out"):
        text = out.read_text(encoding="utf-8")
        shown |= set(re.findall(r"^\S+ [a-z]+\[([a-z0-9-]+)\]", text, re.MULTILINE))
    for _, expected in HUGE.values():
        shown |= set(expected)
    assert emitted - shown == set(), "write a golden for each of these codes"
    assert shown - emitted == set(), "no source reports these codes: has one been renamed?"
    assert len(BAD) >= 50
    assert all(_CODE.fullmatch(code) for code in shown)
