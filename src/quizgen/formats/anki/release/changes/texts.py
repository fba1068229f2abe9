"""Notes as their author would read them: the parts of a note, and what differs between two.

Works from what Anki holds, fields and tags and cards, and not from questions: a note in a package
that was built long ago has nothing else.  Lists become lines, the right options are ticked, and
gaps and marks are written as in a bank; pictures and sounds go by the names that Anki stores them
under, which change with their content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain

from quizgen.formats.anki.fields import DIFFICULTY, STANDING, TYPE, WITHDRAWN, below_root
from quizgen.formats.anki.notetypes import CHOICE, MATCH, ORDER, TYPED, NoteType
from quizgen.formats.anki.release.changes import Part
from quizgen.formats.anki.release.changes.words import diff
from quizgen.formats.anki.release.notes import Rendered

_LABELS = {
    "Stem": "question",
    "Text": "question",
    "Images": "pictures",
    "Shuffle": "shuffled",
    "Reverse": "asked both ways",
    "Accepted": "also accepted",
    "Rejected": "known to be wrong",
    "Extra": "texts that belong to none",
    "Answer media": "pictures and sounds of the answer",
}
"""What fields are to an author, where their names do not say it."""
_KEYS = {TYPED.id: "answer", ORDER.id: "order", MATCH.id: "pairs"}
"""What the field “Key” is to him."""
_DERIVED = {
    CHOICE.id: {"Key", "Mode"},
    TYPED.id: {"Answer", "Before", "After", "Expects"},
    ORDER.id: {"Items"},
    MATCH.id: {"Lefts", "Rights"},
}
"""The fields that follow from others, beside ``Task`` and ``Id`` of all note types."""
_TITLES = ("Topic", "Bank")

# Each is sought no further than the next one begins, so that the search takes linear time.
_GAP = re.compile(r"\{\{c\d{1,3}::((?:(?!\{\{c\d).)*?)\}\}", re.DOTALL)
_CODE = r'<pre dir="ltr"><code(?: class="language-([^"<>]*)")?>((?:(?!<pre ).)*?)</code></pre>'
_LIST = r'<(ul|ol) class="qg-list">((?:(?!<[uo]l ).)*?)</\1>'
_FORMULA = r'<div class="qg-formula">((?:(?!<div ).)*?)</div>'
_CELL = r"<t[hd](?: [^<>]*)?>"
_UNSEEN = re.compile(r"<i hidden>[^<>]*</i>")
_BETWEEN = re.compile(r"</(?:b|span)> <span[^<>]*>")
_TOKEN = re.compile(r"<([^<>]*)>|([^<]+|<)")
_ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')
_BLOCKS = {"li", "div", "p", "img"}
_MARKS = {"strong": "**", "em": "*", "code": "`"}


def asks(note: Rendered) -> str:
    """Return what ``note`` asks, on one line."""
    return " ".join(plain(note.fields[0]).split())


def deck(note: Rendered) -> str:
    """Return the name of the deck that the cards of ``note`` are made for, unless it is retired."""
    return "::".join(plain(title) for title in map(note.fields.__getitem__, _titles(note)) if title)


def is_retired(note: Rendered) -> bool:
    """Tell whether learners are told that ``note`` was withdrawn."""
    return WITHDRAWN in below_root(note.tags)


def differences(old: Rendered, new: Rendered) -> tuple[Part, ...]:
    """Return the parts that read otherwise; what follows from others only where no other differs.

    Nothing is left where the two read the same, and differ in how they are laid out.
    """
    return tuple(_authored(old, new)) or tuple(_fields(old, new, derived=True))


def _authored(old: Rendered, new: Rendered) -> Iterator[Part]:
    yield from _fields(old, new, derived=False)
    yield from _part("deck", deck(old), deck(new))
    yield from _part("cards", str(len(old.cards)), str(len(new.cards)))
    for label, (was, now) in zip(
        ("type", "difficulty", "tags"), zip(_tags(old), _tags(new), strict=True), strict=True
    ):
        yield from _part(label, was, now)


def _fields(old: Rendered, new: Rendered, *, derived: bool) -> Iterator[Part]:
    hidden = {"Task", "Id", *_DERIVED.get(new.kind.id, ())}
    if new.kind is TYPED and new.fields[_place(new.kind, "Expects")] == "date":
        hidden.add("Accepted")  # its spellings, which follow from it
    for field, was, now in zip(new.kind.fields, old.fields, new.fields, strict=True):
        name = field.name
        if was != now and (name in hidden) is derived and name not in _TITLES:
            label = _KEYS.get(new.kind.id) if name == "Key" else _LABELS.get(name)
            # What is typed in reverse is the question, which is a part of its own.
            shown = plain if name != "Reverse" else _whether
            yield from _part(label or name.lower(), shown(was), shown(now))


def _whether(text: str) -> str:
    return "yes" if text else ""


def _part(label: str, old: str, new: str) -> Iterator[Part]:
    if old != new:
        yield Part(label, diff(old, new))


def _titles(note: Rendered) -> list[int]:
    return [_place(note.kind, name) for name in _TITLES]


def _place(kind: NoteType, name: str) -> int:
    return [field.name for field in kind.fields].index(name)


def _tags(note: Rendered) -> tuple[str, str, str]:
    """Return the type, the difficulty, and the tags that an author wrote."""
    tags = below_root(note.tags)
    kind, difficulty, _ = found = [
        [tag for tag in tags if tag.startswith(f"{what}::")]
        for what in (TYPE, DIFFICULTY, STANDING)
    ]
    made = {WITHDRAWN, *chain.from_iterable(found)}
    own = [tag for tag in tags if tag not in made]
    return _ends(kind), _ends(difficulty), " ".join(own)


def _ends(tags: Iterable[str]) -> str:
    return " ".join(tag.partition("::")[2] for tag in tags)


def plain(html: str) -> str:
    """Return ``html``, a field as quizgen writes it, as its author would write it.

    Any text whatever is read, in time that grows with its length: it may be a stranger's.
    """
    if "<" not in html and "&" not in html and "{" not in html:
        return html
    if "<pre " in html or 'class="qg-' in html:
        html = _without_blocks(html)
    html = _UNSEEN.sub("", html)
    runs: list[str] = []
    ends: list[str] = []  # what is to be written where an element ends
    for tag, text in _TOKEN.findall(_BETWEEN.sub(" — ", _GAP.sub(r"[[\1]]", html))):
        if text:
            runs.append(unescape(text))
        elif tag.startswith("/"):
            name = tag[1:]
            if name in ("li", "a") and ends:
                runs.append(ends.pop())
            elif name in _MARKS:
                runs.append(_MARKS[name])
        else:
            within = tag.startswith("img") and runs and runs[-1].endswith(("\n", "✓ "))
            runs.append(_begun(tag, ends, first=not runs or bool(within)))
    return "".join(runs)


def _without_blocks(html: str) -> str:
    """Return ``html`` with its code blocks, lists and tables as their author would write them."""

    def items(found: re.Match[str]) -> str:
        _, *items = found[2].replace("</li>", "").split('<li dir="auto">')
        signs = (f"{number}." if found[1] == "ol" else "-" for number in range(1, len(items) + 1))
        lines = (f"{sign} {item}" for sign, item in zip(signs, items, strict=True))
        return "<br>" + "<br>".join(lines) + "<br>"

    html = re.sub(_CODE, r"<br>```\1<br>\2<br>```<br>", html, flags=re.DOTALL)
    html = re.sub(_LIST, items, html, flags=re.DOTALL)
    html = re.sub(_FORMULA, r"<br>\1<br>", html, flags=re.DOTALL)
    if '<table class="qg-table">' in html:
        html = re.sub(_CELL, "| ", html.replace("<tr>", "<br>"))
        html = html.replace("</td>", " ").replace("</th>", " ").replace("</tr>", "|")
        html = html.replace("</table>", "<br>")
    return html.removeprefix("<br>").removesuffix("<br>")


def _begun(tag: str, ends: list[str], *, first: bool) -> str:
    """Return what is written where an element begins; ``ends`` is told what its end adds."""
    name, *_ = tag.split(" ", 1)
    given = {key: unescape(value) for key, value in _ATTRIBUTE.findall(tag)}
    begin = "\n" if (name in _BLOCKS and not first) or name == "br" else ""
    if name == "img":
        return f"{begin}[picture {given.get('src', '')}] {given.get('alt', '')}"
    if name == "li":
        ends.append(" (stays last)" * ("data-pinned" in given))
        return begin + "✓ " * ("data-key" in given)
    if name == "a":
        ends.append(f" ({given.get('href', '')})")
    return begin + _MARKS.get(name, "")
