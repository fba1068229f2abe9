"""``quizgen review``: what is due, what is new, and what waits."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from quiz.support import ALL_TYPES
from quizgen.cli import cli
from quizgen.commands import data


def noon(year: int, month: int, day: int) -> int:
    """Noon by this computer's clock, in milliseconds since 1970."""
    return round(datetime(year, month, day, 12).timestamp() * 1000)


class Clock:
    """The learner's day."""

    def __init__(self) -> None:
        self.at = noon(2027, 1, 15)

    def next_day(self, days: int = 1) -> None:
        self.at += days * 24 * 3_600_000


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """What tells the time to every command, whenever its module is imported."""
    clock = Clock()
    told = SimpleNamespace(time_ns=lambda: clock.at * 1_000_000)
    monkeypatch.setattr(data, "time", told)
    return clock


def quizgen(*arguments: object, lines: str = "", code: int = 0) -> str:
    result = CliRunner().invoke(cli, [*map(str, arguments)], input=lines, standalone_mode=False)
    if code == 2:
        assert result.exception is not None
        return str(result.exception)
    assert result.exception is None, result.output
    assert int(result.return_value or 0) == code
    return result.output


def test_new_questions_come_up_to_a_daily_limit(clock: Clock) -> None:
    said = quizgen("review", "--new", 3, ALL_TYPES, lines=":s\n:s\n")
    assert "0 due, 3 new." in said
    assert "7 new questions left" in said
    assert "Due again tomorrow" in said
    assert "0 due, 1 new." in quizgen("review", "--new", 3, ALL_TYPES), "two of today are done"
    clock.next_day()
    assert "2 due, 3 new." in quizgen("review", "--new", 3, ALL_TYPES)


@pytest.mark.parametrize(
    ("hour", "minute", "today", "asks"), [(2, 32, "November 28", 0), (4, 0, "November 29", 1)]
)
def test_every_command_has_the_same_day(
    hour: int, minute: int, today: str, asks: int, clock: Clock
) -> None:
    """A question missed at 02:30 comes after 04:00, and all say so."""
    clock.at = round(datetime(2026, 11, 29, 2, 30).timestamp() * 1000)
    said = quizgen("quiz", "--type", "short", ALL_TYPES, lines=":s\n")
    assert "Due again tomorrow, which begins at 04:00" in said
    clock.at = round(datetime(2026, 11, 29, hour, minute).timestamp() * 1000)
    shown = quizgen("stats", "--type", "short", ALL_TYPES)
    assert f"Due in the next 30 days: 1, {asks} of them today" in shown
    assert "Nov 29: 1" in shown
    reviewed = quizgen("review", "--type", "short", ALL_TYPES)
    assert (f"{asks} due" if asks else "The next is due in 1 day") in reviewed
    assert quizgen("stale", ALL_TYPES).endswith(f"to review on {today}, 2026\n")


def test_nothing_may_be_due(clock: Clock) -> None:
    quizgen("review", "--type", "short", ALL_TYPES, lines=":s\n")
    said = quizgen("review", "--type", "short", ALL_TYPES)
    assert said.startswith("Nothing is due.\n")
    clock.next_day()
    assert "1 due, 0 new." in quizgen("review", "--type", "short", ALL_TYPES, lines="::q\n")
    clock.next_day()
    said = quizgen("review", "--type", "short", ALL_TYPES)
    days = int(re.search(r"The next is due in (\d+) day", said)[1])  # type: ignore[index]
    assert "1 due" in quizgen("review", "--type", "short", "--ahead", days, ALL_TYPES)


def test_one_gap_of_a_text_is_asked(clock: Clock) -> None:
    said = quizgen("review", "--type", "cloze", ALL_TYPES, lines="24\n")
    assert "the election was due in November" in said
    assert "Right: 24\n" in said
    assert "Nothing is due." in quizgen("review", "--type", "cloze", ALL_TYPES)
    clock.next_day()
    assert "On October 24, 2024" in quizgen("review", "--type", "cloze", "--new", 5, ALL_TYPES)


def test_a_cram_changes_no_due_date(clock: Clock) -> None:
    said = quizgen("review", "--cram", "--type", "short", ALL_TYPES, lines=":s\n")
    assert "No due date changes." in said
    assert "Due again" not in said
    assert "0 due, 1 new." in quizgen("review", "--type", "short", ALL_TYPES)


def test_a_review_needs_a_history() -> None:
    assert "a review needs your history" in quizgen("review", "--no-history", ALL_TYPES, code=2)


def test_what_was_missed_and_what_is_weak(clock: Clock) -> None:
    short = ("--type", "short", ALL_TYPES)
    assert "nothing was missed" in quizgen("quiz", "--missed", *short, code=2)
    assert "nothing is weak" in quizgen("quiz", "--weak", *short, code=2)
    quizgen("quiz", *short, lines="wrong\n")
    for option in ("--missed", "--weak"):
        assert "Which command quits vi?" in quizgen("quiz", option, *short)
    assert "expected one of them" in quizgen("quiz", "--weak", "--missed", *short, code=2)
    quizgen("quiz", *short, lines="::q\n")
    assert "nothing was missed" in quizgen("quiz", "--missed", *short, code=2)


@pytest.mark.parametrize("mode", ["quiz", "exam", "review"])
def test_a_session_goes_on_where_it_was_left(mode: str, clock: Clock) -> None:
    code = 3 if mode == "exam" else 0
    first = quizgen(mode, "--seed", 1, ALL_TYPES, lines=":s\n:s\n", code=code)
    assert "quizgen quiz --resume" in first
    assert "3/10 " in first
    stem = first.partition("3/10 ")[2].splitlines()[2]
    again = quizgen(mode, "--resume", lines=":s\n" * 8 + "n\n", code=code)
    assert "Going on after 2 of 10." in again
    assert again.partition("3/10 ")[2].splitlines()[2] == stem
    assert "there is nothing to go on with" in quizgen(mode, "--resume", code=2)


def test_nothing_is_stored_without_a_history(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    quizgen("quiz", "--data", folder, "--no-history", ALL_TYPES, lines=":s\n")
    assert not folder.exists()
    quizgen("quiz", "--data", folder, ALL_TYPES, lines=":s\n")
    assert (folder / "history.db").exists()


def test_confidence_is_asked_for_before_anything_is_told(clock: Clock) -> None:
    said = quizgen("quiz", "--confidence", "--type", "short", ALL_TYPES, lines="::q\ng\n")
    assert "How sure are you?" in said
    assert said.index("How sure are you?") < said.index("Right")
    assert "Due again tomorrow" in said, "a guess is hard at most"


def test_a_bank_without_a_namespace_is_asked_and_not_stored(clock: Clock, tmp_path: Path) -> None:
    """Which is said once; a review has nothing to ask of it."""
    bank = tmp_path / "a.yaml"
    text = (
        "bank: a\ntitle: A\nquestions:\n  - {id: q, type: short, stem: Who is it?, answer: Bach}\n"
    )
    bank.write_text(text, encoding="utf-8")
    said = quizgen("quiz", bank, lines="Bach\n")
    assert said.count("“A” has no namespace: what you answer there is not stored.") == 1
    assert "1 of 1 right" in said
    assert "Due again" not in said
    said = quizgen("review", bank)
    assert "Nothing is due." in said
    assert "“A” has no namespace, so a review cannot ask it" in said
    assert "Nothing is stored yet" in quizgen("stats", bank)
