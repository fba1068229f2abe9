"""The figures as one page for a browser, which asks for nothing outside itself and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

from quizgen.memory.schedule import date_of
from quizgen.model.phrases import count
from quizgen.statistics.figures import Figures, Share
from quizgen.system.replacement import Replacement

_STYLE = """
:root { color-scheme: light dark; --bar: #2f6f4f; --rest: #d9dde2; }
@media (prefers-color-scheme: dark) { :root { --bar: #6fc79a; --rest: #3a4047; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; }
th { text-align: start; font-weight: normal; overflow-wrap: anywhere; }
th, td { padding: .15rem .5rem .15rem 0; vertical-align: top; }
td.figure { text-align: end; white-space: nowrap; width: 1%; }
td.bar { width: 45%; } td.bar svg { width: 100%; height: .9em; display: block; }
svg .full { fill: var(--bar); } svg .rest { fill: var(--rest); }
svg.days { width: 100%; height: auto; }
svg text { font: 9px system-ui, sans-serif; fill: currentColor; }
"""
_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What you know</title><style>{style}</style></head><body>
"""
_HIGH = 120
"""Units of the height of the chart of the forecast."""


def write(figures: Figures, today: int, path: Path) -> None:
    """Write the page of ``figures``, those of the day ``today``, to ``path``, whole or not at all.

    Raises :class:`OSError` where the path cannot be written.
    """
    text = "".join(_page(figures, today))
    with Replacement() as files:
        files.make_folder(path.parent)
        with files.writing(path) as unfinished:
            unfinished.write_text(text, encoding="utf-8", newline="\n")
        files.finish([path])


def _page(figures: Figures, today: int) -> Iterator[str]:
    yield _HEAD.format(style=_STYLE)
    yield "<h1>What you know</h1>\n"
    answered = f"{count(figures.answers, 'answer')} to {count(figures.questions, 'question')}"
    yield _paragraph(f"{answered}, {figures.overall.percent}% right.")
    streak = figures.streak
    yield _paragraph(
        f"{count(streak.current, 'day')} in a row; the longest: {streak.longest}; "
        f"{count(streak.days, 'day')} in all."
    )
    for group, shares in figures.groups.items():
        yield from _shares(f"Right, by {group}", shares)
    yield from _shares("Right, by how sure you were", figures.confidence)
    if figures.retention.reviews:
        whole = figures.retention
        yield "<h2>Known when it was due</h2>\n"
        yield _paragraph(
            f"{whole.true:.1%} known, {whole.predicted:.1%} expected, "
            f"{count(whole.reviews, 'review')}; by what was expected:"
        )
        yield from _table(
            (belief, one.true, f"{one.true:.0%} known of {one.reviews}")
            for belief, one in figures.calibration.items()
        )
    yield from _forecast(figures, today)
    if figures.hardest:
        yield "<h2>Hardest</h2>\n"
        yield from _table(
            (hard.shown, hard.right / hard.answers, f"{hard.right}/{hard.answers}")
            for hard in figures.hardest
        )
    yield "</body></html>\n"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>\n"


def _shares(heading: str, shares: Mapping[str, Share]) -> Iterator[str]:
    if shares:
        yield f"<h2>{escape(heading)}</h2>\n"
        yield from _table(
            (name, one.right / one.answers, f"{one.percent}% ({one.right}/{one.answers})")
            for name, one in shares.items()
        )


def _table(rows: Iterable[tuple[str, float, str]]) -> Iterator[str]:
    yield "<table>\n"
    for name, share, figure in rows:
        part = round(100 * share, 1)
        yield (
            f'<tr><th scope="row"><bdi>{escape(name)}</bdi></th><td class="bar" aria-hidden="true">'
            '<svg viewBox="0 0 100 10" preserveAspectRatio="none">'
            f'<rect class="rest" width="100" height="10"/><rect class="full" width="{part}" '
            f'height="10"/></svg></td><td class="figure">{escape(figure)}</td></tr>\n'
        )
    yield "</table>\n"


def _forecast(figures: Figures, today: int) -> Iterator[str]:
    due = figures.forecast
    yield f"<h2>Due in the next {len(due)} days</h2>\n"
    yield _paragraph(f"{sum(due):,} in all, {due[0]:,} of them today.")
    most = max(1, *due)
    yield f'<svg class="days" role="img" viewBox="0 0 {20 * len(due)} {_HIGH + 30}">'
    yield "<title>How many are due on each day</title>"
    for number, cards in enumerate(due):
        day, high = date_of(today + number), round(_HIGH * cards / most, 1)
        place = 20 * number
        yield (
            f'<rect class="full" x="{place + 2}" y="{12 + _HIGH - high}" width="16" '
            f'height="{high}"><title>{day:%B} {day.day}: {cards}</title></rect>'
        )
        if cards:
            top = 10 + _HIGH - high
            yield f'<text x="{place + 10}" y="{top}" text-anchor="middle">{cards}</text>'
        if number % 5 == 0:
            yield f'<text x="{place + 2}" y="{_HIGH + 26}">{day:%b} {day.day}</text>'
    yield "</svg>\n"
