"""PyYAML's own parser agrees with libyaml, whatever text they read."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given

from damage import TOKENS, broken
from quizgen import yamltree
from quizgen.library import BankFile
from quizgen.writer import write
from quizgen.yamltree import Document, parse
from strategies import banks, times
from trees import tree

PURE = yamltree.pure_parser()
pytestmark = pytest.mark.skipif(
    yamltree.c_parser() is None, reason="PyYAML was built without libyaml"
)


@given(banks)
def test_both_parsers_read_it_alike(bank: BankFile) -> None:
    """libyaml's parser and PyYAML's own give one tree."""
    text = write(bank)
    assert tree(parse(text, PURE).root) == tree(parse(text).root)


@times(6)
@given(broken(tuple(TOKENS)))
def test_both_parsers_agree(text: str) -> None:
    """libyaml's parser and PyYAML's own give one tree, and mistakes at the same places."""
    # Left out is what only PyYAML, or only libyaml, takes: all of it is a mistake to us anyway.
    assume(not re.search(r"[|>][-+0-9]*#|!\S*[*'&]|\[\s*\?|[\[{,]\s*\n%", text))

    def said(document: Document) -> object:
        faults = [(fault.code, fault.line, fault.column) for fault in document.faults]
        return faults, document.damaged, tree(document.root)

    assert said(parse(text)) == said(parse(text, PURE))
