r"""The light inline markup of texts, and what it becomes for each kind of reader.

``*emphasis*``, ``**strong**``, ```code``` and ``\( maths \)`` mean something; every other character
is itself.  A backslash makes the next ``* ` \`` literal.  A mark opens only before a non-space and
not after a letter, a digit or one of ``/ ) ] =``, and closes only after a non-space and not before
a letter, a digit or one of ``/ ( [ =``.  So ``2*3*4``, ``5 * 3``, ``/*part A*/`` and ``f(*p)*(*q)``
stay what they are; a mark without its partner is literal, too.

This module alone knows which characters Anki, MathJax and HTML give a meaning to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NewType

Markup = NewType("Markup", str)
"""A text in this markup, as its author wrote it."""

Kind = Literal["text", "strong", "emphasis", "code", "maths"]

_SPECIAL = re.compile(r"[*`\\&<>{}\[\]\n]")
_BEFORE, _AFTER = r"[A-Za-z0-9*/)\]=]", r"[A-Za-z0-9*/(\[=]"
"""Before what no emphasis opens, and after what none closes: there, a star is one of the text."""
# Nothing within a mark may open the same mark again: so each is sought no further than the next.
# Each alternative begins with its character, before it looks behind: so the search runs fast to the
# next of them.
_INLINE = re.compile(
    r"\\\((?P<maths>(?:\\\\(?=\()|(?!\\\().)+?)\\\)"
    r"|\\(?P<escaped>[*`\\])"
    r"|`(?P<code>[^`\n]+)`"
    rf"|\*\*(?<!{_BEFORE}\*\*)(?=[^\s*])(?P<strong>(?:(?!(?<!{_BEFORE})\*\*[^\s*]).)+?)"
    rf"(?<=[^\s\\])\*\*(?!{_AFTER})"
    rf"|\*(?<!{_BEFORE}\*)(?=[^\s*])(?P<emphasis>[^*]+)(?<=[^\s\\])\*(?!{_AFTER})",
    re.DOTALL,
)

# Anki reads {{…}} (gaps), [[type:…]], [sound:…], [latex] and [anki:…] in a field: as entities they
# are characters.  Quotes stay what they are, so that a search in Anki finds them.
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "{": "&#123;",
    "}": "&#125;",
    "[": "&#91;",
    "]": "&#93;",
}
_ESCAPE = str.maketrans(_ENTITIES)
_TAGS: dict[Kind, str] = {"strong": "strong", "emphasis": "em", "code": "code"}
_UNSEEN = re.compile(r"(?<=[^\s]) +(?= )| +(?=\n)")
"""Spaces that nobody sees: all but the last of several in a line, and those at its end."""
_FIRM = "\0"
"""Stands for a space that is kept; no text of a bank has it."""
# MathJax looks for \( and \[ in a page's text; a tag between the two characters hides them from it.
_FALSE_MATHS = re.compile(r"\\(?=\(|\)|&#91;|&#93;)")


def pieces(text: Markup) -> Iterator[tuple[Kind, str]]:
    """Yield the runs of ``text`` with their kind; adjacent runs may be of one kind."""
    done = 0
    for match in _INLINE.finditer(text):
        if match.start() > done:
            yield "text", text[done : match.start()]
        kind = match.lastgroup
        content = match[kind] if kind else ""
        if kind == "escaped":
            yield "text", content
        elif kind in ("maths", "code", "strong", "emphasis"):
            yield kind, content  # type: ignore[misc]
        done = match.end()
    if done < len(text):
        yield "text", text[done:]


def formulas(text: Markup, start: int = 0) -> Iterator[tuple[int, str]]:
    r"""Yield the formulas of ``text``, and where each begins, behind its ``\(``.

    ``start`` is added to each place.
    """
    for match in _INLINE.finditer(text):
        kind = match.lastgroup
        if kind == "maths":
            yield start + match.start("maths"), match["maths"]
        elif kind in ("strong", "emphasis") and "\\(" in match[0]:
            yield from formulas(Markup(match[kind]), start + match.start(kind))


def escape(text: str) -> str:
    """Return ``text`` as HTML that shows exactly these characters, in Anki too."""
    if not _SPECIAL.search(text):
        return text
    html = text.translate(_ESCAPE)
    if "\\" in html:
        html = _FALSE_MATHS.sub(r"<span>\\</span>", html)
    return html.replace("\n", "<br>")


def attribute(text: str) -> str:
    """Return ``text`` as it may stand between double quotes in a tag."""
    return text.translate(_ESCAPE).replace('"', "&quot;").replace("\n", " ")


def link(address: str, html: str) -> str:
    """Return ``html`` as a link to ``address``, or by itself where no card may lead there."""
    from quizgen.model.urls import parse_url

    try:
        url = parse_url(address)
    except ValueError:
        return html
    return f'<a href="{attribute(url)}">{html}</a>'


def to_html(text: Markup) -> str:
    """Return ``text`` as HTML for a field of an Anki note or for a page."""
    if not _SPECIAL.search(text):
        return text
    html = ""
    run = ""  # escaped all at once: an escaped backslash and what follows it might look like maths
    for kind, content in pieces(text):
        if kind == "text":
            run += content
        else:
            html += escape(run) + _marked(kind, content)
            run = ""
    return html + escape(run)


def _marked(kind: Kind, content: str) -> str:
    """Return what stands within a mark, as HTML."""
    if kind == "maths":
        from quizgen.model.maths import sound

        formula = rf"\({content.translate(_ESCAPE)}\)"
        return formula if sound(content) else escape(rf"\({content}\)")
    shown = escape(content) if kind == "code" else to_html(Markup(content))
    return f"<{_TAGS[kind]}>{shown}</{_TAGS[kind]}>"


def to_plain(text: Markup, *, firm: bool = False) -> str:
    r"""Remove the marks from ``text``, as a learner reads it; maths stays in ``\(`` and ``\)``.

    ``firm`` if the spaces within code are to be told from others.
    """
    if "*" not in text and "`" not in text and "\\" not in text:
        return text
    plain = []
    for kind, content in pieces(text):
        if kind == "maths":
            plain.append(rf"\({content}\)")
        elif kind in ("strong", "emphasis"):
            plain.append(to_plain(Markup(content), firm=firm))
        elif firm and kind == "code":
            plain.append(content.replace(" ", _FIRM))
        else:
            plain.append(content)
    return "".join(plain)


def comparable(text: Markup) -> str:
    """Return ``text`` as learners tell it from others: without marks and without unseen spaces.

    Case counts.  So do line ends, spaces at the beginning of a line, and all spaces within code.
    """
    plain = to_plain(text)
    if "  " not in plain and " \n" not in plain:
        return plain
    return _UNSEEN.sub("", to_plain(text, firm=True)).rstrip(" ").replace(_FIRM, " ")
