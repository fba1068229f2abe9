"""The writer: what it writes is read as the same records, in lines that an editor shows whole."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bank_writer import bank_file, write
from quizgen.model.diagnostics import Severity
from quizgen.model.markup import Markup
from quizgen.model.question import Question
from quizgen.model.values import Id, Title
from quizgen.questions import TYPES
from quizgen.questions.choice import Choice
from quizgen.questions.options import OptionEntry
from quizgen.questions.short import Short
from quizgen.reading.library import load
from quizgen.reading.reader import Findings, Reader
from quizgen.reading.records import BankFile, TopicFile
from quizgen.reading.yamltree import parse
from samples import put_media
from strategies import banks, topics

GOLDENS = Path(__file__).parent / "goldens"


def read_back(record: type, text: str) -> object:
    """What ``text`` holds; it may have warnings, such as of “&amp;”, but no mistakes."""
    document = parse(text)
    findings = Findings("bank.yaml", text)
    assert document.faults == []
    assert document.root is not None
    made = Reader({Question: TYPES}).read(record, document.root, findings)
    assert [one for one in findings.diagnostics if one.severity is Severity.ERROR] == []
    return made


@given(banks)
def test_a_bank_is_read_back(bank: BankFile) -> None:
    """What is written reads as the same records."""
    assert read_back(BankFile, write(bank)) == bank


@given(banks)
def test_what_was_read_back_is_written_the_same(bank: BankFile) -> None:
    text = write(bank)
    again = read_back(BankFile, text)
    assert isinstance(again, BankFile)
    assert write(again) == text


@given(topics)
def test_a_topic_is_read_back(topic: TopicFile) -> None:
    """What is written reads as the same records."""
    assert read_back(TopicFile, write(topic)) == topic


@given(banks)
def test_it_is_loaded_without_a_mistake(bank: BankFile) -> None:
    """Loading is checking: what the strategies make is sound."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bank.yaml")
        path.write_text(write(bank), encoding="utf-8")
        put_media(Path(folder), bank.questions)
        library = load([path])
    assert library.ok
    (topic,) = library.topics
    assert bank_file(topic.banks[0], topic.namespace) == bank


@given(st.lists(st.text("abcde'", min_size=1, max_size=12), min_size=10, max_size=80))
def test_a_line_is_no_longer_than_100_columns(words: list[str]) -> None:
    """Long texts: folded blocks, lines of at most 100 characters."""
    text = Markup(" ".join(words))
    option = OptionEntry(right=text, feedback=text)
    file = BankFile(
        bank=Id("words"),
        title=Title("Words"),
        description=text,
        questions=(
            Choice(id=Id("one"), stem=text, options=(option, OptionEntry(text=Markup("b")))),
            Short(id=Id("two"), stem=text, answer=text, accept=(text, *words)),
        ),
    )
    assert max(map(len, write(file).splitlines())) <= 100
    assert read_back(BankFile, write(file)) == file


def test_the_goldens_are_written_as_they_are_read() -> None:
    """A bank of each type of question is among them: see the tests of the goldens."""
    for path in sorted((GOLDENS / "ok").iterdir()):
        (topic,) = load([path]).topics
        file = bank_file(topic.banks[0], topic.namespace)
        assert read_back(BankFile, write(file)) == file
