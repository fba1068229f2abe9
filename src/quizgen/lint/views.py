"""A view of each question that is asked: its texts and their words, worked out once for all rules.

Rules go through the views of the forms that they are about.  A view works out what it is asked for,
and keeps it.  Withdrawn questions are asked no more, so they have none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from math import log
from typing import Any, Generic, TypeVar, cast, overload

from quizgen.lint.english import STOP, stems, words
from quizgen.model.blocks import to_plain
from quizgen.model.diagnostics import Span
from quizgen.model.forms import (
    Arrange,
    Blanks,
    Expected,
    ExpectedNumber,
    ExpectedRange,
    ExpectedWords,
    Form,
    Gap,
    Pair,
    Pick,
    Reveal,
    TypeIn,
)
from quizgen.model.markup import Markup
from quizgen.model.question import Question
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded, LoadedBank

MOST_ALIKE = 64
"""Questions with a word that are looked at for its sake; a word of more tells little."""
_SAMPLE = 40
"""Questions whose words are counted to tell a language, and the words that it takes."""
GAP = " … "
"""What a gap is in the stem of a text with gaps."""


Made = TypeVar("Made")


class lazy_property(Generic[Made]):  # noqa: N801  # as property is called
    """A property that is worked out once: ``functools.cached_property`` without its lock.

    That lock takes as long as the shortest of these properties, and there are many.
    """

    def __init__(self, work_out: Callable[[Any], Made]) -> None:
        self.work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> lazy_property[Made]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Made: ...
    def __get__(self, instance: object | None, owner: type) -> Made | lazy_property[Made]:
        """Work the value out; it is found in the instance from then on."""
        if instance is None:
            return self
        made = instance.__dict__[self.name] = self.work_out(instance)
        return made


class View:
    """One question, as rules look at it."""

    def __init__(self, file: LoadedBank, question: Question, form: Form) -> None:
        self.file = file
        self.question = question
        self.form = form
        self.is_statement = question.type == "truefalse"
        """Whether it is a statement, which is true or false."""
        self.is_pick = (
            type(form) is Pick
            and not self.is_statement
            and all(option.picture is None for option in form.options)
        )
        """Whether one or more of several options are right, which are all texts."""
        self.is_choice = self.is_pick and not cast(Pick, form).many
        """Whether one of several options is right."""

    def place(self, *route: str | int) -> Span:
        """Return the place at the end of ``route`` in the question."""
        assert self.question.at is not None
        return self.file.place(self.question.at, *route)

    @property
    def passage(self) -> tuple[str, str] | None:
        """The bank and the id of the passage that it is about, if it is about one."""
        name = self.question.passage
        return None if name is None else (self.bank_id, name)

    @property
    def stem_place(self) -> Span:
        """The place of what is asked."""
        return self.place("text" if isinstance(self.form, Blanks) else "stem")

    @property
    def bank_id(self) -> str:
        """The id of its bank."""
        assert self.file.bank is not None
        return self.file.bank.id

    @property
    def name(self) -> str:
        """What another message calls the question by."""
        return self.question.id

    @lazy_property
    def markup(self) -> Markup:
        """What is asked, as it is written; gaps are :data:`GAP`."""
        form = self.form
        if isinstance(form, Blanks):
            parts = [GAP if isinstance(part, Gap) else part for part in form.parts]
            return Markup("".join(parts))
        return form.prompt

    @lazy_property
    def stem(self) -> str:
        """What is asked, as learners read it."""
        return to_plain(self.markup)

    @lazy_property
    def stem_words(self) -> list[str]:
        """The words of the stem."""
        return words(self.stem)

    @lazy_property
    def stem_terms(self) -> frozenset[str]:
        """The stems of the words of the stem that say something."""
        return frozenset([stems[word] for word in self.stem_words if word not in STOP])

    @lazy_property
    def answer_terms(self) -> frozenset[str]:
        """The stems of the words of the answers that say something."""
        return frozenset(
            [stems[word] for answer in self.answer_words for word in answer if word not in STOP]
        )

    @lazy_property
    def terms(self) -> frozenset[str]:
        """Those of stem and answers; a statement is no more than its stem."""
        return self.stem_terms if self.is_statement else self.stem_terms | self.answer_terms

    def said(self) -> Iterator[str]:
        """Return each word of the stem and the answers, common words included."""
        return chain(self.stem_words, *self.answer_words)

    @property
    def pick(self) -> Pick:
        """The form of a question with options."""
        return self.form  # type: ignore[return-value]  # whoever asks knows that it is one

    @lazy_property
    def options(self) -> list[str]:
        """The options, as learners read them."""
        return [to_plain(option.text) for option in self.pick.options]

    @lazy_property
    def lengths(self) -> list[int]:
        """The characters of each option."""
        return list(map(len, self.options))

    @lazy_property
    def option_words(self) -> list[list[str]]:
        """The words of each option."""
        return [words(option) for option in self.options]

    @lazy_property
    def option_terms(self) -> list[frozenset[str]]:
        """The stems of the words of each option that say something."""
        return [
            frozenset([stems[word] for word in option if word not in STOP])
            for option in self.option_words
        ]

    @lazy_property
    def right(self) -> int:
        """The index of the right option, where there is one."""
        return next(n for n, option in enumerate(self.pick.options) if option.right)

    def others(self) -> list[int]:
        """Return the indices of the wrong options."""
        return [n for n, option in enumerate(self.pick.options) if not option.right]

    @lazy_property
    def answers(self) -> list[str]:
        """What is right, as learners read it: one answer, or one for each gap or part."""
        form = self.form
        match form:
            case Pick():
                return [to_plain(option.text) for option in form.options if option.right]
            case Reveal():
                return [to_plain(form.answer)]
            case TypeIn():
                return [shown(form.expected)]
            case Blanks():
                return [gap.shown for gap in form.gaps]
            case Arrange():
                return [to_plain(item) for item in form.items]
            case Pair():
                return [to_plain(right) for _, right in form.pairs]

    @lazy_property
    def answer_words(self) -> list[list[str]]:
        """The words of each answer."""
        return [words(answer) for answer in self.answers]


def shown(expected: Expected) -> str:
    """Return the typed answer that learners are shown."""
    if isinstance(expected, ExpectedWords):
        return expected.answer
    if isinstance(expected, ExpectedRange):
        return expected.shown
    return str(expected.number if isinstance(expected, ExpectedNumber) else expected.date)


class Views:
    """The views of all questions that are asked, by what they ask to do."""

    def __init__(self, loaded: Loaded) -> None:
        self.banks = [(file, list(_asked(file))) for file in loaded.banks]
        self.all = [view for _, found in self.banks for view in found]
        self.picks = [view for view in self.all if view.is_pick]
        self.choices = [view for view in self.picks if view.is_choice]
        self.statements = [view for view in self.all if view.is_statement]
        self.cards = [view for view in self.all if type(view.form) is Reveal]
        self.gapped = [view for view in self.all if type(view.form) is Blanks]

    def weight(self, terms: frozenset[str]) -> float:
        """Return how much ``terms`` say: a word says the less, the more questions have it."""
        counts, most = self.counts, len(self.all) + 1
        return sum([log(most / min(counts[term], most)) for term in terms])

    @lazy_property
    def counts(self) -> Counter[str]:
        """How often each word is in stems and answers, by its stem."""
        counts: Counter[str] = Counter()
        said = Counter(chain.from_iterable([view.said() for view in self.all]))
        for word, number in said.items():
            counts[stems[word]] += number
        return counts


def head(file: LoadedBank) -> Span:
    """Return the place of what is said of a bank as a whole: its title."""
    assert file.root is not None
    return file.place(file.root, "title")


def is_english(found: list[View]) -> bool:
    """Tell whether questions are in English: every fifth word of their stems is a common one.

    In other languages it is one in twenty.  A few words prove nothing, and count as English.
    """
    said = [word for view in found[:_SAMPLE] for word in view.stem_words]
    return len(said) < _SAMPLE or sum(word in STOP for word in said) * 5 >= len(said)


def _asked(file: LoadedBank) -> Iterator[View]:
    """Yield a view of each question of ``file`` that was not withdrawn."""
    for question in file.questions:
        if question.retired is None and question.at is not None:
            yield View(file, question, question.form())


def contains(whole: list[str], part: list[str]) -> bool:
    """Tell whether ``part`` is in ``whole``, word for word."""
    if len(part) == 1:
        return part[0] in whole
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def where(other: View, view: View) -> str:
    """Return what a message about ``view`` calls ``other`` by."""
    at = other.place("id")
    if at.path == view.file.path:
        return f"{quoted(other.name)} on line {at.line}"
    return f"{quoted(other.name)} at {at.path}:{at.line}"


def views(loaded: Loaded) -> Views:
    """Return the views of everything in ``loaded``, made when they are first asked for."""
    made = loaded.shared.get("views")
    if not isinstance(made, Views):
        made = loaded.shared["views"] = Views(loaded)
    return made
