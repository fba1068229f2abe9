"""Whether a reply to a form is right, and what a learner should be told about it.

This package knows nothing of question types, of terminals or of time: :func:`grade` is a pure
function of a form and a reply.  Each kind of typed answer has its module, with the grammar of what
learners type: :mod:`~quizgen.grading.words`, :mod:`~quizgen.grading.numbers` and
:mod:`~quizgen.grading.dates`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar, assert_never

from msgspec.structs import replace

from quizgen.grading.replies import (
    RIGHT,
    WRONG,
    Arranged,
    Confidence,
    Grade,
    Paired,
    Picked,
    Recalled,
    Reply,
    Result,
    Typed,
    Verdict,
    wrong,
)
from quizgen.grading.vocabulary import NO_VOCABULARY, Vocabulary
from quizgen.languages import Phrase, in_each_language, join, phrase, quote
from quizgen.model.blocks import comparable, to_line
from quizgen.model.forms import (
    Arrange,
    Blanks,
    Expected,
    ExpectedDate,
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

__all__ = [
    "NO_VOCABULARY",
    "Arranged",
    "Confidence",
    "Grade",
    "Paired",
    "Picked",
    "Recalled",
    "Reply",
    "Result",
    "Typed",
    "Verdict",
    "Vocabulary",
    "grade",
    "key",
    "match",
    "written",
]

_Kind = TypeVar("_Kind", Recalled, Picked, Typed, Arranged, Paired)


def grade(form: Form, reply: Reply, vocabulary: Vocabulary = NO_VOCABULARY) -> Grade:
    """Return how ``reply`` stands to the key of ``form``.

    ``vocabulary`` is that of the loaded banks: an answer to another question is never taken for a
    slip of this one's.

    Raises :class:`TypeError` for a reply of another kind than the form's, and :class:`ValueError`
    for one that does not fit it (an index out of range, too few texts): such a reply is a bug of
    the caller and no mistake of the learner.
    """
    match form:
        case Reveal():
            return RIGHT if _of_kind(reply, Recalled).right else WRONG
        case Pick():
            return _picked(form, _of_kind(reply, Picked).options)
        case TypeIn():
            return match(form.expected, _texts(reply, 1)[0], vocabulary)
        case Blanks():
            return _filled(form.gaps, _texts(reply, len(form.gaps)), vocabulary)
        case Arrange():
            return _arranged(form.items, _of_kind(reply, Arranged).order)
        case Pair():
            return _paired(form, _of_kind(reply, Paired).rights)
        case _:
            assert_never(form)


def key(form: Form) -> Reply:
    """Return the right reply to ``form``.

    Raises :class:`ValueError` for a :class:`~quizgen.model.forms.Pick` of one option that has no
    right one.
    """
    match form:
        case Reveal():
            return Recalled(True)
        case Pick():
            rights = [index for index, option in enumerate(form.options) if option.right]
            if not (rights or form.many):
                raise ValueError("no option is right")
            return Picked(frozenset(rights if form.many else rights[:1]))
        case TypeIn():
            return Typed((str(written(form.expected)),))
        case Blanks():
            return Typed(tuple(str(written(gap.expected)) for gap in form.gaps))
        case Arrange():
            return Arranged(tuple(range(len(form.items))))
        case Pair():
            return Paired(tuple(range(len(form.pairs))))
        case _:
            assert_never(form)


def match(expected: Expected, text: str, vocabulary: Vocabulary = NO_VOCABULARY) -> Grade:
    """Return how ``text``, one typed answer, stands to ``expected``.  Any text may be graded.

    ``vocabulary`` is that of the loaded banks: an answer to another question is never taken for a
    slip of this one.
    """
    grade = _match(expected, text, vocabulary)
    if grade.verdict is not Verdict.ASK:
        return grade
    answer = grade.nearest or written(expected)
    question = phrase(
        "You wrote {text}; the answer is {answer}. Count it?",
        text=quote(text),
        answer=quote(answer),
    )
    return replace(grade, nearest=answer, question=question)


def _match(expected: Expected, text: str, vocabulary: Vocabulary) -> Grade:
    # What a kind of answer needs is imported when the first of them is graded: a quiz of other
    # forms, and a program that only wants the types, start faster.
    match expected:
        case ExpectedWords():
            from quizgen.grading import words

            return words.match(expected, text, vocabulary)
        case ExpectedNumber():
            from quizgen.grading import numbers

            return numbers.match(expected, text)
        case ExpectedDate():
            from quizgen.grading import dates

            found = dates.match(expected, text)
            return found if found.accepted or not _is_as_shown(expected.date.words, text) else RIGHT
        case ExpectedRange():
            from quizgen.grading import ranges

            found = ranges.match(expected, text)
            return found if found.accepted or not _is_as_shown(expected.shown, text) else RIGHT
        case _:
            assert_never(expected)


def _is_as_shown(shown: str, text: str) -> bool:
    """Tell whether ``text`` is an answer as some language writes it out: “44 v. Chr.”."""
    from quizgen.grading.spelling import fold

    if not isinstance(shown, Phrase) or len(text) > _LONGEST_SHOWN:
        return False
    given = fold(text)
    return any(given == fold(one) for one in in_each_language(shown))


_LONGEST_SHOWN = 100
"""Characters of an answer that is written out; what is longer is another."""


def _of_kind(reply: Reply, kind: type[_Kind]) -> _Kind:
    if not isinstance(reply, kind):
        raise TypeError(f"expected a {kind.__name__}, found {reply!r}")
    return reply


def _texts(reply: Reply, count: int) -> tuple[str, ...]:
    texts = _of_kind(reply, Typed).texts
    if len(texts) != count:
        raise ValueError(f"expected {count} texts, found {len(texts)}")
    return texts


def _check_indexes(indexes: Collection[int], count: int) -> None:
    for index in indexes:
        if not 0 <= index < count:
            raise ValueError(f"expected an index below {count}, found {index}")


def written(expected: Expected) -> str:
    """Return the key of what is typed, as it is shown."""
    match expected:
        case ExpectedWords():
            return expected.answer
        case ExpectedNumber():
            return expected.number.words
        case ExpectedDate():
            return expected.date.words
        case ExpectedRange():
            return expected.shown
        case _:
            assert_never(expected)


def _picked(form: Pick, picked: frozenset[int]) -> Grade:
    """Grade all or nothing; the note says what was missed and which picks were wrong."""
    _check_indexes(picked, len(form.options))
    if not form.many:
        if len(picked) > 1:
            raise ValueError(f"expected one option, found {len(picked)}")
        return RIGHT if any(form.options[index].right for index in picked) else WRONG
    missed, mistaken = [], []
    for index, option in enumerate(form.options):
        if option.right and index not in picked:
            missed.append(option.text)
        elif index in picked and not option.right:
            mistaken.append(option.text)
    notes = []
    if missed:
        notes.append(phrase("Missed: {texts}.", texts=_listed(missed)))
    if mistaken:
        notes.append(phrase("Wrong: {texts}.", texts=_listed(mistaken)))
    return wrong(join(" ", notes)) if notes else RIGHT


def _filled(gaps: Sequence[Gap], texts: Sequence[str], vocabulary: Vocabulary) -> Grade:
    """Return the verdict of the worst gap; the notes and questions say which gap each is about."""
    grades = tuple(
        _gap(gap, text, vocabulary.with_answers(_answers_beside(gaps, number)))
        for number, (gap, text) in enumerate(zip(gaps, texts, strict=True))
    )
    if len(grades) == 1:
        return grades[0]
    if all(each.verdict is Verdict.RIGHT for each in grades):
        return RIGHT
    notes, questions = [], []
    for number, each in enumerate(grades, 1):
        said = each.note or (phrase("wrong.") if each.verdict is Verdict.WRONG else "")
        if said:
            notes.append(phrase("Gap {n}: {said}", n=number, said=said))
        if each.question:
            questions.append(phrase("Gap {n}: {said}", n=number, said=each.question))
    verdict = max((each.verdict for each in grades), key=[*Verdict].index)
    question = join(" ", questions) if verdict is Verdict.ASK else ""
    return Grade(verdict, join(" ", notes) if notes else "", question=question, gaps=grades)


def _gap(gap: Gap, text: str, vocabulary: Vocabulary) -> Grade:
    """Return the grade of one gap; what stands there in the text is right, too."""
    found = match(gap.expected, text, vocabulary)
    if found.verdict is not Verdict.RIGHT and text.strip() and text.strip() == gap.shown.strip():
        return RIGHT
    return found


def _answers_beside(gaps: Sequence[Gap], number: int) -> list[str]:
    """Return the words that belong into the other gaps."""
    beside = [gap.expected for index, gap in enumerate(gaps) if index != number]
    return [expected.answer for expected in beside if isinstance(expected, ExpectedWords)]


def _arranged(items: Sequence[Markup], order: tuple[int, ...]) -> Grade:
    """Grade all or nothing; the note says how many stand right, and the first misplaced."""
    if sorted(order) != list(range(len(items))):
        raise ValueError(f"expected an order of {len(items)} items, found {order}")
    misplaced = [
        given
        for right, given in enumerate(order)
        if comparable(items[given]) != comparable(items[right])
    ]
    if not misplaced:
        return RIGHT
    stand = len(items) - len(misplaced)
    return wrong(
        "{n} of {all} are in the right place; the first one that is not is {item}.",
        n=stand,
        all=len(items),
        item=_listed([items[misplaced[0]]]),
    )


def _paired(form: Pair, rights: tuple[int, ...]) -> Grade:
    """Grade all or nothing; the note says which left texts were paired wrong."""
    texts = form.rights
    if len(rights) != len(form.pairs):
        raise ValueError(f"expected {len(form.pairs)} right texts, found {len(rights)}")
    _check_indexes(rights, len(texts))
    mistaken = [
        left
        for (left, right), given in zip(form.pairs, rights, strict=True)
        if comparable(texts[given]) != comparable(right)
    ]
    return wrong("Paired wrong: {texts}.", texts=_listed(mistaken)) if mistaken else RIGHT


def _listed(texts: Sequence[Markup]) -> Phrase:
    return join(phrase(", "), [quote(to_line(text)) for text in texts])
