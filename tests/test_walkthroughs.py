"""The pages that readers follow step by step are followed here, in an empty folder.

On such a page:

- ```` ```yaml PATH ```` is the whole text of a file that the reader writes;
- ```` ```yaml question PATH ```` is what the reader makes of the last question of a file;
- ```` ```diff PATH ```` is an edit: lines with ``-`` go, lines with ``+`` come in their place;
- ```` ```console ```` has commands after ``$``, each with all that it prints on a terminal of 80
  columns.  ``…`` stands for anything within a line, and a line ``…`` for any lines.  Where a
  command asks “y or n”, the reader types what the page shows after the question.
- ``ADDRESS`` is where the reader got quizgen from.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from itertools import product
from pathlib import Path

import pytest

import quizgen
from test_docs import Block, blocks
from updates.learner import Learner, Log

ROOT = Path(__file__).parents[1]
PAGES = [
    page
    for page in sorted((ROOT / "docs").rglob("*.md"))
    if any(block.words[:1] == ("console",) for block in blocks(page))
]


def apply(folder: Path, block: Block) -> None:
    """Edit the file that ``block`` names as its lines say."""
    path = folder / block.words[1]
    old = "".join(f"{line[1:]}\n" for line in block.text.splitlines() if line[:1] in "- ")
    new = "".join(f"{line[1:]}\n" for line in block.text.splitlines() if line[:1] in "+ ")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{block}: {path.name} has these lines {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def rewrite(path: Path, question: str) -> None:
    """Write ``question`` in place of the last question of the bank at ``path``."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex("  - id: ")] + question, encoding="utf-8")


def programs(folder: Path) -> Path:
    """A folder next to ``folder`` with ``quizgen``, which a hook of git may run."""
    found = folder.parent / f"{folder.name}-programs"
    found.mkdir(exist_ok=True)
    program = found / "quizgen"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m quizgen "$@"\n')
    program.chmod(0o755)
    return found


def printed(folder: Path, command: str, shown: str = "") -> str:
    """What ``command`` prints in ``folder``, where its questions get the answers in ``shown``."""
    words = shlex.split(command.replace("ADDRESS", "https://example.org/quizgen"))
    if words[0] == "quizgen":
        words[:1] = [sys.executable, "-m", "quizgen"]
    author = {
        f"GIT_{who}_{what}": "a@example.org"
        for who, what in product(("AUTHOR", "COMMITTER"), ("NAME", "EMAIL"))
    }
    env = {
        "PATH": f"{programs(folder)}:{os.environ['PATH']}",
        "PYTHONPATH": str(Path(quizgen.__file__).parents[1]),
        "PYTHONUTF8": "1",
        "HOME": str(folder),
        "TERM": "xterm",
        "NO_COLOR": "1",
        **author,
    }
    return in_terminal(folder, words, env, re.findall(r"y or n \[y\]: (.*)", shown))


def in_terminal(folder: Path, words: list[str], env: dict[str, str], answers: list[str]) -> str:
    """What a command prints in a terminal to a reader who types ``answers``."""
    import pexpect

    child = pexpect.spawn(
        words[0],
        words[1:],
        cwd=str(folder),
        env=env,  # type: ignore[arg-type]  # its stubs want what os.environ is
        encoding="utf-8",
        timeout=60,
        dimensions=(24, 80),
    )
    text = ""
    for answer in answers:
        child.expect_exact("y or n [y]: ")
        text += str(child.before) + str(child.after)
        child.sendline(answer)
    child.expect(pexpect.EOF)
    text += str(child.before)
    child.close()
    return text.replace("\r\n", "\n")


def fits(shown: str, output: str) -> bool:
    """Whether ``output`` is what the page shows."""
    pattern = re.escape(shown).replace(re.escape("\n…\n"), r"\n(?:.*\n)*?").replace("…", ".*")
    return re.fullmatch(pattern, output) is not None


def steps(block: Block) -> list[tuple[str, str]]:
    """The commands of ``block``, each with what the page shows of its output."""
    found: list[tuple[str, str]] = []
    for line in block.text.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:].strip(), ""))
        else:
            command, shown = found.pop()
            found.append((command, shown + line))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_can_be_followed(page: Path, tmp_path: Path) -> None:
    logs: list[Log] = []
    for block in blocks(page):
        match block.words:
            case ("yaml", name) if "." in name:
                (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name).write_text(block.text, encoding="utf-8")
            case ("yaml", "question", name):
                rewrite(tmp_path / name, block.text)
            case ("diff", _):
                apply(tmp_path, block)
            case ("console",):
                for command, shown in steps(block):
                    output = printed(tmp_path, command, shown)
                    assert fits(shown, output), (
                        f"{block}: “{command}” printed this; write it on the page:\n{output}"
                    )
                    if command == "quizgen build" and ".apkg: " in output:
                        logs.append(into_anki(tmp_path))
    if logs:  # the last thing that these pages show is that a correction reaches learners
        assert logs[0].new > 0
        assert (logs[-1].new, logs[-1].updated, logs[-1].conflicting) == (0, 1, 0)


def into_anki(folder: Path) -> Log:
    """Import every package that was built in ``folder`` into the real Anki, as the page says."""
    logs = []
    with Learner(folder.parent / f"{folder.name}-anki") as learner:
        for package in sorted((folder / "output").glob("*.apkg")):
            logs.append(learner.import_(package))
    return Log(*(sum(counts) for counts in zip(*logs, strict=True)))


def test_four_commands_lead_from_nothing_into_anki(tmp_path: Path) -> None:
    """Each but the first is one that a command before it names, so nobody reads anything else."""
    first = next(one for one in blocks(ROOT / "docs/authoring.md") if one.words == ("console",))
    commands = [command for command, _ in steps(first)]
    assert len(commands) <= 3, "the import is the fourth"
    told = "  quizgen new bank rivers"
    for command in commands:
        assert re.search(rf" {re.escape(command)}$", told, re.MULTILINE)
        told += printed(tmp_path, command)
    assert "in Anki: File > Import" in told
    (package,) = re.findall(r"^(output/\S+\.apkg): ", told, re.MULTILINE)
    with Learner(tmp_path / "anki") as learner:
        assert learner.import_(tmp_path / package) == Log(new=2, updated=0, duplicate=0)
        assert learner.collection.decks.by_name("Rivers")


def test_what_is_shown_must_fit() -> None:
    assert fits("a…c\n", "abc\n")
    assert fits("a\n…\nd\n", "a\nb\nc\nd\n")
    assert not fits("a\n", "a\nb\n")
    assert not fits("a…\n", "a\nb\n")
