"""What a file is that is called ``.yaml`` and is none."""

from __future__ import annotations

import pytest

from quizgen.reading.foreign_files import binary_kind, text_kind

TEXTS = [
    ("question,answer\nWhat?,That\n", "a table (CSV)"),
    ("a;b;c\n1;2;3\n4;5;6", "a table (CSV)"),
    ("a\tb\n1\t2\n", "a table (CSV)"),
    ("{\\rtf1\\ansi bank: rivers}", "a document in RTF"),
    ("<!DOCTYPE html>\n<p>", "a page or a file in HTML or XML"),
    ('<?xml version="1.0"?>\n<quiz>', "a page or a file in HTML or XML"),
    ('{"questions": []}', "a file in JSON"),
    ('[{"id": "a"}]', "a file in JSON"),
    ("// 1\n::Q::What? {=That ~This}", "a file in GIFT, the format of Moodle"),
    ("What is 2+2? {\n=4\n~5\n}\n", "a file in GIFT, the format of Moodle"),
    ("# Rivers\n\n1. Which?\n   - [x] This\n   - [ ] That\n", "a list in Markdown"),
    ("What is this?\n", ""),
    ("one, two\n", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "kind"), TEXTS, ids=[text[:12] for text, _ in TEXTS])
def test_a_text_is_known_by_its_beginning(text: str, kind: str) -> None:
    assert text_kind(text) == kind
    assert text_kind("\ufeff" + text) == kind


def test_a_file_that_is_no_text_is_known_by_its_first_bytes() -> None:
    assert binary_kind(b"PK\x03\x04...").startswith("a Word, Excel or OpenDocument file")
    assert binary_kind(b"%PDF-1.7") == "a PDF document"
    assert binary_kind(b"bank: a") == ""
