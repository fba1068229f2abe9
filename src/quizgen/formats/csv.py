"""Tables for a spreadsheet: a row for each question, for colleagues who review a bank.

The file follows RFC 4180.  It is UTF-8 and begins with a byte-order mark, without which Excel takes
it for another encoding.  Texts are as their author wrote them, marks and all.  A list has a line
for each item; further lines of an item begin with two spaces.

A spreadsheet runs a cell that begins with “=”, “+”, “-” or “@” as a formula, and a stranger may
have written the bank (https://owasp.org/www-community/attacks/CSV_Injection).  So :func:`escape`
puts an apostrophe before each such text, and :func:`unescape` takes it away.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar, Literal, assert_never

from quizgen.formats import Format, Written
from quizgen.model import forms
from quizgen.model.bank import Bank, Topic
from quizgen.model.gaps import typed, write, write_between
from quizgen.model.question import Question

COLUMNS = (
    "bank id type stem options key accepted explanation tags difficulty source passage".split()
)
_NO_COLUMN = ("media", "hint", "lang", "mentions", "as_of", "review_by", "was", "retired")
"""Fields of every question that no column has."""
# A cell begins where the text does and, in a spreadsheet that was told another separator, after
# each separator and line break.  Apostrophes, quotes, spaces and what is not seen do not hide what
# follows, so that a text has the same beginnings before and after it is escaped.
_BEGIN = r"(?:\A|(?<=[,;|\t\r\n]))"
_HIDDEN = r"'\" \0-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u206f\u3000\ufeff"
_FORMULA = rf"(?=[{_HIDDEN}]*[=+@\-＝＋＠－﹦﹢﹫﹣]|'*[\t\r])"
_TO_ESCAPE, _ESCAPED = re.compile(_BEGIN + _FORMULA), re.compile(f"{_BEGIN}'{_FORMULA}")


def escape(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it."""
    return _TO_ESCAPE.sub("'", text)


def unescape(cell: str) -> str:
    """Return the text that :func:`escape` made ``cell`` of."""
    return _ESCAPED.sub("", cell)


class Csv(Format, frozen=True):
    """A table of the questions of a topic."""

    SUFFIX: ClassVar[str] = ".csv"
    separator: Literal[",", ";", "\t"] = ","

    def write(self, topic: Topic, path: Path) -> Written:
        rows, left_out = 0, Counter[str]()
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file, delimiter=self.separator)
            table.writerow(COLUMNS)
            for bank in topic.banks:
                for question in bank.questions:
                    rows += 1
                    table.writerow(map(escape, _row(topic, bank, question)))
                    left_out.update(dict.fromkeys(_left_out(bank, question, question.form()), 1))
        return Written(path, rows, left_out=left_out)


def _row(topic: Topic, bank: Bank, question: Question) -> Iterator[str]:
    yield from (bank.id, question.id, question.type, *_asked(question.form()))
    yield question.explanation or ""
    yield " ".join(dict.fromkeys((*bank.tags, *question.tags)))
    yield question.difficulty or ""
    facts = [f"{fact}: {topic.facts[fact].statement}" for fact in question.facts]
    yield _lines([*facts, question.source] if question.source else facts)
    passage = bank.passage(question)
    yield _lines(filter(None, (passage.text, passage.source))) if passage is not None else ""


def _asked(form: forms.Form) -> tuple[str, str, str, str]:
    """Return the stem, the options, the key, and what else is accepted."""
    match form:
        case forms.Reveal(prompt, answer):
            return prompt, "", answer, ""
        case forms.Pick(prompt, options):
            rights = (option.text for option in options if option.right)
            return prompt, _lines(option.text for option in options), _lines(rights), ""
        case forms.TypeIn(prompt, expected):
            return prompt, "", *_expected(expected)
        case forms.Blanks(parts):
            stem = "".join(
                _gap(part) if isinstance(part, forms.Gap) else write_between(part) for part in parts
            )
            return stem, "", _lines(gap.shown for gap in form.gaps), ""
        case forms.Arrange(prompt, items):
            return prompt, "", _lines(items), ""
        case forms.Pair(prompt, pairs):
            return (
                prompt,
                _lines(form.rights[n] for n in form.offered),
                _lines(map(" → ".join, pairs)),
                "",
            )
    assert_never(form)


def _expected(expected: forms.Expected) -> tuple[str, str]:
    match expected:
        case forms.ExpectedWords(answer, accept):
            return answer, _lines(accept)
        case forms.ExpectedNumber(number, tolerance):
            return str(number), f"± {tolerance.written}" if tolerance else ""
        case forms.ExpectedDate(date, year_given):
            return date.iso(), "without the year" if year_given else ""
        case forms.ExpectedRange(shown=shown, within=within):
            return shown, "what is within" if within else ""
    assert_never(expected)


def _gap(gap: forms.Gap) -> str:
    """Return ``gap`` as it is written in a bank, with what else is accepted and the hint."""
    accept = gap.expected.accept if isinstance(gap.expected, forms.ExpectedWords) else ()
    return write((gap.shown, *(text for text in accept if text != typed(gap.shown))), gap.hint)


def _lines(items: Iterable[str]) -> str:
    return "\n".join(item.replace("\n", "\n  ") for item in items)


def _left_out(bank: Bank, question: Question, form: forms.Form) -> Iterator[str]:
    """Yield the fields of ``question`` that have no column; of its passage, the media."""
    yield from (name for name in _NO_COLUMN if getattr(question, name))
    if (passage := bank.passage(question)) and passage.media:
        yield "media"
    yield from _left_out_of(form)


def _left_out_of(form: forms.Form) -> Iterator[str]:
    """Yield the fields of what is asked that have no column."""
    if forms.turned(form) is not None:
        yield "reverse"
    match form:
        case forms.Pick(options=options):
            yield from {"image" for option in options if option.picture}
            yield from {"feedback" for option in options if option.feedback}
            yield from {"pin" for option in options if option.pinned}
        case forms.TypeIn(expected=forms.ExpectedWords() as words):
            yield from (name for name in ("reject", "ask", "match") if getattr(words, name))
