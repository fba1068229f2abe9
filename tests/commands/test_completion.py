"""What a shell completes, tried in the real ones: bash, zsh and fish, where they are installed."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pyte
import pytest

import quizgen as package
from quizgen import codes
from quizgen.cli import COMMANDS
from quizgen.questions import TYPES
from samples import HEAD, make

if TYPE_CHECKING:
    from conftest import Run

BANK = f"""\
{HEAD}questions:
  - {{id: japan, type: card, stem: Capital?, answer: Tokyo, tags: ["asia::east"], difficulty: hard}}
  - {{id: peru, type: card, stem: Capital?, answer: Lima, tags: [america]}}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make(tmp_path, {"decks/capitals.yaml": BANK}))


LINES = {
    "quizgen va": ["validate"],
    "quizgen e": ["explain", "exam"],
    "quizgen new ": ["bank", "question", "topic"],
    "quizgen new question c": [name for name in TYPES if name.startswith("c")],
    "quizgen new bank --type tr": ["truefalse"],
    "quizgen explain duplicate-f": ["duplicate-fact", "duplicate-field"],
    "quizgen validate --select bad-id,bad-nu": ["bad-id,bad-number"],
    "quizgen quiz --bank ": ["capitals"],
    "quizgen quiz --tag ": ["america", "asia", "asia::east"],
    "quizgen quiz --tag asia::": ["asia::east"],
    "quizgen quiz decks/capitals.yaml --difficulty h": ["hard"],
    "quizgen quiz nowhere --tag ": [],
    "quizgen build --format ": ["anki", "csv"],
    "quizgen quiz --fl": [],
    "quizgen --ver": ["--version"],
    "quizgen completion ": ["bash", "fish", "zsh"],
    "quizgen 'unclosed": [],
}


@pytest.mark.parametrize("line", LINES)
def test_what_may_come_next(
    line: str, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_QUIZGEN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    run = quizgen()
    assert (run.code, run.err) == (0, "")
    offered = [text.partition(",")[2] for text in run.out.splitlines()]
    assert set(LINES[line]) <= set(offered)
    typed = re.split(r"\s", line)[-1]
    assert all(word.startswith(typed) for word in offered)


def test_all_commands_and_codes_are_offered(
    quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_QUIZGEN_COMPLETE", "bash_complete")
    for line, names in {"quizgen ": COMMANDS, "quizgen explain ": codes.names()}.items():
        monkeypatch.setenv("COMP_WORDS", line)
        offered = [text.partition(",")[2] for text in quizgen().out.splitlines()]
        assert sorted(offered) == sorted(names)


def test_a_shell_that_is_not_known(
    quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_QUIZGEN_COMPLETE", "csh_complete")
    run = quizgen()
    assert (run.code, run.out) == (2, "")


STARTS = {
    "bash": ('PS1="> "; eval "$(quizgen completion bash)"', ["--norc", "--noprofile", "-i"]),
    "zsh": (
        'PS1="> "; autoload -U compinit; compinit -u -d .zdump; eval "$(quizgen completion zsh)"',
        ["-f", "-i"],
    ),
    "fish": (
        "function fish_prompt; echo '> '; end; quizgen completion fish | source",
        ["-N", "-i"],
    ),
}
TYPED = {
    "quizgen vali\t": "quizgen validate ",
    "quizgen quiz --tag ame\t": "quizgen quiz --tag america ",
    "quizgen quiz --tag asia::e\t": "quizgen quiz --tag asia::east ",
    "quizgen quiz --bank c\t": "quizgen quiz --bank capitals ",
    "quizgen explain duplicate-to\t": "quizgen explain duplicate-topic ",
}


@pytest.mark.parametrize("shell", STARTS)
def test_a_real_shell_completes(shell: str, tmp_path: Path) -> None:
    """Keys are typed, and the line is read from the screen."""
    import pexpect

    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    make(tmp_path / "bin", {"quizgen": f'#!/bin/sh\nexec {sys.executable} -m quizgen "$@"\n'})
    (tmp_path / "bin" / "quizgen").chmod(0o755)
    begin, options = STARTS[shell]
    child = pexpect.spawn(
        shell,
        options,
        env={
            **os.environ,
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": str(Path(package.__file__).parents[1]),
            "HOME": str(tmp_path),
            "TERM": "xterm",
        },
        dimensions=(30, 100),
        encoding="utf-8",
        timeout=20,
    )
    screen = pyte.Screen(100, 30)
    stream = pyte.Stream(screen)

    def shown(expected: str) -> list[str]:
        """The lines of the screen, as soon as one is ``expected``, or after ten seconds."""
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                stream.feed(child.read_nonblocking(4096, timeout=0.2))
            except pexpect.TIMEOUT:
                if any(line.rstrip() == expected.rstrip() for line in screen.display):
                    break
        return [line.rstrip() for line in screen.display]

    child.sendline(f"{begin}; clear")
    assert ">" in shown(">")
    for keys, line in TYPED.items():
        child.send(keys)
        assert f"> {line.rstrip()}" in shown(f"> {line}")
        child.send("\x15")  # empties the line
    child.close(force=True)
