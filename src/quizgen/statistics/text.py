"""The figures on a terminal: words and bars, which no color is needed to read.

Where bars cannot be drawn, or a screen reader would read them sign by sign, there are only words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from quizgen.memory.schedule import date_of
from quizgen.model.phrases import count
from quizgen.quiz.layout import Look, Style, bars
from quizgen.statistics.figures import Figures, Retention, Share

_TALL = 6
"""Lines of the chart of the forecast."""
_INDENT = (Style.TEXT, "  ")
_MOST = 12
"""Names of one group that are listed; the rest is counted."""


def lines(figures: Figures, today: int, look: Look) -> Iterator[str]:
    """Yield the lines that show ``figures``, which are those of the day ``today``."""
    if not figures.answers:
        yield from look.lines((Style.TEXT, "Nothing is stored yet: take a quiz first."))
        return
    said = f"{count(figures.answers, 'answer')} to {count(figures.questions, 'question')}"
    yield from look.lines(
        (Style.STRONG, f"{said}, {figures.overall.percent}% right"),
        (Style.TEXT, f" · {count(figures.minutes, 'minute')}"),
    )
    yield from _streak(figures, look)
    for group, shares in figures.groups.items():
        yield from _shares(f"Right, by {group}", shares, look)
    yield from _shares("Right, by how sure you were", figures.confidence, look)
    yield from _retention(figures, look)
    yield from _forecast(figures, today, look)
    yield from _hardest(figures, look)


def _streak(figures: Figures, look: Look) -> Iterator[str]:
    streak = figures.streak
    said = f"{count(streak.current, 'day')} in a row"
    more = f" · the longest: {streak.longest} · {count(streak.days, 'day')} in all"
    yield from look.lines((Style.TEXT, said + more))


def _heading(text: str, look: Look) -> Iterator[str]:
    yield ""
    yield from look.lines((Style.STRONG, text))


def _shares(heading: str, shares: dict[str, Share], look: Look) -> Iterator[str]:
    if not shares:
        return
    yield from _heading(heading, look)
    ratio = max(len(f"{one.right}/{one.answers}") for one in shares.values())
    most = sorted(shares, key=lambda name: -shares[name].answers)[:_MOST]
    rows = [
        (name, one.right / one.answers, f"{one.percent}%  {f'{one.right}/{one.answers}':<{ratio}}")
        for name, one in shares.items()
        if name in most
    ]
    yield from bars(rows, look)
    if len(shares) > len(most):
        yield from look.lines((Style.FAINT, f"and {len(shares) - len(most)} more"), hang=_INDENT)


def _retention(figures: Figures, look: Look) -> Iterator[str]:
    whole = figures.retention
    if not whole.reviews:
        return
    yield from _heading("Known when it was due", look)
    said = f"{whole.true:.1%} known, {whole.predicted:.1%} expected"
    more = f"{said}, {count(whole.reviews, 'review')}; by what was expected:"
    yield from look.lines((Style.TEXT, more), hang=_INDENT)
    rows = [(belief, one.true, _known(one)) for belief, one in figures.calibration.items()]
    yield from bars(rows, look)


def _known(one: Retention) -> str:
    return f"{one.true:.0%} known of {one.reviews:<4}"


def _forecast(figures: Figures, today: int, look: Look) -> Iterator[str]:
    due = figures.forecast
    whole = f"Due in the next {len(due)} days: {sum(due):,}"
    yield from _heading(f"{whole}, {due[0]:,} of them today", look)
    most = max(due)
    if not most:
        return
    if not look.decorated:
        for number, cards in enumerate(due):
            if cards:
                day = date_of(today + number)
                yield from look.lines((Style.TEXT, f"{day:%b} {day.day}: {cards}"), hang=_INDENT)
        return
    margin = len(f"{most:,}")
    each = 2 if look.room >= 2 * len(due) + margin + 4 else 1
    shown = due[: (look.room - margin - 3) // each]
    for level in range(_TALL, 0, -1):
        # A day with anything due has a mark, however small.
        marks = [
            "█" if cards * _TALL >= most * (level - 0.5) or (cards and level == 1) else " "
            for cards in shown
        ]
        scale = f"{most:,}" if level == _TALL else ""
        drawn = "".join(mark + " " * (each - 1) for mark in marks)
        yield from look.lines(
            (Style.TEXT, f"{scale:>{margin}} "), (Style.STRONG, drawn), hang=_INDENT
        )
    yield from look.lines(
        (Style.FAINT, f"{'':>{margin}} {_dates(today, len(shown), each)}"), hang=_INDENT
    )


def _dates(today: int, days: int, each: int) -> str:
    """Return the dates below a chart: the first day, and then each week."""
    text = ""
    for number in range(0, days, 7):
        day = date_of(today) + timedelta(days=number)
        text = text.ljust(number * each)
        if each * min(7, days - number) >= 6:
            text += f"{day:%b} {day.day}"
        elif each * min(7, days - number) >= 2:
            text += f"{day.day}"
    return text


def _hardest(figures: Figures, look: Look) -> Iterator[str]:
    if not figures.hardest:
        return
    yield from _heading("Hardest", look)
    for hard in figures.hardest:
        figure = f"{hard.right}/{hard.answers}"
        yield from look.lines((Style.TEXT, hard.shown), hang=(Style.LABEL, f"  {figure:>5}  "))
