"""The door: what a terminal might obey stays inside, our own styles pass."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from damage import harmful, raw
from quizgen.system import output
from quizgen.system.output import Gate, Styled, gated, put, put_lines, say, styled

OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]")
SGR = re.compile("\x1b\\[[0-9;]*m")
HOSTILE = "a\x1b[2Jb\x1b]0;title\x07c\x9b31md\u202ee\u2066f\x7f"


@given(text=st.one_of(harmful, raw))
def test_whatever_is_written_to_a_gate_is_safe(text: str) -> None:
    stream = io.StringIO()
    Gate(stream).write(text)
    Gate(stream).writelines([text, text])
    assert not OBEYED.search(stream.getvalue())
    assert stream.getvalue().count("\n") == 3 * text.count("\n"), "line ends are kept"


@given(runs=st.lists(st.tuples(st.sampled_from(["", "1", "1;31"]), st.one_of(harmful, raw))))
def test_our_own_styles_pass_and_nothing_else(runs: list[tuple[str, str]]) -> None:
    stream = io.StringIO()
    line = styled(runs)
    put(Gate(stream), line)  # type: ignore[arg-type]
    assert stream.getvalue() == line
    assert not OBEYED.search(SGR.sub("", line))
    assert "\n" not in line
    assert len(SGR.findall(line)) == 2 * sum(bool(style) for style, _ in runs)


def test_a_style_that_was_lost_on_the_way_is_shown_as_text() -> None:
    """Joined to other text it is a text like any other."""
    stream = io.StringIO()
    Gate(stream).write("x" + styled([("1", "y")]))
    assert stream.getvalue() == "x␛[1my␛[0m"


def test_a_line_end_forges_no_line() -> None:
    stream = io.StringIO()
    put_lines(stream, ["bank.yaml\nerror: none", "next"])
    assert stream.getvalue() == "bank.yaml error: none\nnext\n"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_lines_end_between_words_on_a_terminal_only() -> None:
    """Further lines are indented below the first; a line that is to be copied is never broken."""
    import pexpect

    program = (
        "from quizgen.system.output import Exact, say;"
        "say('a.yaml:1:1: found one thing too many', '    hint: write “a: b” in its place',"
        "    '  1. put your questions there', 'nothing is before this',"
        "    Exact('  - ' + 'word ' * 6))"
    )
    command = [sys.executable, "-c", program]
    child = pexpect.spawn(command[0], command[1:], dimensions=(24, 20), encoding="utf-8")
    shown = child.read().replace("\r\n", "\n")
    assert shown.splitlines() == [
        "a.yaml:1:1: found",
        "    one thing too",
        "    many",
        "    hint: write",
        "          “a: b” in",
        "          its place",
        "  1. put your",
        "     questions there",
        "nothing is before",
        "this",
        "  - " + "word " * 6,
    ]
    piped = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert len(piped.splitlines()) == 5


@pytest.mark.parametrize("err", [False, True])
def test_what_is_said_is_safe(err: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Even where the streams are not gated."""
    say(HOSTILE, styled([("1", HOSTILE)]), err=err)
    said = capsys.readouterr()[err]
    first, second = said.splitlines()
    assert second == f"\x1b[1m{first}\x1b[0m"
    assert first == "a␛[2Jb␛]0;title␇c�31md�e�f␡"


def test_what_is_done_to_a_gate_is_done_to_its_stream() -> None:
    stream = io.StringIO()
    gate = Gate(stream)
    assert (gate.isatty(), gate.writable()) == (False, True)
    gate.close()
    assert stream.closed


def test_nobody_gets_around_the_gate(capsys: pytest.CaptureFixture[str]) -> None:
    with gated():
        print(HOSTILE)
        print(HOSTILE, file=sys.stderr)
        click.echo(HOSTILE)
        click.secho(HOSTILE, err=True)
        click.UsageError(HOSTILE).show()
        assert not hasattr(sys.stdout, "buffer")
    said = capsys.readouterr()
    assert said.out.startswith("a␛[2J")
    assert said.err.startswith("a␛[2J")
    assert not OBEYED.search(said.out + said.err)


def test_a_gate_is_put_up_once_and_taken_down() -> None:
    before = sys.stdout, sys.stderr
    with gated():
        once = sys.stdout
        with gated():
            assert sys.stdout is once
        assert sys.stdout is once
    assert (sys.stdout, sys.stderr) == before


def test_what_an_encoding_lacks_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    with gated():
        assert (sys.stdout.encoding, sys.stdout.errors) == ("ascii", "backslashreplace")
        say("é")
    stream.seek(0)
    assert stream.read() == "\\xe9\n"


def test_a_process_may_have_no_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    with gated():
        say("x")
        say("x", err=True)
    assert not output.is_terminal()
    assert output.flushed()
    stdin, stdout = output.standard_streams()
    assert (stdin.read(), stdout.getvalue()) == ("", "")  # type: ignore[attr-defined]


def test_a_line_is_redrawn_and_a_prompt_is_safe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output.redraw(HOSTILE)
    assert capsys.readouterr().err == "\ra␛[2Jb␛]0;title␇c�31md�e�f␡\x1b[K"
    monkeypatch.setattr(sys, "stdin", io.StringIO("answer\n"))
    assert output.read_line("\x1b[2J> ") == "answer"
    assert capsys.readouterr().out == "␛[2J> "


def test_only_a_styled_text_passes_as_it_is() -> None:
    assert output.passed(Styled("\x1b[1mx\x1b[0m")) == "\x1b[1mx\x1b[0m"
    assert output.passed("\x1b[1m") == "␛[1m"


@given(cells=st.lists(st.one_of(harmful, raw)))
def test_cells_are_parted_by_tabs_of_ours_alone(
    cells: list[str],
) -> None:
    stream = io.StringIO()
    before, sys.stdout = sys.stdout, stream
    try:
        with gated():
            output.say_cells(cells)
    finally:
        sys.stdout = before
    shown = stream.getvalue()
    assert not OBEYED.search(shown.replace("\t", ""))
    assert shown.count("\t") == max(len(cells) - 1, 0)
    assert shown.endswith("\n")
