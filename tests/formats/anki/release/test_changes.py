"""What became of the notes of a topic: how many, what Anki reports, and what is told together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from quizgen.formats.anki.release.changes import Change, Import, Kind, Part, TopicChanges
from quizgen.formats.anki.release.changes.words import diff
from updates.story import check_story

RETITLED = (Part("deck", diff("Rivers", "Streams")),)
MENDED = (Part("answer", diff("A delta", "A Delta")),)
TOPIC = TopicChanges(
    "0123456789abcdef",
    changes=(
        Change("rivers/delta", Kind.CHANGED, Import.UPDATED, parts=RETITLED),
        Change("rivers/new", Kind.NEW, Import.NEW),
        Change("rivers/mouth", Kind.CHANGED, Import.UPDATED, parts=MENDED),
        Change("rivers/longest", Kind.CHANGED, Import.UPDATED, parts=RETITLED),
        Change("rivers/unknown", Kind.CHANGED, Import.UPDATED, compared=False),
        Change("rivers/unseen", Kind.CHANGED, Import.UPDATED, compared=False),
        Change("rivers/gone", Kind.GONE, Import.NOTHING),
        Change("rivers/turned", Kind.UNCHANGED, Import.UPDATED),
        Change("rivers/renamed", Kind.RENAMED, Import.UPDATED),
        Change("rivers/other-name", Kind.RENAMED, Import.DUPLICATE),
        Change("rivers/same", Kind.UNCHANGED, Import.DUPLICATE),
    ),
)


def test_every_kind_is_counted() -> None:
    """Those of which there is none, too."""
    counts = TOPIC.counts()
    assert [*counts] == [*Kind]
    assert {kind: number for kind, number in counts.items() if number} == {
        Kind.NEW: 1,
        Kind.CHANGED: 5,
        Kind.RENAMED: 2,
        Kind.GONE: 1,
        Kind.UNCHANGED: 2,
    }


def test_anki_reports_of_what_is_in_the_package() -> None:
    assert TOPIC.imports() == {Import.NEW: 1, Import.UPDATED: 7, Import.DUPLICATE: 2}


def test_an_update_without_a_difference_is_counted() -> None:
    """Of notes that were changed and changed back, whatever they are called now."""
    assert TOPIC.rewritten() == 2


def test_what_changed_alike_is_told_together() -> None:
    """Kind by kind; what is not known to be alike stands alone, and what is unchanged is left."""
    told = [
        (kind, [[change.name.removeprefix("rivers/") for change in alike] for alike in groups])
        for kind, groups in TOPIC.grouped()
    ]
    assert told == [
        (Kind.NEW, [["new"]]),
        (Kind.CHANGED, [["delta", "longest"], ["mouth"], ["unknown"], ["unseen"]]),
        (Kind.RENAMED, [["renamed"], ["other-name"]]),
        (Kind.GONE, [["gone"]]),
    ]


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
