"""The certain repairs of diagnostics, made in the texts of banks."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.authoring.repairs import repair
from quizgen.reading.library import load
from samples import HEAD, SOURCE, TOPIC, codes, fact, make

WRONG = f"""\
# A bank with comments.
{HEAD}questions:

  - id: capital_of_japan   # an id
    type:   Choice
    question: "What is the capital?"
    options: # three
      - key: Tokyo
      - Kyoto
    difficulty: Hard
  - id: landing
    type: date
    stem: When?
    answer: 20 July 1969   # in words
    tags: moon
"""
RIGHT = (
    WRONG.replace("capital_of_japan", "capital-of-japan")
    .replace("Choice", "choice")
    .replace("question:", "stem:")
    .replace("key:", "right:")
    .replace("Hard", "hard")
    .replace("20 July 1969", "1969-07-20")
    .replace("tags: moon", "tags: [moon]")
)


def repaired(folder: Path, files: dict[str, str]) -> dict[str, str]:
    """The files of a folder that are changed, by their names; nothing is written."""
    make(folder, files)
    changes, after = repair(load([folder]), [folder])
    for name, text in files.items():
        assert (folder / name).read_text(encoding="utf-8") == text
    assert codes(after) == codes(load([folder], texts={one.path: one.after for one in changes}))
    return {Path(one.path).name: one.after for one in changes}


def test_what_is_certain_is_put_right_and_the_rest_stays(tmp_path: Path) -> None:
    """Comments, spaces and quotes are as they were."""
    assert repaired(tmp_path, {"a.yaml": WRONG}) == {"a.yaml": RIGHT}
    assert load([tmp_path], texts={str(tmp_path / "a.yaml"): RIGHT}).ok


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_stay(end: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(("\ufeff" + WRONG.replace("\n", end)).encode())
    ((one,), after) = repair(load([path]), [path])
    assert one.after == "\ufeff" + RIGHT.replace("\n", end)
    assert one.corrected == 7
    assert after.ok


def test_what_was_hidden_is_put_right_in_the_same_run(tmp_path: Path) -> None:
    """The type is unknown, so its options were not looked at as such."""
    text = f"{HEAD}questions:\n  - {{id: a, type: mcq, stem: What?, options: [key: b, c]}}\n"
    (made,) = repaired(tmp_path, {"a.yaml": text}).values()
    assert "{id: a, type: choice, stem: What?, options: [right: b, c]}" in made


def test_a_repair_that_makes_another_mistake_is_left_to_its_author(tmp_path: Path) -> None:
    """Two ids that become the same: then only the first is repaired."""
    question = "  - {{id: {}, type: card, stem: What?, answer: x}}\n"
    text = HEAD + "questions:\n" + question.format("A_b") + question.format("a-b")
    assert repaired(tmp_path, {"a.yaml": text}) == {}
    other = HEAD.replace("4f0k2m5x", "9f0k2m5x").replace("capitals", "b").replace("Capitals", "B")
    files = {"a.yaml": text, "b.yaml": other + "questions:\n" + question.format("C_d")}
    assert repaired(tmp_path, files) == {"b.yaml": files["b.yaml"].replace("C_d", "c-d")}


def test_a_list_is_indented_as_a_whole(tmp_path: Path) -> None:
    text = f"""{HEAD}questions:
  - id: a
    type: choice
    stem: What?
    options:
  - right: x
    feedback: >-
      Yes,
      indeed.

  - y
"""
    (made,) = repaired(tmp_path, {"a.yaml": text}).values()
    assert made.endswith(
        """    options:
      - right: x
        feedback: >-
          Yes,
          indeed.

      - y
"""
    )


def test_the_files_of_a_topic(tmp_path: Path) -> None:
    files = {**TOPIC, "source.yaml": SOURCE + fact("tokyo", kind="Figure")}
    assert repaired(tmp_path, files) == {"source.yaml": SOURCE + fact("tokyo")}


def test_nothing_is_changed_in_sound_banks(tmp_path: Path) -> None:
    assert repaired(tmp_path, TOPIC) == {}
