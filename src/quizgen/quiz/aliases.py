"""What an author would write so that what learners counted as right is right for everyone.

It is YAML: for each bank a document in the shape of a bank, of which only what settles the answers
is written.  A text in gaps is not repeated: how its gaps are written then is said in a comment.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from quizgen.grading import Result, Typed, Verdict
from quizgen.model.forms import Blanks, Expected, ExpectedWords, Gap, TypeIn
from quizgen.model.gaps import write
from quizgen.quiz.items import Candidate
from quizgen.quiz.session import Outcome, Session


def lines(session: Session, paths: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Yield the lines of YAML that settle what the learner of ``session`` counted as right.

    ``paths`` has the file of each bank, by the namespace of its topic and the bank's id.
    """
    settled = (Result.COUNTED, Result.APPEALED)
    banks: dict[str, list[Outcome]] = {}
    for outcome in session.outcomes:
        if outcome.result in settled:
            candidate = outcome.item.candidate
            path = paths.get((candidate.topic.namespace, candidate.bank.id), candidate.bank.id)
            banks.setdefault(path, []).append(outcome)
    if not banks:
        yield "# Nothing to settle: no answer was counted as right on the learner's word."
    for path, outcomes in banks.items():
        yield "---"
        yield f"# {path}"
        yield "questions:"
        for outcome in outcomes:
            yield from _question(outcome, path)


def _question(outcome: Outcome, path: str) -> Iterator[str]:
    candidate, form, reply = outcome.item.candidate, outcome.item.form, outcome.reply
    yield f"  - id: {candidate.question.id}  # {path}:{_line(candidate)}"
    if isinstance(form, TypeIn) and isinstance(reply, Typed):
        yield _accept(form.expected, reply.texts[0])
    elif isinstance(form, Blanks) and isinstance(reply, Typed):
        grades = outcome.grade.gaps or (outcome.grade,)
        for number, (gap, text) in enumerate(zip(form.gaps, reply.texts, strict=True), 1):
            grade = grades[number - 1] if number <= len(grades) else outcome.grade
            if text and grade.verdict in (Verdict.ASK, Verdict.WRONG):
                yield f"    # gap {number}: {_gap(gap, text)}"
    else:
        yield "    # The learner says that another answer is right: look at the question."


def _line(candidate: Candidate) -> int:
    """Return the line that the question begins on; 1 where a program made it."""
    at = candidate.question.at
    return at.mark.line + 1 if at is not None else 1


def _accept(expected: Expected, text: str) -> str:
    if not isinstance(expected, ExpectedWords):
        return f"    # {_quoted(text)} was counted as right: look at the answer and its tolerance."
    accepted = dict.fromkeys((*expected.accept, text))
    return f"    accept: [{', '.join(map(_quoted, accepted))}]"


def _gap(gap: Gap, text: str) -> str:
    if not isinstance(gap.expected, ExpectedWords):
        return f"{_quoted(text)} was counted as right"
    answers = dict.fromkeys((gap.shown, *gap.expected.accept, text))
    return write(answers, gap.hint)


def _quoted(text: str) -> str:
    """Return ``text`` as YAML reads it, whatever is in it: a JSON text is one of YAML, too."""
    return json.dumps(text, ensure_ascii=not text.isprintable())
