"""Text made safe: nothing that a terminal obeys is left, and nothing else is changed."""

from __future__ import annotations

import re
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damage import harmful, raw
from quizgen.system.terminal_text import safe

BIDI = {*map(chr, [0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070)])}


@given(text=st.one_of(harmful, raw))
def test_only_what_is_obeyed_is_changed(text: str) -> None:
    cleaned = safe(text)
    assert len(cleaned) == len(text)
    for before, after in zip(text, cleaned, strict=True):
        obeyed = category(before) in ("Cc", "Cs", "Zl", "Zp") or before in BIDI
        assert (before != after) == (obeyed or "\ufff9" <= before <= "\ufffb")
        assert category(after) not in ("Cc", "Cs", "Zl", "Zp")
    assert safe(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("\x9b2J", "�2J"),
        ("\x7f", "␡"),
        ("a\r\nb\tc", "a  b c"),
        ("\u202eabc", "�abc"),
        ("\ud800", "�"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_what_is_shown_instead(text: str, shown: str) -> None:
    assert safe(text) == shown
    assert not re.search("\x1b|\x9b", safe(text))
