"""Replies in the texts that a form shows, as a program has them that knows no index.

What was typed is taken as it is.  What was chosen is named by its text, whatever its marks, and
whatever its case and spaces where no other reads so.  A text that was never offered is a wrong
reply and no error: it may have been typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import assert_never

from quizgen.grading.replies import (
    RIGHT,
    Arranged,
    Grade,
    Paired,
    Picked,
    Recalled,
    Reply,
    Typed,
    Verdict,
    wrong,
)
from quizgen.languages import Phrase, join, phrase, quote
from quizgen.model.blocks import comparable, to_line, to_plain
from quizgen.model.forms import Arrange, Blanks, Form, Pair, Pick, Reveal, TypeIn
from quizgen.model.markup import Markup

Said = str | bool | Sequence[str] | Mapping[str, str] | Sequence[tuple[str, str]]
"""A text, several, or pairs of them; ``True`` or ``False`` where the learner judges."""


def read_reply(form: Form, said: Said) -> Reply | Grade:
    """Return the reply to ``form`` that ``said`` is, or its grade where it can be none.

    - Typed answers and gaps: a text, or a list with one for each gap.
    - Options: the text of one, or a list of those that apply; ``True`` and ``False`` say whether a
      statement is true.
    - An order: a list of all items.
    - Pairs: a mapping from left to right, or a list of such pairs.
    - A card: whether the learner knew it.  A text that says what the answer says is right; of any
      other only the learner can tell (:attr:`~quizgen.grading.replies.Verdict.ASK`).

    Raises :class:`TypeError` where ``said`` is of another kind.
    """
    match form:
        case Reveal():
            if isinstance(said, bool):
                return Recalled(said)
            return _recalled(form, _texts(said, 1)[0])
        case Pick():
            return _picked(form, _texts(str(said) if isinstance(said, bool) else said))
        case TypeIn():
            return Typed(tuple(_texts(said, 1)))
        case Blanks():
            return Typed(tuple(_texts(said, len(form.gaps))))
        case Arrange():
            return _arranged(form, _texts(said))
        case Pair():
            return _paired(form, _pairs(said))
        case _:
            assert_never(form)


def _texts(said: Said, count: int | None = None) -> list[str]:
    """Return ``said`` as texts, of which there are ``count`` if that is given."""
    texts = [said] if isinstance(said, str) else said
    if not isinstance(texts, Sequence) or not all(isinstance(text, str) for text in texts):
        raise TypeError(f"expected a text or a list of texts, found {said!r}")
    if count is not None and len(texts) != count:
        raise ValueError(f"expected {count} texts, found {len(texts)}")
    return [str(text) for text in texts]


def _pairs(said: Said) -> list[tuple[str, str]]:
    """Return ``said`` as pairs of texts."""
    pairs: list[object] = [] if isinstance(said, str | bool) else [*said]
    if isinstance(said, Mapping):
        pairs = [*said.items()]
    found = []
    for pair in pairs:
        match pair:
            case (str(left), str(right)):
                found.append((left, right))
    if isinstance(said, str | bool) or len(found) < len(pairs):
        raise TypeError(f"expected pairs of texts, found {said!r}")
    return found


def finder(texts: Iterable[Markup]) -> Callable[[str], int | None]:
    """Return what finds the index of the one of ``texts`` that another text names.

    Case and spaces tell texts apart only where they must: of ``MW`` and ``mW`` no one is ``mw``.
    """
    exact: dict[str, int] = {}
    near: dict[str, int | None] = {}
    for number, text in enumerate(texts):
        read = comparable(text)
        if read not in exact:
            exact[read] = number
            near[_nearly(read)] = None if _nearly(read) in near else number

    def find(text: str) -> int | None:
        read = comparable(Markup(text.strip()))
        return exact[read] if read in exact else near.get(_nearly(read))

    return find


def _nearly(read: str) -> str:
    """Return what a text reads like, whatever its case and spaces."""
    return " ".join(read.casefold().split())


def _not_offered(text: str) -> Grade:
    return wrong("{text} is not one of the options.", text=quote(text))


def _recalled(form: Reveal, text: str) -> Grade:
    if _nearly(comparable(Markup(text))) == _nearly(comparable(form.answer)):
        return RIGHT
    answer = to_plain(form.answer)
    question = phrase(
        "You wrote {text}; the answer is {answer}. Count it?",
        text=quote(text),
        answer=quote(answer),
    )
    return Grade(Verdict.ASK, nearest=answer, question=question)


def _picked(form: Pick, texts: list[str]) -> Reply | Grade:
    find = finder(option.text for option in form.options)
    picked = set()
    for text in texts:
        number = find(text)
        if number is None:
            return _not_offered(text)
        picked.add(number)
    return Picked(frozenset(picked))


def _arranged(form: Arrange, texts: list[str]) -> Reply | Grade:
    find = finder(form.items)
    order = []
    for text in texts:
        number = find(text)
        if number is None:
            return _not_offered(text)
        order.append(number)
    missing = [item for number, item in enumerate(form.items) if number not in order]
    if missing:
        return wrong("Missing: {texts}.", texts=_listed(missing))
    if len(order) > len(form.items):
        return wrong("An item is there twice.")
    return Arranged(tuple(order))


def _paired(form: Pair, pairs: list[tuple[str, str]]) -> Reply | Grade:
    find_left, find_right = finder(left for left, _ in form.pairs), finder(form.rights)
    partners: dict[int, int] = {}
    for left, right in pairs:
        number, partner = find_left(left), find_right(right)
        if number is None or partner is None:
            return _not_offered(left if number is None else right)
        partners[number] = partner
    missing = [left for number, (left, _) in enumerate(form.pairs) if number not in partners]
    if missing:
        return wrong("Without a partner: {texts}.", texts=_listed(missing))
    return Paired(tuple(partners[number] for number in range(len(form.pairs))))


def _listed(texts: Iterable[Markup]) -> Phrase:
    return join(phrase(", "), [quote(to_line(text)) for text in texts])
