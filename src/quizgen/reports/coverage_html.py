"""Coverage as a page: the facts of the source in its order, colored by how they are asked.

The page asks for nothing outside itself and has no scripts.  A color never says anything alone:
each fact says in words by how many questions it is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.lint.coverage import Covered, Group, TopicCoverage
from quizgen.model.blocks import to_html
from quizgen.model.markup import attribute, escape
from quizgen.model.phrases import count

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
li { margin: .4rem 0; padding: .3rem .6rem; border-left: .4rem solid; list-style: none; }
ul { padding: 0; }
small { display: block; opacity: .85; overflow-wrap: anywhere; }
table { border-collapse: collapse; }
td, th { padding: .1rem .8rem .1rem 0; text-align: left; font-weight: normal; white-space: nowrap; }
td:last-child { white-space: normal; }
meter { width: 10rem; }
.asked { border-color: #1a7f37; background: #1a7f3718; }
.often { border-color: #0b4d1f; background: #1a7f3740; }
.cited { border-color: #bf8700; background: #bf870022; }
.mentioned { border-color: #bf8700; border-left-style: dotted; background: #bf870012; }
.out { border-color: #cf222e; background: #cf222e18; }
"""
_OFTEN = 3
"""Questions from which a fact is asked often."""


def render(topics: Sequence[TopicCoverage]) -> Iterator[str]:
    """Yield the lines of the page."""
    title = escape(" · ".join(topic.title for topic in topics))
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    yield "style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>Coverage: {title}</title><style>"
    yield from _STYLE.strip().split("\n")
    yield "</style></head><body>"
    for topic in topics:
        yield from _topic(topic)
    yield "</body></html>"


def _topic(topic: TopicCoverage) -> Iterator[str]:
    whole = topic.whole
    yield f'<h1 dir="auto">{escape(topic.title)}</h1>'
    yield (
        f"<p>{whole.asked} of {count(len(whole.facts), 'fact')} asked, by "
        f"{count(len(whole.questions), 'question')}.</p>"
    )
    yield "<table>"
    for group in (*topic.paragraphs(), *topic.kinds()):
        yield _row(group)
    yield "</table>"
    for group in topic.paragraphs():
        yield f"<h2>{escape(group.name.capitalize())}</h2><ul>"
        yield from map(_fact, group.facts)
        yield "</ul>"


def _row(group: Group) -> str:
    share = f"{group.asked} of {len(group.facts)}"
    return (
        f"<tr><th>{escape(group.name)}</th>"
        f'<td><meter max="{len(group.facts)}" value="{group.asked}">{share}</meter></td>'
        f"<td>{share}</td><td>{count(len(group.questions), 'question')}</td>"
        f"<td>{escape(', '.join(group.types))}</td></tr>"
    )


def _fact(one: Covered) -> str:
    often = "often" if len(one.asked) >= _OFTEN else "asked"
    kind = {"asked": often, "left out": "out"}.get(one.standing, one.standing)
    said = {
        "asked": f"asked by {count(len(one.asked), 'question')}",
        "cited": f"cited by {count(len(one.cited), 'question')}, and not asked",
        "mentioned": "only mentioned in an explanation",
        "left out": "in no question",
    }[one.standing]
    views = one.asked or one.cited or one.mentioned
    names = ", ".join(f"{view.name} ({view.question.type})" for view in views)
    return (
        f'<li class="{kind}" id="{attribute(one.fact.id)}" dir="auto">{to_html(one.fact.statement)}'
        f"<small>{escape(one.fact.id)} · {said}{': ' * bool(names)}{escape(names)}</small></li>"
    )
