"""``quizgen build`` as its user meets it; what is built is proven in ``test_builder.py``."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run

BANK = """\
bank: capitals
title: Capitals
namespace: 4f0k2m5xw9d3r8t4vq7a
questions:
  - {id: japan, type: card, stem: What is the capital of Japan?, answer: Tokyo, reverse: true}
  - {id: france, type: short, stem: What is the capital of France?, answer: Paris}
"""


def test_it_tells_what_it_wrote(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """It prints what it wrote: notes, cards, decks, size; and the same when nothing changed."""
    bank = tmp_path / "capitals.yaml"
    bank.write_text(BANK)
    run = quizgen("build", bank, "-o", tmp_path / "out")
    assert run.code == 0
    assert run.err == ""
    line = r"\S+capitals\.apkg: 2 notes, 3 cards, 1 deck, \d+ kB"
    assert re.fullmatch(f"{line}\n", run.out)
    again = quizgen("build", bank, "-o", tmp_path / "out")
    assert re.fullmatch(rf"{line} \(unchanged\)\n", again.out)


def test_a_mistake_leaves_the_output_as_it_was(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """A mistake in a bank: report, exit 1, and the output stays as it was."""
    bank = tmp_path / "capitals.yaml"
    bank.write_text(BANK)
    assert quizgen("build", bank, "-o", tmp_path / "out").code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    bank.write_text(BANK.replace("short", "shrt"))
    before[bank] = bank.read_bytes()
    run = quizgen("build", bank, "-o", tmp_path / "out")
    assert run.code == 1
    assert "error[unknown-type]" in run.err
    assert f"nothing was built; {tmp_path / 'out'} is unchanged" in run.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_bank_that_cannot_be_read_leaves_the_output_as_it_was(
    tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    """It is told like any other mistake, though the package that is there may be current."""
    topic, out = tmp_path / "decks", tmp_path / "out"
    topic.mkdir()
    (topic / "capitals.yaml").write_text(BANK)
    assert quizgen("build", topic, "-o", out).code == 0
    before = (out / "capitals.apkg").read_bytes()
    (topic / "lost.yaml").symlink_to(tmp_path / "nowhere.yaml")
    run = quizgen("build", topic, "-o", out)
    assert run.code == 2
    assert f"{topic / 'lost.yaml'}: error[unreadable]" in run.err
    assert "nothing was built" in run.err
    assert (out / "capitals.apkg").read_bytes() == before


def test_a_link_to_a_lock_in_the_named_folder_stays(
    tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    decks, out = tmp_path / "decks", tmp_path / "out"
    (decks / "locks").mkdir(parents=True)
    bank, lock = decks / "capitals.yaml", decks / "capitals.lock"
    bank.write_text(BANK)
    assert quizgen("build", decks, "-o", out).code == 0
    lock.rename(decks / "locks" / "shared.lock")
    lock.symlink_to("locks/shared.lock")
    bank.write_text(BANK.replace("Paris", "Lutetia"))
    assert quizgen("build", decks, "-o", out).code == 0
    assert lock.is_symlink()
    assert not (decks / "locks" / "shared.lock").is_symlink()
    assert "(unchanged)" in quizgen("build", decks, "-o", out).out


@pytest.mark.parametrize("command", ["build", "preview", "changes"])
def test_an_empty_output_is_refused(
    command: str, tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a variable of a shell is that was never set: it would mean the current folder."""
    monkeypatch.chdir(tmp_path)
    bank = tmp_path / "capitals.yaml"
    bank.write_text(BANK)
    run = quizgen(command, bank, "-o", "")
    assert run.code == 2
    assert "found an empty path" in run.err
    assert list(tmp_path.iterdir()) == [bank]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_leaves_nothing_half_written(name: str, tmp_path: Path) -> None:
    """Neither in the output nor among temporary files."""
    number = getattr(signal, name)
    (tmp_path / "out").mkdir()
    (tmp_path / "temporary").mkdir()
    head, *_ = BANK.partition("  - {id")
    questions = (f"  - {{id: q{n}, type: card, stem: S{n}, answer: A}}\n" for n in range(30_000))
    (tmp_path / "capitals.yaml").write_text(head + "".join(questions))
    process = subprocess.Popen(
        [sys.executable, "-m", "quizgen", "build", "capitals.yaml", "-o", "out"],
        cwd=tmp_path,
        env=os.environ | {"TMPDIR": str(tmp_path / "temporary")},
        stderr=subprocess.DEVNULL,
    )
    while not any((tmp_path / "temporary").iterdir()):  # it is writing
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(number)
    assert process.wait(60) == (130 if name == "SIGINT" else 128 + number)
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "capitals.yaml",
        "out",
        "temporary",
    ]


def test_a_full_disk_is_told_of_the_package(tmp_path: Path) -> None:
    """And of nothing that is only there while it is written."""
    (tmp_path / "capitals.yaml").write_text(BANK)
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000));"
    program = f"{limit} import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{program} sys.argv[1:] = ['build', 'capitals.yaml', '-o', 'out'];"
            "from quizgen.cli import main; main()",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert run.stderr.startswith(
        "nothing was built; out is unchanged\nquizgen: out/capitals.apkg: "
    )
    assert "Traceback" not in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["capitals.yaml"]


def test_a_copy_of_a_topic_is_no_topic_that_is_current(
    tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    """Two with one id are a mistake, though the package of either is there."""
    topic, out = tmp_path / "decks", tmp_path / "out"
    topic.mkdir()
    (topic / "capitals.yaml").write_text(BANK)
    assert quizgen("build", topic, "-o", out).code == 0
    shutil.copytree(topic, topic / "copy")
    run = quizgen("build", topic, "-o", out)
    assert run.code == 1
    assert "error[duplicate-bank]" in run.err


def test_a_twin_of_a_bank_is_found_though_the_package_is_current(
    tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    (tmp_path / "capitals.yaml").write_text(BANK)
    assert quizgen("build", tmp_path / "capitals.yaml", "-o", tmp_path / "out").code == 0
    (tmp_path / "capitals.yml").write_text(BANK)
    run = quizgen("build", tmp_path / "capitals.yaml", "-o", tmp_path / "out")
    assert run.code == 1
    assert "shared-lock" in run.err


DRAFT = BANK.replace("namespace: 4f0k2m5xw9d3r8t4vq7a\n", "")


def test_a_bank_without_a_namespace_is_offered_one(
    tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    """Everything else can be done without it; the line that is offered is all that it lacks."""
    bank = tmp_path / "capitals.yaml"
    bank.write_text(DRAFT)
    for command in (
        ("validate", bank),
        ("preview", bank, "-o", tmp_path / "page.html"),
        ("build", bank, "-o", tmp_path / "csv", "--format", "csv"),
        ("changes", bank, "-o", tmp_path / "out"),
    ):
        assert quizgen(*command).code == 0, command
    run = quizgen("build", bank, "-o", tmp_path / "out")
    assert run.code == 1
    assert run.out == ""
    assert "capitals.yaml:2:1: error[no-namespace] the namespace is missing" in run.err
    assert not (tmp_path / "out").exists()
    line = re.search(r"“(namespace: [a-z0-9]{20})”", run.err)
    assert line, run.err
    bank.write_text(DRAFT.replace("questions:", f"{line[1]}\nquestions:"))
    assert quizgen("build", bank, "-o", tmp_path / "out").code == 0
    bank.write_text(DRAFT)
    run = quizgen("validate", bank)
    assert run.code == 1
    assert f"put this line back: “{line[1]}”" in run.err


@pytest.mark.parametrize("answer", ["y", "n", ""])
def test_in_a_terminal_the_namespace_is_added_where_it_is_wanted(
    answer: str, tmp_path: Path
) -> None:
    import pexpect

    (tmp_path / "a.yaml").write_text("# mine\n" + DRAFT)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "quizgen", "build", "a.yaml"],
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=30,
    )
    child.expect(r"Write this line into a\.yaml\? y or n \[y\]: ")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    text = (tmp_path / "a.yaml").read_text()
    if answer == "n":
        assert child.exitstatus == 1
        assert text == "# mine\n" + DRAFT
        return
    assert child.exitstatus == 0
    assert (tmp_path / "output" / "capitals.apkg").exists()
    assert re.sub(r"namespace: [a-z0-9]{20}\n", "", text) == "# mine\n" + DRAFT != text


@pytest.mark.parametrize(("tag", "told"), [("fr", True), ("de-AT", False), ("en", False)])
def test_a_language_without_words_is_named(
    tag: str, told: bool, tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    bank = tmp_path / "a.yaml"
    bank.write_text(
        f"bank: a\ntitle: A\nnamespace: quizgentestlanguage1\nlang: {tag}\nquestions:\n"
        "  - {id: q, type: card, stem: x, answer: y}\n"
    )
    for command in ("build", "preview"):
        output = tmp_path / ("out" if command == "build" else "out.html")
        run = quizgen(command, bank, "-o", output)
        assert run.code == 0, run.err
        assert (f"quizgen has no words in “{tag}”" in run.err) is told
