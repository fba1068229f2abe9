"""What properties are searched with that must hold for any text, however harmful or damaged."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

harmful: SearchStrategy[str] = st.text(
    st.one_of(st.characters(), st.sampled_from("  aあe\u0301-、\x1b\x9b\u202e\n*`"))
)
"""Texts of any characters, many of them such that a terminal would obey."""
