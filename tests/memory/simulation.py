"""A learner who reviews for months, whose memory is not the one that the schedule assumes.

    python tests/memory/simulation.py [--days 120] [--questions 300] [--seed 1]

The learner forgets as FSRS-6 says, but with other weights (:data:`TRUE_WEIGHTS`): they remember new
questions for a shorter time, and what they forget falls faster.  The schedule knows only the
answers.  Meanwhile the author edits, renames, withdraws and adds questions, renames a bank, and
corrects answers.  The banks are files that are loaded each day, and the history is a file that is
opened each day.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from fsrs import Card as TrueCard
from fsrs import Rating as TrueRating
from fsrs import Scheduler

from quizgen.grading import Result
from quizgen.memory.identity import Card, cards_of
from quizgen.memory.queue import Limits
from quizgen.memory.schedule import WEIGHTS, recall
from quizgen.memory.store import Store, open_store
from quizgen.memory.upkeep import examine
from quizgen.model.bank import QuestionKey
from quizgen.reading.library import load

FACTORS = (0.7, 0.7, 0.75, 0.8, 1.1, 1.0, 0.9, 1.0, 0.93, 1.1, 1.1, 0.85, 1.0, 1.1, 0.9)
TRUE_WEIGHTS = tuple(
    weight * factor
    for weight, factor in zip(WEIGHTS, (*FACTORS, 1.0, 1.0, 0.9, 1.0, 1.0, 1.3), strict=True)
)
"""Those of the learner: of a new question, 70 to 80 % of the default stability, and a decay of 1.3
times the default.
"""
SPACES = ("0123456789abcdefghij", "klmnopqrstuvwxyz0123", "abcdefghij0123456789")
DAY = 24 * 3_600_000
START = 20_000 * DAY + 18 * 3_600_000
LIMITS = Limits(new=8, most=80)


@dataclass
class Written:
    """A question as its author has it."""

    name: str
    stem: str
    answer: str
    kind: str
    was: list[str] = field(default_factory=list)
    there: bool = True

    def yaml(self) -> str:
        """Return its lines."""
        was = f"    was: [{', '.join(self.was)}]\n" if self.was else ""
        head = f"  - id: {self.name}\n{was}    type: {self.kind}\n"
        if self.kind == "cloze":
            return f'{head}    text: "{self.stem}: [[{self.answer}]] and [[another]]"\n'
        reverse = "    reverse: true\n" if self.kind == "card" else ""
        return f'{head}    stem: "{self.stem}"\n    answer: "{self.answer}"\n{reverse}'


class Author:
    """Who writes the banks, and never stops correcting them."""

    def __init__(self, folder: Path, questions: int, chance: Random) -> None:
        self.folder, self.chance = folder, chance
        self.names = [["rivers"], ["seas"], ["lakes"]]
        self.banks: list[list[Written]] = [[], [], []]
        self.made = 0
        for number in range(questions):
            self.add(number % 3)
        self.write()

    def add(self, bank: int) -> None:
        """Write a new question."""
        self.made += 1
        kind = ("short", "short", "card", "cloze")[self.made % 4]
        number = self.made
        self.banks[bank].append(Written(f"q{number}", f"What is {number}?", f"It {number}", kind))

    def work(self) -> Counter[str]:
        """Edit, rename, correct, withdraw and add some questions, and return what was done."""
        done: Counter[str] = Counter()
        for bank in self.banks:
            for question in self.chance.sample(bank, 4):
                what = self.chance.choice(["stem", "name", "gone", "back", "answer"])
                done[what] += 1
                if what == "stem":
                    question.stem += " Say."
                elif what == "name":
                    question.was.append(question.name)
                    question.name = f"{question.name}x"
                elif what == "answer" and question.kind == "short":
                    question.answer += " more"
                elif what in ("gone", "back"):
                    question.there = what == "back"
        self.add(self.chance.randrange(3))
        if self.chance.random() < 0.3:
            names = self.names[self.chance.randrange(3)]
            names.append(f"{names[0]}-{len(names)}")
            done["bank"] += 1
        self.write()
        return done

    def write(self) -> None:
        """Write the banks."""
        for path in self.folder.glob("*.yaml"):
            path.unlink()
        for names, space, bank in zip(self.names, SPACES, self.banks, strict=True):
            was = f"was: [{', '.join(names[:-1])}]\n" if names[1:] else ""
            head = f"bank: {names[-1]}\ntitle: {names[0].title()}\nnamespace: {space}\n{was}"
            lines = "".join(one.yaml() for one in bank if one.there)
            (self.folder / f"{names[-1]}.yaml").write_text(f"{head}questions:\n{lines}")

    def cards(self) -> list[Card]:
        """Return the cards of the banks, as they are loaded now."""
        library = load([self.folder])
        assert library.ok, [str(one) for one in library.diagnostics]
        return [
            card
            for topic in library.topics
            for bank in topic.banks
            for question in bank.questions
            for card in cards_of(topic, bank, question)
        ]


@dataclass
class Report:
    """What came of it."""

    days: int = 0
    answers: int = 0
    predicted: float = 0.0
    """The sum of what the schedule expected of each review."""
    true: float = 0.0
    """The sum of what the learner's memory made likely."""
    right: int = 0
    reviews: int = 0
    """Answers of which both expected something: not the first of a card."""
    changed: int = 0
    """Answers that were announced as changed."""
    most_due: int = 0
    most_waiting: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    cards: int = 0

    def __str__(self) -> str:
        edits = ", ".join(f"{count} {what}" for what, count in sorted(self.edits.items()))
        return (
            f"{self.days} days, {self.answers:,} answers about {self.cards:,} cards\n"
            f"edits: {edits}\n"
            f"at most {self.most_due} due on a day, {self.most_waiting} left for another\n"
            f"{self.changed} changed answers were announced\n"
            f"of {self.reviews:,} reviews: predicted {self.predicted / self.reviews:.1%}, "
            f"true {self.true / self.reviews:.1%}, right {self.right / self.reviews:.1%}"
        )


class Learner:
    """Who reviews nearly every day, and remembers in their own way."""

    def __init__(self, author: Author, path: Path, chance: Random) -> None:
        self.author, self.path, self.chance = author, path, chance
        self.model = Scheduler(
            TRUE_WEIGHTS, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )
        self.memories: dict[QuestionKey, tuple[TrueCard, str]] = {}
        """What they remember, and the hash of what they take for right."""
        self.repetitions: Counter[QuestionKey] = Counter()
        self.report = Report()

    def review(self, day: int) -> None:
        """Review what is due on a day."""
        at = START + day * DAY + self.chance.randrange(5 * 3_600_000)
        cards = self.author.cards()
        with open_store(self.path, zone=lambda _: 0) as store:
            queue = store.queue(cards, at=at, limits=LIMITS)
            self.report.most_due = max(self.report.most_due, len(queue.due) + queue.waiting)
            self.report.most_waiting = max(self.report.most_waiting, queue.waiting)
            assert len(queue.due) <= LIMITS.most
            assert len(queue.new) <= LIMITS.new
            asked = [(due.card, due.changed) for due in queue.due]
            asked += [(card, False) for card in queue.new]
            assert len({card.question for card, _ in asked}) == len(asked), "a sibling was asked"
            session = store.start("review", [], at=at)
            for place, (card, changed) in enumerate(asked):
                at += self.chance.randrange(3_000, 20_000)
                self.answer(store, session, place, card, changed, at)
            store.finish(session, at=at)
            again = store.queue(cards, at=at, limits=LIMITS)
            assert not again.due, "nothing is asked twice on a day"

    def answer(
        self, store: Store, session: int, place: int, card: Card, changed: bool, at: int
    ) -> None:
        """Answer one question, as well as it is remembered."""
        from datetime import UTC, datetime, timedelta

        now = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)
        memory, known = self.memories.get(card.key, (None, ""))
        assert changed == (memory is not None and known != card.answer), "announced, and only then"
        self.report.changed += changed
        before = store.card(card.key)
        assert (before.repetitions if before else 0) == self.repetitions[card.key], "was lost"
        right = self.chance.random() < 0.3
        if memory is not None and not changed:
            likely = self.model.get_card_retrievability(memory, now)
            right = self.chance.random() < likely
            assert before is not None
            assert before.memory is not None
            self.report.predicted += recall(before.memory, store.today(at))
            self.report.true += likely
            self.report.right += right
            self.report.reviews += 1
        slips = self.chance.random() < 0.1
        result = (Result.SLIP if slips else Result.RIGHT) if right else Result.WRONG
        stored = store.answer(session, place, [(card, result)], result, None, at=at, took=4000)
        assert stored.due is not None
        assert stored.due >= 1
        rating = (TrueRating.Hard if slips else TrueRating.Good) if right else TrueRating.Again
        if memory is None or changed:
            memory = TrueCard(card_id=1, due=now)
        memory, _ = self.model.review_card(memory, rating, now)
        self.memories[card.key] = memory, card.answer
        self.repetitions[card.key] += 1
        self.report.answers += 1


def simulate(folder: Path, days: int, questions: int, seed: int) -> Report:
    """Let a learner review for ``days`` and return what came of it."""
    chance = Random(seed)
    banks = folder / "banks"
    banks.mkdir()
    author = Author(banks, questions, chance)
    learner = Learner(author, folder / "data" / "history.db", chance)
    report = learner.report
    for day in range(days):
        report.days += 1
        if day % 7 == 6:
            report.edits += author.work()
        on_holiday = days // 2 <= day < days // 2 + 10
        if on_holiday or chance.random() < 0.08:
            continue
        learner.review(day)
    with open_store(learner.path) as store:
        findings = examine(store.database, learner.path, at=START + (days + 1) * DAY)
        assert (findings.faults, findings.different, findings.in_future) == ([], 0, 0)
        reviews = list(store.reviews())
        assert len(reviews) == report.answers, "nothing was lost"
        assert dict(learner.repetitions) == {
            key: state.repetitions for key, state in store.states()
        }
        report.cards = findings.cards
    return report


def main() -> None:
    """Simulate, and print what came of it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--days", type=int, default=120)
    arguments.add_argument("--questions", type=int, default=300)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, suppress(KeyboardInterrupt):
        print(simulate(Path(folder), given.days, given.questions, given.seed))


if __name__ == "__main__":
    main()
