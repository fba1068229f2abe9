"""Every phrase of the program, found in its source: what a catalogue has to translate."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import quizgen

ROOT = Path(quizgen.__file__).parent

MAKERS = {"phrase", "counted", "slip", "ask", "wrong", "_unclear"}
"""The functions whose first argument is a pattern; of ``counted`` the second is its name."""


@cache
def phrases() -> dict[str, str]:
    """Return the name of each phrase, with the module that has it first."""
    found: dict[str, str] = {}
    for path in sorted(ROOT.rglob("*.py")):
        module = path.relative_to(ROOT).as_posix()
        if module == "commands/new.py":
            continue
        for pattern in _patterns(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(pattern, module)
    return found


@cache
def counted_phrases() -> set[str]:
    """Return the names of the phrases that have a plural."""
    return {
        name
        for path in ROOT.rglob("*.py")
        for call in _calls(ast.parse(path.read_text(encoding="utf-8")), {"counted"})
        for name in _texts(call.args[1])
    }


def _patterns(tree: ast.AST) -> Iterator[str]:
    for call in _calls(tree, MAKERS):
        name = ast.unparse(call.func)
        if call.args:
            yield from _texts(call.args[1 if name == "counted" else 0])


def _calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
            yield node


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the texts that ``node`` may come to: one, or one for each branch."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
