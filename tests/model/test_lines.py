"""What ends a line, and what does not."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from quizgen.model.lines import changed, place_of_end, split_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\rb", ["a", "b"]),
        ("a\r\nb", ["a", "b"]),
        ("a\n\rb", ["a", "", "b"]),
        ("a\r\r\nb\n\n", ["a", "", "b", "", ""]),
        ("\ufeffa", ["a"]),
        ("a\ufeff", ["a\ufeff"]),
        ("a\x0bb\x0cc\x1cd\x1ee\x85f\u2028g\u2029h", ["a\x0bb\x0cc\x1cd\x1ee\x85f\u2028g\u2029h"]),
    ],
)
def test_a_line_ends_with_lf_cr_or_both(text: str, lines: list[str]) -> None:
    """And with no other character, whatever :meth:`str.splitlines` takes for an end."""
    assert split_lines(text) == lines


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (1, 1)),
        ("a", (1, 2)),
        ("a\r", (2, 1)),
        ("a\r\n😀é", (2, 3)),
        ("\ufeffa", (1, 2)),
        ("a\u2028b\x0c", (1, 5)),
    ],
)
def test_what_follows_a_text_has_its_place(text: str, place: tuple[int, int]) -> None:
    """Columns count characters, and no byte-order mark."""
    assert place_of_end(text) == place


def test_mistakes_are_told_as_before() -> None:
    check_goldens()


def test_changes_are_made_at_their_places() -> None:
    """With any line ends, and after a byte-order mark; an overlap is left out."""
    text = "\ufeffone two\r\nthree\rfour"
    made = changed(text, [(3, 1, 4, "4"), (1, 5, 3, "2"), (2, 1, 0, ">"), (1, 6, 1, "no")])
    assert made == "\ufeffone 2\r\n>three\r4"
    assert changed(text, []) == text
