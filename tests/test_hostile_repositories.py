"""Repositories of strangers: whatever they hold, no command of quizgen runs a program of theirs.

Each repository here would run a *canary*, a script that leaves a file behind; a command of git that
anybody may type shows that it would.  Then every command of quizgen that asks git is run, as the
process that a user would start, and the canary must not have sung.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

BANK = """\
bank: seas
title: Seas
namespace: 3h7d9xk2m5qw8t4v6z0r
questions:
  - {id: largest, type: card, stem: The largest?, answer: The Philippine Sea}
"""
EDITED = BANK.replace("Philippine", "Dead")
QUIZGEN = (sys.executable, "-m", "quizgen")
COMMANDS = (
    ("build",),
    ("build", "--force"),
    ("build", "--locked", "--force"),
    ("changes",),
    ("changes", "--since", "HEAD~1"),
    ("changes", "--since", "HEAD~1", "--until", "HEAD"),
)
HOOKS = (
    "post-checkout", "post-index-change", "pre-auto-gc", "reference-transaction", "post-rewrite",
    "fsmonitor-watchman", "pre-commit", "post-commit", "sendemail-validate", "post-merge",
)  # fmt: skip


@dataclass
class Stranger:
    """A folder with banks that somebody else made."""

    folder: Path
    """Where the user is; the banks are in ``decks`` below it."""
    canary: Path
    """A script; where it was run, a file of this name with ``.sang`` is beside it."""

    @classmethod
    def at(cls, folder: Path) -> Stranger:
        canary = folder / "canary"
        canary.write_text(f'#!/bin/sh\necho "$0" "$@" >> "{canary}.sang"\nexit 1\n')
        canary.chmod(0o755)
        (folder / "clone" / "decks").mkdir(parents=True)
        stranger = cls(folder / "clone", canary)
        stranger.write("decks/seas.yaml", BANK)
        return stranger

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self, *command: str, cwd: Path | None = None, **variables: str) -> str:
        """Run a command where the user is; return what it says, whether it fails or not."""
        environment = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", **variables}
        run = subprocess.run(
            command,
            cwd=cwd or self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return run.stdout + run.stderr

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        return self.run("git", *identity, *arguments, cwd=cwd)

    def config(self, **settings: str) -> None:
        for name, value in settings.items():
            self.git("config", name.replace("__", "."), value)

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def history(self) -> None:
        """Make a repository of two builds, of which the second has another text."""
        self.git("init", "-q", "-b", "main")
        for text in (BANK, EDITED):
            self.write("decks/seas.yaml", text)
            self.run(*QUIZGEN, "build")
            shutil.rmtree(self.folder / "output")
            self.commit("build")

    def sang(self) -> str:
        """Return what the canary was called with, and let it be forgotten."""
        heard = self.canary.with_name("canary.sang")
        text = heard.read_text() if heard.exists() else ""
        heard.unlink(missing_ok=True)
        return text


@pytest.fixture
def stranger(tmp_path: Path) -> Stranger:
    return Stranger.at(tmp_path)


# -- what a stranger can do ----------------------------------------------------------------------


def embed(stranger: Stranger) -> None:
    """Let the folder of the banks be a bare repository of ordinary files, index and all."""
    other = stranger.folder.parent / "other"
    shutil.copytree(stranger.folder / "decks", other)
    for text in (BANK, EDITED):
        stranger.write("../other/seas.yaml", text)
        if not (other / ".git").exists():
            stranger.git("init", "-q", "-b", "main", cwd=other)
        stranger.git("add", "-A", cwd=other)
        stranger.git("commit", "-q", "-m", "some", cwd=other)
    for name in ("HEAD", "index", "objects", "refs"):
        kept = other / ".git" / name
        copy = shutil.copytree if kept.is_dir() else shutil.copy
        copy(kept, stranger.folder / "decks" / name)
    stranger.write(
        "decks/config",
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
        f"\tfsmonitor = {stranger.canary}\n",
    )


def an_embedded_repository(stranger: Stranger) -> None:
    stranger.history()
    embed(stranger)
    stranger.commit("a bank, as it seems")


def an_embedded_repository_alone(stranger: Stranger) -> None:
    """A folder that was downloaded, not cloned."""
    embed(stranger)


def settings(stranger: Stranger) -> None:
    """Every setting by which git runs a program, and every hook."""
    canary = str(stranger.canary)
    stranger.config(
        core__fsmonitor=canary,
        core__sshCommand=canary,
        core__gitProxy=canary,
        core__pager=canary,
        core__editor=canary,
        core__askPass=canary,
        core__alternateRefsCommand=canary,
        pager__rev_list=canary,
        credential__helper=canary,
        diff__external=canary,
        diff__x__textconv=canary,
        diff__x__command=canary,
        filter__x__clean=canary,
        filter__x__smudge=canary,
        filter__x__process=canary,
        gpg__program=canary,
        log__showSignature="true",
        merge__x__driver=canary,
        sequence__editor=canary,
        uploadpack__packObjectsHook=canary,
    )
    for name in ("rev-parse", "rev-list", "ls-tree", "cat-file"):
        stranger.git("config", f"alias.{name}", f"!{canary}")
        stranger.git("config", f"pager.{name}", canary)
    hooks = stranger.folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in HOOKS:
        shutil.copy(stranger.canary, hooks / name)
        (hooks / name).chmod(0o755)
    attributes = "* diff=x filter=x merge=x\n"
    stranger.write(".gitattributes", attributes)
    stranger.write(".git/info/attributes", attributes)


def hostile_settings(stranger: Stranger) -> None:
    stranger.history()
    settings(stranger)


def included_settings(stranger: Stranger) -> None:
    """The settings are a tracked file, which that of the repository includes."""
    stranger.history()
    stranger.write("decks/harmless.txt", f"[core]\n\tfsmonitor = {stranger.canary}\n")
    stranger.git("config", "include.path", "../decks/harmless.txt")
    stranger.commit("a text")


def a_working_tree_elsewhere(stranger: Stranger) -> None:
    stranger.history()
    settings(stranger)
    stranger.git("config", "core.worktree", "..")


def an_added_working_tree(stranger: Stranger) -> None:
    """``.git`` is a file that leads to a repository elsewhere."""
    stranger.history()
    tree = stranger.folder.parent / "tree"
    stranger.git("worktree", "add", str(tree))
    settings(stranger)
    stranger.folder = tree


def a_submodule(stranger: Stranger) -> None:
    stranger.history()
    above = stranger.folder.parent / "above"
    above.mkdir()
    stranger.git("init", "-q", cwd=above)
    url = ("-c", "protocol.file.allow=always")
    stranger.git(*url, "submodule", "add", str(stranger.folder), "decks", cwd=above)
    stranger.git("commit", "-q", "-m", "some", cwd=above)
    stranger.folder = above / "decks"
    stranger.git("config", "core.fsmonitor", str(stranger.canary))


def a_repository_behind_a_link(stranger: Stranger) -> None:
    stranger.history()
    settings(stranger)
    (stranger.folder / ".git").rename(stranger.folder.parent / "elsewhere")
    (stranger.folder / ".git").symlink_to("../elsewhere")


def borrowed_objects(stranger: Stranger) -> None:
    """The objects are those of another repository, which is asked for its branches."""
    stranger.history()
    lender, stranger.folder = stranger.folder, stranger.folder.parent / "borrower"
    stranger.git("clone", "-q", "--shared", str(lender), str(stranger.folder), cwd=lender)
    settings(stranger)


def partial_clone(stranger: Stranger, what: str, *config: str) -> None:
    """A clone that lacks something old, with settings that tell where to fetch it."""
    stranger.history()
    stranger.git("config", "uploadpack.allowFilter", "true")
    clone = stranger.folder.parent / "partial"
    url = f"file://{stranger.folder}"
    stranger.git("clone", "-q", f"--filter={what}", url, str(clone), cwd=stranger.folder.parent)
    stranger.folder = clone
    for name, value in zip(config[::2], config[1::2], strict=True):
        stranger.git("config", name, value.replace("CANARY", str(stranger.canary)))


UPLOAD = ("remote.origin.uploadpack", "CANARY")
FETCHES: dict[str, tuple[str, tuple[str, ...]]] = {
    "uploadpack": ("blob:none", UPLOAD),
    "no trees": ("tree:0", UPLOAD),
    "ext": ("blob:none", ("remote.origin.url", "ext::CANARY %S", "protocol.ext.allow", "always")),
    "ssh": ("blob:none", ("remote.origin.url", "ssh://host/x", "core.sshCommand", "CANARY")),
    "rewritten": (
        "blob:none",
        (*UPLOAD, "remote.origin.url", "https://example.org", "url.file:///.insteadOf", "https://"),
    ),
}


def promised(name: str) -> Callable[[Stranger], None]:
    what, config = FETCHES[name]
    return lambda stranger: partial_clone(stranger, what, *config)


def a_program_called_git(stranger: Stranger) -> None:
    """In every folder that a path which is not absolute may mean."""
    stranger.history()
    for name in ("git", "decks/git", "bin/git", "git.exe"):
        stranger.write(name, stranger.canary.read_text())
        (stranger.folder / name).chmod(0o755)
    stranger.commit("tools")


STRANGERS: dict[str, tuple[Callable[[Stranger], None], tuple[str, ...], str]] = {
    # who, what of git makes the canary sing, and where
    "embedded": (an_embedded_repository, ("status",), "decks"),
    "embedded alone": (an_embedded_repository_alone, ("status",), "decks"),
    "settings": (hostile_settings, ("status",), "."),
    "included": (included_settings, ("status",), "."),
    "worktree elsewhere": (a_working_tree_elsewhere, ("ls-files",), "."),
    "added worktree": (an_added_working_tree, ("status",), "."),
    "submodule": (a_submodule, ("status",), "."),
    "link": (a_repository_behind_a_link, ("status",), "."),
    "borrowed": (borrowed_objects, ("rev-list", "--alternate-refs"), "."),
    **{f"promised, {name}": (promised(name), ("log", "-p", "--root"), ".") for name in FETCHES},
}


def all_commands(stranger: Stranger, **variables: str) -> list[str]:
    """Run every command where the user may be, and return what each says."""
    (banks,) = (path.parent for path in stranger.folder.rglob("seas.yaml"))
    said = []
    for number, command in enumerate(COMMANDS):
        folder = banks if number % 2 else stranger.folder
        (banks / "seas.lock").touch()  # so that whatever compares times has to look
        place = os.path.relpath(banks / "seas.yaml", folder)
        said.append(
            stranger.run(*QUIZGEN, command[0], place, *command[1:], cwd=folder, **variables)
        )
        assert "Traceback" not in said[-1]
        assert stranger.sang() == "", command
    return said


@pytest.mark.parametrize("name", STRANGERS)
def test_nothing_of_a_stranger_is_run(name: str, stranger: Stranger) -> None:
    make, control, where = STRANGERS[name]
    make(stranger)
    stranger.sang()
    stranger.git(*control, cwd=stranger.folder / where)
    if not stranger.sang():
        pytest.skip(f"this git is not to be attacked so: git {' '.join(control)} ran nothing")
    said = all_commands(stranger)
    if name.startswith("promised"):
        assert "git cannot say what earlier lock files said: git" in said[0]
        assert "git lacks" in said[4] or "git has no object" in said[4] or "git: " in said[4]


def test_no_program_that_a_stranger_calls_git_is_run(stranger: Stranger) -> None:
    """With a ``PATH`` in which a shell would find it."""
    a_program_called_git(stranger)
    entries = (".", "", "bin", "decks/..", f"{stranger.folder}/bin", os.environ["PATH"])
    all_commands(stranger, PATH=os.pathsep.join(entries))


def test_no_variable_leads_to_another_repository(stranger: Stranger, tmp_path: Path) -> None:
    stranger.history()
    other = Stranger.at(tmp_path / "other") if (tmp_path / "other").mkdir() is None else stranger
    other.history()
    settings(other)
    all_commands(
        stranger,
        GIT_DIR=str(other.folder / ".git"),
        GIT_WORK_TREE=str(other.folder),
        GIT_EXTERNAL_DIFF=str(stranger.canary),
        GIT_SSH_COMMAND=str(stranger.canary),
        GIT_PAGER=str(stranger.canary),
        GIT_CONFIG_COUNT="1",
        GIT_CONFIG_KEY_0="core.fsmonitor",
        GIT_CONFIG_VALUE_0=str(stranger.canary),
    )
    assert other.sang() == ""


@pytest.mark.parametrize("how", ["replaced", "grafted"])
def test_a_history_cannot_be_painted_over(how: str, stranger: Stranger) -> None:
    """What was committed counts: a build was given out that a replacement would hide."""
    stranger.history()
    stranger.git("revert", "--no-edit", "HEAD")
    if how == "replaced":
        stranger.git("replace", "HEAD~1", "HEAD~2")
    else:
        head = stranger.git("rev-parse", "HEAD").strip()
        stranger.write(".git/info/grafts", f"{head}\n")
    assert "taken back" in stranger.run(*QUIZGEN, "build", "--locked")
