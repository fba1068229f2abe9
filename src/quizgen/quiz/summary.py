"""What is said at the end of a session: the score, what was missed, and what was taken on trust.

Like :mod:`~quizgen.quiz.pages`, pure functions of a session and a
:class:`~quizgen.quiz.layout.Look`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from quizgen.grading import Arranged, Paired, Picked, Recalled, Result, Typed
from quizgen.model.blocks import to_line
from quizgen.model.forms import Arrange, Blanks, Pair, Pick
from quizgen.quiz.items import Candidate
from quizgen.quiz.layout import Look, Style, bars, runs
from quizgen.quiz.pages import gapped, key_text, stem
from quizgen.quiz.session import Outcome, Score, Session


class Exam(Struct, frozen=True):
    """What is told at the end of an exam besides the score."""

    needed: int
    """How many of a hundred questions must be right."""
    groups: Mapping[str, Callable[[Candidate], Iterable[str]]] = {}
    """Under each heading, the names that a question counts for."""

    def is_passed(self, session: Session) -> bool:
        """Return whether enough of all the questions were answered rightly."""
        score = session.paper
        return score.asked > 0 and 100 * score.right >= self.needed * score.asked


def summary(
    session: Session, look: Look, again: str = "", exam: Exam | None = None
) -> Iterator[str]:
    """Yield the score, by bank too, and all that was missed with its right answer.

    That of an ``exam`` says whether it was passed, and has the score of every tag, too.
    """
    yield ""
    if look.decorated:
        yield from look.lines((Style.FAINT, "─" * look.room))
        yield ""
    total, left = session.score, session.unanswered
    if exam is not None:
        yield from _passed(session, exam, look)
        for heading, names in exam.groups.items():
            yield from _table(heading, session.scores(names, paper=True), look)
        yield from _missed(session, look, replies=True)
    elif not total.asked:
        yield from look.lines((Style.STRONG, "Nothing answered."))
    else:
        yield from _score(session, total, left, look)
        yield from _missed(session, look)
        yield from _on_your_word(session, look)
    if again:
        yield ""
        yield from look.lines((Style.FAINT, again))


_BESIDES = {
    Result.SLIP: "with a slip",
    Result.COUNTED: "that you counted",
    Result.APPEALED: "on appeal",
    Result.UNDECIDED: "undecided",
    Result.SKIPPED: "skipped",
}
"""What is said of a score besides how many were right."""


def _score(session: Session, total: Score, left: int, look: Look) -> Iterator[str]:
    said = f"{total.right} of {total.asked} right, {total.percent}%"
    results = session.results()
    besides = [(results[result], word) for result, word in _BESIDES.items()]
    more = "".join(f" · {n} {word}" for n, word in (*besides, (left, "not answered")) if n)
    yield from look.lines((Style.STRONG, said), (Style.TEXT, more))
    yield ""
    scores = [(bank.title, score) for bank, score in session.by_bank()]
    yield from bars([_row(*score) for score in scores], look)


def _passed(session: Session, exam: Exam, look: Look) -> Iterator[str]:
    """Yield whether an exam was passed, with how many of its questions were right."""
    score = session.paper
    style, sign, word = Style.RIGHT, "✓ ", "Passed"
    if not exam.is_passed(session):
        style, sign, word = Style.WRONG, "✗ ", "Failed"
    said = f": {score.right} of {score.asked} right, {score.percent}%"
    results = session.results()
    besides = [(results[result], word) for result, word in _BESIDES.items()]
    besides.append((session.unanswered, "not answered"))
    more = "".join(f" · {n} {word}" for n, word in besides if n)
    needed = f" · {exam.needed}% needed"
    yield from look.lines(
        (style, word), (Style.STRONG, said), (Style.TEXT, needed + more), hang=(style, sign)
    )


def _table(heading: str, scores: Mapping[str, Score], look: Look) -> Iterator[str]:
    if scores:
        yield ""
        yield from look.lines((Style.STRONG, heading))
        yield from bars([_row(*score) for score in scores.items()], look)


def _row(name: str, score: Score) -> tuple[str, float, str]:
    return name, score.right / score.asked, f"{score.right}/{score.asked}"


def _missed(session: Session, look: Look, *, replies: bool = False) -> Iterator[str]:
    """Yield each question that was missed, by its number, with what is right; and the ``replies``.

    Where each answer was judged at once, the learner has seen theirs next to the right one.
    """
    if not session.missed:
        return
    yield ""
    yield from look.lines((Style.STRONG, "Missed"))
    for number, outcome in enumerate(session.outcomes, 1):
        if outcome.right or outcome.set_aside:
            continue
        form = outcome.item.form
        hang = (Style.LABEL, f"{number:>3}. ")
        if outcome.result is Result.UNDECIDED:
            yield from look.lines(*stem(form, brief=True), hang=hang)
            yield from _in_summary(outcome, look)
        elif replies:
            yield from look.lines(*stem(form, brief=True), hang=hang)
            you = (Style.TEXT, _reply_text(outcome) or "skipped")
            yield from look.lines(you, hang=(Style.WRONG, "     ✗ you: "))
            key = (Style.STRONG, key_text(form))
            yield from look.lines(key, hang=(Style.RIGHT, "     ✓ answer: "))
        elif isinstance(form, Blanks):
            yield from look.lines(*gapped(form, filled=True, brief=True), hang=hang)
        else:
            yield from look.lines(*runs(form.prompt, brief=True), hang=hang)
            key = (Style.STRONG, key_text(form))
            yield from look.lines(key, hang=(Style.FAINT, "     answer: "))


def _on_your_word(session: Session, look: Look) -> Iterator[str]:
    """Yield each question that counts as right because the learner said so."""
    heading = True
    for number, outcome in enumerate(session.outcomes, 1):
        if outcome.result not in (Result.COUNTED, Result.APPEALED):
            continue
        if heading:
            yield ""
            yield from look.lines((Style.STRONG, "Counted on your word"))
            heading = False
        form = outcome.item.form
        appeal = (Style.FAINT, " (appeal)" if outcome.appealed else "")
        yield from look.lines(*stem(form, brief=True), appeal, hang=(Style.LABEL, f"{number:>3}. "))
        yield from _in_summary(outcome, look)


def _in_summary(outcome: Outcome, look: Look) -> Iterator[str]:
    """Yield what was typed, and the answer."""
    if isinstance(outcome.reply, Typed):
        text = " · ".join(outcome.reply.texts)
        unsure = " (not certain)" if outcome.result is Result.UNDECIDED else ""
        you = (Style.TEXT, text), (Style.MISSED, unsure)
        yield from look.lines(*you, hang=(Style.FAINT, "     you: "))
    key = (Style.STRONG, key_text(outcome.item.form))
    yield from look.lines(key, hang=(Style.FAINT, "     answer: "))


def _reply_text(outcome: Outcome) -> str:
    """Return what the learner replied, in one line; nothing where they skipped the question."""
    form, reply = outcome.item.form, outcome.reply
    match reply:
        case Typed(texts):
            return " · ".join(text or "–" for text in texts)
        case Picked(options) if isinstance(form, Pick):
            return "; ".join(to_line(form.options[number].text) for number in sorted(options))
        case Arranged(order) if isinstance(form, Arrange):
            return " → ".join(to_line(form.items[number]) for number in order)
        case Paired(rights) if isinstance(form, Pair):
            pairs = zip(form.pairs, rights, strict=True)
            return "; ".join(
                f"{to_line(left)} – {to_line(form.rights[right])}" for (left, _), right in pairs
            )
        case Recalled():
            return "not known"
    return ""
