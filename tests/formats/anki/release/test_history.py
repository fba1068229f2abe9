"""What went back in a lock is found in its history, whatever took it there."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from quizgen.formats.anki.release.history import Histories
from quizgen.formats.anki.release.ledger import Ledger
from quizgen.formats.anki.release.lock import Entry, Lock, dump, parse
from quizgen.system.git import Repository
from updates.story import check_story

NAMESPACE = "3h7d9xk2m5qw8t4v6z0r"
GUID = "A" * 16


def ledger(lock: Lock, path: Path) -> Ledger:
    histories = Histories()
    return Ledger.of(lock, histories.of(path).entries(NAMESPACE, dump(NAMESPACE, ())))


def outdated(lock: Lock, path: Path) -> dict[str, int]:
    """The notes of ``lock`` that went back, with the second that they must come after."""
    known = ledger(lock, path)
    return {
        guid: known.second(guid, entry.digest, 0) - 1
        for guid, entry in lock.by_guid().items()
        if known.is_outdated(guid)
    }


class Author:
    """A repository with one lock, of one note that is under test and one beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "decks" / "quizgen.lock"
        self.path.parent.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, check: bool = True) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=")
        subprocess.run(
            ["git", *identity, *arguments], cwd=self.folder, capture_output=True, check=check
        )

    def build(self, digest: str, second: int, *, other: int = 9999, commit: bool = True) -> None:
        entries = (
            Entry("seas/one", GUID, digest * 32, second, 1),
            Entry("seas/other", "B" * 16, f"{other:032}", other, 64),
        )
        self.path.write_text(dump(NAMESPACE, entries), encoding="utf-8")
        if commit:
            self.commit()

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "build")

    def lock(self) -> Lock:
        lock, faults = parse(self.path.read_text(encoding="utf-8"), "lock")
        assert faults == []
        return lock


@pytest.fixture
def author(tmp_path: Path) -> Author:
    author = Author(tmp_path)
    author.build("a", 100)
    return author


def revert(author: Author) -> None:
    author.build("b", 200)
    author.git("revert", "--no-edit", "HEAD")


def take_an_old_lock(author: Author) -> None:
    author.build("b", 200)
    author.git("checkout", "HEAD~1", "--", "decks")


def branch(author: Author) -> None:
    """A branch that was built first, and a later build of another text on the main one."""
    author.git("checkout", "-q", "-b", "feature")
    author.build("c", 150)
    author.git("checkout", "-q", "main")
    author.build("b", 200)


def merge_theirs(author: Author) -> None:
    branch(author)
    author.git("merge", "-q", "-X", "theirs", "-m", "merge", "feature")


def merge_in_progress(author: Author) -> None:
    """Theirs was later, and ours is taken."""
    author.git("checkout", "-q", "-b", "feature")
    author.build("b", 200)
    author.git("checkout", "-q", "main")
    author.build("c", 150)
    author.git("merge", "-q", "feature", check=False)
    author.git("checkout", "--ours", "--", "decks/quizgen.lock")


def in_one_second(author: Author) -> None:
    """Two branches gave out two texts in one second: whoever has the other would keep it."""
    author.build("b", 200)
    author.git("checkout", "-q", "-b", "feature", "HEAD~1")
    author.build("c", 200)
    author.git("merge", "-q", "-X", "ours", "-m", "merge", "main")


def moved_and_moved_back(author: Author) -> None:
    """It was edited at another place, of which nothing is left."""
    (author.folder / "elsewhere").mkdir()
    author.git("mv", "decks/quizgen.lock", "elsewhere/x.lock")
    author.git("commit", "-q", "-m", "move")
    own, author.path = author.path, author.folder / "elsewhere" / "x.lock"
    author.build("b", 200)
    author.path = own
    author.git("revert", "--no-edit", "HEAD")
    author.git("revert", "--no-edit", "HEAD~2")


def long_ago(author: Author) -> None:
    """More commits back than anybody looks through."""
    author.build("b", 200)
    for second in range(10_000, 10_120):
        author.build("b", 200, other=second)
    author.build("a", 100, other=second)


def several_times(author: Author) -> None:
    author.build("d", 120)
    revert(author)
    author.git("revert", "--no-edit", "HEAD~2")


@pytest.mark.parametrize(
    "go_back",
    [
        revert,
        take_an_old_lock,
        merge_theirs,
        merge_in_progress,
        in_one_second,
        moved_and_moved_back,
        long_ago,
        several_times,
    ],
)
def test_a_note_that_went_back_is_found(go_back: Callable[[Author], None], author: Author) -> None:
    """With the second that it must come after."""
    go_back(author)
    lock = author.lock()
    assert lock.entries["seas/one"].second <= 200
    assert outdated(lock, author.path) == {GUID: 200}


def test_a_date_that_went_back_comes_back(author: Author) -> None:
    """The text is the same: learners have it already, with the later date."""
    author.build("a", 200)
    author.git("revert", "--no-edit", "HEAD")
    known = ledger(author.lock(), author.path)
    assert known.is_outdated(GUID)
    assert known.second(GUID, "a" * 32, 999) == 200


@pytest.mark.parametrize("lost", ["the lock", "a line"])
def test_what_is_lost_is_found(lost: str, author: Author) -> None:
    author.build("b", 200)
    author.build("a", 300)
    lock = Lock(NAMESPACE) if lost == "the lock" else author.lock()
    lock.entries.pop("seas/one", None)
    known = ledger(lock, author.path)
    found = {entry.name: entry.second for entry in known.forgotten()}
    assert found.pop("seas/one") == 300
    assert bool(found) is (lost == "the lock")
    assert known.second(GUID, "a" * 32, 0) == 301


def edit(author: Author) -> None:
    author.build("b", 200)


def edit_back(author: Author) -> None:
    author.build("b", 200)
    author.build("a", 300)


def date_anew(author: Author) -> None:
    """As a build does when a note went back."""
    revert(author)
    author.build("a", 201)


def a_branch_apart(author: Author) -> None:
    branch(author)
    author.git("checkout", "-q", "feature")


def uncommitted(author: Author) -> None:
    author.build("b", 200, commit=False)


@pytest.mark.parametrize(
    "go_on",
    [edit, edit_back, date_anew, a_branch_apart, uncommitted],
)
def test_what_did_not_go_back_is_left_alone(
    go_on: Callable[[Author], None], author: Author
) -> None:
    go_on(author)
    assert outdated(author.lock(), author.path) == {}


SETTINGS = {
    "attributes": ("*.lock -diff\n", []),
    "binary": ("*.lock binary\n", []),
    "showRoot": ("", ["log.showRoot", "false"]),
    "diffMerges": ("", ["log.diffMerges", "off"]),
    "bigFileThreshold": ("", ["core.bigFileThreshold", "1"]),
    "date": ("", ["log.date", "nonsense"]),
    "color": ("", ["color.ui", "always"]),
    "prefix": ("", ["diff.mnemonicPrefix", "true"]),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_what_a_user_has_set_makes_no_difference(name: str, author: Author) -> None:
    attributes, setting = SETTINGS[name]
    (author.folder / ".gitattributes").write_text(attributes)
    if setting:
        author.git("config", *setting)
    merge_theirs(author)
    assert outdated(author.lock(), author.path) == {GUID: 200}


def test_gaps_that_were_given_out_are_remembered(author: Author) -> None:
    """Those of the newest line come first, whether the lock has a line of the note or not."""
    for second, gaps in ((200, "2:000000bb,1:000000aa"), (300, "1:000000aa,~2:000000bb")):
        entry = Entry("seas/gap", "C" * 16, "c" * 32, second, 96, gaps)
        author.path.write_text(dump(NAMESPACE, [entry]), encoding="utf-8")
        author.commit()
    assert ledger(Lock(NAMESPACE), author.path).gap_numberings() == {
        "C" * 16: "1:000000aa,~2:000000bb"
    }


def test_a_lock_behind_a_link_is_read(author: Author) -> None:
    revert(author)
    (author.folder / "link").symlink_to("decks")
    assert outdated(author.lock(), author.folder / "link" / "quizgen.lock") == {GUID: 200}


UNREAD = {
    "shallow": ("this clone is shallow", "git fetch --unshallow"),
    "partial": ("git lacks some of the history", "--refetch --no-filter"),
    "no git": ("git was not found", "install git"),
    "damaged": ("not a git repository", "git log"),
    "no program": ("git cannot be run", "git log"),
}


def clone(author: Author, folder: Path, *options: str) -> Path:
    author.git("config", "uploadpack.allowFilter", "true")
    author.git("clone", "-q", *options, f"file://{author.folder}", str(folder))
    return folder / "decks" / "quizgen.lock"


@pytest.mark.parametrize("state", UNREAD)
def test_where_git_cannot_tell_a_warning_says_so(
    state: str,
    author: Author,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once for each repository, with what to do."""
    revert(author)
    folder = tmp_path_factory.mktemp("clone")
    path = author.path
    if state == "shallow":
        path = clone(author, folder, "--depth=1")
    elif state == "partial":
        path = clone(author, folder, "--filter=blob:none")
    elif state == "no git":
        monkeypatch.setenv("PATH", str(folder))
    elif state == "damaged":
        (author.folder / ".git" / "HEAD").write_text("nothing")
    else:
        (folder / "git").write_text("no program")
        (folder / "git").chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
    histories = Histories()
    assert histories.of(path).lines == histories.of(path.with_name("other.lock")).lines == {}
    (fault,) = histories.faults
    message, hint = UNREAD[state]
    assert fault.code == "unread-history"
    assert fault.message.startswith("git cannot say what earlier lock files said: ")
    assert message in fault.message
    assert hint in fault.hint


def test_a_partial_clone_without_large_pictures_has_all_that_is_needed(
    author: Author, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (author.folder / "picture.png").write_bytes(bytes(9000))
    author.commit()
    (author.folder / "picture.png").unlink()
    revert(author)
    path = clone(author, tmp_path_factory.mktemp("clone"), "--filter=blob:limit=5k")
    assert outdated(author.lock(), path) == {GUID: 200}


@pytest.mark.parametrize("state", ["no repository", "no commit"])
def test_where_there_is_no_history_there_is_nothing_to_say(state: str, tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.build("a", 100, commit=False)
    if state == "no repository":
        (tmp_path / ".git").rename(tmp_path / "git")
    histories = Histories()
    assert (histories.of(author.path).lines, histories.faults) == ({}, [])


# -- the cache ---------------------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, which even a short history goes into."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.setattr("quizgen.formats.anki.release.history._WORTH_KEEPING", 1)
    return folder / "quizgen"


def test_a_history_that_was_kept_says_the_same(
    author: Author, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of later commits, and of a branch that has no part of what was kept."""
    revert(author)
    asked: list[list[str]] = []
    contents = Repository.each_content

    def count(self: Repository, hashes: list[str], **options: bool) -> object:
        asked.append(hashes)
        return contents(self, hashes, **options)

    monkeypatch.setattr(Repository, "each_content", count)
    assert outdated(author.lock(), author.path) == {GUID: 200}
    assert len(list(cache.iterdir())) == 1
    for _ in range(2):
        assert outdated(author.lock(), author.path) == {GUID: 200}
    assert [len(each) for each in asked] == [2]
    author.build("c", 300)
    author.git("revert", "--no-edit", "HEAD")
    assert outdated(author.lock(), author.path) == {GUID: 300}
    assert [len(each) for each in asked] == [2, 1]
    author.git("checkout", "-q", "-b", "apart", "HEAD~4")
    assert outdated(author.lock(), author.path) == {}


@pytest.mark.parametrize("damage", ["cut", "changed", "link", "fifo", "open", "another's"])
def test_what_was_kept_is_not_trusted(damage: str, author: Author, cache: Path) -> None:
    """A cache that is damaged, or that somebody else may have written, counts as none."""
    revert(author)
    assert outdated(author.lock(), author.path) == {GUID: 200}
    (kept,) = cache.iterdir()
    content = kept.read_bytes()
    poison = content.replace(b" 200 ", b" 999 ")
    kept.write_bytes(hashlib.sha256(poison[32:]).digest() + poison[32:])
    assert outdated(author.lock(), author.path) == {GUID: 999}, "it is read at all"
    if damage == "cut":
        kept.write_bytes(poison[:-5])
    elif damage == "changed":
        kept.write_bytes(poison)
    elif damage == "link":
        kept.rename(cache.parent / "elsewhere")
        kept.symlink_to(cache.parent / "elsewhere")
    elif damage == "fifo":
        kept.unlink()
        os.mkfifo(kept)
    elif damage == "open":
        cache.chmod(0o777)
    elif os.geteuid() == 0:
        os.chown(kept, 12345, 12345)
    else:
        pytest.skip("only root can give a file away")
    assert outdated(author.lock(), author.path) == {GUID: 200}


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
