"""Any edits, in any order, built and imported at any moments, against a plain model.

The author edits a bank at random; now and then he builds it, and a learner imports what he built,
or an older package, and answers some cards.  The model knows nothing of guids, hashes and seconds:
it counts for each note how often the author gave out something new of it, and a note is updated
where the package has a later count than the learner.

What the learner does to notes himself is left out: Anki holds it against the clock.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from updates.author import Author, contents
from updates.learner import Learner, Log, NoteState

START = 1_780_000_000
FORMS = {
    "card": "Card",
    "choice": "Choice",
    "multi": "Choice",
    "truefalse": "Choice",
    "short": "Typed",
    "number": "Typed",
    "cloze": "Cloze",
}
"""The note type of each type of question that the author uses."""
OWN_KEYS = {
    "card": "stem: {text}\nanswer: A",
    "choice": "stem: {text}\noptions: [A, right: B]",
    "multi": "stem: {text}\noptions: [A, right: B, right: C]",
    "truefalse": "stem: {text}\nanswer: true",
    "short": "stem: {text}\nanswer: A",
    "number": "stem: {text}\nanswer: 5",
    "cloze": "text: '{text}: [[one]] and [[two]]'",
}

Key = tuple[int, str]
"""What a note is to the model: a question, however it is called, as one note type."""


@dataclass(slots=True)
class Question:
    """A question of the model."""

    number: int
    """What it is, through all its names."""
    name: str
    text: str
    type: str
    tags: tuple[str, ...] = ()
    retired: bool = False
    was: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.number, FORMS[self.type]

    def content(self, title: str) -> Content:
        """What a learner sees of it."""
        return self.text, self.type, frozenset(self.tags), self.retired, title

    def __str__(self) -> str:
        keys = [
            f"type: {self.type}",
            *OWN_KEYS[self.type].format(text=self.text).splitlines(),
            "explanation: Because.",
            *([f"tags: [{', '.join(self.tags)}]"] if self.tags else []),
            *([f"was: [{', '.join(self.was)}]"] if self.was else []),
            *(["retired: It was wrong."] if self.retired else []),
        ]
        return "\n".join([f"  - id: {self.name}", *(f"    {key}" for key in keys)])


Content = tuple[str, str, frozenset[str], bool, str]


@dataclass(slots=True)
class Bank:
    """A bank of the model, in a file that never changes its name."""

    name: str
    title: str
    questions: list[Question]
    was: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        head = f"bank: {self.name}\ntitle: {self.title}\n"
        if self.was:
            head += f"was: [{', '.join(self.was)}]\n"
        return head + "questions:\n" + "\n".join(map(str, self.questions)) + "\n"


@dataclass(frozen=True, slots=True)
class Release:
    """A package, and for each note in it the count of what was given out of it."""

    package: Path
    counts: dict[Key, int]


class Updates(RuleBasedStateMachine):
    """An author and a learner."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="quizgen-updates-"))
        self.numbers = count()
        self.clock = START
        self.latest = START
        """The latest second of any note so far."""
        self.built: dict[Key, Content] = {}
        """What the last package has."""
        self.locked: dict[Key, Content] = {}
        """What the lock knows: that, and what was built of a question under another note type."""
        self.counts: dict[Key, int] = {}
        self.releases: list[Release] = []
        self.had: dict[Key, int] = {}
        """The count of each note that the learner has."""
        self.guids: dict[Key, str] = {}
        self.author = Author(self.folder / "banks", self.folder / "output")
        self.learner = Learner(self.folder / "learner")

    def teardown(self) -> None:
        self.learner.check()
        self.learner.close()
        shutil.rmtree(self.folder)

    # -- the author ----------------------------------------------------------------------------

    @initialize(pace=st.integers(1, 3), habit=st.integers(1, 3))
    def begin(self, pace: int, habit: int) -> None:
        """``pace`` is from how many edits to a build, ``habit`` from how many builds to an import.

        A build or an import may come between at any moment, too.
        """
        self.pace, self.habit, self.edits = pace, habit, 0
        self.author.folder.mkdir()
        source = (Path(__file__).parent / "v1" / "source.yaml").read_text(encoding="utf-8")
        (self.author.folder / "source.yaml").write_text(source, encoding="utf-8")
        self.banks = [
            Bank(name, name.title(), [self._question(type_) for type_ in types])
            for name, types in (("left", ("card", "choice")), ("right", ("short", "cloze")))
        ]
        self.release(import_it=True)

    def _question(self, type_: str) -> Question:
        number = next(self.numbers)
        return Question(number, f"q{number}", self._text(), type_)

    def _text(self) -> str:
        return f"Text {next(self.numbers)} of this bank"

    def _edited(self) -> None:
        self.edits += 1
        if self.edits % self.pace == 0:
            self.release(import_it=self.edits // self.pace % self.habit == 0)

    def _pick(self, place: int) -> tuple[Bank, Question]:
        all_ = [(bank, question) for bank in self.banks for question in bank.questions]
        return all_[place % len(all_)]

    places = st.integers(0, 20)

    @rule(place=places)
    def edit(self, place: int) -> None:
        self._pick(place)[1].text = self._text()
        self._edited()

    @rule(place=places)
    def edit_and_take_it_back(self, place: int) -> None:
        """So that the learner who skips a release sees no difference, or does not skip it."""
        question = self._pick(place)[1]
        text, question.text = question.text, self._text()
        self.release(import_it=False)
        question.text = text
        self._edited()

    @rule(place=places, type_=st.sampled_from(sorted(FORMS)))
    def insert(self, place: int, type_: str) -> None:
        if sum(len(bank.questions) for bank in self.banks) < 9:
            bank, question = self._pick(place)
            bank.questions.insert(bank.questions.index(question), self._question(type_))
            self._edited()

    @rule(place=places, retired=st.booleans())
    def retire_or_restore(self, place: int, retired: bool) -> None:
        self._pick(place)[1].retired = retired
        self._edited()

    @rule(place=places)
    def rename(self, place: int) -> None:
        question = self._pick(place)[1]
        question.was.append(question.name)
        question.name = f"q{next(self.numbers)}"
        self._edited()

    @rule(place=places)
    def move(self, place: int) -> None:
        """To the other bank, with all its former ids."""
        bank, question = self._pick(place)
        if len(bank.questions) > 1:
            bank.questions.remove(question)
            self.banks[self.banks[0] is bank].questions.append(question)
            # Former ids without a bank are those of the bank that a question is in.
            first = bank.was[0] if bank.was else bank.name
            names = [*question.was, question.name]
            question.was = [name if "/" in name else f"{first}/{name}" for name in names]
            question.name = f"q{next(self.numbers)}"
            self._edited()

    @rule(which=st.integers(0, 1))
    def rename_bank(self, which: int) -> None:
        bank = self.banks[which]
        bank.was.append(bank.name)
        bank.name = f"bank{next(self.numbers)}"
        self._edited()

    @rule(which=st.integers(0, 1), seed=st.integers(0, 9))
    def reorder(self, which: int, seed: int) -> None:
        random.Random(seed).shuffle(self.banks[which].questions)
        self._edited()

    @rule(place=places, type_=st.sampled_from(sorted(FORMS)))
    def retype(self, place: int, type_: str) -> None:
        self._pick(place)[1].type = type_
        self._edited()

    @rule(place=places, tags=st.sets(st.sampled_from(["one", "two::three", "four"])))
    def retag(self, place: int, tags: set[str]) -> None:
        self._pick(place)[1].tags = tuple(sorted(tags))
        self._edited()

    @rule(seconds=st.sampled_from([-10_000, -1, 1, 10_000]))
    def set_the_clock(self, seconds: int) -> None:
        """It stands still unless it is set."""
        self.clock += seconds

    @precondition(lambda self: len(self.releases) % 5 == 4)
    @rule()
    def delete_the_lock(self) -> None:
        """And build: all is given out anew.

        Nobody knows then how far the clock had been, so that it must be right.
        """
        self.author.lock.unlink()
        self.locked.clear()
        self.clock = self.latest + 1
        self.release(import_it=False)

    @rule(import_it=st.booleans())
    def release(self, import_it: bool) -> None:
        """Build; building again gives the same bytes, though time has gone by."""
        for bank, file in zip(self.banks, ("one.yaml", "two.yaml"), strict=True):
            (self.author.folder / file).write_text(str(bank), encoding="utf-8")
        package = self.author.release(self.clock)
        lock = self.author.lock.read_bytes()
        assert self.author.release(self.clock + 5).read_bytes() == package.read_bytes()
        assert self.author.lock.read_bytes() == lock
        now = {
            question.key: question.content(bank.title)
            for bank in self.banks
            for question in bank.questions
        }
        for key, content in now.items():
            if self.locked.get(key) != content:
                self.counts[key] = self.counts.get(key, 0) + 1
        self.built = now
        self.locked |= now
        given = contents(package)
        self.latest = max([self.latest, *(note.second for note in given.values())])
        self.releases.append(Release(package, {key: self.counts[key] for key in now}))
        if import_it:
            self.import_(self.releases[-1])

    # -- the learner ---------------------------------------------------------------------------

    @precondition(lambda self: self.releases)
    @rule(back=st.integers(0, 5))
    def import_an_old_one(self, back: int) -> None:
        self.import_(self.releases[max(0, len(self.releases) - 1 - back)])

    def import_(self, release: Release) -> None:
        before = self.learner.state()
        new = [key for key in release.counts if key not in self.had]
        newer = [
            key for key, number in release.counts.items() if self.had.get(key, number) < number
        ]
        log = self.learner.import_(release.package)
        assert log == Log(len(new), len(newer), len(release.counts) - len(new) - len(newer))
        self.had |= {key: release.counts[key] for key in (*new, *newer)}
        after = self.learner.state()
        assert len(after) == len(self.had)
        given = contents(release.package)
        arrived = 0
        for guid, note in after.items():
            if guid in before and note == before[guid]:
                continue
            arrived += 1
            assert (note.fields, note.tags) == (given[guid].fields, given[guid].tags)
            if guid in before:
                kept = {ordinal: note.cards[ordinal] for ordinal in before[guid].cards}
                assert kept == before[guid].cards
        assert arrived <= len(new) + len(newer)
        assert before.keys() <= after.keys()
        if release is self.releases[-1]:
            self._is_current(after)

    def _is_current(self, notes: dict[str, NoteState]) -> None:
        """Every question is there as it was last given out, once for each note type it has had."""
        shown = [
            (note.kind.removeprefix("quizgen "), " ".join(note.fields), note.tags)
            for note in notes.values()
        ]
        for (_, kind), (text, type_, tags, retired, title) in self.built.items():
            told = (*tags, f"type::{type_}", *(["withdrawn"] if retired else []))
            ours = {f"atlas::{tag}" for tag in told}
            found = [
                (kind, said, own)
                for form, said, own in shown
                if form == kind and (text in said) and own == ours
            ]
            assert found, (text, kind)
            assert all((title in said) and ("Withdrawn" in said) is retired for _, said, _ in found)

    @rule(most=st.integers(1, 4), buttons=st.permutations([1, 2, 3, 4]))
    def review(self, most: int, buttons: list[int]) -> None:
        self.learner.review(most, buttons=buttons)

    @rule(flag=st.integers(0, 7), place=places)
    def flag(self, flag: int, place: int) -> None:
        cards = self.learner.cards()
        self.learner.collection.set_user_flag_for_cards(flag, [cards[place % len(cards)]])


TestUpdates = Updates.TestCase
# Shrinking would take minutes, for each attempt opens a collection; the steps that are printed do.
TestUpdates.settings = settings(
    settings.default,
    max_examples=40,
    stateful_step_count=40,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
