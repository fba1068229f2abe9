"""The values that an author writes, each read from the very characters in the file.

YAML guesses types and corrupts a bank of dates and figures; here the field decides.  Each value has
a strict ``parse`` that raises :class:`ValueError` with a sentence for the author ("found …,
expected …").  What a *learner* may type is another, forgiving grammar: :mod:`quizgen.grading`.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Literal, NewType
from unicodedata import combining, name, normalize

from msgspec import Struct

from quizgen.languages import Phrase, join, phrase

Id = NewType("Id", str)
"""The name that an author gives to a question, a bank, a topic or a fact; it never changes."""

FormerId = NewType("FormerId", str)
"""An earlier name of a question: its id, or ``bank/id`` where it stood in another bank."""

Tag = NewType("Tag", str)
"""A tag, whose parts may be nested with ``::`` as in Anki."""

Title = NewType("Title", str)
"""The name of a topic or a bank, and of the deck that it becomes."""

MediaName = NewType("MediaName", str)
"""The name of a picture or a sound in the folder ``media``, with ``/`` where it lies deeper."""

FileName = NewType("FileName", str)
"""The name of a file next to the one that names it."""

Language = NewType("Language", str)
"""A language by its tag of BCP 47, such as ``fr`` or ``zh-Hant``."""

Namespace = NewType("Namespace", str)
"""A random token that makes a topic's ids unique in the world."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TAG = re.compile(r"[^\s:\"]+(?:::[^\s:\"]+)*")
_NAMESPACE = re.compile(r"[a-z0-9]{16,64}")
_NO_MEDIA_NAME = r"[\x00-\x1f\x7f\ud800-\udfff<>:\"|?*\\]"
"""Compiled where it is used: most banks have no media, and it takes half a millisecond."""
_DECIMAL = re.compile(
    r"(?P<sign>[-−+]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<part>\d+))?", re.ASCII
)
_FRACTION = re.compile(
    r"(?P<sign>[-−+]?)(?:(?P<whole>\d{1,18}) )?(?P<over>\d{1,18})/(?P<under>\d{1,18})", re.ASCII
)
_POWER_OF_TEN = re.compile(
    r"(?P<sign>[-−+]?)(?P<number>\d+(?:\.\d+)?)"
    r"(?:[eE](?P<e>[-−+]?\d{1,3})|\s?[×·*x]\s?10\^(?P<power>[-−+]?\d{1,3}))",
    re.ASCII,
)
_GREATEST_POWER = 400
_IN_AN_ERA = re.compile(
    r"(?:(?P<before>ad|ce)\s)?(?P<year>\d{1,4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
    r"(?:\s?(?P<era>bce?|b\.c\.(?:e\.)?|ad|ce|a\.d\.))?",
    re.ASCII | re.IGNORECASE,
)
_DECADE = re.compile(r"(?:the )?(?P<year>\d{2,3}0)s(?: (?P<era>bce?))?", re.ASCII | re.IGNORECASE)
_CENTURY = re.compile(
    r"(?:the )?(?P<number>\d{1,2})(?:st|nd|rd|th) century(?: (?P<era>bce?|ad|ce))?",
    re.ASCII | re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SHORT_DATE = re.compile(r"[0-9]{1,4}|[0-9]{3,4}(?:-[0-9]{1,2}){1,2}")

Exactness = Literal["exact", "case"]
"""What counts of typed words: ``exact`` all of them, ``case`` letters, case and accents."""

Qualifier = Literal["about", "over", "under", "at least", "at most", "nearly", "up to"]
"""A word that says how exact a figure is."""

_QUALIFIERS = {
    "about": phrase("about"),
    "over": phrase("over"),
    "under": phrase("under"),
    "at least": phrase("at least"),
    "at most": phrase("at most"),
    "nearly": phrase("nearly"),
    "up to": phrase("up to"),
}

MONTHS = (
    "",
    phrase("January"),
    phrase("February"),
    phrase("March"),
    phrase("April"),
    phrase("May"),
    phrase("June"),
    phrase("July"),
    phrase("August"),
    phrase("September"),
    phrase("October"),
    phrase("November"),
    phrase("December"),
)
"""The months by number; as text in English, whatever the machine's language."""

_LONGEST_TITLE = 100
_LONGEST_TAG = 100
_TAGS_OF_ANKI = {
    "leech": "gives to notes that learners keep forgetting",
    "marked": "gives to notes that learners mark",
}
_WITH_UNIT = r"([-−+]?[0-9](?:[0-9,.]*[0-9])?)\s*([^\W\d_][^\W\d_ ]*(?: [^\W\d_]+)*|[%°‰€$£])"
_TAKEN_TITLES = ("default", "withdrawn")
_LONGEST_MEDIA_NAME = 200
_LONGEST_MENDED = 200
_MOST_DIGITS = 60
"""Digits of a number; more is a slip, and costs time that grows with their square."""


def parse_id(text: str) -> Id:
    """Read ``text`` as an id: lower-case letters and digits, in parts joined by hyphens."""
    if len(text) > 80 or not _ID.fullmatch(text):
        raise ValueError(
            f"found the id {quoted(text)}, expected lower-case letters and digits joined by "
            "single hyphens, at most 80 characters",
            _mended_id(text),
        )
    return Id(text)


_ANY_ID = "write an id such as “capital-of-japan”"


def _mended_id(text: str) -> str:
    """Return a hint at the id that ``text`` could be."""
    mended = mended_id(text)
    return f"write {quoted(mended)}" if mended else _ANY_ID


def mended_id(text: str) -> str:
    """Return the id that ``text`` could be, or nothing where that takes a new word."""
    if len(text) > _LONGEST_MENDED:
        return ""  # to sort the marks on a letter takes the square of their number
    plain = normalize("NFKD", text.lower().replace("ß", "ss"))
    plain = "".join(char for char in plain if not combining(char))
    if any(char.isalpha() and not char.isascii() for char in plain):
        return ""  # what is left of a word without a letter of it is another
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:80].strip("-")


def parse_former_id(text: str) -> FormerId:
    """Return ``text`` as an id, or as two with a slash between."""
    bank, slash, question = text.rpartition("/")
    if slash:
        parse_id(bank)
    parse_id(question)
    return FormerId(text)


@cache
def parse_tag(text: str) -> Tag:
    """Return ``text`` as a tag.

    Anki splits tags at spaces and changes empty parts, and gives tags of its own to notes that
    learners marked or keep forgetting, whatever the case of their letters: so none of these may be.
    """
    if len(text) > _LONGEST_TAG:
        raise ValueError(
            f"found a tag of {len(text)} characters, expected at most {_LONGEST_TAG}",
            "use a shorter tag",
        )
    if not _TAG.fullmatch(text):
        raise ValueError(
            f"found the tag {quoted(text)}, expected no spaces or quotes, and parts joined by ::",
            "use a hyphen instead of a space, and “::” instead of a single colon",
        )
    if text.lower() in _TAGS_OF_ANKI:
        raise ValueError(
            f"found the tag {quoted(text)}, which Anki itself {_TAGS_OF_ANKI[text.lower()]}",
            "choose another tag",
        )
    return Tag(text)


def parse_title(text: str) -> Title:
    """Return ``text`` as a title: one line that Anki takes for one deck's name.

    Anki parts the names of a deck and its subdecks at ``::``, keeps “Default” for its own, and
    drops double quotes (``rslib/src/decks/name.rs``).
    """
    title = text.strip()
    if not title:
        raise ValueError("the title is empty", "type a title, such as “Rivers of Europe”")
    if len(title) > _LONGEST_TITLE or "\n" in title:
        raise ValueError(
            f"found the title {quoted(text)}, expected one line of at most {_LONGEST_TITLE} "
            "characters",
            "use a shorter title, on one line",
        )
    if "::" in title or '"' in title or title.startswith(":") or title.endswith(":"):
        raise ValueError(
            f"found the title {quoted(text)}, expected no double quotes, no “::”, and no colon "
            "at the start or end",
            _mended_title(title),
        )
    if title.casefold() in _TAKEN_TITLES:
        raise ValueError(
            f"found the title {quoted(title)}, which Anki or quizgen uses for a deck of its own",
            "choose another title",
        )
    return Title(title)


def _mended_title(title: str) -> str:
    """Return a hint at the name of a deck that ``title`` could be."""
    mended = re.sub(r"\s*:{2,}\s*", ": ", title)
    mended = re.sub(r'"([^"]*)"', r"“\1”", mended).replace('"', "").strip(" :")
    why = "Anki, which makes it the name of a deck, gives these characters a meaning"
    return f"write {quoted(mended)}, with quotes around it if it has “: ”; {why}" if mended else why


# The shape that RFC 5646, section 2.1 gives a tag, without the languages of four letters or more,
# of which none is registered, and without what was grandfathered.
_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.ASCII | re.IGNORECASE,
)
_LANGUAGES = """
arabic ar, chinese zh, czech cs, danish da, dutch nl, english en, finnish fi, french fr, german de,
greek el, hebrew he, hindi hi, hungarian hu, italian it, japanese ja, korean ko, latin la,
norwegian no, persian fa, polish pl, portuguese pt, romanian ro, russian ru, spanish es, swedish sv,
turkish tr, ukrainian uk, vietnamese vi, deutsch de, español es, français fr, italiano it,
português pt
"""


def parse_language(text: str) -> Language:
    """Return ``text`` as a language tag, in the usual case: ``pt-BR``, ``zh-Hant``.

    Only its shape is looked at (BCP 47, RFC 5646, section 2.1): new languages are registered all
    the time.  Raises :class:`ValueError` for another shape.
    """
    found = _LANGUAGE.fullmatch(text)
    if found is None:
        hint = "write a language tag such as fr, pt-BR or zh-Hant"
        names = dict(name.split() for name in _LANGUAGES.replace("\n", " ").split(","))
        tag = text.strip().replace("_", "-")
        if known := names.get(text.strip().lower()):
            hint = f"write {known}"
        elif tag != text and _LANGUAGE.fullmatch(tag):
            hint = f"write {parse_language(tag)}"
        raise ValueError(
            f"found the language {quoted(text)}, expected a tag such as fr, pt-BR or zh-Hant", hint
        )
    script, region = found["script"] or "", found["region"] or ""
    parts = (found["language"].lower(), script.title(), region.upper())
    return Language("-".join(filter(None, parts)) + found["rest"].lower())


def parse_namespace(text: str) -> Namespace:
    """Return ``text`` as a namespace: a token of 16 to 64 lower-case letters and digits."""
    if not _NAMESPACE.fullmatch(text):
        raise ValueError(
            f"found the namespace {quoted(text)}, expected 16 to 64 lower-case letters and digits",
            "run “quizgen namespace” and use what it prints; if learners have this deck, put the "
            "old namespace back",
        )
    return Namespace(text)


def parse_media_name(text: str) -> MediaName:
    """Return ``text`` as the name of a file that lies in a folder, on every system."""
    parts = text.split("/")
    if (
        len(text) > _LONGEST_MEDIA_NAME
        or re.search(_NO_MEDIA_NAME, text)
        or any(not part or part[0] in ". " or part[-1] in ". " for part in parts)
    ):
        raise ValueError(
            f"found the file name {quoted(text)}, expected one such as map.png or maps/asia.png",
            _mended_media_name(text),
        )
    return MediaName(text)


def _mended_media_name(text: str) -> str:
    """Return a hint at what to write instead of ``text``, which names no file of a bank."""
    name = re.split(r"[\\/]", text.partition("?")[0] if "://" in text else text)[-1]
    if not name or len(name) > _LONGEST_MEDIA_NAME or re.search(_NO_MEDIA_NAME, name):
        return (
            "give the file in the folder “media” a name of letters, digits and hyphens, and write "
            "only that name, such as “map.png”"
        )
    if name == text:  # nothing but a point or a space is wrong with it
        return f"rename the file to {quoted(text.strip('. '))}, and write that name"
    if "://" in text:
        return (
            f"save the file in the folder “media” next to the bank, and write only {quoted(name)}"
        )
    return f"write only {quoted(name)}; the file must be in the folder “media” next to the bank"


def parse_file_name(text: str) -> FileName:
    """Return ``text`` as the name of a file in the same folder."""
    if "/" in text or re.search(_NO_MEDIA_NAME, text) or text[:1] in (".", " ", ""):
        raise ValueError(
            f"found the file name {quoted(text)}, expected one such as article.txt",
            "put the file next to this one, and write its name alone",
        )
    return FileName(text)


def quoted(text: str) -> str:
    """Return ``text`` in quotes, on one line and not too long, for a sentence."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= 60 else line[:57] + '…'}”"


def skeleton(text: str) -> str:
    """Return the letters and digits of ``text``, without their case and accents."""
    if not text.isascii():
        text = "".join(char for char in normalize("NFKD", text) if not combining(char))
    text = text.casefold()
    return text if text.isalnum() else "".join(filter(str.isalnum, text))


INVISIBLE = (
    "[\u00a0\u00ad\u034f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u2069"
    "\u3000\ufeff]"
)
"""Characters that look like a space, or like nothing."""


def invisible_character(char: str, text: str) -> tuple[str, str]:
    """Return a sentence and a hint for ``char``, one that nobody sees, in ``text``."""
    called = name(char, "character").lower()
    article = "an" if called[0] in "aeiou" else "a"
    return (
        f"found {article} {called} (U+{ord(char):04X}) in {quoted(text)}, which is not allowed",
        "delete this character and type the text again; it is invisible or looks like a space",
    )


class Decimal(Struct, frozen=True):
    """A number as it is written: its exact value and its own spelling."""

    value: Fraction
    written: str

    @classmethod
    def parse(cls, text: str) -> Decimal:
        """Return ``10000``, ``10,000``, ``-3.5``; a comma separates thousands and nothing else."""
        if len(text) > _MOST_DIGITS:
            raise ValueError(
                f"found a number of {len(text)} characters, expected at most {_MOST_DIGITS}",
                "write “type: short”, which takes it as text; delete “unit” and “tolerance” if "
                "they are there",
            )
        match = _DECIMAL.fullmatch(text)
        if match is None or not (match["whole"] or match["part"]):
            value = _in_other_notation(text)
            if value is not None:
                return cls(value, text)
            raise ValueError(
                f"found {quoted(text)}, expected a number such as 10000, 10,000 or 3.5",
                _mended_number(text),
            )
        part = match["part"] or ""
        digits = (match["whole"] or "0").replace(",", "") + part
        value = Fraction(int(digits), 10 ** len(part))
        return cls(-value if match["sign"] in ("-", "−") else value, text)


def _in_other_notation(text: str) -> Fraction | None:
    """Return the value of a fraction or of a number with a power of ten."""
    if (found := _FRACTION.fullmatch(text)) and int(found["under"]):
        part = Fraction(int(found["over"]), int(found["under"]))
        value = int(found["whole"] or 0) + part
    elif found := _POWER_OF_TEN.fullmatch(text):
        power = int((found["e"] or found["power"]).replace("−", "-"))
        if abs(power) > _GREATEST_POWER:
            return None
        value = Decimal.parse(found["number"]).value * Fraction(10) ** power
    else:
        return None
    return -value if found["sign"] in ("-", "−") else value


def _mended_number(text: str) -> str:
    """Return a hint at what is to be done with ``text`` to make a number of it."""
    if text[:1] in ("–", "—") and text[1:2].isdecimal() and _DECIMAL.fullmatch(text[1:]):
        return f"write “-{text[1:]}”, with a hyphen for the minus"
    if re.fullmatch("0[xXbBoO][0-9a-fA-F]+", text):
        return "write “type: short” and “match: exact” for a number in another base"
    if re.fullmatch(r"[-−+]?[0-9 ]+/0+", text):
        return "write another number below the line: nothing is divided by 0"
    found = re.fullmatch(_WITH_UNIT, text)
    if found is None:
        return "write digits, with a point before the decimals"
    unit = found[2] if found[2][0].isalpha() else f"'{found[2]}'"  # YAML reserves %
    return f"write “{found[1]}”, and “unit: {unit}” on a line of its own"


class Number(Struct, frozen=True):
    """A figure: its value, its unit and the word that says how exact it is."""

    value: Fraction
    written: str
    unit: str = ""
    qualifier: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.qualifier, self.written, self.unit) if part)

    @property
    def words(self) -> Phrase:
        """The number with what is around it, for a learner."""
        return join(" ", [part for part in (self.before, self.written, self.unit) if part])

    @property
    def before(self) -> str:
        """The word that says how exact it is, for a learner; empty if there is none."""
        return _QUALIFIERS.get(self.qualifier, self.qualifier)


class Tolerance(Struct, frozen=True):
    """How far from a number a right answer may lie."""

    amount: Fraction
    relative: bool
    """``amount`` is a fraction of the number rather than a difference."""
    written: str

    @classmethod
    def parse(cls, text: str) -> Tolerance:
        """Return ``500`` for a difference, ``5%`` for a share of the number."""
        share = text.removesuffix("%").rstrip()
        relative = share != text
        try:
            amount = Decimal.parse(share).value
        except ValueError:
            amount = Fraction(-1)
        if amount < 0:
            raise ValueError(
                f"found the tolerance {quoted(text)}, expected a number (500) or a share (5%)",
                "write digits only, or digits and “%”",
            )
        return cls(amount / 100 if relative else amount, relative, text)

    def around(self, value: Fraction) -> Fraction:
        """Return the greatest difference from ``value`` that is still right."""
        return abs(value) * self.amount if self.relative else self.amount


class PartialDate(Struct, frozen=True):
    """A day, a month, a year, a decade or a century, as precise as it is known."""

    year: int
    """Before Christ it is negative: -44 for 44 BC.  Of a decade the one that names it, and of a
    century the first, or before Christ the last.
    """
    month: int | None = None
    day: int | None = None
    span: int = 1
    """The years that it takes: 10 of a decade, 100 of a century."""

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return ``2024``, ``2024-10`` or ``2024-10-24``."""
        match = _DATE.fullmatch(text)
        if match is None:
            raise ValueError(
                f"found {quoted(text)}, expected a date such as 2024-10-24, 2024-10 or 2024",
                cls._padded(text) or "write year, month and day in this order, joined by hyphens",
            )
        year = int(match[1])
        month = int(match[2]) if match[2] else None
        day = int(match[3]) if match[3] else None
        if year == 0:
            raise ValueError(f"found {text}, but there is no year 0", "correct the year")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(
                f"found {text}, but there is no month {month}",
                "write the year, the month and the day in this order",
            )
        if day is not None and month is not None:
            try:
                date(year, month, day)
            except ValueError:
                from calendar import monthrange  # which takes time, for a sentence seldom needed

                last = monthrange(year, month)[1]
                raise ValueError(
                    f"found {text}, but {MONTHS[month]} {year} has {last} days, not {day}",
                    "correct the day or the month",
                ) from None
        return cls(year, month, day)

    @classmethod
    def parse_any(cls, text: str) -> PartialDate:
        """Return a date that may be in an era, as ``44 BC``, ``1920s`` or ``19th century``.

        Raises :class:`ValueError` with a sentence and a hint.
        """
        if _DATE.fullmatch(text):
            return cls.parse(text)
        if found := _DECADE.fullmatch(text):
            return cls(-int(found["year"]) if found["era"] else int(found["year"]), span=10)
        if (found := _CENTURY.fullmatch(text)) and (number := int(found["number"])):
            before = (found["era"] or "").lower().startswith("b")
            return cls(-(number - 1) * 100 - 1 if before else (number - 1) * 100 + 1, span=100)
        return cls._in_an_era(text)

    @classmethod
    def _in_an_era(cls, text: str) -> PartialDate:
        """Return a year, or a day or a month of one, with its era."""
        found = _IN_AN_ERA.fullmatch(text)
        if found is None or bool(found["before"]) == bool(found["era"]):
            return cls._refused(text)
        rest = "".join(f"-{part}" for part in (found["month"], found["day"]) if part)
        # 4 is a leap year, as some year before Christ with this number may have been.
        before = (found["era"] or "").lower().startswith("b")
        year = "0004" if before and int(found["year"]) else found["year"].zfill(4)
        try:
            date = cls.parse(f"{year}{rest}")
        except ValueError as error:
            message = error.args[0].replace(f"found {year}{rest}", f"found {text}")
            raise ValueError(
                message.replace(" 4 has", f" {int(found['year'])} BC has"), *error.args[1:]
            ) from None
        return cls(-int(found["year"]), date.month, date.day) if before else date

    @classmethod
    def _refused(cls, text: str) -> PartialDate:
        """Raise what is to be said of ``text``, which is no date."""
        before = re.fullmatch(r"[-−](\d{1,4}(?:-\d\d){0,2})", text, re.ASCII)
        if before is None:
            return cls.parse(text)
        meant = before[1] if "-" in before[1] else str(int(before[1]))
        raise ValueError(
            f"found {quoted(text)}, expected a date such as 2024-10-24, 1989 or 44 BC",
            f"write “{meant} BC”",
        )

    @classmethod
    def _padded(cls, text: str) -> str:
        """Return a hint at the date that ``text`` is but for leading zeros; empty if it is none."""
        if not _SHORT_DATE.fullmatch(text):
            return ""
        year, *rest = text.split("-")
        padded = "-".join([year.zfill(4), *(part.zfill(2) for part in rest)])
        try:
            cls.parse(padded)
        except ValueError:
            return ""
        return f"write {padded}" if len(year) == 4 else f"write {padded} for the year {int(year)}"

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``year``, ``decade`` or ``century``."""
        if self.span > 1:
            return "decade" if self.span == 10 else "century"
        return "year" if self.month is None else "month" if self.day is None else "day"

    def covers(self, other: PartialDate) -> bool:
        """Return whether ``other`` is this date, or a part of it."""
        if self.span > 1 or other.span > 1:
            (first, last), (begin, end) = self.years(), other.years()
            return first <= begin and end <= last
        return (
            self.year == other.year
            and self.month in (None, other.month)
            and self.day in (None, other.day)
        )

    def iso(self) -> str:
        """Return the date as it is written in a bank."""
        if self.span > 1:
            return str(self)
        parts = [f"{abs(self.year):04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts) + self._era

    def years(self) -> tuple[int, int]:
        """Return the first and the last year that it may be in."""
        more = self.span - 1
        return (self.year - more, self.year) if self.year < 0 else (self.year, self.year + more)

    @property
    def _era(self) -> str:
        return " BC" if self.year < 0 else ""

    @property
    def words(self) -> Phrase:
        """The date written out, for a learner."""
        year = str(abs(self.year))
        if self.span == 10:
            made = phrase("{year}s", year=year)
        elif self.span == 100:
            number = abs(self.year) // 100 + 1
            made = phrase("{nth} century", nth=_ordinal(number), n=number)
        else:
            made = join("", [year])
        if self.year < 0:
            made = phrase("{date} BC", date=made)
        if self.month is None:
            return made
        month = MONTHS[self.month]
        if self.day is None:
            return phrase("{month} {year}", month=month, year=made)
        return phrase("{month} {day}, {year}", month=month, day=self.day, year=made)

    @property
    def without_year(self) -> Phrase:
        """The month, or the day of the month, written out for a learner whom the year is told."""
        month = MONTHS[self.month or 0]
        if self.day is None:
            return join("", [month])
        return phrase("{month} {day}", month=month, day=self.day)

    def __str__(self) -> str:
        return str(self.words)


def _ordinal(number: int) -> str:
    teen = number // 10 % 10 == 1
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


StatedValue = Number | PartialDate
"""What the key of a question states, where it states a figure or a date and nothing else."""

_FIGURE = re.compile(
    r"(?:(?P<qualifier>about|around|roughly|over|more than|under|nearly|at least|at most|up to)"
    r"\s+)?(?P<number>[-−]?\d[\d,]*(?:\.\d+)?)(?:\s+(?P<unit>[^\W\d]+))?",
    re.IGNORECASE,
)
_WRITTEN_DATE = re.compile(
    r"(?:(?P<month>[A-Z][a-z]+) (?P<day>\d{1,2}), (?P<year>\d{4})"
    r"|(?P<day2>\d{1,2}) (?P<month2>[A-Z][a-z]+) (?P<year2>\d{4})"
    r"|(?P<month3>[A-Z][a-z]+) (?P<year3>\d{4}))"
)


def parse_stated_value(text: str) -> StatedValue | None:
    """Return the figure or date that ``text`` is, or ``None`` where it is anything else.

    A bare year or day is taken for a figure: only what it is held against tells.
    """
    if not any(char.isdigit() for char in text):
        return None
    if match := _FIGURE.fullmatch(text):
        try:
            decimal = Decimal.parse(match["number"])
        except ValueError:
            return None
        return Number(
            decimal.value, decimal.written, match["unit"] or "", (match["qualifier"] or "").lower()
        )
    try:
        if match := _WRITTEN_DATE.fullmatch(text):
            month = match["month"] or match["month2"] or match["month3"]
            day = match["day"] or match["day2"]
            year = match["year"] or match["year2"] or match["year3"]
            number = MONTHS.index(month)
            return PartialDate.parse(f"{year}-{number:02}" + (f"-{int(day):02}" if day else ""))
        return PartialDate.parse(text)
    except ValueError:
        return None
