"""Changes as Markdown: a text of a bank is a text there too, and all marks are ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from quizgen.formats.anki.release.changes.words import diff
from quizgen.reports.changes_markdown import marked, render
from quizgen.system.terminal_text import safe
from reports.changes_samples import SAMPLE, golden, is_safe, sample_of, sequences
from strategies import texts


def test_golden(request: pytest.FixtureRequest) -> None:
    text = "\n".join(render(SAMPLE)) + "\n"
    assert text == golden("report.md", text, request)


@given(sequences, sequences)
def test_a_terminal_is_sent_no_control_sequence(old: str, new: str) -> None:
    """Release notes are looked at in terminals, too."""
    assert all(map(is_safe, render(sample_of(old, new))))


def unmarked(markdown: str, struck: bool) -> str:
    """What a Markdown reader shows, less what is struck out, or less what is bold; no spaces."""
    parser = MarkdownIt("commonmark").enable("strikethrough")
    (inline,) = [token for token in parser.parse(markdown) if token.type == "inline"]
    hidden = 0
    shown = ""
    for token in inline.children:
        assert token.type in {
            "text", "text_special", "s_open", "s_close", "strong_open", "strong_close"
        }, token  # fmt: skip
        if token.tag == ("strong" if struck else "s"):
            hidden += token.nesting
        elif not hidden:
            shown += token.content
    return "".join(shown.split())


@given(texts(), texts())
def test_markdown_shows_both_texts(old: str, new: str) -> None:
    """A bank's text has no mark of its own, and ours all work."""
    old, new = (safe(" ".join(text.split())) for text in (old, new))
    markdown = f"- answer: {marked(diff(old, new))}"
    assert unmarked(markdown, struck=True) == "".join(f"answer: {old}".split())
    assert unmarked(markdown, struck=False) == "".join(f"answer: {new}".split())


@pytest.mark.parametrize(
    ("old", "new", "markdown"),
    [
        ("10 of them", "10% of them", "~~10~~ **10%** of them"),
        ("the (old) one", "the (new) one", "the (~~old~~ **new**) one"),
        ("one two", "one", "one ~~two~~"),
        ("a_b", "a*b", r"~~a\_b~~ **a\*b**"),
        ("the \x1b[31m old", "the \x1b[31m new", r"the ␛\[31m ~~old~~ **new**"),
    ],
)
def test_marks_touch_whole_words(old: str, new: str, markdown: str) -> None:
    assert marked(diff(old, new)) == markdown
