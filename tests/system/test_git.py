"""Files out of git: as they were at a revision, and none that lies elsewhere."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath

import pytest

from quizgen.system.git import GitError, Repository, is_bank, is_medium


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=")
    run = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return run.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    return folder


def commit(folder: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "some")
    return git(folder, "rev-parse", "HEAD")


def test_files_are_as_they_were_at_a_revision(repository: Path, tmp_path: Path) -> None:
    first = commit(repository, {"a/ü b.yaml": "one\n", "a/x.lock": "l", "a/n.txt": "n"})
    commit(repository, {"a/ü b.yaml": "two\n"})
    found = Repository.of(repository / "a" / "nothing" / "here.yaml")
    assert found.top == repository.resolve()
    assert found.commit("HEAD~1") == first
    files = found.banks(first, ["a"])
    assert set(files) == {"a/ü b.yaml", "a/x.lock"}
    found.extract(files, tmp_path / "out")
    assert (tmp_path / "out/a/ü b.yaml").read_text() == "one\n"
    assert len(found.commits("HEAD", "a/ü b.yaml", 5)) == 2
    assert len(found.commits("HEAD", "a/x.lock", 5)) == 1


def test_a_part_of_a_topic_brings_the_topic(repository: Path) -> None:
    names = {"source.yaml", "one.yaml", "sub/two.yaml", "media/map.png", "quizgen.lock"}
    names = {f"d/t/{name}" for name in names}
    head = commit(repository, dict.fromkeys([*names, "d/alone.yaml", "d/alone.lock"], "x"))
    found = Repository.of(repository)
    assert set(found.banks(head, ["d/t/sub/two.yaml"])) == names
    assert set(found.banks(head, ["d/alone.yaml"])) >= {"d/alone.yaml", "d/alone.lock"}
    assert len(found.banks(head, ["."])) == 7


def test_links_and_what_lies_outside_are_left_alone(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("secret")
    (repository / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    head = commit(repository, {"real.yaml": "real"})
    found = Repository.of(repository)
    assert set(found.files(head, is_bank)) == {"real.yaml"}
    with pytest.raises(GitError, match="outside"):
        found.place(tmp_path / "outside.yaml")
    blob = found.files(head, is_bank)["real.yaml"]
    with pytest.raises(GitError, match="no place"):
        found.extract({"../evil.yaml": blob}, tmp_path / "out")
    assert not (tmp_path / "evil.yaml").exists()


@pytest.mark.parametrize("revision", ["nope", "--all", "-h", "", "HEAD:a.yaml", "HEAD~9"])
def test_an_unknown_revision_is_named(repository: Path, revision: str) -> None:
    commit(repository, {"a.yaml": "a"})
    with pytest.raises(GitError, match="no revision"):
        Repository.of(repository).commit(revision)


def test_without_git_a_sentence_says_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(GitError, match="git was not found"):
        Repository.of(repository)


def instead_of_git(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put another program, which need not be well, in the place of git."""
    git = folder / "bin" / "git"
    git.parent.mkdir()
    git.write_text(script)
    git.chmod(0o755)
    monkeypatch.setenv("PATH", str(git.parent))


def test_git_is_asked_in_one_language_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the user has set: not even the index is refreshed, and a place is no pattern."""
    for name in ("LC_ALL", "GIT_OPTIONAL_LOCKS", "GIT_LITERAL_PATHSPECS"):
        monkeypatch.setenv(name, "the user's")
    script = 'echo "$LC_ALL $GIT_OPTIONAL_LOCKS $GIT_LITERAL_PATHSPECS" >&2; exit 1'
    instead_of_git(tmp_path, f"#!/bin/sh\n{script}\n", monkeypatch)
    with pytest.raises(GitError, match=r"^git: C 0 1$"):
        Repository.of(tmp_path)


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("echo fatal: no such thing >&2; echo and more >&2; exit 128", "git: no such thing"),
        ("echo warning: fatal: both >&2; exit 1", "git: warning: fatal: both"),
        ("exit 3", "git: it ended with 3"),
        ("echo nothing to complain of; exit 129", "git: it ended with 129"),
    ],
)
def test_a_complaint_of_git_is_one_line(
    script: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first; where there is none, it is said how git ended."""
    instead_of_git(tmp_path, f"#!/bin/sh\n{script}\n", monkeypatch)
    with pytest.raises(GitError) as caught:
        Repository.of(tmp_path)
    assert str(caught.value) == complaint


def test_a_place_is_no_pattern(repository: Path) -> None:
    """A folder may be called what git would take for one."""
    own = commit(repository, {"d[1]/a.yaml": "one", "d[1]/b.yaml": "one"})
    commit(repository, {"d1/a.yaml": "one", "a.yaml": "one"})
    last = commit(repository, {"d1/a.yaml": "two", ":(top)a.yaml": "one"})
    found = Repository.of(repository)
    assert found.commits("HEAD", "d[1]/a.yaml", 5) == [own]
    assert found.commits("HEAD", ":(top)a.yaml", 5) == [last]
    assert [*found.added_lines("d[1]/a.yaml", found.ends(), 5)].count("one") == 1
    assert set(found.files("HEAD", is_bank, "d[1]")) == {"d[1]/a.yaml", "d[1]/b.yaml"}


PLACES = {
    # what a file at a place may be: a bank or what a bank needs, a medium
    "a.yaml": (True, False),
    "a/b.yml": (True, False),
    "media/map.png": (True, True),
    "a/media/maps/Asia.PNG": (True, True),
    "media/anthem.mp3": (True, True),
    "media/notes.yaml": (True, False),
    "media/notes.txt": (False, False),
    "map.png": (False, False),
    "docs/map.png": (False, False),
    "a/media": (False, False),
    "a/media.png": (False, False),
    "mediator/map.png": (False, False),
    "README.md": (False, False),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_picture_is_of_a_bank_only_in_its_folder(place: str) -> None:
    """Any other may be large, and is none of a bank's."""
    path = PurePosixPath(place)
    assert (is_bank(path), is_medium(path)) == PLACES[place]


def test_a_hook_may_ask(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git sets within a hook leads nowhere else."""
    commit(repository, {"a/b.yaml": "a"})
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_ICASE_PATHSPECS", "1")
    found = Repository.of(repository / "a")
    assert len(found.commits("HEAD", "a/b.yaml", 5)) == 1
    assert os.environ["GIT_DIR"] == ".git"


def test_what_a_partial_clone_lacks_is_told(repository: Path) -> None:
    name = "0" * 40
    with pytest.raises(GitError, match=f"no object {name}"):
        Repository.of(repository).contents([name])
