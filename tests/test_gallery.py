"""What authors get wrong who have never read a page of ours, and what they are shown.

A case is ``gallery/NAME.yaml`` (or a folder) with ``NAME.out``: what ``quizgen validate`` prints of
it, with the line and what is underlined in it.  It is good if somebody who sees nothing else knows
what to do.  To add one, write the file and run ``pytest tests/test_gallery.py --update-goldens``.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from quizgen.authoring.repairs import repair
from quizgen.reading.library import load
from quizgen.reports.text import lines

GALLERY = Path(__file__).parent / "gallery"
CASES = sorted(path for path in GALLERY.iterdir() if path.suffix != ".out")

SEVERAL = {
    "answer-yes.yaml": 2,
    "lettered-options-as-fields.yaml": 2,
    "option-marked-as-true.yaml": 2,
    "point-for-thousands-in-a-fact": 2,
    "standing-of-fact": 2,
    "tabs-for-all-indentation.yaml": 7,
    "twenty-five-questions-of-another-program.yaml": 50,
    "two-answers-disagree": 2,
    "wrong-for-wrong-options.yaml": 2,
}
"""Files with a mistake more than once, or with two; in all others one is found."""


def shown(path: Path) -> list[str]:
    """What is printed of the file, or the folder, at ``path``."""
    library = load([path])
    printed = lines(library.diagnostics, library.texts)
    return [line.replace(f"{path.parent}{os.sep}", "") for line in printed]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_mistake_is_shown_as_its_file_says(path: Path, request: pytest.FixtureRequest) -> None:
    expected = path.with_name(f"{path.name.removesuffix('.yaml')}.out")
    printed = "".join(f"{line}\n" for line in shown(path))
    if request.config.getoption("--update-goldens"):
        expected.write_text(printed, encoding="utf-8")
    assert printed == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_one_mistake_is_one_finding_with_a_hint(path: Path) -> None:
    found = load([path]).diagnostics
    assert len(found) == SEVERAL.get(path.name, 1)
    assert all(one.hint for one in found)


def test_the_gallery_is_large() -> None:
    assert len(CASES) >= 120
    outs = {path.stem for path in GALLERY.glob("*.out")}
    assert outs == {path.name.removesuffix(".yaml") for path in CASES}


def test_every_repair_of_the_gallery_leaves_nothing_of_its_mistake(tmp_path: Path) -> None:
    """What quizgen fix makes of each of them: the finding is gone, and nothing else has come."""
    repairable = []
    for path in CASES:
        library = load([path])
        if not any(one.repair for one in library.diagnostics):
            continue
        copy = tmp_path / path.name
        (shutil.copytree if path.is_dir() else shutil.copy)(path, copy)
        library = load([copy])
        repaired, after = repair(library, [copy])
        assert repaired, f"{path.name}: its repair does not correct it"
        known = {one.code for one in library.diagnostics}
        assert {one.code for one in after.diagnostics} <= known, path.name
        repairable.append(path.name)
    assert len(repairable) >= 40


def test_every_message_is_short_enough_to_be_read() -> None:
    for path in CASES:
        for line in shown(path):
            if found := re.match(r"\S.*? (?:error|warning)\[[a-z-]+\] (.*)", line):
                assert len(found[1]) <= 220, f"{path.name}: {found[1]}"
