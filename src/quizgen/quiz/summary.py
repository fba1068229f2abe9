"""What is said at the end of a session: the score, what was missed, and what was taken on trust.

Like :mod:`~quizgen.quiz.pages`, pure functions of a session and a
:class:`~quizgen.quiz.layout.Look`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from quizgen.grading import Arranged, Paired, Picked, Recalled, Result, Typed
from quizgen.languages import Phrase, join, phrase
from quizgen.model.blocks import to_line
from quizgen.model.forms import Arrange, Blanks, Pair, Pick
from quizgen.quiz.items import Candidate
from quizgen.quiz.layout import Look, Style, bars, runs
from quizgen.quiz.pages import ANSWER, YOU, gapped, hanging, key_text, one_line, stem
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
        yield from look.lines((Style.STRONG, phrase("Nothing answered.")))
    else:
        yield from _score(session, total, left, look)
        yield from _missed(session, look)
        yield from _on_your_word(session, look)
    if again:
        yield ""
        yield from look.lines((Style.FAINT, again))


_BESIDES = {
    Result.SLIP: phrase("with a slip"),
    Result.COUNTED: phrase("that you counted"),
    Result.APPEALED: phrase("on appeal"),
    Result.UNDECIDED: phrase("undecided"),
    Result.SKIPPED: phrase("skipped"),
}
"""What is said of a score besides how many were right."""


def _score(session: Session, total: Score, left: int, look: Look) -> Iterator[str]:
    yield from look.lines((Style.STRONG, _of(total)), (Style.TEXT, _besides(session, left)))
    yield ""
    scores = [(bank.title, score) for bank, score in session.by_bank()]
    yield from bars([_row(*score) for score in scores], look)


def _passed(session: Session, exam: Exam, look: Look) -> Iterator[str]:
    """Yield whether an exam was passed, with how many of its questions were right."""
    score = session.paper
    style, sign, word = Style.RIGHT, "✓ ", phrase("Passed")
    if not exam.is_passed(session):
        style, sign, word = Style.WRONG, "✗ ", phrase("Failed")
    needed = phrase("{percent}% needed", percent=exam.needed)
    more = join("", [" · ", needed, _besides(session, session.unanswered)])
    score_of_all = (Style.STRONG, join("", [": ", _of(score)]))
    yield from look.lines((style, word), score_of_all, (Style.TEXT, more), hang=(style, sign))


def _of(score: Score) -> Phrase:
    return phrase(
        "{n} of {all} right, {percent}%", n=score.right, all=score.asked, percent=score.percent
    )


def _besides(session: Session, left: int) -> Phrase:
    """Return what is said of a score besides how many were right; ``left`` were not answered."""
    results = session.results()
    besides = [(results[result], word) for result, word in _BESIDES.items()]
    besides.append((left, phrase("not answered")))
    return join("", [join(" ", [" ·", f"{n:,}", word]) for n, word in besides if n])


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
    yield from look.lines((Style.STRONG, phrase("Missed")))
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
            you = (Style.TEXT, _reply_text(outcome) or phrase("skipped"))
            yield from look.lines(you, hang=hanging(Style.WRONG, "     ✗ ", YOU))
            key = (Style.STRONG, key_text(form))
            yield from look.lines(key, hang=hanging(Style.RIGHT, "     ✓ ", ANSWER))
        elif isinstance(form, Blanks):
            yield from look.lines(*gapped(form, filled=True, brief=True), hang=hang)
        else:
            yield from look.lines(*runs(form.prompt, brief=True), hang=hang)
            key = (Style.STRONG, key_text(form))
            yield from look.lines(key, hang=hanging(Style.FAINT, "     ", ANSWER))


def _on_your_word(session: Session, look: Look) -> Iterator[str]:
    """Yield each question that counts as right because the learner said so."""
    heading = True
    for number, outcome in enumerate(session.outcomes, 1):
        if outcome.result not in (Result.COUNTED, Result.APPEALED):
            continue
        if heading:
            yield ""
            yield from look.lines((Style.STRONG, phrase("Counted on your word")))
            heading = False
        form = outcome.item.form
        said = join("", [" (", phrase("appeal"), ")"]) if outcome.appealed else ""
        appeal = (Style.FAINT, said)
        yield from look.lines(*stem(form, brief=True), appeal, hang=(Style.LABEL, f"{number:>3}. "))
        yield from _in_summary(outcome, look)


def _in_summary(outcome: Outcome, look: Look) -> Iterator[str]:
    """Yield what was typed, and the answer."""
    if isinstance(outcome.reply, Typed):
        text = " · ".join(outcome.reply.texts)
        is_open = outcome.result is Result.UNDECIDED
        unsure = join("", [" (", phrase("not certain"), ")"]) if is_open else ""
        you = (Style.TEXT, text), (Style.MISSED, unsure)
        yield from look.lines(*you, hang=hanging(Style.FAINT, "     ", YOU))
    key = (Style.STRONG, key_text(outcome.item.form))
    yield from look.lines(key, hang=hanging(Style.FAINT, "     ", ANSWER))


def _reply_text(outcome: Outcome) -> str:
    """Return what the learner replied, in one line; nothing where they skipped the question."""
    form, reply = outcome.item.form, outcome.reply
    match reply:
        case Typed(texts):
            return " · ".join(text or "–" for text in texts)
        case Picked(options) if isinstance(form, Pick):
            return join("; ", [one_line(form.options[number].text) for number in sorted(options)])
        case Arranged(order) if isinstance(form, Arrange):
            return " → ".join(to_line(form.items[number]) for number in order)
        case Paired(rights) if isinstance(form, Pair):
            pairs = zip(form.pairs, rights, strict=True)
            return "; ".join(
                f"{to_line(left)} – {to_line(form.rights[right])}" for (left, _), right in pairs
            )
        case Recalled():
            return phrase("not known")
    return ""
