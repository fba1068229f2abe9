"""How changes look: goldens for each format, and what may never happen to a text.

``pytest --update-goldens`` rewrites the files in ``changes/``; read them before you commit them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.changes import Change, Changes, Import, Kind, Move, Part, TopicChanges
from quizgen.changes.words import diff
from quizgen.reports import changes_json, changes_markdown, changes_text
from quizgen.terminal_text import safe
from strategies import texts

GOLDENS = Path(__file__).with_name("changes")


def part(label: str, old: str, new: str) -> Part:
    return Part(label, diff(old, new))


LONG = (
    "It has been so for a very long time, as every traveller who went there has written down. " * 4
)
CAPITALS = TopicChanges(
    "7qk2m5xw9d3r8t4v",
    "capitals",
    "Capitals *of* the <world>",
    (
        Change("asia/brunei", Kind.NEW, Import.NEW, asks="What is the capital of Brunei?"),
        Change("asia/burma", Kind.NEW, Import.NEW, asks="And of Burma?", retired=True),
        Change("europe/france", Kind.RETYPED, Import.NEW, asks="[[Paris]] is the capital."),
        Change(
            "asia/japan",
            Kind.CHANGED,
            Import.UPDATED,
            formerly="asia/nippon",
            asks="What is Japan's capital?",
            parts=(
                part("question", "What's the capital of Japan", "What is Japan's capital?"),
                part("options", "✓ Tokyo\nOsaka\nKyoto", "Tokyo\n✓ Edo\nKyoto (stays last)"),
                part("explanation", f"{LONG}Since 1868.", f"{LONG}Since 1869."),
                part("source", "", "A gazetteer_of_1999 (https://example.org/a_b_c)"),
                part("tags", "war::korea asia", "asia"),
            ),
        ),
        Change(
            "asia/korea",
            Kind.CHANGED,
            Import.UPDATED,
            asks="The price?",
            parts=(part("answer", "$10 `x` & 5*3", "10% of {{c1::x}} & 5*4"),),
        ),
        *(
            Change(
                f"europe/question-{n}",
                Kind.CHANGED,
                Import.UPDATED,
                asks=f"Question {n}?",
                parts=(part("deck", "Capitals::Europe", "Capitals::The West"),),
            )
            for n in range(13)
        ),
        Change("asia/laos", Kind.CHANGED, Import.UPDATED, asks="Of Laos?", compared=False),
        Change("asia/iran", Kind.CHANGED, Import.UPDATED, asks="Of Iran?"),
        Change(
            "asia/nepal",
            Kind.RETIRED,
            Import.UPDATED,
            asks="Of Nepal?",
            retired=True,
            parts=(part("notice", "", "Withdrawn. It is asked \x1b[31melsewhere\u202e."),),
        ),
        Change("asia/india", Kind.RENAMED, Import.DUPLICATE, "asia/bharat", "Of India?"),
        Change("asia/china", Kind.GONE, Import.NOTHING),
        Change("asia/oman", Kind.UNCHANGED, Import.DUPLICATE, asks="Of Oman?"),
        Change("asia/qatar", Kind.UNCHANGED, Import.UPDATED, asks="Of Qatar?"),
    ),
    (Move("Capitals::Europe", "Capitals::The West", 13),),
)
SAMPLE = Changes(
    "the last build at v1",
    "the banks as they are",
    (
        CAPITALS,
        TopicChanges("5v0t2m8q1x7k4c9z6b3n", remarks=("this topic is gone",)),
    ),
)


@pytest.mark.parametrize("form", ["plain.txt", "colour.txt", "report.md", "report.json"])
def test_golden(form: str, request: pytest.FixtureRequest) -> None:
    match form:
        case "plain.txt":
            lines = changes_text.render(SAMPLE)
        case "colour.txt":
            lines = changes_text.render(SAMPLE, colour=True)
        case "report.md":
            lines = changes_markdown.render(SAMPLE)
        case _:
            lines = iter([changes_json.render(SAMPLE)])
    text = "\n".join(lines) + "\n"
    golden = GOLDENS / form
    if request.config.getoption("--update-goldens"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def sample_of(old: str, new: str) -> Changes:
    """Changes with these texts wherever a bank's text may stand."""
    change = Change(
        "bank/question",
        Kind.CHANGED,
        Import.UPDATED,
        asks=old,
        parts=(part("answer", old, new),) if old != new else (),
    )
    topic = TopicChanges("0", "t", old, (change,), (Move(old, new, 1),), (old,))
    return Changes(old, new, (topic,))


_HARMFUL = st.text(
    st.sampled_from("\x00\x07\x08\x1b\x7f\x9b\r\n\t\u202e\u2066\u2028 a[31m]"), max_size=12
)


@given(_HARMFUL, _HARMFUL)
def test_a_terminal_is_sent_no_control_sequence(old: str, new: str) -> None:
    plain = list(changes_text.render(sample_of(old, new)))
    markdown = changes_markdown.render(sample_of(old, new))
    form = changes_json.render(sample_of(old, new)).split("\n")
    for line in (*plain, *markdown, *form):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", line)
    coloured = changes_text.render(sample_of(old, new), colour=True)
    assert [re.sub("\x1b\\[(31|32|0)m", "", line) for line in coloured] == plain


@given(texts(), texts())
def test_json_holds_both_texts(old: str, new: str) -> None:
    content = json.loads(changes_json.render(sample_of(old, new)))
    (note,) = content["topics"][0]["notes"]
    for each in note["parts"]:
        assert "".join(text for op, text in each["diff"] if op != "+") == old
        assert "".join(text for op, text in each["diff"] if op != "-") == new


def unmarked(markdown: str, struck: bool) -> str:
    """What a Markdown reader shows, less what is struck out, or less what is bold; no spaces."""
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("strikethrough")
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
    markdown = f"- answer: {changes_markdown.marked(diff(old, new))}"
    assert unmarked(markdown, struck=True) == "".join(f"answer: {old}".split())
    assert unmarked(markdown, struck=False) == "".join(f"answer: {new}".split())


@pytest.mark.parametrize(
    ("old", "new", "markdown"),
    [
        ("10 of them", "10% of them", "~~10~~ **10%** of them"),
        ("the (old) one", "the (new) one", "the (~~old~~ **new**) one"),
        ("one two", "one", "one ~~two~~"),
        ("a_b", "a*b", r"~~a\_b~~ **a\*b**"),
    ],
)
def test_marks_touch_whole_words(old: str, new: str, markdown: str) -> None:
    assert changes_markdown.marked(diff(old, new)) == markdown
