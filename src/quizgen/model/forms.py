"""The waist of the program: what a learner is asked to do, whatever the question's type.

Question types are many and grow; outputs (Anki, the terminal, later exports) are many and grow.
Between them stands this small closed set of forms, so that a new type needs no new output code
and a new output needs no knowledge of types.  A consumer matches on the form and ends its
``match`` in ``assert_never``, so that mypy lists every place to teach when a form is added.

A form carries whatever two consumers need and nothing that only one of them wants.
"""

from __future__ import annotations

from msgspec import Struct

from quizgen.languages import phrase
from quizgen.model.blocks import comparable
from quizgen.model.gaps import typeset
from quizgen.model.markup import Markup, literal
from quizgen.model.values import Exactness, MediaName, Number, PartialDate, Tolerance

GAP = "\0"
"""What is in the place of a gap where a text is read as one: a character that no bank has."""
MOST_GAPS = 20
"""Gaps of a :class:`Blanks`: each is a card of its own in Anki."""


class Option(Struct, frozen=True):
    """One option of a :class:`Pick`: a key where ``right``, else a distractor."""

    text: Markup
    right: bool
    feedback: Markup | None = None
    pinned: bool = False
    """Stays last when the options are shuffled ("None of these")."""
    picture: MediaName | None = None
    """It is this picture, and ``text`` says in words what it shows."""


class ExpectedWords(Struct, frozen=True):
    """Words are expected: ``answer`` is shown as the key, ``accept`` is as right."""

    answer: str
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    """Known wrong answers: they win, whatever else would make them right."""
    ask: tuple[str, ...] = ()
    """Answers of which only the learner can say whether they meant the right one."""
    match: Exactness | None = None
    """What counts to the letter; left out, all that readers forgive is forgiven."""


class ExpectedNumber(Struct, frozen=True):
    """A number is expected, within ``tolerance`` of it where there is one."""

    number: Number
    tolerance: Tolerance | None = None


class ExpectedDate(Struct, frozen=True):
    """A date is expected, as precise as ``date`` is written."""

    date: PartialDate
    year_given: bool = False
    """The stem gives the year away, so a learner need not type it."""


class ExpectedRange(Struct, frozen=True):
    """A range is expected: both its ends, of one kind."""

    low: ExpectedNumber | ExpectedDate
    high: ExpectedNumber | ExpectedDate
    shown: str
    """The range as it is shown, with its unit."""
    within: bool = False
    """What is between the ends, or one of them, is right, too."""


Expected = ExpectedWords | ExpectedNumber | ExpectedDate | ExpectedRange


class Reveal(Struct, frozen=True):
    """Learners recall the answer, see it, and grade themselves."""

    prompt: Markup
    answer: Markup
    reverse: bool = False
    """Asked from the answer back to the prompt as well."""


class Pick(Struct, frozen=True):
    """The learner picks one option, or all that apply where ``many``."""

    prompt: Markup
    options: tuple[Option, ...]
    many: bool = False
    shuffle: bool = True
    how_many: bool = False
    """The learner is told how many options are right, of several."""

    @property
    def count(self) -> int:
        """How many options are right."""
        return sum(option.right for option in self.options)

    @property
    def is_statement(self) -> bool:
        """Whether the prompt is a statement that is true or false."""
        texts: list[str] = [option.text for option in self.options]
        return not self.many and texts == [str(phrase("True")), str(phrase("False"))]


class TypeIn(Struct, frozen=True):
    """The learner types words, a number or a date."""

    prompt: Markup
    expected: Expected
    reverse: ExpectedWords | None = None
    """Asked from the answer back to the prompt as well, where this is to be typed."""


class Gap(Struct, frozen=True):
    """One gap of :class:`Blanks`."""

    expected: Expected
    shown: str
    """The answer as it is written in the text; history and locks know the gap by it."""
    hint: str = ""

    @property
    def typeset(self) -> Markup:
        """``shown`` as a text in which only code and formulas are marks."""
        return typeset(self.shown)


class Blanks(Struct, frozen=True):
    """The learner fills the gaps of a text: pieces of markup with gaps between them."""

    parts: tuple[Markup | Gap, ...]

    @property
    def whole(self) -> Markup:
        """The text as one, with :data:`GAP` in the place of each gap: a block may hold several."""
        pieces = (
            GAP if isinstance(part, Gap) else part.replace(GAP, "\N{REPLACEMENT CHARACTER}")
            for part in self.parts
        )
        return Markup("".join(pieces))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(part for part in self.parts if isinstance(part, Gap))


class Arrange(Struct, frozen=True):
    """The learner puts the items, given here in the right order, in order."""

    prompt: Markup
    items: tuple[Markup, ...]


class Pair(Struct, frozen=True):
    """The learner finds for each left text the right text that belongs to it."""

    prompt: Markup
    pairs: tuple[tuple[Markup, Markup], ...]
    extra: tuple[Markup, ...] = ()
    """Right-hand texts that belong to no left one."""

    @property
    def rights(self) -> tuple[Markup, ...]:
        """Every right-hand text; the one at index ``i`` belongs to the left one at ``i``."""
        return tuple(right for _, right in self.pairs) + self.extra

    @property
    def partners(self) -> tuple[int, ...]:
        """For each right-hand text the index of the first that reads the same: mostly its own."""
        first: dict[str, int] = {}
        return tuple(first.setdefault(comparable(text), n) for n, text in enumerate(self.rights))

    @property
    def offered(self) -> tuple[int, ...]:
        """The right-hand texts to choose from, by index: each is there once."""
        return tuple(dict.fromkeys(self.partners))


def turned(form: Form) -> Form | None:
    """Return what asks ``form`` from its answer back to its prompt, if it is asked so as well."""
    match form:
        case Reveal(prompt, answer, True):
            return Reveal(answer, prompt, reverse=True)
        case TypeIn(expected=ExpectedWords(answer=answer), reverse=ExpectedWords() as wanted):
            return TypeIn(literal(answer), wanted)
    return None


Form = Reveal | Pick | TypeIn | Blanks | Arrange | Pair
