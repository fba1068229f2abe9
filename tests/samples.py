"""Texts that many tests of loading begin with."""

from __future__ import annotations

from quizgen.library import Library

NAMESPACE = "4f0k2m5xw9d3r8t4vq7a"
HEAD = f"bank: capitals\ntitle: Capitals\nnamespace: {NAMESPACE}\n"
"""A stand-alone bank up to its questions."""
SOURCE = """\
topic: capitals
title: Capitals
namespace: 7qk2m5xw9d3r8t4v
source:
  title: A gazetteer
  dated: in 2024
  as_of: 2024
facts:
"""
"""The file of a topic up to its facts."""


def fact(name: str, value: str = "", kind: str = "figure") -> str:
    """A fact of a topic; ``value`` is what stands in the braces of its value."""
    return f"""\
  - id: {name}
    paragraph: 1
    kind: {kind}
    statement: A statement.
    says: the gazetteer
    standing: reported
""" + (f"    value: {{{value}}}\n" if value else "")


def bank(*questions: str, name: str = "asia") -> str:
    """A bank of a topic, with each question written as a mapping in braces."""
    lines = "".join(f"  - {{{question}}}\n" for question in questions)
    return f"bank: {name}\ntitle: {name.title()}\nquestions:\n{lines}"


def codes(library: Library) -> list[str]:
    """The codes of what was found, in order."""
    return [diagnostic.code for diagnostic in library.diagnostics]
