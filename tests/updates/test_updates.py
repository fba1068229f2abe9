"""What a learner keeps when a newer package is imported, shown in the real Anki.

Everything is imported with the options that Anki begins with.  The learner has imported the first
release, answered every card, put flags on some and suspended others, and tagged every note with a
word of his own.  What becomes of all this in each case is a row of the table in
``docs/updates.md``, which the tests compare; run them with ``--update-goldens`` to rewrite it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizgen.formats.anki import notetypes
from quizgen.formats.anki.notetypes import NoteType
from quizgen.formats.anki.release.building import Refused
from quizgen.formats.anki.release.inputs import read_lock
from quizgen.formats.anki.release.lost_notes import find
from updates.author import Author, contents
from updates.learner import Learner, Log, NoteState

PAGE = Path(__file__).parents[2] / "docs" / "updates.md"
DAY = 86_400
REAL = int(time.time())
"""The learner's clock, which nobody can set."""
FIRST = REAL - 30 * DAY
"""When the first release was built, well before the learner tagged its notes."""
SECOND = REAL + DAY
"""When the next one is, well after that."""
NOTES = 9
FLAG = 3
MINE = "mine"
Collection = dict[str, NoteState]


@pytest.fixture(scope="session")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the first release and the collection of a learner who has studied it."""
    folder = tmp_path_factory.mktemp("studied")
    author = Author.of(folder / "author")
    package = author.release(FIRST)
    with Learner(folder / "learner") as learner:
        assert learner.import_(package) == Log(NOTES, 0, 0)
        assert learner.review() > NOTES
        learner.flag(FLAG, "rivers/longest", "rivers/delta", "planets/year")
        learner.suspend("rivers/river-of-paris", "planets/moons", "rivers/longest")
        learner.tag(MINE)
        cards = [card for note in learner.state().values() for card in note.cards.values()]
        assert all(card.reps and card.answers and card.stability for card in cards)
        assert len({card.interval for card in cards}) > 1
        assert {card.flag for card in cards} == {0, FLAG}
        assert {card.queue for card in cards} > {-1}
    return folder


@pytest.fixture
def author(studied: Path, tmp_path: Path) -> Author:
    """The author of the first release, who may go on."""
    author = Author(studied / "author" / "banks", studied / "author" / "output", 1)
    return author.copy(tmp_path / "author")


def first(author: Author) -> Path:
    """The package of the first release."""
    return author.output / "release-1" / "atlas.apkg"


def learner_of(studied: Path, folder: Path) -> Learner:
    """A learner who has studied the first release."""
    shutil.copytree(studied / "learner", folder)
    return Learner(folder)


# -- one change, one row -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """Something that an author, or a learner, does between two imports."""

    title: str
    release: Callable[[Author], list[Path]]
    """Makes the packages that the learner then imports, one after another."""
    log: tuple[Log, ...]
    """What Anki reports of each import."""
    after: Callable[[Collection, Collection], object] = lambda before, after: None
    """What else must be so; is given the notes before and after."""
    empty: int = 0
    """Cards that Anki then calls empty."""


def once(*edits: Callable[[Author], object]) -> Callable[[Author], list[Path]]:
    """A release after ``edits``."""

    def release(author: Author) -> list[Path]:
        for edit in edits:
            edit(author)
        return [author.release(SECOND)]

    return release


def twice(
    one: Callable[[Author], object], two: Callable[[Author], object], *, skip: bool = False
) -> Callable[[Author], list[Path]]:
    """A release after each of two edits, of which the learner may ``skip`` the first."""

    def release(author: Author) -> list[Path]:
        one(author)
        before = author.release(SECOND)
        two(author)
        after = author.release(SECOND)
        return [after] if skip else [before, after]

    return release


def edit(file: str, old: str, new: str) -> Callable[[Author], object]:
    return lambda author: author.edit(file, old, new)


def rewrite(file: str, name: str, keys: str) -> Callable[[Author], object]:
    return lambda author: author.rewrite(file, name, keys)


def named(notes: Collection, name: str, kind: str = "") -> NoteState:
    """The note of this name, of which there must be one of this ``kind``."""
    (found,) = (note for note in notes.values() if note.name == name and note.kind.endswith(kind))
    return found


def says(name: str, text: str, kind: str = "") -> Callable[[Collection, Collection], None]:
    """That the note called ``name`` has ``text`` now, and had not before."""

    def hold(before: Collection, after: Collection) -> None:
        assert text in " ".join(named(after, name, kind).fields)
        old = [note for note in before.values() if note.name == name]
        assert not any(text in " ".join(note.fields) for note in old)

    return hold


def in_deck(name: str, deck: str, kind: str = "") -> Callable[[Collection, Collection], None]:
    """That the cards of the note called ``name`` are in ``deck``."""

    def hold(before: Collection, after: Collection) -> None:
        assert {card.deck for card in named(after, name, kind).cards.values()} == {deck}

    return hold


def has_tags(name: str, *tags: str) -> Callable[[Collection, Collection], None]:
    """That the note called ``name`` has these tags and no others."""

    def hold(before: Collection, after: Collection) -> None:
        assert named(after, name).tags == set(tags)

    return hold


def has_cards(name: str, count: int) -> Callable[[Collection, Collection], None]:
    """That the note called ``name`` has so many cards."""

    def hold(before: Collection, after: Collection) -> None:
        assert len(named(after, name).cards) == count

    return hold


def has_gaps(name: str, *gaps: str) -> Callable[[Collection, Collection], None]:
    """That the text of the note called ``name`` has these gaps: each card asks what it did."""

    def hold(before: Collection, after: Collection) -> None:
        assert re.findall(r"c\d+::\w+", named(after, name).fields[0]) == list(gaps)

    return hold


def as_before(name: str, *, tagged: bool = False) -> Callable[[Collection, Collection], None]:
    """That the note called ``name`` is what it was, the learner's own tag apart or not."""

    def hold(before: Collection, after: Collection) -> None:
        old, new = named(before, name), named(after, name)
        assert (new.fields, new.cards) == (old.fields, old.cards)
        assert new.tags == (old.tags if tagged else old.tags - {MINE})

    return hold


def every(
    *holds: Callable[[Collection, Collection], object],
) -> Callable[[Collection, Collection], object]:
    return lambda before, after: [hold(before, after) for hold in holds]


def insert_first(author: Author) -> None:
    with author.questions("rivers.yaml") as parts:
        parts.insert(0, "sea-of-the-nile\n    type: card\n    stem: Sea of the Nile\n    answer: M")


def reorder(author: Author) -> None:
    for file in ("rivers.yaml", "planets.yaml"):
        with author.questions(file) as parts:
            parts.reverse()


def rename(author: Author) -> None:
    author.edit("rivers.yaml", "id: longest", "id: longest-of-africa\n    was: [longest]")


def rename_again(author: Author) -> None:
    author.edit("rivers.yaml", "id: longest-of-africa", "id: longest-river")
    author.edit("rivers.yaml", "was: [longest]", "was: [longest, longest-of-africa]")


def edit_longest(author: Author) -> None:
    author.edit("rivers.yaml", "about 6,650 km", "some 6,650 km")


def rename_bank(author: Author) -> None:
    author.edit("rivers.yaml", "bank: rivers", "bank: streams\nwas: [rivers]")


def move_file(author: Author) -> None:
    (author.folder / "water").mkdir()
    (author.folder / "rivers.yaml").rename(author.folder / "water" / "streams.yml")


def move_question(author: Author) -> None:
    with author.questions("rivers.yaml") as parts:
        moved = parts.pop(0)
    with author.questions("planets.yaml") as parts:
        parts.append(moved.replace("longest", "longest\n    was: [rivers/longest]", 1))


def retire(author: Author) -> None:
    author.edit("rivers.yaml", "answer: A delta", "answer: A delta\n    retired: It was too easy.")


def restore(author: Author) -> None:
    author.edit("rivers.yaml", "\n    retired: It was too easy.", "")


def delete_lock(author: Author) -> None:
    author.lock.unlink()


TO_MULTI = rewrite(
    "rivers.yaml",
    "longest",
    "type: multi\nstem: Which are in Africa?\noptions:\n  - right: The Congo\n  - right: The Nile",
)
TO_TRUE_FALSE = rewrite(
    "rivers.yaml",
    "longest",
    "type: truefalse\nstem: The Nile is in Africa.\nanswer: true\nexplanation: It ends in Egypt.",
)
TO_SHORT = rewrite(
    "rivers.yaml", "longest", "type: short\nstem: Name Africa's longest river.\nanswer: The Nile"
)
BACK_TO_CHOICE = rewrite(
    "rivers.yaml",
    "longest",
    "type: choice\nstem: And which is it?\noptions:\n  - right: The Nile\n  - The Niger",
)


def old_package(author: Author) -> list[Path]:
    edit_longest(author)
    return [author.release(SECOND), first(author)]


def same_again(author: Author) -> list[Path]:
    return [author.release(SECOND), author.release(SECOND + DAY)]


def before_the_tag(author: Author) -> list[Path]:
    edit_longest(author)
    return [author.release(REAL - DAY)]


def time_goes_back(author: Author) -> list[Path]:
    edit_longest(author)
    one = author.release(SECOND)
    author.edit("rivers.yaml", "some 6,650 km", "nearly 6,650 km")
    return [one, author.release(FIRST - DAY)]


def and_back(author: Author) -> list[Path]:
    text = (author.folder / "rivers.yaml").read_text(encoding="utf-8")
    TO_SHORT(author)
    one = author.release(SECOND)
    (author.folder / "rivers.yaml").write_text(text, encoding="utf-8")
    return [one, author.release(SECOND + DAY)]


def both_kinds(before: Collection, after: Collection) -> None:
    """The note of the old type is what it was, and that of the new one is beside it."""
    assert named(after, "rivers/longest", "Choice") == named(before, "rivers/longest", "Choice")
    assert named(after, "rivers/longest", "Typed").fields[1] == "The Nile"


def is_withdrawn(before: Collection, after: Collection) -> None:
    note = named(after, "rivers/delta")
    assert "atlas::withdrawn" in note.tags
    assert "too easy" in note.fields[-6]


CASES = (
    Case(
        "An answer or other text is corrected",
        once(edit_longest),
        (Log(0, 1, 8),),
        says("rivers/longest", "some 6,650 km"),
    ),
    Case(
        "A question is added before the others",
        once(insert_first),
        (Log(1, 0, 9),),
        in_deck("rivers/sea-of-the-nile", "Atlas::Rivers"),
    ),
    Case("The questions get another order", once(reorder), (Log(0, 0, 9),)),
    Case("Nothing: it is built again on another day", same_again, (Log(0, 0, 9), Log(0, 0, 9))),
    Case(
        "A tag of a bank's questions changes",
        once(edit("rivers.yaml", "[water]", "[water, europe]")),
        (Log(0, 4, 5),),
        has_tags("rivers/delta", "atlas::water", "atlas::europe", "atlas::type::card"),
    ),
    Case(
        "An id changes, with `was`",
        once(rename),
        (Log(0, 0, 9),),
    ),
    Case(
        "An id changes twice and the text too; you skip the release between",
        twice(rename, lambda author: (rename_again(author), edit_longest(author)), skip=True),
        (Log(0, 1, 8),),
        says("rivers/longest", "some 6,650 km"),
    ),
    Case(
        "The id of a bank changes, with `was`",
        once(rename_bank),
        (Log(0, 0, 9),),
    ),
    Case(
        "The title of a bank changes",
        once(edit("rivers.yaml", "title: Rivers", "title: Streams"), insert_first),
        (Log(1, 4, 5),),
        every(
            says("rivers/delta", "Streams"),
            in_deck("rivers/delta", "Atlas::Rivers"),
            in_deck("rivers/sea-of-the-nile", "Atlas::Streams"),
        ),
    ),
    Case("The file of a bank is moved or renamed", once(move_file), (Log(0, 0, 9),)),
    Case(
        "A question moves to another bank, with `was`",
        once(move_question),
        (Log(0, 1, 8),),
        every(says("rivers/longest", "Planets"), in_deck("rivers/longest", "Atlas::Rivers")),
    ),
    Case(
        "A question is retired",
        once(retire),
        (Log(0, 1, 8),),
        every(is_withdrawn, in_deck("rivers/delta", "Atlas::Rivers")),
    ),
    Case(
        "A question is retired, and restored later",
        twice(retire, restore),
        (Log(0, 1, 8), Log(0, 1, 8)),
        as_before("rivers/delta"),
    ),
    Case(
        "The type changes within a kind: `choice`, `multi`, `truefalse`",
        twice(TO_MULTI, TO_TRUE_FALSE),
        (Log(0, 1, 8), Log(0, 1, 8)),
        says("rivers/longest", "The Nile is in Africa."),
    ),
    Case(
        "The type changes to another kind: `choice` to `short`",
        once(TO_SHORT),
        (Log(1, 0, 8),),
        every(both_kinds, in_deck("rivers/longest", "Atlas::Rivers", "Typed")),
    ),
    Case(
        "The type changes to another kind, and back later",
        and_back,
        (Log(1, 0, 8), Log(0, 0, 9)),
        both_kinds,
    ),
    Case(
        "The type changes to another kind, and back later with other text",
        twice(TO_SHORT, BACK_TO_CHOICE),
        (Log(1, 0, 8), Log(0, 1, 8)),
        says("rivers/longest", "And which is it?", "Choice"),
    ),
    Case(
        "`reverse` is removed from a card",
        once(edit("rivers.yaml", "\n    reverse: true", "")),
        (Log(0, 1, 8),),
        empty=1,
    ),
    Case(
        "`reverse` is removed from a card, and put back later",
        twice(
            edit("rivers.yaml", "\n    reverse: true", ""),
            edit("rivers.yaml", "answer: A delta", "answer: A delta\n    reverse: true"),
        ),
        (Log(0, 1, 8), Log(0, 1, 8)),
        as_before("rivers/delta"),
    ),
    Case(
        "A gap is added to a `cloze`, before the others",
        once(edit("planets.yaml", "of Mars", "of [[Mars]]")),
        (Log(0, 1, 8),),
        every(
            has_cards("planets/year", 3),
            has_gaps("planets/year", "c3::Mars", "c1::687", "c2::Mercury"),
        ),
    ),
    Case(
        "A gap of a `cloze` is corrected",
        once(edit("planets.yaml", "[[687", "[[some 687")),
        (Log(0, 1, 8),),
        has_gaps("planets/year", "c1::some", "c2::Mercury"),
    ),
    Case(
        "The first gap of a `cloze` is removed",
        once(edit("planets.yaml", "[[687::number]]", "687")),
        (Log(0, 1, 8),),
        has_gaps("planets/year", "c2::Mercury"),
        empty=1,
    ),
    Case(
        "The first gap of a `cloze` is removed, and put back later",
        twice(
            edit("planets.yaml", "[[687::number]]", "687"),
            edit("planets.yaml", "687", "[[687::number]]"),
        ),
        (Log(0, 1, 8), Log(0, 1, 8)),
        as_before("planets/year"),
    ),
    Case(
        "Two edits are released within one second",
        twice(edit_longest, edit("rivers.yaml", "some 6,650 km", "6,650 km")),
        (Log(0, 1, 8), Log(0, 1, 8)),
        says("rivers/longest", "It is 6,650 km"),
    ),
    Case(
        "The clock of the author's computer goes back between two edits",
        time_goes_back,
        (Log(0, 1, 8), Log(0, 1, 8)),
        says("rivers/longest", "nearly 6,650 km"),
    ),
    Case(
        "You skip a release",
        twice(edit_longest, edit("rivers.yaml", "answer: A delta", "answer: The delta"), skip=True),
        (Log(0, 2, 7),),
        every(says("rivers/longest", "some 6,650 km"), says("rivers/delta", "The delta")),
    ),
    Case(
        "You import an older package after a newer one",
        old_package,
        (Log(0, 1, 8), Log(0, 0, 9)),
        says("rivers/longest", "some 6,650 km"),
    ),
    Case(
        "Text is corrected, but you tagged or edited the note after that release was built",
        before_the_tag,
        (Log(0, 0, 9),),
        as_before("rivers/longest", tagged=True),
    ),
    Case(
        "The lock file is deleted, and some text is corrected",
        once(delete_lock, edit_longest),
        (Log(0, 9, 0),),
        says("rivers/longest", "some 6,650 km"),
    ),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a learner's collection."""

    logs: tuple[Log, ...]
    cards: int
    """Cards that the learner had."""
    touched: tuple[str, ...]
    """Those of them that are not what they were."""
    added: dict[str, int]
    """New cards in each deck."""
    tagged: int
    """Notes that have lost the learner's own tag."""

    @classmethod
    def between(cls, logs: list[Log], before: Collection, after: Collection) -> Outcome:
        touched = []
        added: dict[str, int] = {}
        for guid, note in after.items():
            old = before[guid].cards if guid in before else {}
            for ordinal, card in note.cards.items():
                if ordinal not in old:
                    added[card.deck] = added.get(card.deck, 0) + 1
                elif card != old[ordinal]:
                    touched.append(f"{note.name} {ordinal}")
        touched += [note.name for guid, note in before.items() if guid not in after]
        lost = sum(
            MINE in note.tags and MINE not in after[guid].tags for guid, note in before.items()
        )
        return cls(
            tuple(logs),
            sum(len(note.cards) for note in before.values()),
            tuple(touched),
            added,
            lost,
        )

    def row(self, title: str) -> str:
        """The row of the table."""
        kept = f"lost: {', '.join(self.touched)}" if self.touched else "all kept"
        tags = f"lost on {self.tagged} of {NOTES} notes" if self.tagged else "kept"
        added = ", ".join(f"{count} in “{deck}”" for deck, count in self.added.items())
        logs = "; then ".join(map(str, self.logs))
        return f"| {title} | {logs} | {kept} | {tags} | {added or 'none'} |"


def rows() -> dict[str, str]:
    """The rows of the table in the documentation, by their titles."""
    text = PAGE.read_text(encoding="utf-8").partition("\n## For authors\n")[0]
    lines = re.findall(r"^\| .*\|$", text, re.MULTILINE)
    return {line.split(" | ")[0].removeprefix("| "): line for line in lines}


def rewrite_row(title: str, row: str) -> None:
    """Put ``row`` in its place in the table, or below all others."""
    text = PAGE.read_text(encoding="utf-8")
    last = [*rows().values()][-1]
    old = rows().get(title)
    text = text.replace(old, row) if old else text.replace(last, f"{last}\n{row}")
    PAGE.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_a_learner_keeps(
    case: Case, author: Author, studied: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Reviews, memory, flags, suspensions and decks of all cards are kept, whatever is imported.

    An update takes the learner's own tags from the notes that it updates, and from no other.  The
    note then is what the last package says.  Importing the first package again turns nothing back.
    """
    packages = case.release(author)
    with learner_of(studied, tmp_path / "learner") as learner:
        before = learner.state()
        logs = [learner.import_(package) for package in packages]
        after = learner.state()
        learner.check(empty=case.empty)
        assert tuple(logs) == case.log
        outcome = Outcome.between(logs, before, after)
        assert outcome.touched == ()
        case.after(before, after)
        _arrived(before, after, packages, logs)
        assert learner.import_(first(author)) == Log(0, 0, NOTES)
        assert learner.state() == after
    row = outcome.row(case.title)
    if request.config.getoption("--update-goldens"):
        rewrite_row(case.title, row)
    assert rows().get(case.title) == row, f"run with --update-goldens and review {PAGE.name}"


def _arrived(before: Collection, after: Collection, packages: list[Path], logs: list[Log]) -> None:
    """Notes are as the last release of them says, and those with the learner's tag as before."""
    newest = {}
    for package in sorted(packages, key=lambda package: int(package.parent.name.split("-")[1])):
        newest |= contents(package)
    for guid, note in after.items():
        if guid in before and MINE in note.tags:
            assert (note.fields, note.tags) == (before[guid].fields, before[guid].tags)
        else:
            assert (note.fields, note.tags) == (newest[guid].fields, newest[guid].tags)
    lost = sum(MINE not in after[guid].tags for guid in before)
    assert lost == max(log.updated for log in logs)


def test_the_table_has_these_rows_and_no_others() -> None:
    """What ``docs/updates.md`` says of each case is what the tests have seen."""
    titles = list(rows())
    assert titles[0] == "What happens"
    assert titles[1:] == [case.title for case in CASES]


# -- what needs more than one learner, or another quizgen --------------------------------------


def test_new_learners_get_retired_questions_in_a_subdeck(author: Author, tmp_path: Path) -> None:
    """An import puts only new cards into decks: who had the card keeps it where it was."""
    retire(author)
    package = author.release(SECOND)
    with Learner(tmp_path / "new") as learner:
        assert learner.import_(package) == Log(NOTES, 0, 0)
        notes = learner.state()
        is_withdrawn({}, notes)
        decks = {note.name: {card.deck for card in note.cards.values()} for note in notes.values()}
        assert decks.pop("rivers/delta") == {"Atlas::Withdrawn"}
        assert set().union(*decks.values()) == {"Atlas::Rivers", "Atlas::Planets"}
        learner.check()


@pytest.mark.parametrize("how", ["revert", "merge"])
def test_what_version_control_takes_back_arrives(
    how: str, author: Author, studied: Path, tmp_path: Path
) -> None:
    """The lock goes back with the banks, to a second that learners have passed."""
    author.git("init", "-q", "-b", "main")
    author.git("add", "-A")
    author.git("commit", "-q", "-m", "one")
    if how == "merge":
        author.git("checkout", "-q", "-b", "other")
        author.edit("rivers.yaml", "about 6,650 km", "some 6,650 km")
        author.release(SECOND)  # to nobody
        author.git("commit", "-q", "-a", "-m", "other")
        author.git("checkout", "-q", "main")
    author.edit("rivers.yaml", "about 6,650 km", "7,000 km")
    wrong = author.release(SECOND + 1)
    author.git("commit", "-q", "-a", "-m", "two")
    if how == "merge":
        author.git("merge", "-q", "-X", "theirs", "-m", "merge", "other")
    else:
        author.git("revert", "--no-edit", "HEAD")
    with pytest.raises(Refused) as refused:
        author.release(SECOND + DAY, locked=True)
    assert ["“rivers/longest” was taken back" in str(refused.value)] == [True]
    mended = author.release(SECOND + DAY)
    with learner_of(studied, tmp_path / "learner") as learner:
        before = learner.state()
        learner.import_(wrong)
        assert "7,000 km" in " ".join(named(learner.state(), "rivers/longest").fields)
        assert learner.import_(mended) == Log(0, 1, 8)
        after = learner.state()
        assert "7,000 km" not in " ".join(named(after, "rivers/longest").fields)
        assert all(after[guid].cards == note.cards for guid, note in before.items())
        learner.check()
    author.git("commit", "-q", "-a", "-m", "three")
    assert author.release(SECOND + 2 * DAY, locked=True).read_bytes() == mended.read_bytes()


@pytest.mark.parametrize("lost", ["reverted", "deleted"])
def test_no_gap_gets_the_card_of_one_that_the_lock_has_forgotten(
    lost: str, author: Author, studied: Path, tmp_path: Path
) -> None:
    """A gap was given out with a number that only the history knows."""
    author.git("init", "-q", "-b", "main")
    author.git("add", "-A")
    author.git("commit", "-q", "-m", "one")
    author.edit("planets.yaml", "of Mars", "of [[Mars]]")
    given = author.release(SECOND)
    author.git("commit", "-q", "-a", "-m", "two")
    if lost == "reverted":
        author.git("revert", "--no-edit", "HEAD")
    else:
        author.lock.unlink()
        author.edit("planets.yaml", "of [[Mars]]", "of Mars")
    author.edit("planets.yaml", "] 88.", "] [[88]].")
    after = author.release(SECOND + DAY)
    with learner_of(studied, tmp_path / "learner") as learner:
        before = learner.state()
        learner.import_(given)
        has_gaps("planets/year", "c3::Mars", "c1::687", "c2::Mercury")(before, learner.state())
        learner.import_(after)
        has_gaps("planets/year", "c1::687", "c2::Mercury", "c4::88")(before, learner.state())
        learner.check(empty=1)


def test_an_update_that_a_tag_kept_away_comes_with_the_option_always(
    author: Author, studied: Path, tmp_path: Path
) -> None:
    """“Update notes: Always” brings what Anki left out because the note was newer."""
    (package,) = before_the_tag(author)
    with learner_of(studied, tmp_path / "learner") as learner:
        before = learner.state()
        assert learner.import_(package) == Log(0, 0, 9)
        edit("rivers.yaml", "answer: A delta", "answer: The delta")(author)
        assert learner.import_(author.release(SECOND)) == Log(0, 1, 8)
        says("rivers/longest", "It is about 6,650 km")({}, learner.state())
        learner.import_(package, always=True)
        after = learner.state()
        says("rivers/longest", "some 6,650 km")(before, after)
        assert {guid: note.cards for guid, note in after.items()} == {
            guid: note.cards for guid, note in before.items()
        }
        learner.check()


def test_flags_and_reviews_keep_no_update_away(author: Author, tmp_path: Path) -> None:
    """Only a change of the note itself does, of its text or tags, and none of its cards."""
    edit_longest(author)
    package = author.release(FIRST + 1)
    with Learner(tmp_path / "learner") as learner:
        assert learner.import_(first(author)) == Log(NOTES, 0, 0)
        learner.review()
        learner.flag(FLAG)
        learner.suspend("rivers/longest")
        assert learner.import_(package) == Log(0, 1, 8)


@pytest.fixture
def newer_code(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes of this quizgen a later one, whose cards look otherwise; undone by ``monkeypatch``."""

    def become() -> None:
        style = notetypes.CARD.css + "\n.card { letter-spacing: 1px; }\n"
        monkeypatch.setattr(NoteType, "css", property(lambda _: style))
        later = {
            kind.name: (*notetypes.REVISIONS[kind.name], (kind.digest(), SECOND))
            for kind in notetypes.NOTE_TYPES.values()
        }
        monkeypatch.setattr(notetypes, "REVISIONS", later)

    return become


def test_a_new_style_arrives_and_no_older_quizgen_turns_it_back(
    author: Author,
    studied: Path,
    tmp_path: Path,
    newer_code: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A note type is dated by the code that knows it, not by the build.

    So a deck that is built later, but by an older quizgen, does not bring the old style back.
    """
    with learner_of(studied, tmp_path / "learner") as learner:
        before, old = learner.state(), learner.css()
        newer_code()
        assert learner.import_(author.release(SECOND)) == Log(0, 0, 9)
        new = learner.css()
        assert learner.state() == before
        assert len(old) == len(new) == 1
        assert all("letter-spacing: 1px" in css for css in new)
        monkeypatch.undo()
        edit_longest(author)
        assert learner.import_(author.release(SECOND + 30 * DAY)) == Log(0, 1, 8)
        assert learner.css() == new
        learner.check()


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_conflicted_lock_is_an_error_and_either_side_mends_it(
    side: str, author: Author, studied: Path, tmp_path: Path
) -> None:
    """Learners of both branches get what was merged, and nobody gets anything twice."""
    base, locks = tmp_path / "base.lock", {}
    shutil.copy(author.lock, base)
    other = author.copy(tmp_path / "other")
    edit_longest(author)
    insert_first(author)
    ours = author.release(SECOND)
    locks["ours"] = author.lock.read_bytes()
    other.edit("rivers.yaml", "6,650 km long", "6,650 kilometres long")
    other.edit("planets.yaml", "answer: 1969-07-20", "answer: 1969-07")
    theirs = other.release(SECOND + 10)
    locks["theirs"] = other.lock.read_bytes()
    merged = subprocess.run(
        ["git", "merge-file", "-p", author.lock, base, other.lock],
        capture_output=True,
        check=False,  # it fails, for there is a conflict
    )
    author.lock.write_bytes(merged.stdout)
    _, text, (fault,) = read_lock(author.lock)
    assert fault.code == "conflicted-lock"
    assert text.splitlines()[fault.place.line - 1].startswith("<<<<<<<")
    assert "git checkout --ours -- " in fault.hint
    author.lock.write_bytes(locks[side])
    author.edit("planets.yaml", "answer: 1969-07-20", "answer: 1969-07")
    author.edit("rivers.yaml", "6,650 km long", "6,650 kilometres long")
    both = author.release(SECOND + 100)
    # A note that the side taken does not know is dated anew, so that it arrives once more.
    expected = {
        "ours": (Log(0, 2, 8), Log(1, 2, 7)),
        "theirs": (Log(0, 3, 7), Log(1, 1, 8)),
    }
    for name, package, log in zip("ab", (ours, theirs), expected[side], strict=True):
        with learner_of(studied, tmp_path / name) as learner:
            learner.import_(package)
            before = learner.state()
            assert learner.import_(both) == log
            after = learner.state()
            learner.check()
            assert Outcome.between([log], before, after).touched == ()
            assert {guid: note.fields for guid, note in after.items()} == {
                guid: given.fields for guid, given in contents(both).items()
            }


def test_the_lock_may_be_deleted_again_and_again(
    author: Author, studied: Path, tmp_path: Path
) -> None:
    """Without it every note is dated anew: all are updated, none is there twice, none is reset."""
    with learner_of(studied, tmp_path / "learner") as learner:
        before = learner.state()
        for day in (0, 1):
            delete_lock(author)
            assert learner.import_(author.release(SECOND + day)) == Log(0, 9, 0)
        after = learner.state()
        assert Outcome.between([], before, after).touched == ()
        assert {guid: note.fields for guid, note in after.items()} == {
            guid: note.fields for guid, note in before.items()
        }
        learner.check()


def test_an_id_and_a_type_change_at_once(author: Author) -> None:
    """A renamed question of another type is the same question still: nothing has vanished."""
    rename(author)
    author.rewrite(
        "rivers.yaml",
        "longest-of-africa",
        "was: [longest]\ntype: short\nstem: Name Africa's longest river.\nanswer: The Nile",
    )
    (source,) = author.sources()
    assert find(source.topic, source.files, source.ledger) == []
    author.release(SECOND)
