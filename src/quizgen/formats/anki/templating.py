r"""What Anki makes of a template: its language, as far as quizgen's note types speak it.

``{{Field}}``, sections ``{{#Field}}…{{/Field}}`` and ``{{^Field}}…{{/Field}}``, ``{{FrontSide}}``,
and the filters ``cloze`` and ``type``.  Anything else is refused, so that a template which Anki
understands and this module does not cannot be shown wrongly.  Nor do gaps nest here: what
:mod:`quizgen.formats.anki.fields` writes has braces of its own only around a gap.

A side comes as parts, so that its caller can tell what belongs to the template from what belongs to
the note.  That the parts together are what Anki shows is tested against Anki, card by card; there,
the rules stand in ``rslib/src/template.rs`` and ``rslib/src/cloze.rs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape, unescape
from itertools import count

from msgspec import Struct

_TOKEN = re.compile(r"<!--.*?-->|\{\{(?P<tag>.*?)\}\}", re.DOTALL)
_GAP = re.compile(r"\{\{c(?P<number>\d+)::(?P<content>.*?)\}\}", re.DOTALL)
_MATHS = re.compile(r"(\\[(\[])(.*?)(\\[)\]])", re.DOTALL)
_EMPTY = re.compile(r"(?:[ \t\n\r\f\v]|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_HTML = re.compile(r"(?is)<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<.*?>")
SOUND = re.compile(r"\[sound:([^\]]+)\]")
"""Where Anki puts a player, and the name of the file that it plays."""
_LINE_BREAK = re.compile(r"<br ?/?>|</?div>", re.IGNORECASE)

# Within quotes, Anki writes all of Latin 1 that is neither a letter of English nor a digit as
# entities, and nothing beyond.
_ATTRIBUTE = {
    code: f"&#x{code:02X};"
    for code in range(256)
    if not (chr(code).isascii() and chr(code).isalnum())
} | {
    ord(char): f"&{name};" for char, name in (("&", "amp"), ('"', "quot"), ("<", "lt"), (">", "gt"))
}


class Value(Struct, frozen=True):
    """Where a side holds what its note says."""

    name: str
    """The field."""
    html: str
    back: bool = False
    """It stands in the template of the back, and not in that of the front."""


class TypeIn(Struct, frozen=True):
    """Where a side holds Anki's type-in box, or on the back the comparison with the key."""

    name: str
    """The field that is compared with."""


Part = str | Value | TypeIn


class _Tag(Struct, frozen=True):
    name: str
    filters: tuple[str, ...]


class _Section(Struct, frozen=True):
    name: str
    unless: bool
    inner: tuple[_Node, ...]


_Node = str | _Tag | _Section


def question(template: str, values: Mapping[str, str], ordinal: int) -> list[Part]:
    """Return the front of the card ``ordinal`` of a note with the field ``values``."""
    return list(_render(_parsed(template), values, ordinal, None))


def answer(
    template: str, values: Mapping[str, str], ordinal: int, front: Sequence[Part]
) -> list[Part]:
    """Return the back of a card, given its front."""
    return list(_render(_parsed(template), values, ordinal, front))


def html(parts: Iterable[Part]) -> str:
    """Return a side as Anki hands it to its screens, which add the type-in box and the players."""
    sounds = {"q": count(), "a": count()}

    def marked(part: Part) -> str:
        if isinstance(part, str):
            return part
        if isinstance(part, TypeIn):
            return f"[[type:{part.name}]]"
        side = "a" if part.back else "q"
        return SOUND.sub(lambda _: f"[anki:play:{side}:{next(sounds[side])}]", part.html)

    return "".join(map(marked, parts))


def untyped(key: str) -> str:
    """Return the comparison with ``key`` that Anki shows to those who have typed nothing."""
    plain = unescape(_HTML.sub("", _LINE_BREAK.sub(" ", key)))
    return f"<code id=typeans>{escape(plain.strip())}</code>"


@lru_cache
def _parsed(template: str) -> tuple[_Node, ...]:
    """Return ``template`` as a tree; raises :class:`ValueError` where sections are not closed."""
    stack: list[tuple[str, bool, list[_Node]]] = [("", False, [])]
    done = 0
    for token in _TOKEN.finditer(template):
        if token["tag"] is None:
            continue
        nodes = stack[-1][2]
        if token.start() > done:
            nodes.append(template[done : token.start()])
        done = token.end()
        tag = token["tag"].strip()
        if tag[:1] in ("#", "^"):
            stack.append((tag[1:].strip(), tag[0] == "^", []))
        elif tag[:1] == "/":
            name, unless, inner = stack.pop()
            if not stack or name != tag[1:].strip():
                raise ValueError(f"the template closes {tag[1:]!r}, which is not open")
            stack[-1][2].append(_Section(name, unless, tuple(inner)))
        else:
            *filters, name = (part.strip() for part in tag.split(":"))
            nodes.append(_Tag(name, tuple(reversed(filters))))
    name, _, nodes = stack.pop()
    if stack:
        raise ValueError(f"the template does not close {name!r}")
    if done < len(template):
        nodes.append(template[done:])
    return tuple(nodes)


def _render(
    nodes: Iterable[_Node], values: Mapping[str, str], ordinal: int, front: Sequence[Part] | None
) -> Iterator[Part]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif isinstance(node, _Section):
            empty = _EMPTY.fullmatch(_value(values, node.name)) is not None
            if empty is node.unless:
                yield from _render(node.inner, values, ordinal, front)
        elif node == _Tag("FrontSide", ()) and front is not None:
            yield from front
        elif node.filters == ():
            yield Value(node.name, _value(values, node.name), front is not None)
        elif node.filters == ("cloze",):
            text = _value(values, node.name)
            back = front is not None
            yield Value(node.name, _gaps(text, ordinal + 1, shown=back), back)
        elif node.filters == ("type",):
            _value(values, node.name)
            yield TypeIn(node.name)
        else:
            raise ValueError(f"the template has filters that are unknown here: {node.filters}")


def _value(values: Mapping[str, str], name: str) -> str:
    if name not in values:
        raise ValueError(f"the template asks for the field {name!r}, which the note has not")
    return values[name]


def _gaps(text: str, asked: int, shown: bool) -> str:
    """Open the gap ``asked`` in ``text``, or show what belongs in it where it is ``shown``."""

    def gap(found: re.Match[str]) -> str:
        number = int(found["number"])
        content, _, hint = found["content"].partition("::")
        if number != asked:
            return f'<span class="cloze-inactive" data-ordinal="{number}">{content}</span>'
        if shown:
            return f'<span class="cloze" data-ordinal="{number}">{content}</span>'
        kept = content.translate(_ATTRIBUTE)
        return (
            f'<span class="cloze" data-cloze="{kept}" data-ordinal="{number}">'
            f"[{hint or '...'}]</span>"
        )

    # MathJax reads no tags: there, Anki shows gaps bare.
    return _MATHS.sub(
        lambda found: found[1] + _HTML.sub("", found[2]) + found[3], _GAP.sub(gap, text)
    )
