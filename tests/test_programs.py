"""Code of any kind through everything that shows it: every character is the same everywhere.

Random programs are written into a bank, which is read as any bank.  Then each is read off where a
learner would read it: in a browser, off the card and off the page of the preview; in the terminal;
and in a table.  ``make programs`` tries thousands.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

from browser import Browser
from formats.anki.anki_samples import data_of
from quiz.support import candidates
from quizgen.formats.anki import preview, templating
from quizgen.formats.anki.notetypes import NOTE_TYPES
from quizgen.formats.anki.release.notes import render
from quizgen.formats.csv import Csv, unescape
from quizgen.model.forms import Pick
from quizgen.quiz.items import Candidate
from quizgen.quiz.loop import run
from quizgen.quiz.session import start
from quizgen.quiz.terminal import Lines
from quizgen.system.terminal_text import safe
from samples import HEAD

COUNT = int(os.environ.get("PROGRAMS", "60"))
SEED = int(os.environ.get("SEED", "1"))
BATCH = 100
"""Cards that the browser shows at once."""

WORDS = """
for if def return class while x y_1 __init__ self *args **kwargs &mut *ptr -> => := == != <= >= <<
&& || ! ~ ^ % $x ${a} $1 @a #include <stdio.h> // /* */ -- --x x++ ... ; , . : :: () [] {} {{ }}
{{c1::a}} [[ ]] [[a::b]] [sound:a.mp3] [latex] <b> </b> <br> <script> </script> </pre> &amp; &lt;
&nbsp; &#8203; \\( \\) \\[ \\] \\n \\\\ \\` ` `` ``` ```python ~~~ ' " \'\'\' \"\"\" "a" 'b' - 1. 2.
> # ## *a* **b** _c_ ~~d~~ | |---| é e\u0301 ß 日本語 עברית العربية 😀 👩‍👧 ﬁ 0x1F 1e-9 NO
null true %s %(a)s a:b "x: y" - a: b
""".split()
CHARACTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2190, 0x2400))))


def program(chance: Random) -> str:
    """Lines of words, signs and any characters, indented anyhow."""
    lines = []
    for _ in range(chance.randint(1, 9)):
        margin = " " * chance.choice((0, 0, 2, 4, 8, chance.randint(0, 30)))
        parts = [
            chance.choice(WORDS)
            if chance.random() < 0.8
            else "".join(chance.choices(CHARACTERS, k=chance.randint(1, 12)))
            for _ in range(chance.choice((0, 1, 2, 3, 5, 30)))
        ]
        space = chance.choice((" ", " ", "", "   "))
        lines.append(margin + space.join(parts) + " " * chance.choice((0, 0, 0, 3)))
    return "\n".join(lines)


PROGRAMS = [program(Random(f"{SEED}/{number}")) for number in range(COUNT)]


def fenced(code: str, language: str = "python") -> list[str]:
    longest = max(map(len, re.findall("`+", code)), default=0)
    mark = "`" * max(3, longest + 1)
    return [f"{mark}{language}", *code.split("\n"), mark]


def block(margin: str, lines: list[str]) -> str:
    return "".join(f"{margin}{line}\n" for line in lines)


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> list[Candidate]:
    """A question for each program, which is its stem, an option and the explanation."""
    text = f"{HEAD}questions:\n"
    for number, code in enumerate(PROGRAMS):
        shown = fenced(code)
        text += f"  - id: p{number}\n    type: choice\n    stem: |-\n"
        text += block("      ", [f"Program {number}:", *shown, f"End of {number}."])
        text += "    options:\n      - right: |-\n" + block(
            "          ", fenced(f"{number}\n{code}", "")
        )
        text += "      - |-\n" + block("        ", fenced("other", "text"))
        text += "    explanation: |-\n" + block("      ", [*shown, f"So much for {number}."])
    path = tmp_path_factory.mktemp("programs") / "programs.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return candidates(path)


def read_off(browser: Browser, pages: list[str]) -> list[list[str]]:
    """The code blocks of each page, as the browser lays them out."""
    found: list[list[str]] = []
    for first in range(0, len(pages), BATCH):
        found += browser.js(f"""
            document.head.innerHTML = "<style>" + {json.dumps(NOTE_TYPES[Pick].css)} + "</style>";
            document.body.className = "card";
            {json.dumps(pages[first : first + BATCH])}.map(function (page) {{
              document.body.innerHTML = page;
              var blocks = document.querySelectorAll("pre");
              return Array.from(blocks, function (block) {{
                var style = getComputedStyle(block);
                if (style.whiteSpace !== "pre" || style.overflowX !== "auto") return "no code";
                block.querySelectorAll("br").forEach(function (br) {{ br.replaceWith("\\n"); }});
                return block.innerText;
              }});
            }})
        """)
    return found


def sides(candidate: Candidate) -> tuple[str, str]:
    note = render(candidate.question, candidate.bank, candidate.topic)
    values = dict(zip((one.name for one in note.kind.fields), note.fields, strict=True))
    front = templating.question(note.kind.templates[0].front, values, 0)
    back = templating.answer(note.kind.templates[0].back, values, 0, front)
    return templating.html(front), templating.html(back)


def same(shown: list[str], number: int, *, back: bool) -> bool:
    """Whether a side shows the program wherever it is; a browser shows no last empty line."""
    code = PROGRAMS[number]
    right = f"{number}\n{code}"
    wanted = [code, right, "other", *([right, code] if back else [])]
    return [text.rstrip("\n") for text in shown] == [text.rstrip("\n") for text in wanted]


@pytest.mark.browser
def test_cards_show_every_character(bank: list[Candidate], browser: Browser) -> None:
    both = [sides(candidate) for candidate in bank]
    for back, pages in enumerate(zip(*both, strict=True)):
        for number, shown in enumerate(read_off(browser, [*pages])):
            assert same(shown, number, back=bool(back)), f"SEED={SEED}: {PROGRAMS[number]!r}"


@pytest.mark.browser
def test_the_preview_shows_every_character(
    bank: list[Candidate], browser: Browser, tmp_path: Path
) -> None:
    data = data_of(preview.write([bank[0].topic], tmp_path / "p.html", lambda _: None).path)

    def html(side: list[int]) -> str:
        frame = [data["texts"][number] for number in data["shapes"][side[0]][0]]
        fill = [*(data["texts"][number] for number in side[1:]), ""]
        return "".join(a + b for a, b in zip(frame, fill, strict=True))

    for place, back in ((2, False), (3, True)):
        pages = [html(note[4][0][place]) for note in data["notes"]]
        for number, shown in enumerate(read_off(browser, pages)):
            assert same(shown, number, back=back), f"SEED={SEED}: {PROGRAMS[number]!r}"


def test_the_terminal_shows_every_character(bank: list[Candidate]) -> None:
    """No line of code is cut; what a terminal would obey has a stand-in."""
    session = start(bank, Random(0))
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n")
    run(session, Lines(io.StringIO("a\n" * len(bank)), out, {}, interactive=False), lambda: 0)
    out.seek(0)
    said = out.read()
    for number, code in enumerate(PROGRAMS):
        lines = [safe(line) for line in code.split("\n")]
        stem = "\n".join(f"    {line}" if line else "" for line in lines)
        assert f"\nProgram {number}:\n\n{stem}\n\nEnd of {number}.\n" in said, f"{code!r}"
        why = "\n".join(f"      {line}" if line else "" for line in lines)
        assert f"\n{why}\n\n  So much for {number}.\n" in said, f"{code!r}"
        option = "\n".join(f"     {line}" if line else "" for line in lines)
        assert re.search(rf"  [ab]\) {number}\n{re.escape(option)}\n", said), f"{code!r}"


def test_a_table_holds_every_character(bank: list[Candidate], tmp_path: Path) -> None:
    Csv().write(bank[0].topic, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows: list[dict[str, Any]] = [*csv.DictReader(file)]
    for number, code in enumerate(PROGRAMS):
        shown = "\n".join(fenced(code))
        stem = unescape(rows[number]["stem"])
        assert stem == f"Program {number}:\n{shown}\nEnd of {number}."
        assert unescape(rows[number]["explanation"]) == f"{shown}\nSo much for {number}."
