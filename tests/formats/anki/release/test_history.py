"""What went back in a lock is found in its history, whatever took it there."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.formats.anki.release.history import remember
from quizgen.formats.anki.release.lock import Entry, Lock, dump, parse

NAMESPACE = "3h7d9xk2m5qw8t4v6z0r"
GUID = "A" * 16


def outdated(lock: Lock, path: Path) -> dict[str, int]:
    remember(lock, path)
    return lock.outdated


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

    def build(self, digest: str, second: int, *, commit: bool = True) -> None:
        entries = (
            Entry("seas/one", GUID, digest * 32, second, 1),
            Entry("seas/other", "B" * 16, "0" * 32, 9999, 64),
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


def several_times(author: Author) -> None:
    author.build("d", 120)
    revert(author)
    author.git("revert", "--no-edit", "HEAD~2")


@pytest.mark.parametrize(
    "go_back", [revert, take_an_old_lock, merge_theirs, merge_in_progress, several_times]
)
def test_a_note_that_went_back_is_found(go_back: Callable[[Author], None], author: Author) -> None:
    """With the second that it must come after."""
    go_back(author)
    lock = author.lock()
    assert lock.entries["seas/one"].second < 200
    assert outdated(lock, author.path) == {GUID: 200}


@pytest.mark.parametrize("lost", ["the lock", "a line"])
def test_what_is_lost_is_found(lost: str, author: Author) -> None:
    author.build("b", 200)
    author.build("a", 300)
    lock = Lock(NAMESPACE) if lost == "the lock" else author.lock()
    lock.entries.pop("seas/one", None)
    found = outdated(lock, author.path)
    assert found.pop(GUID) == 300
    assert bool(found) is (lost == "the lock")


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


def hash_otherwise(author: Author) -> None:
    """As by another version of quizgen, which must not date every note anew."""
    author.build("b", 100)


def the_same_text_later(author: Author) -> None:
    """Learners have it."""
    author.build("a", 200)
    author.git("revert", "--no-edit", "HEAD")


@pytest.mark.parametrize(
    "go_on",
    [edit, edit_back, date_anew, a_branch_apart, uncommitted, hash_otherwise, the_same_text_later],
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
    lock = Lock(NAMESPACE)
    remember(lock, author.path)
    assert lock.gaps == {"C" * 16: ["1:000000aa,~2:000000bb", "2:000000bb,1:000000aa"]}


def test_a_git_that_cannot_be_run_tells_nothing(
    author: Author, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_text("no program")
    (tmp_path / "bin" / "git").chmod(0o755)
    revert(author)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert outdated(author.lock(), author.path) == {}


def test_a_lock_behind_a_link_is_read(author: Author) -> None:
    revert(author)
    (author.folder / "link").symlink_to("decks")
    assert outdated(author.lock(), author.folder / "link" / "quizgen.lock") == {GUID: 200}


@pytest.mark.parametrize("state", ["no repository", "no commit", "no git", "a damaged repository"])
def test_where_git_cannot_tell_nothing_is_found(
    state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = Author(tmp_path)
    author.build("a", 100, commit=state == "no git")
    if state == "no repository":
        (tmp_path / ".git").rename(tmp_path / "git")
    elif state == "no git":
        monkeypatch.setenv("PATH", str(tmp_path))
    elif state == "a damaged repository":
        (tmp_path / ".git" / "HEAD").write_text("nothing")
    assert outdated(author.lock(), author.path) == {}
