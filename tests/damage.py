"""What properties are searched with that must hold for any text, however harmful or damaged."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from strategies import ODD

GOLDENS = Path(__file__).parent / "goldens"

harmful: SearchStrategy[str] = st.text(
    st.one_of(st.characters(), st.sampled_from("  aあe\u0301-、\x1b\x9b\u202e\n*`"))
)
"""Texts of any characters, many of them such that a terminal would obey."""

raw = st.text(st.characters(exclude_categories=()), max_size=60)
"""Any characters at all, halves of surrogate pairs among them."""


@cache
def seeds() -> list[str]:
    """Banks to break: the goldens, good and bad, as far as they are text and not long."""
    found = []
    for path in sorted(GOLDENS.rglob("*.y*ml")):
        text = path.read_bytes().decode("utf-8", "replace")
        found.append("\n".join(text.split("\n")[:40]))
    return found


TOKENS = [
    *"'\"[]{}:,?-#&*|>%@` \n\\=~<", ": ", "- ", "\n\n", "  ", "''", "é", "日", "😀", "\t", "? ",
    "---\n", "...\n", "\\x", "\\(", "%YAML 1.1\n", ">-\n", "|\n", "|2\n", ": |", "\r\n", "\r",
    "&a ", "*a", " #", "\xa0", "\x00", "\x1b", "\x85", "\u2028", "\ufeff", "key: ",
]  # fmt: skip
TAGS = ["!", "!!str ", "!a!b ", "!<x> "]
"""Where libyaml and PyYAML take different things for a tag; they agree that it is a mistake."""

yamlish = st.lists(st.sampled_from([*TOKENS, *TAGS, *ODD, "a", "b: c\n"]), max_size=25).map("".join)
"""What YAML gives a meaning to, in any order."""

SLIPS = ["insert", "insert", "delete", "drop", "indent", "dedent", "copy"]


@st.composite
def broken(draw: DrawFn, tokens: tuple[str, ...] = (*TOKENS, *TAGS)) -> str:
    """A bank with one to four slips of an editor's hand."""
    text = draw(st.sampled_from(seeds()))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        lines = text.split("\n")
        number = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(SLIPS)):
            case "insert":
                text = text[:place] + draw(st.sampled_from(tokens)) + text[place:]
                continue
            case "delete":
                text = text[:place] + text[place + draw(st.integers(1, 6)) :]
                continue
            case "drop":
                del lines[number]
            case "indent":
                lines[number] = " " * draw(st.integers(1, 4)) + lines[number]
            case "dedent":
                lines[number] = lines[number][draw(st.integers(1, 4)) :]
            case "copy":
                lines.insert(draw(st.integers(0, len(lines))), lines[number])
        text = "\n".join(lines)
    return text
