"""The preview: one page for a browser that shows every card of topics as Anki will show it.

The page asks for nothing outside itself.  It holds the cards in pieces, for most of what cards say,
they say alike: every text is there once and has a number.  A side is a *shape*, the texts of a
template around its gaps, and the texts that fill them.  Putting those together is all that the page
does by itself; what the pieces are is settled here, by the templates and fields of a package.

How the page looks and works stands in ``page.html``, ``page.css`` and ``page.js``; how a card runs
within it, in a frame of its own as in Anki's desktop program, in ``frame.css`` and ``frame.js``.
``maths.js`` puts maths into both.  The answers are printed, without their scripts (``paper.css``).

Where banks have mistakes, their sound questions are shown, and what was found
(:mod:`quizgen.formats.anki.preview.findings`).
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from quizgen.formats.anki import fields, templating
from quizgen.formats.anki.notetypes import NOTE_TYPES, TEMPLATES
from quizgen.formats.anki.preview import maths
from quizgen.formats.anki.preview.findings import Findings, told
from quizgen.formats.anki.release.notes import Rendered, render
from quizgen.model.bank import Bank, Topic
from quizgen.model.markup import escape
from quizgen.model.media import IMAGES, suffix
from quizgen.model.phrases import count
from quizgen.model.question import Question
from quizgen.system.files import open_regular
from quizgen.system.replacement import Replacement

_FILES = Path(__file__).parent
_PART = re.compile(r"<!-- ([a-z ]+) -->|/\* ([a-z]+\.(?:css|js)) \*/")
"""Where something is put into ``page.html``."""
_PLACE = 5
"""Where a note of the data has its place."""
_REPORT_EVERY = 256
"""Questions between two words on how far it got."""
_NAMED = 2
"""Topics that the title names; more of them would fill the window."""
_UNSEARCHED = {
    "Topic",
    "Bank",
    "Task",
    "Language",
    "Source",
    "As of",
    "Id",
    "Mode",
    "Shuffle",
    "Expects",
}
"""Fields that say the same on many cards: a search that finds them finds everything."""

_TYPES = {
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "opus": "audio/ogg",
}
"""The media types that are not called as the suffix is."""

# What Anki's desktop program puts in the place of the type-in box; the font is the field's.
_FONT = "font-family: 'Arial'; font-size: 20px"
_BOX = f"""
<center>
<input type=text id=typeans style="{_FONT};">
</center>
"""
_COMPARED = f'\n<div style="{_FONT}">', "</div>"


class Preview(Struct, frozen=True):
    """What a page shows."""

    path: Path
    questions: int
    cards: int
    size: int
    """In bytes."""
    left_out: int
    """How many questions are not on it, because of their mistakes."""


def write(
    topics: Iterable[Topic],
    path: Path,
    advance: Callable[[int], None],
    findings: Findings | None = None,
) -> Preview:
    """Write the page of ``topics`` to ``path``, which is replaced only when all is written.

    ``advance`` is told how many questions were done since it was last called.  ``findings`` are
    what was found in the files of the topics; a question that could not be shown as it is meant is
    left out.  Raises :class:`OSError` where the path cannot be written.
    """
    findings = findings or Findings()
    cards = _Cards(advance, findings)
    for topic in topics:
        cards.add(topic)
    many = len(cards.topics) > _NAMED
    title = f"{len(cards.topics):,} decks" if many else " · ".join(cards.topics) or "nothing"
    left_out = max(0, findings.questions - len(cards.notes))
    parts = {
        "title": escape(title),
        "left out": _left_out(left_out),
        "findings": findings.html(note[_PLACE] for note in cards.notes),
        "data": _script_data(cards.data()),
    }

    def part(found: re.Match[str]) -> str:
        return parts[found[1]] if found[1] else _read(found[2])

    with Replacement() as files:
        with files.writing(path) as unfinished:
            page = _PART.sub(part, _read("page.html"))
            unfinished.write_text(page, encoding="utf-8", newline="\n")
        files.finish([path])
    return Preview(path, len(cards.notes), cards.count, path.stat().st_size, left_out)


def _left_out(questions: int) -> str:
    if not questions:
        return ""
    return f"{count(questions, 'question')} left out because of mistakes"


def _read(name: str) -> str:
    """Return a file of the page, or the script of the cards that says their language."""
    folder = TEMPLATES if name == "language.js" else _FILES
    return (folder / name).read_text(encoding="utf-8")


def _embedded(name: str, path: Path) -> str:
    """Return the picture or sound at ``path`` as an address that holds all of it."""
    kind = suffix(name)
    media_type = _TYPES.get(kind) or f"{'image' if kind in IMAGES else 'audio'}/{kind}"
    with open_regular(path.resolve()) as file:
        content = b64encode(file.read()).decode()
    return f"data:{media_type};base64,{content}"


def _script_data(data: object) -> str:
    """Return ``data`` as JSON that a script element can hold, whatever its texts are."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("</", "<\\/").replace("<!--", "\\u003c!--")
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _is_whole(question: Question, bank: Bank, topic: Topic) -> bool:
    """Tell whether all that ``question`` refers to is there: what is not was found as a mistake."""
    return (
        topic.facts.keys() >= {*question.facts}
        and bank.media.keys() >= {*bank.used_media(question)}
        and (question.passage is None or question.passage in bank.passages)
    )


def _place(question: Question, bank: Bank, topic: Topic) -> str:
    """Return the file and the line of ``question``, or nothing if it was made by a program."""
    if question.at is None or bank.id not in topic.bank_paths:
        return ""
    return f"{topic.bank_paths[bank.id]}:{question.at.mark.line + 1}"


class _Table:
    """Things with their numbers: each is there once."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}

    def __call__(self, thing: Any) -> int:
        return self.numbers.setdefault(thing, len(self.numbers))

    def __iter__(self) -> Iterator[Any]:
        return iter(self.numbers)


class _Cards(Struct):
    """The cards of topics as ``page.js`` reads them."""

    advance: Callable[[int], None]
    findings: Findings
    topics: list[str] = field(default_factory=list)
    banks: list[tuple[str, str, int]] = field(default_factory=list)
    notes: list[list[Any]] = field(default_factory=list)
    texts: _Table = field(default_factory=_Table)
    shapes: _Table = field(default_factory=_Table)
    types: _Table = field(default_factory=_Table)
    tags: _Table = field(default_factory=_Table)
    maths: _Table = field(default_factory=_Table)
    media: dict[str, str] = field(default_factory=dict)
    count: int = 0
    found: dict[str, list[int]] = field(default_factory=dict)
    """The numbers of the findings in each question, by its place."""

    def __post_init__(self) -> None:
        for number, one in enumerate(self.findings.diagnostics):
            self.found.setdefault(self.findings.owner(one), []).append(number)

    def add(self, topic: Topic) -> None:
        """Take in the cards of ``topic``."""
        self.topics.append(topic.title)
        for name, path in topic.media.items():
            self.media[name] = _embedded(name, path)
        for bank in topic.banks:
            self.banks.append((bank.id, bank.title, len(self.topics) - 1))
            for question in bank.questions:
                if not _is_whole(question, bank, topic):
                    continue
                note = render(question, bank, topic)
                self._note(note, question.type, _place(question, bank, topic))
                if len(self.notes) % _REPORT_EVERY == 0:
                    self.advance(_REPORT_EVERY)

    def data(self) -> dict[str, Any]:
        """Return all of it, for the page."""
        return {
            "css": next(iter(NOTE_TYPES.values())).css,
            "frameCss": _read("frame.css"),
            "paperCss": _read("paper.css"),
            "frameJs": _read("maths.js") + _read("frame.js"),
            "topics": self.topics,
            "banks": self.banks,
            "types": list(self.types),
            "tags": list(self.tags),
            "shapes": list(self.shapes),
            "texts": list(self.texts),
            "maths": [[key, maths.typeset(key)] for key in self.maths],
            "findings": [told(one) for one in self.findings.diagnostics],
            "media": self.media,
            "notes": self.notes,
        }

    def _note(self, note: Rendered, kind: str, place: str) -> None:
        values = dict(zip((one.name for one in note.kind.fields), note.fields, strict=True))
        cards = []
        for ordinal in note.cards:
            template = note.kind.templates[0 if note.kind.is_cloze else ordinal]
            front = templating.question(template.front, values, ordinal)
            back = templating.answer(template.back, values, ordinal, front)
            label = f"gap {ordinal + 1}" if note.kind.is_cloze else template.name.lower()
            cards.append(
                [
                    ordinal,
                    label if ordinal or note.kind.is_cloze else "",
                    self._side(front, values, back=False),
                    self._side(back, values, back=True),
                ]
            )
        self.count += len(cards)
        self.notes.append(
            [
                len(self.banks) - 1,
                note.name,
                self.types(kind),
                [self.tags(tag) for tag in fields.below_root(note.tags)],
                cards,
                place,
                self.found.get(place, []) if place else [],
                [self.maths(key) for value in note.fields for key in maths.keys(value)],
            ]
        )

    def _side(
        self, parts: Sequence[templating.Part], values: dict[str, str], *, back: bool
    ) -> list[int]:
        """Return the number of the side's shape, and of the text for each gap of it."""
        frame = [""]
        searched = []
        fill = []
        for part in parts:
            if isinstance(part, str):
                frame[-1] += part
            elif isinstance(part, templating.TypeIn) and not back:
                frame[-1] += _BOX if values[part.name] else ""
            else:
                if isinstance(part, templating.TypeIn):
                    frame[-1] += _COMPARED[0]
                    fill.append(self.texts(templating.untyped(values[part.name])))
                    frame.append(_COMPARED[1])
                else:
                    fill.append(self.texts(part.html))
                    frame.append("")
                searched.append(int(part.name not in _UNSEARCHED))
        return [self.shapes((tuple(map(self.texts, frame)), tuple(searched))), *fill]
