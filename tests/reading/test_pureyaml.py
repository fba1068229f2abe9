"""PyYAML's own parser agrees with libyaml, whatever text they read."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given

from bank_writer import write
from damage import TOKENS, broken
from golden_banks import check_goldens
from quizgen.reading import yamltree
from quizgen.reading.records import BankFile
from quizgen.reading.yamltree import Document, parse
from strategies import banks, times
from trees import tree

C, PURE = yamltree.c_parser(), yamltree.pure_parser()
pytestmark = pytest.mark.skipif(C is None, reason="PyYAML was built without libyaml")


def said(document: Document) -> object:
    """The tree and the mistakes, each with its place."""
    faults = [(fault.code, fault.line, fault.column) for fault in document.faults]
    return faults, document.damaged, tree(document.root)


TEXTS = [
    # a question mark within brackets is a character
    ("[What?, ?Who]", []),
    ("{What?: Who?}", []),
    # a colon before a bracket or a comma is a mistake
    ("[a:, b]", ["yaml-syntax"]),
    ("[a:]", ["yaml-syntax"]),
    ("{a:}", ["yaml-syntax"]),
    ("[a:[b]]", ["yaml-syntax"]),
    ("[a:?b]", ["yaml-syntax"]),
    ("[a :b, http://c.d/?e]", []),
    # so is a directive
    ("%YAML 1.1\n---\na: b", ["yaml-syntax"]),
    ("%TAG ! a\n---\na: b", ["yaml-syntax"]),
    # and an escape that stands for no character
    ('"\\ud800"', ["yaml-syntax"]),
    ('"\\U0000D800"', ["yaml-syntax"]),
    ('a: ["\\U00110000"]', ["yaml-syntax"]),
    ('"\\xZZ"', ["yaml-syntax"]),
    ('"\\ud7ff \\ue000"', []),
    # the last line has an end, even where the text has none
    ("a:\n{b: [c, d}", ["yaml-syntax"]),
    # a tag ends at a comma within brackets, and holds none anywhere
    ("[!a, b]", ["tag"]),
    ("{a: !b, c: d}", ["tag"]),
    ("[!!str, a]", ["tag"]),
    ("[!<x>, a]", ["tag"]),
    ("!<x> a", ["tag"]),
    ("!a[b", ["yaml-syntax"]),
    ("a: !b,c d", ["yaml-syntax"]),
]


@pytest.mark.parametrize(("text", "codes"), TEXTS, ids=[text for text, _ in TEXTS])
def test_what_only_one_of_them_would_take_is_told_by_both(text: str, codes: list[str]) -> None:
    """At one place, with one tree of the rest."""
    document = parse(text, PURE)
    assert [fault.code for fault in document.faults] == codes
    assert said(document) == said(parse(text, C))


@times(6)
@given(broken(tuple(TOKENS)))
def test_both_parsers_agree(text: str) -> None:
    """libyaml's parser and PyYAML's own give one tree, and mistakes at the same places."""
    # Left out is what only PyYAML, or only libyaml, takes: all of it is a mistake to us anyway.
    assume(not re.search(r"[|>][-+0-9]*#|!\S*[*'&]|\[\s*\?|[\[{,]\s*\n%", text))

    assert said(parse(text, C)) == said(parse(text, PURE))


@given(banks)
def test_both_parsers_read_it_alike(bank: BankFile) -> None:
    """libyaml's parser and PyYAML's own give one tree."""
    text = write(bank)
    assert tree(parse(text, PURE).root) == tree(parse(text, C).root)


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
