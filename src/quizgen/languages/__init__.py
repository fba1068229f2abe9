"""The words that a learner reads, and how each language says them.

Whatever quizgen itself says to a learner is a :class:`Phrase`: its English text, which still knows
the pattern that it was made of, and what was put in.  So a grader, a page or a package says what it
has to say in English, and knows no language; the door through which it reaches the learner (the
lines of the quiz, the fields of a note) asks a :class:`Catalogue` for the same in another.  What an
author or a learner wrote is no phrase, and no catalogue touches it.

What was decided:

- A language is one file, ``TAG.toml`` in this folder, with the English patterns as keys: a
  translator reads what they translate, and needs no program.  English itself has no file.
- The words are those of the bank's language, not of the machine's: a card is read with the bank's
  texts around it.
- What a catalogue does not have stays English.  A language without a catalogue has English words.
- Figures are written as the author wrote them, ``10,000`` and ``3.5``, in every language: graders
  read them so.  Dates are written out in the bank's language, since month names are words.
- Messages to authors are not translated: they name fields, which are English.

Keys (``y``, ``n``, ``s``) are the same in all languages, for they are typed, not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks lrc mzn nqo ps sd syr ug ur yi".split())
"""Languages whose usual script is written from right to left (Unicode CLDR, ``layout``)."""
_SCRIPTS = frozenset("adlm arab hebr nkoo rohg syrc thaa".split())
"""Scripts that are written from right to left, as language tags name them (ISO 15924)."""


class Phrase(str):
    """Words of quizgen's own for a learner, in English; a catalogue says them otherwise."""

    pattern: str
    """The name that catalogues have for them: the pattern, of a number that of many."""
    english: str
    """The pattern that they were made of."""
    values: Mapping[str, object]
    """What was put into it."""
    number: int | None
    """The number by which it was chosen, where it counts something."""


def phrase(pattern: str, /, **values: object) -> Phrase:
    """Return ``pattern`` with ``values`` in the place of their names in braces.

    A whole number gets commas between its thousands.  A value that is a phrase is translated with
    the pattern; any other belongs to the author or the learner, and is left as it is.
    """
    return _made(pattern, pattern, values, None)


def counted(one: str, many: str, number: int, /, **values: object) -> Phrase:
    """Return ``one`` if ``number`` is 1, else ``many``, with the number in the place of ``{n}``.

    Catalogues know the phrase as ``many``, and have a text for each plural form of their language.
    """
    values["n"] = number
    return _made(many, one if number == 1 else many, values, number)


def join(separator: str, parts: Iterable[str], /) -> Phrase:
    """Return ``parts`` with ``separator`` between them; phrases among them stay translatable."""
    texts = [*parts]
    values: dict[str, object] = {f"p{place}": text for place, text in enumerate(texts)}
    pattern = "{separator}".join(f"{{{name}}}" for name in values)
    return _made("", pattern, {**values, "separator": separator}, None)


def quote(text: str, /, longest: int = 60) -> Phrase:
    """Return ``text`` in quotes for a sentence: on one line, and not longer than ``longest``."""
    if isinstance(text, Phrase):
        return phrase("“{text}”", text=text)
    line = " ".join(text.split())
    return phrase("“{text}”", text=line if len(line) <= longest else line[: longest - 3] + "…")


def _made(pattern: str, english: str, values: Mapping[str, object], number: int | None) -> Phrase:
    made = Phrase(english.format_map(_written(values)) if values else english)
    made.pattern, made.english, made.values, made.number = pattern, english, values, number
    return made


def _written(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()
    }


class Catalogue:
    """What one language says for each phrase."""

    def __init__(
        self,
        tag: str,
        phrases: Mapping[str, str | Mapping[str, str]],
        plurals: Mapping[str, str] | None = None,
        *,
        name: str = "",
        complete: bool = False,
        reviewed: bool = False,
    ) -> None:
        self.tag = tag
        """The language of its words."""
        self.name = name
        """What its speakers call it."""
        self.complete = complete
        """It has every phrase."""
        self.reviewed = reviewed
        """Somebody who speaks it from childhood has read it."""
        self.phrases = phrases
        """For each pattern its translation, or one for each plural form."""
        self.plurals = dict(plurals or {})
        """For each plural form but ``other`` the numbers that take it (:func:`takes`)."""

    def say(self, text: str) -> str:
        """Return ``text`` in this language if it is a phrase, as it is if it is not."""
        if not isinstance(text, Phrase) or not self.phrases:
            return text
        found = self.phrases.get(text.pattern)
        values = {
            name: self.say(value) if isinstance(value, str) else value
            for name, value in text.values.items()
        }
        if isinstance(found, Mapping):
            found = found.get(self.plural_form(text.number or 0), found["other"])
        if found is None:
            found = text.english
        return found.format_map(_written(values)) if values else found

    def plural_form(self, number: int) -> str:
        """Return the name of the plural form that ``number`` takes."""
        for form, rule in self.plurals.items():
            if takes(number, rule):
                return form
        return "other"


@cache
def _relation(text: str) -> tuple[int | None, bool, tuple[tuple[int, int], ...]]:
    found = re.fullmatch(r"n(?: % (\d+))? (!?=) ([\d.,]+)", text.strip())
    if found is None:
        raise ValueError(f"found the plural rule “{text}”, expected one such as “n % 100 = 3..10”")
    ranges = []
    for part in found[3].split(","):
        first, _, last = part.partition("..")
        ranges.append((int(first), int(last or first)))
    return int(found[1]) if found[1] else None, found[2] == "=", tuple(ranges)


def takes(number: int, rule: str) -> bool:
    """Return whether ``number`` fits a plural ``rule`` of Unicode CLDR.

    The rule speaks of whole numbers only: ``n = 1``, ``n % 10 = 2..4 and n % 100 != 12..14``.
    Raises :class:`ValueError` for any other rule.
    """

    def holds(relation: str) -> bool:
        divisor, equal, ranges = _relation(relation)
        rest = number % divisor if divisor else number
        return any(first <= rest <= last for first, last in ranges) is equal

    return any(all(map(holds, part.split(" and "))) for part in rule.split(" or "))


ENGLISH = Catalogue("en", {}, {"one": "n = 1"}, name="English", complete=True, reviewed=True)
"""The words as they are in the program."""


@cache
def available() -> tuple[str, ...]:
    """Return the tags of the languages that have a file here, and English, in their order."""
    return tuple(sorted({"en", *(path.stem for path in _FOLDER.glob("*.toml"))}))


@cache
def catalogue(tag: str) -> Catalogue | None:
    """Return the words of the language ``tag``, or of what it is a variety of; none without.

    ``de-AT`` has the words of ``de`` unless it has a file of its own.
    """
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        name = "-".join(parts[:length])
        if name == "en":
            return ENGLISH
        if name in available():
            return _read(name)
    return None


def words(tag: str | None) -> Catalogue:
    """Return the words of the language ``tag``; the English ones where there are no others."""
    return (catalogue(tag) if tag else None) or ENGLISH


def in_each_language(text: Phrase) -> Iterator[str]:
    """Yield ``text`` as each language says it."""
    for tag in available():
        if (known := catalogue(tag)) is not None:
            yield known.say(text)


def common_words(catalogues: Sequence[Catalogue]) -> Catalogue:
    """Return the one of ``catalogues`` where all are the same, and English where they differ."""
    several = len({one.tag for one in catalogues}) != 1
    return ENGLISH if several else catalogues[0]


def direction(tag: str) -> str:
    """Return the side from which the language ``tag`` is written: ``ltr`` or ``rtl``."""
    language, *more = tag.lower().split("-")
    script = more[0] if more and len(more[0]) == 4 and more[0].isalpha() else ""
    is_rtl = script in _SCRIPTS if script else language in _RIGHT_TO_LEFT
    return "rtl" if is_rtl else "ltr"


def _read(tag: str) -> Catalogue:
    """Return the catalogue in the file of ``tag``."""
    import tomllib  # which English does without

    content = tomllib.loads((_FOLDER / f"{tag}.toml").read_text(encoding="utf-8"))
    about = content.pop("language")
    phrases = {key: said for part in content.values() for key, said in part.items() if said}
    return Catalogue(
        tag,
        phrases,
        about["plurals"],
        name=about["name"],
        complete=about["complete"],
        reviewed=about["reviewed"],
    )
