r"""The marks within a line of text, and what they become for each kind of reader.

``*emphasis*``, ``**strong**``, ```code```, ``\( maths \)`` and ``[text](https://…)`` mean
something; every other character is itself.  A backslash makes the next ``* ` \`` literal.  Emphasis
opens only before a non-space and not after a letter, a digit or one of ``/ ) ] =``, and
closes only after a non-space and not before a letter, a digit or one of ``/ ( [ =``.  So
``2*3*4``, ``5 * 3``, ``/*part A*/`` and ``f(*p)*(*q)`` stay what they are; a mark without its
partner is literal, too.

A whole text may have blocks, too: it is what :mod:`quizgen.model.blocks` makes of it.  This module
alone knows which characters Anki, MathJax and HTML give a meaning to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NewType

Markup = NewType("Markup", str)
"""A text in this markup, as its author wrote it."""

Kind = Literal["text", "strong", "emphasis", "code", "maths", "link"]

_MARKS = re.compile(r"[*`\\]")
_SPECIAL = re.compile(r"[*`\\&<>{}\[\]\n]")
_BEFORE, _AFTER = r"[A-Za-z0-9*/)\]=]", r"[A-Za-z0-9*/(\[=]"
"""Before what no emphasis opens, and after what none closes: there, a star is one of the text."""
_FORMULA = r"(?:\\\\(?=\()|(?!\\\().)+?"
MATHS = rf"\\\({_FORMULA}\\\)"
"""Matches a formula, where a point matches line ends."""
CODE = r"`[^`\n]+`"
"""Matches code within a line."""
_LABEL = r"(?:[^\[\]`\n]|`[^`\n]+`)+"
"""The text of a link; brackets may be in code only."""


@cache
def _inline() -> re.Pattern[str]:
    """Return what matches a mark; made when the first text has one.

    Nothing within a mark may open the same mark again: so each is sought no further than the next.
    Each alternative begins with its character, before it looks behind: so the search runs fast to
    the next of them.
    """
    return re.compile(
        rf"\\\((?P<maths>{_FORMULA})\\\)"
        r"|\\(?P<escaped>[*`\\])"
        r"|`(?P<code>[^`\n]+)`"
        rf"|\*\*(?<!{_BEFORE}\*\*)(?=[^\s*])(?P<strong>(?:(?!(?<!{_BEFORE})\*\*[^\s*]).)+?)"
        rf"(?<=[^\s\\])\*\*(?!{_AFTER})"
        rf"|\*(?<!{_BEFORE}\*)(?=[^\s*])(?P<emphasis>[^*]+)(?<=[^\s\\])\*(?!{_AFTER})"
        rf"|\[(?P<link>{_LABEL}\]\((?:https?://|mailto:)"
        r"[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)\)",
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
FIRM = "\0"
"""Stands for a space that is kept; no text of a bank has it."""
_AFTER_FORMULA = re.compile(r"[?!.,:;)\]]+(?=\s|$)")
"""What would stand alone on a line behind a formula, which a browser may break off."""
# MathJax looks for \( and \[ in a page's text; a tag between the two characters hides them from it.
_FALSE_MATHS = re.compile(r"\\(?=\(|\)|&#91;|&#93;)")


def pieces(text: Markup) -> Iterator[tuple[Kind, str]]:
    """Yield the runs of ``text`` with their kind; adjacent runs may be of one kind.

    A link is ``text](address``: :func:`linked` parts it.  Where no card may lead, it is text.
    """
    done = 0
    for match in _inline().finditer(text):
        if match.start() > done:
            yield "text", text[done : match.start()]
        kind = match.lastgroup
        content = match[kind] if kind else ""
        if kind == "escaped":
            yield "text", content
        elif kind == "link" and not _leads_somewhere(content):
            yield "text", match[0]
        elif kind in ("maths", "code", "strong", "emphasis", "link"):
            yield kind, content  # type: ignore[misc]
        done = match.end()
    if done < len(text):
        yield "text", text[done:]


def linked(content: str) -> tuple[Markup, str]:
    """Return the text and the address of a link, as :func:`pieces` gives it."""
    label = re.match(_LABEL, content)
    assert label is not None
    return Markup(label[0]), content[label.end() + 2 :]


def _leads_somewhere(content: str) -> bool:
    """Tell whether a card may lead to the address of a link."""
    from quizgen.model.urls import parse_url

    try:
        parse_url(linked(content)[1])
    except ValueError:
        return False
    return True


def inline_formulas(text: Markup, start: int = 0) -> Iterator[tuple[int, str]]:
    r"""Yield the formulas of ``text``, and where each begins, behind its ``\(``.

    ``start`` is added to each place.
    """
    for match in _inline().finditer(text):
        kind = match.lastgroup
        if kind == "maths":
            yield start + match.start("maths"), match["maths"]
        elif kind in ("strong", "emphasis", "link") and "\\(" in match[0]:
            content = linked(match[kind])[0] if kind == "link" else Markup(match[kind])
            yield from inline_formulas(content, start + match.start(kind))


def marks(text: str, start: int = 0) -> Iterator[tuple[Kind, int, int]]:
    """Yield the marks of ``text``, at any depth, each with its kind, its beginning and its end.

    ``start`` is added to each place.
    """
    for match in _inline().finditer(text):
        kind = match.lastgroup
        if kind in ("maths", "code", "link", "strong", "emphasis"):
            yield kind, start + match.start(), start + match.end()  # type: ignore[misc]
        if kind in ("strong", "emphasis"):
            yield from marks(match[kind], start + match.start(kind))


def literal(text: str) -> Markup:
    """Return the markup in which each character of ``text`` is itself."""
    return Markup(_MARKS.sub(r"\\\g<0>", text) if _MARKS.search(text) else text)


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


def inline_html(text: Markup) -> str:
    """Return ``text``, which has no blocks, as HTML for a field of an Anki note or for a page."""
    if not _SPECIAL.search(text):
        return text
    html = ""
    run = ""  # escaped all at once: an escaped backslash and what follows it might look like maths
    formula = ""  # kept on one line with the sign that ends its sentence
    for kind, content in pieces(text):
        if kind == "text":
            sign = _AFTER_FORMULA.match(content) if formula else None
            if sign:
                formula = f'<span class="qg-kept">{formula}{escape(sign[0])}</span>'
            html += formula
            run += content[sign.end() if sign else 0 :]
            formula = ""
        else:
            html += formula + escape(run)
            marked, run, formula = _marked(kind, content), "", ""
            if kind == "maths":
                formula = marked
            else:
                html += marked
    return html + formula + escape(run)


def line_html(text: Markup) -> str:
    """Return ``text`` as HTML, a line without blocks; an address at its end is a link."""
    place = max(text.rfind("https://"), text.rfind("http://"))
    if place < 0 or not (place == 0 or text[place - 1].isspace() or text[place - 1] == "("):
        return inline_html(text)
    before, address = text[:place], text[place:].rstrip(".,;)" if text[place - 1] == "(" else ".,;")
    if before.endswith("](") or any(char.isspace() for char in address):
        return inline_html(text)
    after = text[place + len(address) :]
    return inline_html(Markup(before)) + link(address, escape(address)) + escape(after)


def _marked(kind: Kind, content: str) -> str:
    """Return what stands within a mark, as HTML."""
    if kind == "maths":
        return formula_html(content, "\\(", "\\)")
    if kind == "link":
        label, address = linked(content)
        return link(address, inline_html(label))
    shown = escape(content) if kind == "code" else inline_html(Markup(content))
    return f"<{_TAGS[kind]}>{shown}</{_TAGS[kind]}>"


def formula_html(formula: str, begin: str, end: str) -> str:
    """Return ``formula`` between its marks, for MathJax; as characters if it is not sound."""
    from quizgen.model.maths import sound

    if sound(formula):
        return f"{begin}{formula.translate(_ESCAPE)}{end}"
    return escape(f"{begin}{formula}{end}")


def inline_plain(text: Markup, *, firm: bool = False) -> str:
    r"""Remove the marks from ``text``, which has no blocks, as a learner reads it.

    Maths stays between ``\(`` and ``\)``; of a link, its text is left.  ``firm`` if the spaces
    within code are to be told from others: they become :data:`FIRM`.
    """
    if "*" not in text and "`" not in text and "\\" not in text and "](" not in text:
        return text
    plain = []
    for kind, content in pieces(text):
        if kind == "maths":
            plain.append(rf"\({content}\)")
        elif kind in ("strong", "emphasis"):
            plain.append(inline_plain(Markup(content), firm=firm))
        elif kind == "link":
            plain.append(inline_plain(linked(content)[0], firm=firm))
        elif firm and kind == "code":
            plain.append(content.replace(" ", FIRM))
        else:
            plain.append(content)
    return "".join(plain)
