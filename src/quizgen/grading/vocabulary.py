"""The vocabulary of the loaded banks: what is an answer somewhere, and which words they use.

A word that is an answer to another question, or an option next to the right one, is known to
learners as a word of its own: typing it is no slip of the pen.  Of a word that only a prompt or an
explanation has this is likely, so the learner is asked.

Nothing is read before the first reply that could be a slip: loading banks costs nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import assert_never

from quizgen.grading.spelling import fold
from quizgen.model.blocks import to_plain
from quizgen.model.forms import (
    Arrange,
    Blanks,
    Expected,
    ExpectedWords,
    Form,
    Gap,
    Pair,
    Pick,
    Reveal,
    TypeIn,
)
from quizgen.model.markup import Markup

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_MARK = re.compile(r"[*_`\\\[\]<&]")
_AROUND = " .!?,;'\""
_ARTICLE = re.compile(r"(?:the|an|a) (?=\S)")


class Vocabulary:
    """The answers of ``forms``, all their words, and those of ``texts``.

    Both may be generators: they are run when the first word is looked up, and once.
    """

    def __init__(
        self,
        forms: Iterable[Form] = (),
        texts: Iterable[Markup] = (),
        *,
        answers: Iterable[str] = (),
        base: Vocabulary | None = None,
    ) -> None:
        self._forms, self._texts, self._more, self._base = forms, texts, answers, base

    def with_answers(self, answers: Iterable[str]) -> Vocabulary:
        """Return this vocabulary and ``answers``, those of the other gaps of a text."""
        more = tuple(answers)
        return Vocabulary(answers=more, base=self) if more else self

    def is_answer(self, text: str) -> bool:
        """Return whether ``text`` is, word for word, a right or a wrong answer of any question."""
        if bare(text) in self._answers:
            return True
        return self._base is not None and self._base.is_answer(text)

    def has_word(self, word: str) -> bool:
        """Return whether ``word``, folded, is used anywhere in the banks."""
        if word in self._words:
            return True
        return self._base is not None and self._base.has_word(word)

    @cached_property
    def _answers(self) -> frozenset[str]:
        return frozenset(map(bare, self._read[0]))

    @cached_property
    def _words(self) -> frozenset[str]:
        # Folded at one go: the marks of a text are no letters, and part its words as spaces do.
        answers, texts = self._read
        return frozenset(_WORD.findall(fold("\n".join((*answers, *texts)))))

    @cached_property
    def _read(self) -> tuple[list[str], list[str]]:
        """The answers without their marks, and the other texts as they are."""
        answers, texts = [*self._more], [str(text) for text in self._texts]
        for form in self._forms:
            answers += _answers_of(form)
            texts += _texts_of(form)
        return answers, texts


NO_VOCABULARY = Vocabulary()
"""Of no banks at all."""


def bare(text: str) -> str:
    """Return ``text`` folded, without a leading article and the punctuation around it."""
    folded = text.lower() if text.isascii() and text.isprintable() else fold(text)
    return _ARTICLE.sub("", " ".join(folded.strip(_AROUND).split()), count=1)


def _unmarked(text: Markup) -> str:
    """Return ``text`` without its marks; most texts have none, which is found out faster."""
    return text if _MARK.search(text) is None else to_plain(text)


def _answers_of(form: Form) -> Iterator[str]:
    """Yield what is right or wrong as a whole: expected words, and options."""
    match form:
        case Reveal():
            yield _unmarked(form.answer)
        case Pick():
            yield from (_unmarked(option.text) for option in form.options)
        case TypeIn():
            yield from _words_of(form.expected)
            if form.reverse is not None:
                yield from _words_of(form.reverse)
        case Blanks():
            for gap in form.gaps:
                yield from _words_of(gap.expected)
        case Arrange():
            yield from map(_unmarked, form.items)
        case Pair():
            yield from (_unmarked(left) for left, _ in form.pairs)
            yield from map(_unmarked, form.rights)
        case _:
            assert_never(form)


def _words_of(expected: Expected) -> Iterator[str]:
    if isinstance(expected, ExpectedWords):
        yield from (expected.answer, *expected.accept, *expected.ask, *expected.reject)


def _texts_of(form: Form) -> Iterator[str]:
    """Yield what is read before the answer."""
    if isinstance(form, Blanks):
        yield from (part for part in form.parts if not isinstance(part, Gap))
    else:
        yield form.prompt
