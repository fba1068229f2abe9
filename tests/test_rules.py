"""The table of rules: each is a file with a code, a level and a page, and is in the table."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

import quizgen.rules
from quizgen.model.diagnostics import Finding, Severity, Span
from quizgen.reading.library import Library
from quizgen.reading.loading import Loaded
from quizgen.rules import ADVICE, RULES, Rule, check
from samples import ALONE, codes

Load = Callable[..., Library]

FOLDER = Path(quizgen.rules.__file__).parent
FILES = {path.stem: path for path in FOLDER.glob("*.py") if path.stem not in ("__init__", "shared")}

READING = {"open", "read_bytes", "read_text", "iterdir", "glob", "rglob", "scandir", "listdir"} | {
    "stat", "exists", "is_file", "is_dir", "is_symlink", "realpath", "samefile"
}  # fmt: skip
"""The names by which files and folders are looked at."""


def named(rule: Rule) -> str:
    assert isinstance(rule, ModuleType)
    return rule.__name__.rpartition(".")[2]


@pytest.mark.parametrize("rule", [*RULES, *ADVICE], ids=named)
def test_a_rule_says_what_it_is(rule: Rule) -> None:
    """Its code, which is the name of its file, its level, and its page."""
    assert named(rule).replace("_", "-") == rule.CODE, "a rule's CODE is the name of its file"
    assert rule.LEVEL in Severity, "a rule's LEVEL is a Severity"
    assert rule.__doc__, "write the page of the rule as the docstring of its file"


def test_every_rule_is_in_the_table() -> None:
    missing = sorted(FILES.keys() - {named(rule) for rule in (*RULES, *ADVICE)})
    assert missing == [], "name these files in RULES or ADVICE of rules/__init__.py"
    every = [rule.CODE for rule in (*RULES, *ADVICE)]
    assert len(every) == len(set(every)), "a rule is twice in RULES or ADVICE"
    assert {rule.LEVEL for rule in ADVICE} == {Severity.ADVICE}
    assert Severity.ADVICE not in {rule.LEVEL for rule in RULES}


@pytest.mark.parametrize("name", FILES)
def test_a_rule_reads_no_files(name: str) -> None:
    """What it needs to know of files and folders, the loader knows."""
    tree = ast.parse(FILES[name].read_text(encoding="utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert names & READING == set(), f"rules/{name}.py: let reading/loading.py look, and ask it"


class Advice:
    """A rule that has advice for every bank, and an error for one."""

    CODE = "be-brief"
    LEVEL = Severity.ADVICE

    def check(self, loaded: Loaded) -> Iterator[Finding]:
        yield Finding(Span("a.yaml", 1, 1), "found a title, expected none", "delete it")
        yield Finding(Span("b.yaml", 1, 1), "found nothing", severity=Severity.ERROR)


def test_a_finding_has_the_code_and_the_level_of_its_rule(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """But for one that says otherwise; only an error makes a file faulty."""
    monkeypatch.setattr(quizgen.rules, "RULES", (Advice(),))
    loaded = Loaded([], {}, set())
    found = [(one.code, one.severity, one.place.path) for one in check(loaded, [])]
    assert found == [
        ("be-brief", Severity.ADVICE, "a.yaml"),
        ("be-brief", Severity.ERROR, "b.yaml"),
    ]
    assert loaded.faulty == {"b.yaml"}


def test_advice_does_not_stop_a_build(load_text: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does it change the exit code."""

    class Brief(Advice):
        def check(self, loaded: Loaded) -> Iterator[Finding]:
            for file in loaded.banks:
                yield Finding(Span(file.path, 1, 1), "found a title, expected none")

    monkeypatch.setattr(quizgen.rules, "RULES", (Brief(),))
    library = load_text(ALONE)
    assert codes(library) == ["be-brief"]
    assert library.ok
