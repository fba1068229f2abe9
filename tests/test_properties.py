"""What holds for every bank and for every text: the sentences of the specification, searched."""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn

from quizgen import values, yamltree
from quizgen.bank import Bank
from quizgen.diagnostics import Severity
from quizgen.forms import Arrange, Blanks, Form, Pair, Pick, Reveal, TypeIn
from quizgen.grading import Verdict, grade, key
from quizgen.library import BankFile, TopicFile, load
from quizgen.markup import Markup, escape, pieces, to_html, to_plain
from quizgen.question import Question
from quizgen.questions import TYPES
from quizgen.questions.choice import Choice
from quizgen.questions.options import OptionEntry
from quizgen.questions.short import Short
from quizgen.reader import Findings, Reader
from quizgen.reports import text as report
from quizgen.values import Id, Title
from quizgen.writer import bank_file, write
from quizgen.yamltree import Document, Mapping, Node, Scalar, Sequence, parse
from samples import put_media
from strategies import (
    BY_TYPE,
    ODD,
    banks,
    dates,
    decimals,
    questions,
    reads,
    texts,
    tolerances,
    topics,
)

GOLDENS = Path(__file__).parent / "goldens"
PURE = yamltree.pure_parser()


def times(factor: int) -> settings:
    """More examples than the profile has, for what is quick to try and easy to break."""
    return settings(max_examples=settings().max_examples * factor)


def read_back(record: type, text: str) -> object:
    """What ``text`` holds; nothing may be wrong with it."""
    document = parse(text)
    findings = Findings("bank.yaml", text)
    assert document.faults == []
    assert document.root is not None
    made = Reader({Question: TYPES}).read(record, document.root, findings)
    assert findings.diagnostics == []
    return made


def tree(node: Node | None) -> object:
    """A node as something that can be compared, with its places."""
    match node:
        case Scalar():
            return node.text, node.mark.line, node.mark.column
        case Sequence():
            return node.mark.line, node.mark.column, [tree(item) for item in node.items]
        case Mapping():
            entries = [(tree(node.key(name)), tree(value)) for name, value in node.entries.items()]
            return node.mark.line, node.mark.column, entries
    return None


def lines_of(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))


# -- broken banks ----------------------------------------------------------------------------------


@cache
def seeds() -> list[str]:
    """Banks to break: the goldens, good and bad, as far as they are text and not long."""
    found = []
    for path in sorted(GOLDENS.rglob("*.y*ml")):
        text = path.read_bytes().decode("utf-8", "replace")
        found.append("\n".join(text.split("\n")[:40]))
    return found


TOKENS = [
    *"'\"[]{}:,?-#&*|>%@` \n\\=~<", ": ", "- ", "\n\n", "  ", "''", "é", "日", "😀", "\t", "? ",
    "---\n", "...\n", "\\x", "\\(", "%YAML 1.1\n", ">-\n", "|\n", "|2\n", ": |", "\r\n", "\r",
    "&a ", "*a", " #", "\xa0", "\x00", "\x1b", "\x85", "\u2028", "\ufeff", "key: ",
]  # fmt: skip
TAGS = ["!", "!!str ", "!a!b ", "!<x> "]
"""Where libyaml and PyYAML take different things for a tag; they agree that it is a mistake."""


SLIPS = ["insert", "insert", "delete", "drop", "indent", "dedent", "copy"]


@st.composite
def broken(draw: DrawFn, tokens: tuple[str, ...] = (*TOKENS, *TAGS)) -> str:
    """A bank with one to four slips of an editor's hand."""
    text = draw(st.sampled_from(seeds()))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        lines = text.split("\n")
        number = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(SLIPS)):
            case "insert":
                text = text[:place] + draw(st.sampled_from(tokens)) + text[place:]
                continue
            case "delete":
                text = text[:place] + text[place + draw(st.integers(1, 6)) :]
                continue
            case "drop":
                del lines[number]
            case "indent":
                lines[number] = " " * draw(st.integers(1, 4)) + lines[number]
            case "dedent":
                lines[number] = lines[number][draw(st.integers(1, 4)) :]
            case "copy":
                lines.insert(draw(st.integers(0, len(lines))), lines[number])
        text = "\n".join(lines)
    return text


raw = st.text(st.characters(exclude_categories=()), max_size=60)
yamlish = st.lists(st.sampled_from([*TOKENS, *TAGS, *ODD, "a", "b: c\n"]), max_size=25).map("".join)


class TestLoading:
    @times(6)
    @given(raw | yamlish | broken())
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
    @given(broken() | yamlish)
    def test_every_place_lies_in_the_file(self, text: str) -> None:
        """Loading never raises for what a file says; lines and columns count from 1."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "bank.yaml")
            path.write_bytes(text.encode())
            library = load([path])
        lines = lines_of(text)
        for diagnostic in library.diagnostics:
            at = diagnostic.at
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

    @times(6)
    @given(broken(tuple(TOKENS)))
    def test_both_parsers_agree(self, text: str) -> None:
        """libyaml's parser and PyYAML's own give one tree, and mistakes at the same places."""
        if yamltree.c_parser() is None:
            pytest.skip("PyYAML was built without libyaml")
        # Left out is what only PyYAML, or only libyaml, takes: all of it is a mistake to us anyway.
        assume(not re.search(r"[|>][-+0-9]*#|!\S*[*'&]|\[\s*\?|[\[{,]\s*\n%", text))

        def said(document: Document) -> object:
            faults = [(fault.code, fault.line, fault.column) for fault in document.faults]
            return faults, document.damaged, tree(document.root)

        assert said(parse(text)) == said(parse(text, PURE))


class TestWriting:
    @given(banks)
    def test_a_bank_is_read_back(self, bank: BankFile) -> None:
        """What is written reads as the same records."""
        assert read_back(BankFile, write(bank)) == bank

    @given(banks)
    def test_what_was_read_back_is_written_the_same(self, bank: BankFile) -> None:
        text = write(bank)
        again = read_back(BankFile, text)
        assert isinstance(again, BankFile)
        assert write(again) == text

    @given(topics)
    def test_a_topic_is_read_back(self, topic: TopicFile) -> None:
        """What is written reads as the same records."""
        assert read_back(TopicFile, write(topic)) == topic

    @given(banks)
    def test_it_is_loaded_without_a_mistake(self, bank: BankFile) -> None:
        """Loading is checking: what the strategies make is sound."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "bank.yaml")
            path.write_text(write(bank), encoding="utf-8")
            put_media(Path(folder), bank.questions)
            library = load([path])
        assert library.diagnostics == []
        (topic,) = library.topics
        assert bank_file(topic.banks[0], topic.namespace) == bank

    @given(banks)
    def test_both_parsers_read_it_alike(self, bank: BankFile) -> None:
        """libyaml's parser and PyYAML's own give one tree."""
        text = write(bank)
        assert tree(parse(text, PURE).root) == tree(parse(text).root)

    @given(st.lists(st.text("abcde'", min_size=1, max_size=12), min_size=10, max_size=80))
    def test_a_line_is_no_longer_than_100_columns(self, words: list[str]) -> None:
        """Long texts: folded blocks, lines of at most 100 characters."""
        text = Markup(" ".join(words))
        option = OptionEntry(key=text, feedback=text)
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

    def test_the_goldens_are_written_as_they_are_read(self) -> None:
        for path in sorted((GOLDENS / "ok").iterdir()):
            (topic,) = load([path]).topics
            file = bank_file(topic.banks[0], topic.namespace)
            assert read_back(BankFile, write(file)) == file
            assert isinstance(topic.banks[0], Bank)


class TestQuestions:
    @pytest.mark.parametrize("kind", TYPES)
    @given(data=st.data())
    def test_its_own_key_is_right(self, kind: str, data: DataObject) -> None:
        """What a question's own key says is graded right."""
        form = data.draw(BY_TYPE[kind]).form()
        assert grade(form, key(form)).verdict is Verdict.RIGHT

    def test_every_type_has_a_strategy(self) -> None:
        assert set(BY_TYPE) == set(TYPES)

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
                assert len({reads(right) for right in form.rights}) == len(form.rights)
            case Arrange():
                assert 3 <= len(form.items) <= 8
            case Reveal() | TypeIn():
                assert form.prompt

    @given(questions)
    def test_its_claims_lead_somewhere(self, question: Question) -> None:
        """The figures and dates that its key states, each at a key that it has."""
        for route, claim in question.claims():
            assert hasattr(question, str(route[0]))
            assert str(claim)


MARKS = str.maketrans("", "", "*`\\")
TAG = re.compile(r"</?(?:strong|em|code|span)>|<br>")


def maths_of(text: Markup) -> Iterator[str]:
    """The maths of ``text``, at any depth of marks."""
    for kind, content in pieces(text):
        if kind == "maths":
            yield content
        elif kind in ("strong", "emphasis"):
            yield from maths_of(Markup(content))


class TestMarkup:
    @given(texts().map(lambda text: text.translate(MARKS)))
    def test_a_text_without_marks_is_itself(self, text: str) -> None:
        """Every other character is itself."""
        assert to_plain(Markup(text)) == text
        assert to_html(Markup(text)) == escape(text)
        assert html.unescape(to_html(Markup(text)).replace("<br>", "\n")) == text

    @times(5)
    @given(texts(12))
    def test_html_holds_no_markup_but_ours(self, text: str) -> None:
        """As entities, the characters to which Anki, MathJax and HTML give a meaning have none."""
        shown = to_html(Markup(text))
        assert "<" not in TAG.sub("", shown)
        assert not set("{}[]") & set(shown)
        assert "\n" not in re.sub(r"\\\(.*?\\\)", "", shown, flags=re.DOTALL)
        assert not re.search(r"&(?!amp;|lt;|gt;|#123;|#125;|#91;|#93;)", shown)
        for name in ("strong", "em", "code", "span"):
            assert shown.count(f"<{name}>") == shown.count(f"</{name}>")

    @times(5)
    @given(st.text(st.sampled_from("ab *`\\()[]"), max_size=20))
    def test_maths_is_what_its_author_marked(self, text: str) -> None:
        """MathJax finds in HTML what stands between ``\\(`` and ``\\)`` as maths, and no more."""
        shown = TAG.sub("\0", to_html(Markup(text)))
        found = re.findall(r"\\\((.*?)\\\)", shown)
        assert [html.unescape(maths) for maths in found] == list(maths_of(Markup(text)))

    @given(texts(12))
    def test_a_learner_reads_the_same_everywhere(self, text: str) -> None:
        """What is plain is what HTML shows."""
        shown = to_html(Markup(text)).replace("<br>", "\n")
        assert html.unescape(TAG.sub("", shown)) == to_plain(Markup(text))

    @given(st.text(st.sampled_from("ab *`\\()\n"), max_size=25))
    def test_escaped_marks_are_characters(self, text: str) -> None:
        r"""A backslash makes the next ``* ` \`` literal."""
        escaped = re.sub(r"([*`\\])", r"\\\1", text)
        assert to_plain(Markup(escaped)) == text

    @given(st.text(st.sampled_from("ab *`\\()<&\n"), max_size=30))
    def test_html_tags_are_nested(self, text: str) -> None:
        """A mark closes within the mark in which it was opened."""
        open_tags: list[str] = []
        for slash, name in re.findall(r"<(/?)(strong|em|code|span)>", to_html(Markup(text))):
            if slash:
                assert open_tags.pop() == name
            else:
                open_tags.append(name)
        assert open_tags == []


class TestValues:
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
        assert values.read_claim(str(date)) == date

    @given(decimals().filter(lambda number: "+" not in number.written))
    def test_a_number_is_the_claim_of_that_number(self, number: values.Decimal) -> None:
        """The figure or date that a text is."""
        assume(number.written.lstrip("-−")[0].isdigit())
        assert values.read_claim(f"over {number.written} troops") == values.Number(
            number.value, number.written, "troops", "over"
        )

    @given(raw)
    def test_no_text_crashes_a_value(self, text: str) -> None:
        """A strict ``parse`` raises ValueError, and nothing else."""
        for read in (
            values.parse_id,
            values.parse_tag,
            values.parse_namespace,
            values.Decimal.parse,
            values.Tolerance.parse,
            values.PartialDate.parse,
        ):
            with suppress(ValueError):
                read(text)
        values.read_claim(text)
