"""Where lines go into the text of a bank: everything else in it stays, to the character."""

from __future__ import annotations

import difflib

import pytest

from quizgen.authoring.insertion import NoPlace, add_field, append, item

NEW = "id: new\ntype: card\nstem: Which?\nanswer: This.\n"
BANKS = {
    "a list": "bank: b\nquestions:\n  - id: a\n    stem: x\n",
    "no line end": "bank: b\nquestions:\n  - id: a\n    stem: x",
    "windows": "bank: b\r\nquestions:\r\n  - id: a\r\n    stem: x\r\n",
    "a byte-order mark": "\ufeffbank: b\nquestions:\n  - id: a\n    stem: x\n",
    "dashes at the margin": "bank: b\nquestions:\n- id: a\n  stem: x\n- id: c\n  stem: y\n",
    "wide dashes": "bank: b\nquestions:\n  -   id: a\n      stem: x\n",
    "something after it": "questions:\n  - id: a\n    stem: x\n\n# the bank\nbank: b\n",
    "a comment of the last one": "bank: b\nquestions:\n  - id: a\n    stem: x\n    # shuffle: no\n",
    "a comment of nobody": "bank: b\nquestions:\n  - id: a\n    stem: x\n\n# the end\n",
    "an end": "bank: b\nquestions:\n  - id: a\n    stem: x\n...\n",
    "a block": "bank: b\nquestions:\n  - id: a\n    stem: >-\n      x\n\n      # y\n",
    "braces": "bank: b\nquestions:\n  - {id: a, stem: x}\n",
    "an empty list": "bank: b\nquestions: []  # none yet\ntitle: B\n",
    "nothing": "bank: b\nquestions:\ntitle: B\n",
    "no list": "bank: b\ntitle: B\n",
}


@pytest.mark.parametrize("name", BANKS)
def test_a_question_comes_last_and_the_rest_stays(name: str) -> None:
    old = BANKS[name]
    new = append(old, "questions", NEW)
    assert "- id: new" in new.replace("-   ", "- ")
    gone = [
        line[2:]
        for line in difflib.ndiff(old.splitlines(), new.splitlines())
        if line.startswith("- ")
    ]
    assert gone == (["questions: []  # none yet"] if name == "an empty list" else [])
    ends = {"\r\n"} if name == "windows" else {"\n"}
    assert {line[len(line.rstrip("\r\n")) :] for line in new.splitlines(keepends=True)} == ends


def test_it_is_laid_out_as_those_before_it() -> None:
    wide = append(BANKS["wide dashes"], "questions", NEW)
    assert "\n  -   id: new\n      type: card\n" in wide
    close = append(BANKS["dashes at the margin"], "questions", NEW)
    assert "  stem: y\n- id: new\n  type: card\n" in close
    assert "    # shuffle: no\n\n  - id: new" in append(
        BANKS["a comment of the last one"], "questions", NEW
    )
    assert "    stem: x\n\n  - id: new" in append(BANKS["a list"], "questions", NEW)


@pytest.mark.parametrize(
    "text",
    [
        "bank: b\nquestions: [{id: a, stem: x}]\n",
        "bank: b\nquestions:\n  id: a\n",
        "bank: b\nquestions: some\n",
        "bank: 'b\n",
        "- a\n",
        "",
        "bank: b\nquestions:\n  - &x\n    id: a\n",
    ],
)
def test_where_there_is_no_place_nothing_is_put(text: str) -> None:
    with pytest.raises(NoPlace):
        append(text, "questions", NEW)


def test_the_comment_of_a_question_comes_before_its_dash() -> None:
    assert item("# what\nid: a\n# b: c\nd:\n  - e\n", "  ") == [
        "  # what",
        "  - id: a",
        "    # b: c",
        "    d:",
        "      - e",
    ]


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("title: A\nb: c\n", "title: A\nx: y\nb: c\n"),
        ("b: c\ntitle: A", "b: c\ntitle: A\nx: y\n"),
        ("title: >-\n  A\n\n# b\nb: c\n", "title: >-\n  A\nx: y\n\n# b\nb: c\n"),
        ("title: A  # one\r\nb: c\r\n", "title: A  # one\r\nx: y\r\nb: c\r\n"),
    ],
)
def test_a_field_comes_after_another(text: str, changed: str) -> None:
    assert add_field(text, "title", "x: y") == changed


@pytest.mark.parametrize("text", ["b: c\n", "{title: A, b: c}\n", "title: 'A\n"])
def test_a_field_has_no_place_where_the_other_has_no_line(text: str) -> None:
    with pytest.raises(NoPlace):
        add_field(text, "title", "x: y")
