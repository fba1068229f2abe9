"""Coverage for a terminal: a bar for each paragraph and kind, and every fact that is not asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.lint.coverage import Group, TopicCoverage
from quizgen.model.phrases import count
from quizgen.system.columns import width
from quizgen.system.terminal_text import safe

_BAR = 20
"""Columns of a bar."""
_NAMED = 3
"""Questions that are named where there are many."""


def render(topics: Sequence[TopicCoverage]) -> Iterator[str]:
    """Yield the lines of the report."""
    for number, topic in enumerate(topics):
        if number:
            yield ""
        yield from _topic(topic)


def _topic(topic: TopicCoverage) -> Iterator[str]:
    whole = topic.whole
    yield safe(f"{topic.title}: {_share(whole)}, by {count(len(whole.questions), 'question')}")
    for groups in (topic.paragraphs(), topic.kinds()):
        yield ""
        yield from _bars(groups)
    for standing, what in (
        ("cited", "cited, and not asked"),
        ("mentioned", "only mentioned in an explanation"),
        ("left out", "in no question"),
    ):
        facts = [one for one in whole.facts if one.standing == standing]
        if facts:
            yield ""
            yield f"{what}:"
        for one in facts:
            names = [view.name for view in (*one.cited, *one.mentioned)]
            by = f" ({', '.join(names[:_NAMED])}{', …' * (len(names) > _NAMED)})" if names else ""
            yield safe(f"  {topic.place(one)}: {one.fact.id}{by}")


def _share(group: Group) -> str:
    return (
        f"{group.asked} of {count(len(group.facts), 'fact')} asked "
        f"({100 * group.asked / len(group.facts):.0f} %)"
    )


def _bars(groups: list[Group]) -> Iterator[str]:
    widest = max(width(group.name) for group in groups)
    most = max(len(group.facts) for group in groups)
    for group in groups:
        full = round(_BAR * group.asked / most)
        rest = max(round(_BAR * len(group.facts) / most) - full, 0)
        if group.asked < len(group.facts):
            rest = max(rest, 1)
        bar = f"{'#' * full}{'.' * rest}"
        name = f"{group.name}{' ' * (widest - width(group.name))}"
        asked = f"{group.asked} of {len(group.facts)}"
        yield (
            f"  {name}  {bar:{_BAR}}  {asked:>8}  {count(len(group.questions), 'question'):>14}  "
            f"{', '.join(group.types)}"
        ).rstrip()
