"""What the tests of the quiz share: questions, and how a learner writes a reply."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, assert_never

from msgspec.structs import replace

from quizgen.grading import Arranged, Grade, Paired, Picked, Recalled, Reply, Typed, Verdict
from quizgen.model.bank import Bank, Topic
from quizgen.model.forms import Blanks, ExpectedWords, Form, Gap, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.question import Medium
from quizgen.model.values import Id, Namespace
from quizgen.quiz.dialogue import labels
from quizgen.quiz.items import Candidate, Item, present
from quizgen.quiz.loop import run
from quizgen.quiz.session import Deciding, Ending, Outcome, Session, start
from quizgen.quiz.terminal import Lines
from quizgen.reading.library import load

BANKS = Path(__file__).parent / "banks"
ALL_TYPES = BANKS / "all-types.yaml"
ROOT = Path(__file__).parents[2]


@dataclass
class FakeQuestion:
    """A question that is a form and little else."""

    asks: Form
    explanation: Markup | None = None
    id: str = "q"
    facts: tuple[str, ...] = ()
    source: Markup | None = None
    as_of: None = None
    hint: Markup | None = None
    difficulty: None = None
    media: tuple[Medium, ...] = ()
    was: tuple[str, ...] = ()
    at: None = None
    passage: None = None

    def form(self) -> Form:
        return self.asks

    def pictures(self) -> tuple[()]:
        return ()


def candidates(*paths: Path) -> list[Candidate]:
    """The questions of the banks at ``paths``, which are sound."""
    library = load(paths)
    assert not library.diagnostics
    return [
        Candidate(topic, bank, question)
        for topic in library.topics
        for bank in topic.banks
        for question in bank.questions
    ]


def candidates_of(*questions: Any, title: str = "Bank") -> list[Candidate]:
    """Questions that no file holds, in a bank of their own."""
    bank = Bank(id=Id("b"), title=title, questions=questions)
    topic = Topic(id=Id("b"), title="Bank", namespace=Namespace("n" * 20), banks=(bank,))
    return [Candidate(topic, bank, question) for question in questions]


def all_types(seed: int) -> Session:
    """The session that ``quizgen quiz --seed`` makes of the bank of all types."""
    return start(candidates(ALL_TYPES), Random(seed))


DOUBT = Grade(
    Verdict.ASK,
    "That is part of the answer.",
    nearest="Johann Sebastian Bach",
    question="You wrote “Bach”; the answer is “Johann Sebastian Bach”. Count it?",
)


def doubted(*questions: str) -> Session:
    """A session whose learner is asked whether their answer counts, gap by gap.

    The question after it is the same again.
    """
    gaps = tuple(replace(DOUBT, question=question) for question in questions)
    answer = ExpectedWords("Johann Sebastian Bach")
    form: Form = TypeIn(Markup("Who composed it?"), answer)
    if gaps:
        form = Blanks(tuple(Gap(answer, answer.answer) for _ in gaps))
    item = present(candidates_of(FakeQuestion(form))[0], Random(0))
    outcome = Outcome(item, Typed(("Bach",) * (len(gaps) or 1)), replace(DOUBT, gaps=gaps))
    return Session((item, item), (outcome,), Deciding(outcome))


def spelled(item: Item, reply: Reply) -> list[str]:
    """The lines in which a learner gives ``reply``, by what is shown."""
    mark = dict(zip(item.shown, labels(item), strict=True))
    match reply:
        case Recalled(right):
            return ["", "y" if right else "n"]
        case Picked(options):
            return ["".join(mark[number] for number in options)]
        case Typed(texts):
            return [f":{text}" if text.startswith(":") else text for text in texts]
        case Arranged(order):
            return ["".join(mark[number] for number in order)]
        case Paired(rights):
            return [" ".join(mark[number] for number in rights)]
    assert_never(reply)


def environment(**more: str) -> dict[str, str]:
    """The variables of a quiz in a process of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"} | more


def command(*arguments: object) -> list[str]:
    """A quiz that leaves no trace: what a history adds is tested on its own."""
    return [sys.executable, "-m", "quizgen", "quiz", "--no-history", *map(str, arguments)]


def taken(session: Session, lines: list[str], **variables: str) -> tuple[str, Ending]:
    """What a quiz writes into a pipe for ``lines``, and how it ends."""
    out = io.StringIO()
    typed = io.StringIO("".join(f"{line}\n" for line in lines))
    session = run(session, Lines(typed, out, variables, interactive=False), lambda: 0)
    assert session.ending is not None
    return out.getvalue(), session.ending
