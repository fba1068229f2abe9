r"""``cloze``: the learner fills the gaps of a text.

A gap is written ``[[answer]]``, with other right answers after ``|`` and a hint after ``::``
(:mod:`quizgen.model.gaps`).  What these words cannot say is in the mapping ``gaps``, by the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct, field

from quizgen.model import gaps, values
from quizgen.model.diagnostics import Problem, Route, Severity
from quizgen.model.forms import (
    GAP,
    MOST_GAPS,
    Blanks,
    Expected,
    ExpectedDate,
    ExpectedNumber,
    ExpectedRange,
    ExpectedWords,
    Gap,
)
from quizgen.model.gaps import Open, Split, Written
from quizgen.model.markup import Kind, Markup, pieces
from quizgen.model.question import Question, StatedValue
from quizgen.model.ranges import Amount, DateRange, NumberRange, When
from quizgen.model.suggestions import Suggestions
from quizgen.model.values import (
    Decimal,
    Exactness,
    Qualifier,
    Tolerance,
    parse_stated_value,
    quoted,
    skeleton,
)

_FOREIGN_GAPS = (
    r"\{\{c\d+::(?P<answer>[^{}:]+)(?:::[^{}]*)?\}\}",
    r"(?<!\[)\[(?P<answer>[^\[\]]+)\](?![\](])",
    r"\{(?P<answer>[^{}]+)\}",
    r"_{2,}|\.{4,}|…{2,}",
)
"""How gaps are written in other programs, and in exercises on paper."""


_MARKS: dict[Kind, str] = {
    "strong": "**…**",
    "emphasis": "*…*",
    "code": "`…`",
    "maths": r"\(…\)",
    "link": "[…](…)",
}
_NAMES: dict[Kind, str] = {
    "strong": "the bold text",
    "emphasis": "the italics",
    "code": "the code",
    "maths": "the formula",
    "link": "the link",
}


class GapDetails(Struct, frozen=True, kw_only=True):
    """What there is to say of a gap besides its answer."""

    EXAMPLE: ClassVar[str] = """\
match: exact
hint: a command
# number: 1,500
# unit: meters
# qualifier: about
# tolerance: 5%
# date: 1815-06-18
"""

    match: Exactness | None = None
    """`exact`: case, accents and signs count; `case`: case and accents count. Nothing is a slip
    then.
    """
    number: Amount | None = None
    """The answer as a number, such as `10,000`; or a range, such as `60 to 100`."""
    unit: str = ""
    """Its unit, which the text shows next to the gap."""
    qualifier: Qualifier | None = None
    """How exact the number is: `about`, `over`, `under`, `at least`, `at most`, `nearly` or `up
    to`.
    """
    tolerance: Tolerance | None = None
    """How far off is still right: a difference (`500`) or a share (`5%`)."""
    date: When | None = None
    """The answer as a date: `1815-06-18`, `1815-06` or `1815`; or a range, as in `date`."""
    hint: str | None = None
    """A hint, as after `::`."""

    def faults(self) -> Iterator[Problem]:
        """Report what cannot be said of one gap."""
        kinds = [name for name in ("match", "number", "date") if getattr(self, name) is not None]
        if len(kinds) > 1:
            yield Problem(
                "gap-kind",
                f"found “{kinds[0]}” and “{kinds[1]}” for one gap, expected one of them",
                (kinds[1],),
                "delete one of them",
            )
        for name in ("unit", "qualifier", "tolerance"):
            if getattr(self, name) and self.number is None:
                yield Problem(
                    "gap-kind",
                    f"found “{name}” without “number”; only a number has a {name}",
                    (name,),
                    f"add “number: …”, or delete “{name}”",
                )

    def _figure(self, number: Decimal) -> values.Number:
        return values.Number(number.value, number.written, self.unit, self.qualifier or "")

    def expected(self, shown: str, accept: list[str]) -> Expected:
        """Return what is expected in a gap with the answer ``shown``."""
        if isinstance(self.number, NumberRange):
            low, high = self._figure(self.number.low), self._figure(self.number.high)
            return ExpectedRange(ExpectedNumber(low), ExpectedNumber(high), shown)
        if self.number is not None:
            return ExpectedNumber(self._figure(self.number), self.tolerance)
        if isinstance(self.date, DateRange):
            return ExpectedRange(ExpectedDate(self.date.low), ExpectedDate(self.date.high), shown)
        if self.date is not None:
            return ExpectedDate(self.date)
        return _words(shown, accept, self.match)


class Cloze(Question, frozen=True, kw_only=True):
    """A text with gaps."""

    type: ClassVar[str] = "cloze"
    CALLED: ClassVar[tuple[str, ...]] = (
        "gap",
        "gaps",
        "fill in the blank",
        "fill in the blanks",
        "fill in",
        "fill blank",
        "blank",
        "blanks",
    )
    MEANT: ClassVar[dict[str, str]] = dict.fromkeys(("stem", "question", "prompt", "cloze"), "text")
    MISSING: ClassVar[dict[str, str]] = {"text": "add “text: …” with each gap as [[…]]"}
    EXAMPLE: ClassVar[str] = """\
# Type “cloze”: learners fill in gaps; other right answers come after “|”, a hint after “::”
id: mouth-of-the-amazon
type: cloze
text: The [[Amazon]] flows into the [[Atlantic|Atlantic Ocean::ocean]].
# gaps: {Amazon: {match: case}}  # case counts; or the answer is a number or a date
explanation: Its mouth is in Brazil.
"""

    text: Markup
    """The text, with one to twenty gaps."""
    gaps: dict[str, GapDetails] = field(default_factory=dict)
    """What there is to say of a gap besides its answer, by the answer."""

    def check(self) -> Iterator[Problem]:
        split = gaps.split(self.text)
        found = split.gaps
        if not found and not split.open:
            yield self._no_gap()
        if len(found) > MOST_GAPS:
            yield Problem(
                "gap-count",
                f"found {len(found)} gaps, expected at most {MOST_GAPS}",
                ("text",),
                "make two questions of it",
            )
        faulty = [gap for gap in found[:MOST_GAPS] if self._is_faulty(gap.content)]
        for gap in dict.fromkeys(map(str, faulty)):
            yield from self._check_gap(gap)
        if found and (mark := self._mark_around_gap(split)):
            yield Problem(
                "gap-in-mark",
                f"found a gap inside {_MARKS[mark]}",
                ("text",),
                f"end {_NAMES[mark]} before the gap, and start it again after the gap",
            )
        for unpaired in split.open[:1]:
            yield self._open(unpaired)
        if not split.open:
            yield from self._check_details(split)
            yield from self._forgiven(split)

    def _no_gap(self) -> Problem:
        """Return that there is no gap, with what most likely was to be one."""
        hint, part = "write what learners fill in as [[…]]", ""
        if ("`" in self.text and "[[" in self.text) or "\\(" in self.text:
            hint = "end the code or the formula before the gap, and start it again after the gap"
        else:
            for pattern in _FOREIGN_GAPS:
                if found := re.search(pattern, self.text):
                    part, answer = found[0], found.groupdict().get("answer") or "…"
                    hint = f"write {quoted(f'[[{answer}]]')} instead of {quoted(part)}"
                    break
        message = "there is no gap in the text, expected at least one"
        return Problem("no-gap", message, ("text",), hint, part=part)

    def _is_faulty(self, content: str) -> bool:
        """Tell whether something is wrong with a gap, which ``gaps`` does not take as it is."""
        said = gaps.parts(content)
        return ("" in said.answers or said.hints > 1) and content not in self.gaps

    def _check_gap(self, gap: str) -> Iterator[Problem]:
        """Report what is wrong with ``gap``."""
        content = gap[2:-2]
        said = gaps.parts(content)
        if not all(said.answers):
            yield Problem(
                "empty-gap",
                f"an answer in the gap {quoted(gap)} is empty",
                ("text",),
                "write the answer, or delete the “|” next to it"
                if "|" in gap
                else "write the answer between “[[” and “]]”",
                part=gap,
            )
        elif said.hints > 1:
            mended = gaps.write(said.answers, said.hint)
            whole = gaps.write((content,))
            yield Problem(
                "second-hint",
                f"found a second “::” in the gap {quoted(gap)}, expected one before the hint",
                ("text",),
                f"write {_shown(mended)}, if the hint is {quoted(said.hint)}\n"
                f"write {_shown(whole)}, if there is no hint",
                rewrite=self._rewritten(gap, mended),
                part=gap,
            )

    def _open(self, unpaired: Open) -> Problem:
        """Return the report of brackets without a partner."""
        if unpaired.bracket == "[":
            mended = gaps.write((unpaired.found[2:-2],))
            return Problem(
                "open-gap",
                f"found “[” without a closing “]” in the gap {quoted(unpaired.found)}",
                ("text",),
                f"write {_shown(mended)}, or add the bracket that is missing",
                rewrite=self._rewritten(unpaired.found, mended),
                part=unpaired.found,
            )
        found, missing = (
            ("[[", "closing “]]”") if unpaired.bracket == "[[" else ("]]", "opening “[[”")
        )
        return Problem(
            "open-gap",
            f"found “{found}” without {'a' if found == '[[' else 'an'} {missing}",
            ("text",),
            f"write each gap as [[…]]; write “\\{found}” where learners should read “{found}”",
            part=unpaired.found if unpaired.found in self.text else found,
        )

    def _rewritten(self, gap: str, mended: str) -> str | None:
        """Return the text as YAML with ``mended`` for its only ``gap``, if it is of one line."""
        if "\n" in self.text or self.text.count(gap) != 1:
            return None
        return "'" + self.text.replace(gap, mended).replace("'", "''") + "'"

    def _mark_around_gap(self, split: Split) -> Kind | None:
        """Return the kind of the first mark that begins before a gap and ends behind it."""
        if "*" not in self.text and "`" not in self.text and "\\" not in self.text:
            return None
        text = "".join(GAP if type(part) is Written else str(part) for part in split.parts)
        marks = (kind for kind, content in pieces(Markup(text)) if GAP in content)
        return next((kind for kind in marks if kind != "text"), None)

    def _check_details(self, split: Split) -> Iterator[Problem]:
        """Report what is wrong with ``gaps``, seen beside the text."""
        if not self.gaps:
            return
        known = {gap.content: gap.content in self.gaps for gap in split.gaps}
        answers = [gaps.parts(content) for content, literal in known.items() if not literal]
        hinted = {said.answers[0]: said.hint for said in answers}
        names = {content for content, literal in known.items() if literal} | hinted.keys()
        near = Suggestions(sorted(names))
        for name, details in self.gaps.items():
            if name not in names:
                yield Problem(
                    "unknown-gap",
                    f"found {quoted(name)}, which is not the answer of any gap in the text",
                    ("gaps", name),
                    near.hint(name) or "write the answer as it is between [[ and ]]",
                    on_key=True,
                )
            elif details.hint is not None and hinted.get(name):
                yield Problem(
                    "second-hint",
                    f"the gap {quoted(name)} has two hints, expected one",
                    ("gaps", name, "hint"),
                    "delete this one, or the one after “::” in the text",
                    on_key=True,
                )
            for problem in details.faults():
                yield Problem(
                    problem.code,
                    problem.message,
                    ("gaps", name, *problem.route),
                    problem.hint,
                    on_key=True,
                )

    def _forgiven(self, split: Split) -> Iterator[Problem]:
        """Propose to compare gaps to the letter that differ in nothing else."""
        contents = [gap.content for gap in split.gaps]
        if len(contents) < 2 or len(set(map(skeleton, contents))) == len(contents):
            return
        seen: dict[str, str] = {}
        for gap in self.form().gaps:
            expected = gap.expected
            if not isinstance(expected, ExpectedWords) or expected.match is not None:
                continue
            other = seen.setdefault(skeleton(gap.shown), gap.shown)
            if other != gap.shown and other.strip("0123456789.,"):
                both = f"{{{_key(other)}: {{match: exact}}, {_key(gap.shown)}: {{match: exact}}}}"
                yield Problem(
                    "match-exact",
                    f"the answers {quoted(other)} and {quoted(gap.shown)} differ only in case, "
                    "accents or signs, which are mostly forgiven",
                    ("text",),
                    f"if they count, write “gaps: {both}”",
                    Severity.ADVICE,
                )
                return

    def stated_values(self) -> Iterator[tuple[Route, StatedValue]]:
        for gap in self.form().gaps:
            expected = gap.expected
            if isinstance(expected, ExpectedNumber):
                yield ("text",), expected.number
            elif isinstance(expected, ExpectedDate):
                yield ("text",), expected.date
            elif claim := parse_stated_value(gap.shown):
                yield ("text",), claim

    def form(self) -> Blanks:
        split = gaps.split(self.text).parts
        return Blanks(
            tuple(
                [self._gap(part.content) if isinstance(part, Written) else part for part in split]
            )
        )

    def _gap(self, content: str) -> Gap:
        """Return the gap with this ``content``, and with what ``gaps`` says of it."""
        literal = bool(self.gaps) and content in self.gaps
        said = gaps.Parts((content,)) if literal else gaps.parts(content)
        shown, *accept = said.answers
        details = self.gaps.get(shown) if self.gaps else None
        if details is None:
            return Gap(_words(shown, accept), shown, said.hint)
        return Gap(details.expected(shown, accept), shown, details.hint or said.hint)


def _words(shown: str, accept: list[str], match: Exactness | None = None) -> ExpectedWords:
    """Return the words that are typed for ``shown``, code and formulas without their marks."""
    answer = gaps.typed(shown)
    raw = (shown,) if answer != shown else ()
    return ExpectedWords(answer, (*raw, *map(gaps.typed, accept)), match=match)


def _shown(gap: str) -> str:
    """Return ``gap`` in quotes, in full."""
    return f"“{gap}”"


def _key(text: str) -> str:
    """Return ``text`` as a field that braces may hold."""
    return text if text.isalnum() else "'" + text.replace("'", "''") + "'"
