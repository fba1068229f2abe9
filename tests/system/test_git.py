"""Files out of git: as they were at a revision, and none that lies elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
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
        found.repo_path(tmp_path / "outside.yaml")
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
    """Not even one that is in the repository, or in a folder of ``PATH`` that is relative."""
    shutil.copy(shutil.which("git") or "", repository / "git")
    for path in (str(repository), ".", "", f"{repository}/."):
        monkeypatch.setenv("PATH", path)
        monkeypatch.chdir(repository)
        with pytest.raises(GitError, match="git was not found"):
            Repository.of(repository)


def instead_of_git(
    folder: Path, script: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Put another program, which need not be well, in the place of git, beside ``folder``."""
    git = tmp_path / "bin" / "git"
    git.parent.mkdir()
    git.write_text(script)
    git.chmod(0o755)
    assert not git.is_relative_to(folder)
    monkeypatch.setenv("PATH", f"{git.parent}{os.pathsep}{os.environ['PATH']}")


def test_git_is_asked_in_one_language_and_writes_nothing(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the user has set: no ``GIT_*`` comes through but our own, and ``HOME`` does."""
    for name in ("LC_ALL", "GIT_OPTIONAL_LOCKS", "GIT_SSH_COMMAND", "GIT_DIR", "GIT_NEW"):
        monkeypatch.setenv(name, "the user's")
    monkeypatch.setenv("HOME", "home")
    script = 'echo "$LC_ALL $HOME" $(env | grep -a ^GIT_ | sort) >&2; exit 1'
    instead_of_git(repository, f"#!/bin/sh\n{script}\n", monkeypatch, tmp_path)
    with pytest.raises(GitError) as caught:
        Repository.of(repository)
    assert str(caught.value).split() == [
        "git:",
        "C",
        "home",
        "GIT_ALLOW_PROTOCOL=none",
        f"GIT_CEILING_DIRECTORIES={tmp_path}",
        "GIT_GRAFT_FILE=/dev/null",
        "GIT_NO_LAZY_FETCH=1",
        "GIT_NO_REPLACE_OBJECTS=1",
        "GIT_OPTIONAL_LOCKS=0",
        "GIT_TERMINAL_PROMPT=0",
        "GIT_WORK_TREE=.",
    ]


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("echo fatal: no such thing >&2; echo and more >&2; exit 128", "git: no such thing"),
        ("echo warning: first >&2; echo fatal: both >&2; exit 1", "git: both"),
        ("echo warning: fatal: both >&2; exit 1", "git: warning: fatal: both"),
        ("exit 3", "git: it ended with 3"),
        ("echo nothing to complain of; exit 129", "git: it ended with 129"),
        ("echo nothing at all", "“.git” is no git repository"),
        ("sleep 60", "git took over 1 seconds"),
        ("exec yes", "git: the answer has over 1,000,000 bytes"),
    ],
)
def test_a_complaint_of_git_is_one_line(
    script: str,
    complaint: str,
    repository: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is fatal, else the first; where there is none, it is said how git ended.

    A git that does not end, or does not stop talking, is ended.
    """
    monkeypatch.setattr("quizgen.system.git._SECONDS", 1)
    monkeypatch.setattr("quizgen.system.git._LONGEST_ANSWER", 1_000_000)
    instead_of_git(repository, f"#!/bin/sh\n{script}\n", monkeypatch, tmp_path)
    with pytest.raises(GitError) as caught:
        Repository.of(repository)
    assert str(caught.value).replace(str(repository / ".git"), "“.git”") == complaint


OLD_GIT = '#!/bin/bash\nexec {} "${{@/safe.bareRepository=explicit/safe.bareRepository=all}}"\n'
"""A git that knows nothing of ``safe.bareRepository``, as all before 2.38."""


@pytest.mark.parametrize("old", [False, True], ids=["git", "an old git"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda git: git.unlink(),
        lambda git: (git.unlink(), git.mkdir()),
        lambda git: git.write_text("gitdir: ../elsewhere\n"),
        lambda git: git.write_text("gitdir: //server/share\n"),
        lambda git: git.write_text("\x00"),
        lambda git: (git.unlink(), os.mkfifo(git)),
        lambda git: (git.unlink(), git.symlink_to("/dev/zero")),
        lambda git: (git.unlink(), git.symlink_to(".git")),
        lambda git: (git.unlink(), git.symlink_to("/proc/self/mem")),
    ],
    ids=[
        "none",
        "empty",
        "nowhere",
        "another machine",
        "binary",
        "fifo",
        "device",
        "loop",
        "unreadable",
    ],
)
def test_what_only_looks_like_a_repository_is_refused(
    damage: Callable[[Path], object],
    old: bool,
    repository: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The folder is itself like a bare repository: a git that knows no better takes it for one."""
    commit(repository, {"a.yaml": "a"})
    for path in (repository / ".git").iterdir():
        path.rename(repository / path.name)
    (repository / ".git").rmdir()
    (repository / ".git").write_text("gitdir: .\n")
    damage(repository / ".git")
    if old:
        instead_of_git(repository, OLD_GIT.format(shutil.which("git")), monkeypatch, tmp_path)
    with pytest.raises(GitError, match=r"(no|not a) git repository|cannot use bare repository"):
        Repository.of(repository)


def test_a_merge_is_read_and_nothing_that_calls_itself_one(repository: Path) -> None:
    head = commit(repository, {"a.yaml": "a"})
    (repository / ".git" / "MERGE_HEAD").write_text(f"{head}\n--output=x\nHEAD\n")
    assert Repository.of(repository).heads() == [head, head]


def test_what_a_file_ever_was_is_found_wherever_it_was(repository: Path) -> None:
    """Of every name, on every branch that was merged, and once each; a folder is no file."""
    commit(repository, {"a/x.lock": "one", "b.yaml": "b", "y.lock/c.txt": "a folder"})
    known = commit(repository, {"a/x.lock": "two"})
    git(repository, "checkout", "-q", "-b", "side")
    commit(repository, {"a/x.lock": "three"})
    git(repository, "checkout", "-q", "main")
    git(repository, "mv", "a/x.lock", "z.lock")
    commit(repository, {"other": "x"})
    git(repository, "merge", "-q", "-s", "ours", "-m", "merge", "side")
    git(repository, "checkout", "-q", "-b", "apart")
    commit(repository, {"z.lock": "four"})
    git(repository, "checkout", "-q", "main")
    found = Repository.of(repository)

    def past(*commits: str) -> set[bytes]:
        names = found.past_files(".lock", found.heads(), commits)
        return {content for _, content in found.each_content(names)}

    assert past() == {b"one", b"two", b"three"}
    assert past(known) == {b"three"}
    assert past(found.head) == set()


def test_a_file_that_is_too_large_is_not_read(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizgen.system.git.LARGEST_FILE", 9)
    head = commit(repository, {"a.yaml": "123456789", "b.yaml": "1234567890"})
    found = Repository.of(repository)
    names = found.files(head, is_bank)
    assert [*dict(found.each_content(names.values(), skip_large=True))] == [names["a.yaml"]]
    with pytest.raises(GitError, match="10 bytes"):
        found.contents(names.values())


def test_another_users_repository_is_refused_unless_it_is_trusted(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By git, and by a git that is too old to look: the program here says no word of it."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    commit(repository, {"a.yaml": "a"})
    for path in (repository, repository / ".git"):
        os.chown(path, 12345, 12345)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(GitError, match=r"dubious ownership|unsafe repository") as caught:
        Repository.of(repository)
    assert "git config --global --add safe.directory" in caught.value.hint
    git_program = shutil.which("git")
    script = f'exec {git_program} -c safe.directory="*" "$@"'
    instead_of_git(repository, f"#!/bin/sh\n{script}\n", monkeypatch, tmp_path)
    with pytest.raises(GitError, match="belongs to another user") as caught:
        Repository.of(repository)
    assert f"safe.directory {repository}" in caught.value.hint
    for trusted in (str(repository), f"{tmp_path}/*", "*"):
        (tmp_path / ".gitconfig").write_text(f'[safe]\n\tdirectory = "{trusted}"\n')
        if "/*" not in trusted:  # which the git beside us need not know
            assert Repository.of(repository).head


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
