"""Changes for the tests of their reports: one of each kind, and texts that do harm.

How they look in each format stands in ``changes/``; ``pytest --update-goldens`` rewrites the files,
which are to be read before they are committed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import strategies as st

from quizgen.formats.anki.release.changes import (
    Change,
    Changes,
    Import,
    Kind,
    Move,
    Part,
    TopicChanges,
)
from quizgen.formats.anki.release.changes.words import diff

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
    "the current banks",
    (
        CAPITALS,
        TopicChanges("5v0t2m8q1x7k4c9z6b3n", remarks=("this topic is gone",)),
    ),
)


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


def golden(form: str, text: str, request: pytest.FixtureRequest) -> str:
    """What a report on :data:`SAMPLE` should be: ``text``, if goldens are rewritten."""
    path = GOLDENS / form
    if request.config.getoption("--update-goldens"):
        path.write_text(text, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")


sequences = st.text(
    st.sampled_from("\x00\x07\x08\x1b\x7f\x9b\r\n\t\u202e\u2066\u2028 a[31m]"), max_size=12
)
"""Texts full of what a terminal would obey."""


def is_safe(line: str) -> bool:
    """Whether ``line`` has nothing that a terminal would obey."""
    return not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", line)
