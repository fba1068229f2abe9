"""What became of each note: from one lock to another, and from what learners have to the banks."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from quizgen.formats.anki.release.building import prepare
from quizgen.formats.anki.release.changes import Change, Import, Kind, Move, TopicChanges
from quizgen.formats.anki.release.changes.comparison import (
    Revision,
    compare,
    compare_locks,
    last_build,
    topic_at,
)
from quizgen.formats.anki.release.changes.words import new_text, old_text
from quizgen.formats.anki.release.lock import Entry, Lock
from quizgen.formats.anki.release.packages import BuiltPackage
from quizgen.system.git import GitError, Repository
from samples import ALONE, png
from updates.author import Author
from updates.story import check_story

NOW = 1_780_000_000

# -- two locks -------------------------------------------------------------------------------------


def entry(name: str, guid: str = "", digest: str = "0", second: int = 1) -> Entry:
    return Entry(f"bank/{name}", guid or name, digest, second, 1)


def locked(*entries: Entry) -> Lock:
    return Lock("0123456789abcdef", {each.name: each for each in entries})


def test_two_locks_tell_what_became_of_each_note() -> None:
    old = locked(
        entry("same"),
        entry("edited"),
        entry("old-name", "guid"),
        entry("retyped", "one"),
        entry("dropped"),
        entry("reverted"),
        entry("swapped", "first"),
        entry("both", "two-names"),
    )
    new = locked(
        entry("same"),
        entry("edited", digest="1", second=2),
        entry("new-name", "guid"),
        entry("retyped", "another"),
        entry("added"),
        entry("reverted", second=3),
        entry("moved", "first"),
        entry("swapped", "second"),  # a new question under the name of one that was renamed
        entry("other", "two-names", digest="1", second=2),
    )
    changes = compare_locks(old, new).changes
    found = {
        change.name.removeprefix("bank/"): (change.kind, change.imported, change.formerly)
        for change in changes
    }
    assert {change.name for change in changes if not change.compared} == {
        "bank/edited",
        "bank/other",
    }
    assert found == {
        "same": (Kind.UNCHANGED, Import.DUPLICATE, ""),
        "edited": (Kind.CHANGED, Import.UPDATED, ""),
        "new-name": (Kind.RENAMED, Import.DUPLICATE, "bank/old-name"),
        "retyped": (Kind.RETYPED, Import.NEW, ""),
        "added": (Kind.NEW, Import.NEW, ""),
        "dropped": (Kind.GONE, Import.NOTHING, ""),
        "reverted": (Kind.UNCHANGED, Import.UPDATED, ""),
        "moved": (Kind.RENAMED, Import.DUPLICATE, "bank/swapped"),
        "swapped": (Kind.NEW, Import.NEW, ""),
        "other": (Kind.CHANGED, Import.UPDATED, "bank/both"),
    }


CARD, SHORT = entry("japan", "a card"), entry("japan", "a short answer")
RETYPED = {
    # what is built and what was, in the old lock and in the new one; what Anki makes of it
    "to another type": (([CARD], []), ([SHORT], [CARD]), Import.NEW),
    "and back": (([SHORT], [CARD]), ([CARD], [SHORT]), Import.DUPLICATE),
    "and back, edited": (
        ([SHORT], [CARD]),
        ([entry("japan", "a card", digest="1", second=2)], [SHORT]),
        Import.UPDATED,
    ),
    "and back, without the other": (([SHORT], [CARD]), ([CARD], []), Import.DUPLICATE),
}


@pytest.mark.parametrize("name", RETYPED)
def test_a_lock_remembers_notes_of_another_type(name: str) -> None:
    """Which learners may have: neither is new again nor is the other one gone."""
    *locks, imported = RETYPED[name]
    old, new = (
        Lock(
            entries={each.name: each for each in built},
            not_built={each.guid: each for each in former},
        )
        for built, former in locks
    )
    assert compare_locks(old, new).changes == (Change("bank/japan", Kind.RETYPED, imported),)


@pytest.mark.parametrize("renamed", ["with its type", "before"])
def test_back_under_another_name_is_one_change(renamed: str) -> None:
    """A note that is not built keeps the name that it had last."""
    short = SHORT if renamed == "with its type" else entry("nippon", SHORT.guid)
    old = Lock(entries={short.name: short}, not_built={CARD.guid: CARD})
    back = entry("nippon", CARD.guid)
    assert compare_locks(old, locked(back)).changes == (
        Change("bank/nippon", Kind.RETYPED, Import.DUPLICATE),
    )


def test_a_note_of_another_type_that_is_not_built_is_no_change() -> None:
    """It was told when it went."""
    other = entry("korea")
    old = Lock(entries={other.name: other}, not_built={CARD.guid: CARD})
    assert compare_locks(old, old).changes == (
        Change("bank/korea", Kind.UNCHANGED, Import.DUPLICATE),
    )


_entries = st.lists(
    st.builds(
        entry, st.sampled_from("abcdef"), st.sampled_from("uvwxyz"), st.sampled_from("01"),
        st.integers(1, 3),
    ),
    unique_by=(lambda each: each.name, lambda each: each.guid),
)  # fmt: skip


@given(_entries, _entries)
def test_counts_add_up(old: list[Entry], new: list[Entry]) -> None:
    """Every note of the new lock is one of new, updated and duplicate, and of one kind."""
    topic = compare_locks(locked(*old), locked(*new))
    counts, imports = topic.counts(), topic.imports()
    assert sum(imports.values()) == len(new)
    assert sum(counts.values()) - counts[Kind.GONE] == len(new)
    assert imports[Import.NEW] == counts[Kind.NEW] + counts[Kind.RETYPED]
    assert counts[Kind.GONE] + counts[Kind.RETYPED] == len(
        {each.guid for each in old} - {each.guid for each in new}
    )
    told = sum(len(alike) for _, groups in topic.grouped() for alike in groups)
    assert told == sum(counts.values()) - counts[Kind.UNCHANGED]


@given(_entries)
def test_nothing_changes_between_a_lock_and_itself(entries: list[Entry]) -> None:
    topic = compare_locks(locked(*entries), locked(*entries))
    assert list(topic.grouped()) == []
    assert topic.imports()[Import.DUPLICATE] == len(entries)


# -- the last build --------------------------------------------------------------------------------


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """One whose banks lie in a folder of a repository, with a retired question among them."""
    author = Author.of(tmp_path)
    author.git("init", "-q", "-b", "main", "..")
    author.edit("rivers.yaml", "6,650 km long.\n", "6,650 km long.\n    retired: It moved.\n")
    return author


def commit(author: Author, tag: str) -> None:
    author.git("add", "-A", ".")
    author.git("commit", "-q", "--allow-empty", "-m", "some")
    author.git("tag", tag)


def forget_packages(author: Author) -> None:
    shutil.rmtree(author.output)


def told(author: Author, since: str = "") -> TopicChanges:
    """What a build would change for who has the last one, or the one at the revision ``since``."""
    (source,) = author.sources()
    package = BuiltPackage(author.output / f"{source.topic.id}.apkg")
    prepare([source], author.output, NOW)
    baseline = last_build(source, package)
    if since:
        repository = Repository.of(author.folder)
        place = repository.repo_path(source.files.lock)
        baseline = Revision(repository, since).before(source, place, package)
    return compare(source, baseline, NOW + 60)


def kinds(topic: TopicChanges) -> dict[str, Kind]:
    """What became of each note that is not as it was."""
    return {
        change.name: change.kind for change in topic.changes if change.kind is not Kind.UNCHANGED
    }


def parts(topic: TopicChanges, name: str) -> dict[str, tuple[str, str]]:
    """What is told of a note: each part as it was and as it is."""
    (change,) = (change for change in topic.changes if change.name == name)
    return {part.label: (old_text(part.diff), new_text(part.diff)) for part in change.parts}


def not_compared(topic: TopicChanges) -> set[str]:
    return {change.name for change in topic.changes if not change.compared}


def imports(topic: TopicChanges) -> tuple[int, int, int]:
    """How many notes are new, updated and duplicate to Anki."""
    found = topic.imports()
    return found[Import.NEW], found[Import.UPDATED], found[Import.DUPLICATE]


def edit_everything(author: Author) -> None:
    """One change of each kind."""
    author.edit("rivers.yaml", "    retired: It moved.\n", "")
    author.edit("rivers.yaml", "[Seine]\n", "[Seine]\n    retired: Asked elsewhere.\n")
    author.edit("rivers.yaml", "id: delta\n", "id: mouth\n    was: [delta]\n")
    author.edit("rivers.yaml", "1,230", "1,233")
    author.rewrite("planets.yaml", "year", "type: card\nstem: A year of Mars?\nanswer: 687 days")
    with author.questions("planets.yaml") as questions:
        questions.append("moon\n    type: card\n    stem: The Moon?\n    answer: A moon")


EVERYTHING = {
    "planets/moon": Kind.NEW,
    "planets/year": Kind.RETYPED,
    "rivers/length-of-the-rhine": Kind.CHANGED,
    "rivers/river-of-paris": Kind.RETIRED,
    "rivers/longest": Kind.RESTORED,
    "rivers/mouth": Kind.RENAMED,
}


def test_before_the_first_build_everything_is_new(author: Author) -> None:
    topic = told(author)
    assert {change.kind for change in topic.changes} == {Kind.NEW}
    assert imports(topic) == (9, 0, 0)
    assert topic.remarks == ("there is no lock: nothing was built before",)


def test_behind_a_build_nothing_changes(author: Author) -> None:
    author.release(NOW)
    topic = told(author)
    assert (kinds(topic), imports(topic), topic.remarks) == ({}, (0, 0, 9), ())
    assert (topic.id, topic.title, topic.moves) == ("atlas", "Atlas", ())


@pytest.mark.parametrize(
    ("witness", "remark"),
    [
        ("git", "the lock is gone: that of the last commit is taken"),
        ("package", "there is no lock: the last package is taken for what learners have"),
    ],
)
def test_without_the_lock_all_that_learners_have_is_updated(
    author: Author, witness: str, remark: str
) -> None:
    """A build would date it anew; that learners have it, the last commit or package knows."""
    author.release(NOW)
    if witness == "git":
        commit(author, "v1")
        forget_packages(author)
    author.lock.unlink()
    author.edit("rivers.yaml", "answer: A delta", "answer: A Delta")
    topic = told(author)
    assert (kinds(topic), imports(topic)) == ({"rivers/delta": Kind.CHANGED}, (0, 9, 0))
    assert parts(topic, "rivers/delta") == {"answer": ("A delta", "A Delta")}
    assert topic.remarks == (remark,)


@pytest.mark.parametrize("witness", ["package", "git", "older commit"])
def test_every_kind_of_change_is_told(author: Author, witness: str) -> None:
    """The old words come from the last package, or from the commits that made the lock."""
    author.release(NOW)
    if witness != "package":
        commit(author, "v1")
        forget_packages(author)
    if witness == "older commit":
        author.edit("rivers.yaml", "1,230", "1,320")
        commit(author, "unbuilt")
        author.edit("rivers.yaml", "1,320", "1,230")
    edit_everything(author)
    topic = told(author)
    assert kinds(topic) == EVERYTHING
    assert not_compared(topic) == set()
    rhine = parts(topic, "rivers/length-of-the-rhine")
    assert rhine["answer"] == ("about 1,230 km", "about 1,233 km")
    assert parts(topic, "rivers/river-of-paris") == {"notice": ("", "Withdrawn. Asked elsewhere.")}
    assert parts(topic, "rivers/longest") == {"notice": ("Withdrawn. It moved.", "")}
    assert {change.name: change.formerly for change in topic.changes if change.formerly} == {
        "rivers/mouth": "rivers/delta"
    }
    assert imports(topic) == (2, 3, 5)


@pytest.mark.parametrize(
    ("mended", "imported"), [(False, Import.DUPLICATE), (True, Import.UPDATED)], ids=["", "mended"]
)
def test_a_type_that_is_changed_back_is_no_new_note(
    author: Author, mended: bool, imported: Import
) -> None:
    """Learners have the one that it was, and the other one is not gone: it may come back."""
    author.release(NOW)
    path = author.folder / "planets.yaml"
    before = path.read_text()
    author.rewrite("planets.yaml", "year", "type: card\nstem: A year of Mars?\nanswer: 687 days")
    author.release(NOW + 1)
    path.write_text(before.replace("lasts [[687", "has [[687") if mended else before)
    topic = told(author)
    assert kinds(topic) == {"planets/year": Kind.RETYPED}
    assert {change.name: change.imported for change in topic.changes}["planets/year"] is imported
    assert imports(topic)[0] == 0


def test_without_any_witness_a_note_is_named_and_not_compared(author: Author) -> None:
    """Retirement is known all the same: but for its notice the note is what the lock says."""
    author.release(NOW)
    forget_packages(author)
    edit_everything(author)
    topic = told(author)
    assert kinds(topic) == EVERYTHING | {"rivers/longest": Kind.CHANGED}
    assert not_compared(topic) == {"rivers/longest", "rivers/length-of-the-rhine"}


def test_words_of_another_time_are_never_shown(author: Author) -> None:
    """What was committed but never built is not what learners have."""
    author.release(NOW)
    forget_packages(author)
    author.edit("rivers.yaml", "answer: A delta", "answer: A Delta")
    commit(author, "unbuilt")
    author.edit("rivers.yaml", "answer: A Delta", "answer: A mouth")
    assert not_compared(told(author)) == {"rivers/delta"}


def test_a_commit_whose_banks_have_mistakes_is_passed_over(author: Author) -> None:
    """The words are in the one before."""
    author.release(NOW)
    forget_packages(author)
    commit(author, "sound")
    author.edit("rivers.yaml", "answer: A delta", "answr: A delta")
    author.lock.write_text(
        author.lock.read_text() + "\n"
    )  # so that the commit is one of the lock's
    commit(author, "mistaken")
    author.lock.write_text(author.lock.read_text().rstrip("\n") + "\n")
    author.edit("rivers.yaml", "answr: A delta", "answer: A Delta")
    assert parts(told(author), "rivers/delta") == {"answer": ("A delta", "A Delta")}


def test_a_damaged_package_is_no_witness(author: Author) -> None:
    author.release(NOW)
    (author.output / "atlas.apkg").write_bytes(b"PK no package")
    author.edit("rivers.yaml", "answer: A delta", "answer: A Delta")
    assert not_compared(told(author)) == {"rivers/delta"}


def test_a_new_title_leaves_cards_in_their_deck(author: Author) -> None:
    author.release(NOW)
    author.edit("rivers.yaml", "title: Rivers", "title: Streams")
    topic = told(author)
    assert topic.moves == (Move("Atlas::Rivers", "Atlas::Streams", 4),)
    assert parts(topic, "rivers/delta") == {"deck": ("Atlas::Rivers", "Atlas::Streams")}


def test_an_edit_moves_no_card(author: Author) -> None:
    """Both texts are known, and the deck is the one that it was."""
    author.release(NOW)
    author.edit("rivers.yaml", "answer: A delta", "answer: A Delta")
    topic = told(author)
    assert parts(topic, "rivers/delta") == {"answer": ("A delta", "A Delta")}
    assert topic.moves == ()


def alone_with_a_picture(folder: Path) -> Author:
    """One whose only bank stands alone."""
    author = Author(folder / "banks", folder / "output")
    (author.folder / "media").mkdir(parents=True)
    (author.folder / "media" / "map.png").write_bytes(png(40, 30))
    medium = "media: [{image: map.png, alt: A map}]"
    (author.folder / "bank.yaml").write_text(ALONE.replace("Tokyo}", f"Tokyo, {medium}}}"))
    return author


@pytest.mark.parametrize(
    ("begin", "picture", "shows"),
    [
        (Author.with_pictures, "maps/same.png", "world/islands"),
        (alone_with_a_picture, "map.png", "capitals/japan"),
    ],
    ids=["topic", "alone"],
)
@pytest.mark.parametrize("witness", ["package", "git"])
def test_another_picture_is_a_change(
    begin: Callable[[Path], Author], picture: str, shows: str, witness: str, tmp_path: Path
) -> None:
    """Of a topic and of a bank that stands alone; the old picture is in git, too."""
    author = begin(tmp_path)
    author.git("init", "-q", "-b", "main", "..")
    author.release(NOW)
    commit(author, "v1")
    if witness == "git":
        forget_packages(author)
    (author.folder / "media" / picture).write_bytes(png(41, 30))
    for topic in (told(author), told(author, "v1")):
        assert kinds(topic) == {shows: Kind.CHANGED}
        ((label, texts),) = parts(topic, shows).items()
        stored = [re.fullmatch(r"\[picture (quizgen-\w+\.png)\] A map", text) for text in texts]
        assert label == "pictures"
        assert len({found[1] for found in stored if found}) == 2


# -- revisions -------------------------------------------------------------------------------------


def test_a_revision_is_what_its_lock_says(author: Author) -> None:
    """Not what has been built since, nor what was not built at it."""
    author.release(NOW)
    commit(author, "v1")
    edit_everything(author)
    author.release(NOW + 1)
    commit(author, "v2")
    author.edit("planets.yaml", "The Moon?", "Our moon?")
    forget_packages(author)
    commit(author, "unbuilt")
    assert kinds(told(author, "v1")) == EVERYTHING
    assert not_compared(told(author, "v1")) == set()
    assert kinds(told(author, "v2")) == {"planets/moon": Kind.CHANGED}
    assert kinds(told(author, "unbuilt")) == {"planets/moon": Kind.CHANGED}


def test_a_topic_that_moved_is_known_by_its_namespace(author: Author) -> None:
    author.release(NOW)
    commit(author, "v1")
    forget_packages(author)
    author.folder = author.folder.rename(author.folder.with_name("atlas"))
    author.edit("rivers.yaml", "answer: A delta", "answer: A Delta")
    topic = told(author, "v1")
    assert kinds(topic) == {"rivers/delta": Kind.CHANGED}
    assert parts(topic, "rivers/delta") == {"answer": ("A delta", "A Delta")}


def test_of_two_locks_of_a_namespace_the_one_in_its_place_counts(author: Author) -> None:
    """An archive of an old release lies in the repository, too."""
    author.release(NOW)
    for name in ("archive", "old"):
        shutil.copytree(author.folder, author.folder.with_name(name))
        author.git("add", f"../{name}")
    author.edit("rivers.yaml", "answer: A delta", "answer: A Delta")
    author.release(NOW + 1)
    commit(author, "v1")
    assert imports(told(author, "v1")) == (0, 0, 9)
    author.folder = author.folder.rename(author.folder.with_name("atlas"))
    with pytest.raises(GitError) as caught:
        told(author, "v1")
    assert str(caught.value) == (
        "“v1” has several locks of one namespace: archive/quizgen.lock and "
        "banks/quizgen.lock and old/quizgen.lock"
    )


def test_a_topic_that_is_gone_is_told(author: Author) -> None:
    """Where it lay below what is asked about, and is no topic there now."""
    author.release(NOW)
    commit(author, "v1")
    (source,) = author.sources()
    namespace = source.topic.namespace
    revision = Revision(Repository.of(author.folder), "v1")
    for places in (["."], ["banks"], ["other", "banks/quizgen.lock"]):
        (topic,) = revision.gone({"another"}, places)
        assert topic.namespace == namespace
        assert topic.counts()[Kind.GONE] == len(topic.changes) == 9
        assert topic.remarks == ("banks/quizgen.lock was the lock of this topic, which is gone",)
    assert [*revision.gone({namespace}, ["."])] == []
    assert [*revision.gone({"another"}, ["other", "bank", "banks/planets.yaml"])] == []


def test_a_bank_alone_that_is_gone_is_told_where_it_was(tmp_path: Path) -> None:
    """Its lock has its name."""
    author = alone_with_a_picture(tmp_path)
    author.git("init", "-q", "-b", "main", "..")
    author.release(NOW)
    commit(author, "v1")
    revision = Revision(Repository.of(author.folder), "v1")
    (topic,) = revision.gone(set(), ["banks/bank.yaml"])
    assert [change.name for change in topic.changes] == ["capitals/japan"]
    assert [*revision.gone(set(), ["banks/other.yaml"])] == []


def test_a_lock_may_be_committed_before_its_banks(author: Author) -> None:
    """Until they are, only the package knows the words; then the commit that has both does."""
    commit(author, "v0")
    author.edit("rivers.yaml", "answer: A delta", "answer: A mouth")
    author.release(NOW)
    author.git("add", "quizgen.lock")
    author.git("commit", "-q", "-m", "the lock")
    author.git("tag", "v1")
    edited = ("rivers.yaml", "answer: A mouth", "answer: A Delta")
    author.edit(*edited)
    assert parts(told(author, "v1"), "rivers/delta") == {"answer": ("A mouth", "A Delta")}
    forget_packages(author)
    assert not_compared(told(author, "v1")) == {"rivers/delta"}
    author.edit("rivers.yaml", "answer: A Delta", "answer: A mouth")
    commit(author, "v2")
    author.edit(*edited)
    for topic in (told(author), told(author, "v2")):
        assert parts(topic, "rivers/delta") == {"answer": ("A mouth", "A Delta")}


def test_a_revision_without_a_lock_is_taken_as_built(author: Author) -> None:
    commit(author, "v0")
    edit_everything(author)
    topic = told(author, "v0")
    assert (kinds(topic), imports(topic)) == (EVERYTHING, (2, 3, 5))
    assert not_compared(topic) == set()
    assert topic.remarks == ("“v0” has no lock: its banks are taken for what was built of them",)


def test_a_revision_without_the_topic_knows_nothing(author: Author) -> None:
    author.git("commit", "-q", "--allow-empty", "-m", "nothing")
    topic = told(author, "HEAD")
    assert imports(topic) == (9, 0, 0)
    assert topic.remarks == ("“HEAD” has no lock of this topic: every note is called new",)


def test_another_topic_in_its_place_is_not_it(author: Author) -> None:
    """A namespace is what learners know a topic by."""
    (source,) = author.sources()
    namespace = source.topic.namespace
    author.edit("source.yaml", namespace, namespace[::-1])
    commit(author, "v0")
    author.edit("source.yaml", namespace[::-1], namespace)
    topic = told(author, "v0")
    assert imports(topic) == (9, 0, 0)
    assert topic.remarks == ("“v0” has no lock of this topic: every note is called new",)


def test_a_damaged_lock_at_a_revision_stops(author: Author) -> None:
    """What it lacks would be called new."""
    author.release(NOW)
    sound = author.lock.read_text()
    author.lock.write_text(f"{sound}nonsense\n")
    commit(author, "bad")
    author.lock.write_text(sound)
    with pytest.raises(GitError, match=r"^the lock banks/quizgen.lock at “bad” is damaged$"):
        told(author, "bad")
    revision = Revision(Repository.of(author.folder), "bad")
    with pytest.raises(GitError, match="is damaged"):
        list(revision.gone(set(), ["."]))


def test_a_topic_is_as_it_was_unless_it_had_mistakes(author: Author) -> None:
    commit(author, "v1")
    author.edit("rivers.yaml", "answer: A delta", "anwser: A delta")
    commit(author, "bad")
    repository = Repository.of(author.folder)
    topic = topic_at(repository, "v1", "banks/quizgen.lock")
    assert topic is not None
    assert [bank.id for bank in topic.banks] == ["planets", "rivers"]
    assert topic_at(repository, "bad", "banks/quizgen.lock") is None
    assert topic_at(repository, "v1", "other/quizgen.lock") is None
    assert topic_at(repository, "v1", "banks/seas.lock") is None


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
