"""The program grows by a file and a line: a question type, a rule, and a format of diagnostics,
each added to a copy of it.

The copy is then used by its commands, each in a process of its own.  Nothing else in ``src/`` is
touched, so what these tests add works everywhere that types and rules do.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import quizgen
from samples import NAMESPACE

SOURCES = Path(quizgen.__file__).parent

ESSAY = '''\
"""``essay``: the learner writes freely, and compares it with a model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from quizgen.model.diagnostics import Problem
from quizgen.model.forms import Form, Reveal
from quizgen.model.markup import Markup
from quizgen.model.question import Question


class Essay(Question, frozen=True, kw_only=True):
    """A task, and an answer that is good."""

    type: ClassVar[str] = "essay"

    stem: Markup
    model: Markup

    def check(self) -> Iterator[Problem]:
        if len(self.model.split()) < 5:
            message = "found a model of few words, expected at least 5"
            yield Problem("short-model", message, ("model",))

    def form(self) -> Form:
        return Reveal(self.stem, self.model)
'''
SHOUTING = '''\
"""A stem ends in an exclamation mark. Ask, and do not shout."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "shouting"
LEVEL = Severity.ADVICE


def check(loaded: Loaded) -> Iterator[Finding]:
    """Look at the end of each prompt."""
    for file in loaded.banks:
        for question in file.questions:
            prompt = getattr(question.form(), "prompt", "")
            if prompt.endswith("!") and question.at is not None:
                message = "found an exclamation mark, expected a question"
                yield Finding(file.place(question.at, "stem"), message, "write “?”")
'''
LOG = '''\
"""Diagnostics for a log: a word for each."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.reports import Report


def render(report: Report) -> Iterator[str]:
    """Yield the code and the line of each diagnostic."""
    for one in report.diagnostics:
        yield f"{one.code}@{one.place.line}"
'''
BANK = f"""\
bank: oceans
title: Oceans
namespace: {NAMESPACE}
questions:
  - id: why
    type: essay
    stem: Why is the sea salt!
    model: Rivers bring salt, which stays when water evaporates.
  - id: largest
    type: short
    stem: Which ocean is the largest?
    answer: The Pacific
"""
ADDED = {
    "questions/essay.py": (ESSAY, '        "match",\n', '        "essay",\n'),
    "reports/log.py": (LOG, '    "junit",\n', '    "log",\n'),
    "rules/shouting.py": (SHOUTING, '    "thousands_point",\n', '    "shouting",\n'),
}
"""Each file that is added, with the line of the table behind which its own line is put."""


class Copy:
    """A copy of the program, and a bank to use it with."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        self.folder = folder
        self.sources = folder / "src"
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(SOURCES, self.sources / "quizgen", ignore=ignored)
        for name in names:
            text, last, line = ADDED[name]
            (self.sources / "quizgen" / name).write_text(text, encoding="utf-8")
            table = (self.sources / "quizgen" / name).parent / "__init__.py"
            old = table.read_text(encoding="utf-8")
            assert old.count(last) == 1, f"{table}: its table ended in {last.strip()}; say what now"
            table.write_text(old.replace(last, last + line), encoding="utf-8")
        (folder / "oceans.yaml").write_text(BANK, encoding="utf-8")

    def run(self, *arguments: str, answers: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of the copy on the bank."""
        return subprocess.run(
            [sys.executable, "-m", "quizgen", *arguments],
            input=answers,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.folder,
            env={"PYTHONPATH": str(self.sources), "PYTHONUTF8": "1"},
            timeout=60,
            check=False,
        )


class TestQuestionType:
    @pytest.fixture
    def copy(self, tmp_path: Path) -> Copy:
        return Copy(tmp_path, ["questions/essay.py"])

    def test_it_is_validated(self, copy: Copy) -> None:
        """Its keys by the annotations of its fields, what is wrong by itself by its ``check``."""
        assert copy.run("validate", "oceans.yaml").stderr == "1 file, 2 questions: no mistakes\n"
        broken = BANK.replace("model: Rivers bring salt, which", "modle: It")
        (copy.folder / "oceans.yaml").write_text(broken, encoding="utf-8")
        run = copy.run("validate", "oceans.yaml")
        assert run.returncode == 1
        found = "oceans.yaml:8:5: error[unknown-field] found the field “modle”, expected “model”"
        assert found in run.stderr
        broken = BANK.replace("Rivers bring salt, which stays when water", "It")
        (copy.folder / "oceans.yaml").write_text(broken, encoding="utf-8")
        run = copy.run("validate", "oceans.yaml")
        assert run.returncode == 1
        assert "oceans.yaml:8:12: error[short-model] found a model of few words" in run.stderr

    def test_it_is_built(self, copy: Copy) -> None:
        """As a card of its form; no output knows of types."""
        run = copy.run("build", "oceans.yaml", "-o", "output")
        assert (run.returncode, run.stderr) == (0, "")
        assert "2 notes" in run.stdout
        assert "oceans/why " in (copy.folder / "oceans.lock").read_text(encoding="utf-8")

    def test_it_is_asked(self, copy: Copy) -> None:
        run = copy.run("quiz", "oceans.yaml", "--type", "essay", answers="\ny\n")
        assert run.returncode == 0, run.stderr
        assert "Why is the sea salt!" in run.stdout
        assert "Rivers bring salt, which stays when water evaporates." in run.stdout
        assert "1 of 1" in run.stdout

    def test_it_is_shown(self, copy: Copy) -> None:
        run = copy.run("preview", "oceans.yaml", "-o", "preview.html")
        assert run.returncode == 0, run.stderr
        page = (copy.folder / "preview.html").read_text(encoding="utf-8")
        assert "Why is the sea salt!" in page

    def test_it_is_written_for_an_author(self, copy: Copy) -> None:
        """Without an example of its own, one is made from its fields; a schema has it, too."""
        run = copy.run("new", "question", "essay", "oceans.yaml")
        assert run.returncode == 0, run.stderr
        assert copy.run("validate", "oceans.yaml").stderr == "1 file, 3 questions: no mistakes\n"
        run = copy.run("schema")
        assert run.returncode == 0, run.stderr
        schema = (copy.folder / ".quizgen" / "bank.schema.json").read_text(encoding="utf-8")
        assert '"const": "essay"' in schema
        assert '"model"' in schema


class TestRule:
    @pytest.fixture
    def copy(self, tmp_path: Path) -> Copy:
        return Copy(tmp_path, ["questions/essay.py", "rules/shouting.py"])

    def test_it_is_told_at_its_place(self, copy: Copy) -> None:
        """With its code and level; advice stops nothing, and is counted."""
        run = copy.run("validate", "oceans.yaml")
        assert run.returncode == 0
        assert run.stderr.splitlines() == [
            "oceans.yaml:7:11: advice[shouting] found an exclamation mark, expected a question",
            "   7 |     stem: Why is the sea salt!",
            "     |           ^^^^^^^^^^^^^^^^^^^^",
            "    hint: write “?”",
            "1 file, 2 questions: 1 piece of advice",
        ]

    @pytest.mark.parametrize(
        ("command", "told"), [("build", True), ("quiz", False), ("preview", False)]
    )
    def test_advice_is_told_where_a_bank_is_built_and_stops_no_command(
        self, command: str, told: bool, copy: Copy
    ) -> None:
        run = copy.run(command, "oceans.yaml", answers="\ny\nThe Pacific\n\n")
        assert run.returncode == 0, run.stderr
        assert ("advice[shouting]" in run.stderr) == told

    def test_an_error_stops_a_build(self, copy: Copy) -> None:
        """The level is a word in the rule's file."""
        path = copy.sources / "quizgen" / "rules" / "shouting.py"
        path.write_text(SHOUTING.replace("Severity.ADVICE", "Severity.ERROR"), encoding="utf-8")
        run = copy.run("build", "oceans.yaml", "-o", "output")
        assert run.returncode == 1
        assert "error[shouting]" in run.stderr
        assert not (copy.folder / "output").exists()


class TestReportFormat:
    def test_it_is_printed(self, tmp_path: Path) -> None:
        """By the name of its file, like any other."""
        copy = Copy(tmp_path, ["reports/log.py"])
        run = copy.run("validate", "oceans.yaml", "--format", "log")
        assert (run.returncode, run.stderr) == (1, "")
        assert "unknown-type@6" in run.stdout.split()
