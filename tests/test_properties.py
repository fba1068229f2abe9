"""What holds for every bank and for every text: the sentences of the specification, searched."""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from damage import broken, raw, yamlish
from quizgen.grading import Verdict, grade, key
from quizgen.model import values
from quizgen.model.blocks import Paragraphs, blocks, to_html, to_plain
from quizgen.model.diagnostics import Severity
from quizgen.model.forms import Arrange, Blanks, Form, Pair, Pick, Reveal, TypeIn
from quizgen.model.markup import Markup, escape, pieces
from quizgen.model.maths import sound
from quizgen.model.question import Question
from quizgen.questions import TYPES
from quizgen.reading import yamltree
from quizgen.reading.library import load
from quizgen.reading.yamltree import parse
from quizgen.reports import text as report
from strategies import (
    BY_TYPE,
    dates,
    decimals,
    questions,
    reads,
    texts,
    times,
    tolerances,
)

PURE = yamltree.pure_parser()


PIECES = (
    *"\r\n\x0b\x0c\x1c\x85\u2028\u2029\ufeff\t'\"[]{},#|&*!@\\",
    *(
        "\r\n",
        "é",
        "\U0001f30d",
        "- ",
        "  ",
        ": ",
        "? ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "- x: 'a\n",
    ),
    *("bank: x\n", "questions:\n", "  - id: q\n    type: card\n    answer: b\n", "  - stem: 'a\n"),
)
"""What a line ends with, what it does not end with, and what YAML stumbles over."""
ended = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def lines_of(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))


class TestLoading:
    @times(6)
    @given(raw | yamlish | broken() | ended)
    @example('"\\U00110000"')
    @example("?")
    @example("- - - -\n -")
    @example("{? }")
    def test_no_text_crashes_a_parser(self, text: str) -> None:
        """The tree of a text, with every mistake that can be told.  Never raises for any text."""
        for parser in (None, PURE):
            document = parse(text, parser)
            lines = lines_of(text)
            for fault in document.faults:
                assert 0 <= fault.line < len(lines)
                assert 0 <= fault.column <= len(lines[fault.line])

    @times(5)
    @given(broken() | yamlish | ended)
    def test_every_place_lies_in_the_file(self, text: str) -> None:
        """Loading never raises for what a file says; lines and columns count from 1."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "bank.yaml")
            path.write_bytes(text.encode())
            library = load([path])
        lines = lines_of(text)
        for diagnostic in library.diagnostics:
            at = diagnostic.place
            assert at.path == str(path)
            assert 1 <= at.line <= len(lines)
            assert 1 <= at.column <= len(lines[at.line - 1]) + 1
            assert at.width >= 1
            assert at.column + at.width - 1 <= max(len(lines[at.line - 1]), at.column)
            assert diagnostic.message
            assert "\n" not in diagnostic.message
        assert library.topics or library.diagnostics
        assert library.ok == (not any(d.severity is Severity.ERROR for d in library.diagnostics))
        shown = list(report.lines(library.diagnostics, library.texts))
        assert not re.search("[\x00-\x1f\x7f-\x9f]", "".join(shown))

    @times(2)
    @given(raw.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=60))
    def test_no_bytes_crash_loading(self, data: bytes) -> None:
        """Loading never raises for what a file says."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "source.yaml")
            path.write_bytes(data)
            library = load([path])
        assert library.diagnostics


class TestQuestions:
    @pytest.mark.parametrize("kind", BY_TYPE)
    @given(data=st.data())
    def test_its_own_key_is_right(self, kind: str, data: DataObject) -> None:
        """What a question's own key says is graded right."""
        form = data.draw(BY_TYPE[kind]).form()
        assert grade(form, key(form)).verdict is Verdict.RIGHT

    def test_every_type_has_a_strategy(self) -> None:
        missing = set(TYPES) - set(BY_TYPE)
        assert missing == set(), "strategies.py: add a strategy for each of these types to BY_TYPE"

    @given(questions)
    def test_its_form_tells_all(self, question: Question) -> None:
        """``form`` says what the learner is asked to do; it never raises for a sound question."""
        form: Form = question.form()
        assert form == question.form()
        match form:
            case Pick():
                assert sum(option.right for option in form.options) >= 1
                assert form.many or sum(option.right for option in form.options) == 1
            case Blanks():
                assert 1 <= len(form.gaps) <= 20
                assert all(gap.shown.strip() == gap.shown != "" for gap in form.gaps)
            case Pair():
                offered = [reads(form.rights[number]) for number in form.offered]
                assert len(set(offered)) == len(offered) > 1
                assert {*offered} == {*map(reads, form.rights)}
            case Arrange():
                assert 3 <= len(form.items) <= 8
            case Reveal() | TypeIn():
                assert form.prompt

    @given(questions)
    def test_its_claims_lead_somewhere(self, question: Question) -> None:
        """The figures and dates that its key states, each at a key that it has."""
        for route, claim in question.stated_values():
            assert hasattr(question, str(route[0]))
            assert str(claim)


MARKS = str.maketrans("", "", "*`\\")
TAG = re.compile(r"</?(?:strong|em|code|span)>|<span class=\"qg-kept\">|<br>")


def has_blocks(text: str) -> bool:
    """Whether ``text`` is more than paragraphs."""
    return any(not isinstance(block, Paragraphs) for block in blocks(Markup(text)))


def maths_of(text: Markup) -> Iterator[str]:
    """The sound maths of ``text``, at any depth of marks; other maths is shown as characters."""
    for kind, content in pieces(text):
        if kind == "maths" and sound(content):
            yield content
        elif kind in ("strong", "emphasis"):
            yield from maths_of(Markup(content))


class TestMarkup:
    @given(texts().map(lambda text: text.translate(MARKS)))
    def test_a_text_without_marks_is_itself(self, text: str) -> None:
        """Every other character is itself."""
        assume(not has_blocks(text))
        assert to_plain(Markup(text)) == text
        assert to_html(Markup(text)) == escape(text)
        assert html.unescape(to_html(Markup(text)).replace("<br>", "\n")) == text

    @times(5)
    @given(texts(12))
    @example("\\(x\\), b")
    def test_html_holds_no_markup_but_ours(self, text: str) -> None:
        """As entities, the characters to which Anki, MathJax and HTML give a meaning have none."""
        assume(not has_blocks(text))
        shown = to_html(Markup(text))
        assert "<" not in TAG.sub("", shown)
        assert not set("{}[]") & set(shown)
        assert "\n" not in re.sub(r"\\\(.*?\\\)", "", shown, flags=re.DOTALL)
        assert not re.search(r"&(?!amp;|lt;|gt;|#123;|#125;|#91;|#93;)", shown)
        for name in ("strong", "em", "code", "span"):
            assert len(re.findall(f"<{name}[> ]", shown)) == shown.count(f"</{name}>")

    @times(5)
    @given(st.text(st.sampled_from("ab *`\\()[],?"), max_size=20))
    def test_maths_is_what_its_author_marked(self, text: str) -> None:
        """MathJax finds in HTML what stands between ``\\(`` and ``\\)`` as maths, and no more."""
        shown = TAG.sub("\0", to_html(Markup(text)))
        found = re.findall(r"\\\((.*?)\\\)", shown)
        assert [html.unescape(maths) for maths in found] == list(maths_of(Markup(text)))

    @given(texts(12))
    @example("\\(x\\)? b")
    def test_a_learner_reads_the_same_everywhere(self, text: str) -> None:
        """What is plain is what HTML shows."""
        assume(not has_blocks(text))
        shown = to_html(Markup(text)).replace("<br>", "\n")
        assert html.unescape(TAG.sub("", shown)) == to_plain(Markup(text))

    @given(st.text(st.sampled_from("ab *`\\()\n"), max_size=25))
    def test_escaped_marks_are_characters(self, text: str) -> None:
        r"""A backslash makes the next ``* ` \`` literal."""
        escaped = re.sub(r"([*`\\])", r"\\\1", text)
        assert to_plain(Markup(escaped)) == text

    @given(st.text(st.sampled_from("ab *`\\()<&\n,."), max_size=30))
    def test_html_tags_are_nested(self, text: str) -> None:
        """A mark closes within the mark in which it was opened."""
        open_tags: list[str] = []
        for slash, name in re.findall(r"<(/?)(strong|em|code|span)\b", to_html(Markup(text))):
            if slash:
                assert open_tags.pop() == name
            else:
                open_tags.append(name)
        assert open_tags == []


PARSERS = [
    *(read for name, read in vars(values).items() if name.startswith("parse_")),
    *(kind.parse for kind in vars(values).values() if hasattr(kind, "parse")),
]
"""Every strict ``parse`` of a value."""


class TestValues:
    def test_every_value_has_its_parser(self) -> None:
        """Whatever is added to them is tried, too."""
        assert len(PARSERS) >= 9

    @given(decimals())
    def test_a_number_keeps_its_spelling(self, number: values.Decimal) -> None:
        """A number as it is written: its exact value and its own spelling."""
        assert values.Decimal.parse(number.written) == number

    @given(dates())
    def test_a_date_is_read_as_it_is_written(self, date: values.PartialDate) -> None:
        assert values.PartialDate.parse(date.iso()) == date
        assert date.covers(date)
        assert values.PartialDate(date.year).covers(date)

    @given(tolerances())
    def test_a_tolerance_is_never_negative(self, tolerance: values.Tolerance) -> None:
        assert values.Tolerance.parse(tolerance.written) == tolerance
        assert tolerance.amount >= 0

    @given(dates(precisions=("month", "day")))
    def test_a_date_in_words_is_the_claim_of_that_date(self, date: values.PartialDate) -> None:
        """The figure or date that a text is."""
        assume(date.year >= 1000)
        assert values.parse_stated_value(str(date)) == date

    @given(decimals().filter(lambda number: "+" not in number.written))
    def test_a_number_is_the_claim_of_that_number(self, number: values.Decimal) -> None:
        """The figure or date that a text is."""
        assume(number.written.lstrip("-−")[0].isdigit())
        assume("e" not in number.written and "/" not in number.written)
        assert values.parse_stated_value(f"over {number.written} troops") == values.Number(
            number.value, number.written, "troops", "over"
        )

    @given(raw)
    def test_no_text_crashes_a_value(self, text: str) -> None:
        """A strict ``parse`` raises ValueError, and nothing else."""
        for read in PARSERS:
            with suppress(ValueError):
                read(text)
        values.parse_stated_value(text)
