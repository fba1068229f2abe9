#!/usr/bin/env python3
"""Take the pictures of quizgen in a terminal: the quiz, an exam, statistics, and an author's work.

    pip install -e '.[test]'
    python docs/pictures/terminal.py

Each runs on a real pseudo-terminal (pexpect), its screen is kept as a terminal keeps it (pyte),
is written as HTML, and Chromium takes the picture (Debian: apt install chromium fonts-dejavu-core).
The statistics are those of a learner who is made up: 45 days with our decks.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path
from random import Random
from typing import Any

import pexpect
import pyte

from quizgen.grading import Result
from quizgen.memory.identity import cards_of
from quizgen.memory.store import open_store
from quizgen.reading.library import load

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DECKS = ROOT / "decks"
COLUMNS = 76
END = ""
"""Is waited for where a program ends by itself."""
QUIZ = ("quiz", str(HERE / "rivers.yaml"), "--no-history", "--seed", "1")
EXAM = ("exam", "decks", *"--type choice --type number -n 5 --no-history --seed 4".split())
PICTURES: dict[str, tuple[tuple[str, ...], int, tuple[tuple[str, str], ...]]] = {
    "quiz": (QUIZ, 36, ((" > ", "b"), (" > ", ""))),
    "exam": (EXAM, 48, (*[(" > ", "a\r")] * 5, (END, ""))),
    "stats": (("stats", "decks"), 40, ((END, ""),)),
    "new": (
        ("new",),
        36,
        (
            ("1 or 2 [1]: ", "\r"),
            ("Title: ", "Rivers of Europe\r"),
            ("]: ", "\r"),
            ("[choice short]: ", "choice date\r"),
            (END, ""),
        ),
    ),
    "mistake": (("validate",), 36, ((END, ""),)),
}
"""For each picture the command, the lines of the window, and what is waited for and then typed."""
OF_AN_AUTHOR = {
    "new": {},
    "mistake": {
        "decks/rivers.yaml": (HERE / "rivers.yaml")
        .read_text(encoding="utf-8")
        .replace("      - right: The Loire", "      - rigth: The Loire")
    },
}
"""The pictures that are taken in a folder of its own, where the command is seen, with its files."""

COLORS = {
    "default": "#d7dadf",
    "black": "#2b3036",
    "red": "#f0857b",
    "green": "#7fd3a0",
    "brown": "#e6bd74",
    "blue": "#84b8ee",
    "magenta": "#c9a0ec",
    "cyan": "#79cfd3",
    "white": "#f3f4f6",
    "brightblack": "#8b939d",
}
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1b1e22; }}
pre {{ margin: 18px 22px; color: {default}; font: 15px/1.32 "DejaVu Sans Mono", monospace; }}
</style><pre>{text}</pre>"""


def make_history(path: Path) -> None:
    """Write what a learner would have stored in 45 days, who knows some questions less well."""
    chance = Random(1)
    banks = [(topic, bank) for topic in load([DECKS]).topics for bank in topic.banks]
    cards = [
        card
        for topic, bank in banks
        for question in bank.questions
        for card in cards_of(topic, bank, question)
    ]
    how_hard = {card.key: chance.random() for card in cards}
    now = time.time_ns() // 1_000_000
    with open_store(path) as store:
        for day in [day for day in range(45, -1, -1) if day not in (12, 30)]:
            at = now - day * 86_400_000 - 3_600_000
            queue = store.queue(cards, at=at)
            due = [*(one.card for one in queue.due), *queue.new][: 5 if day == 0 else None]
            session = store.start("review", [], at=at)
            for place, card in enumerate(due):
                at += 8_000
                right = chance.random() < 0.97 - 0.3 * how_hard[card.key]
                result = Result.RIGHT if right else Result.WRONG
                store.answer(session, place, [(card, result)], result, None, at=at, took=8_000)
            store.finish(session, at=at)


def shown(name: str, history: Path) -> pyte.Screen:
    """Return the screen of the picture called ``name`` when the last reply is given."""
    command, rows, replies = PICTURES[name]
    screen = pyte.Screen(COLUMNS, rows)
    stream = pyte.Stream(screen)
    folder = ROOT
    if name in OF_AN_AUTHOR:
        stream.feed(f"$ quizgen {' '.join(command)}\r\n")
        folder = history.parent / name
        folder.mkdir()
        for file, text in OF_AN_AUTHOR[name].items():
            (folder / file).parent.mkdir()
            (folder / file).write_text(text, encoding="utf-8")
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT / "src")}
    environment["QUIZGEN_DATA"] = str(history)
    environment.pop("NO_COLOR", None)
    child: Any = pexpect.spawn(
        sys.executable,
        ["-m", "quizgen", *command],
        cwd=str(folder),
        env=environment,
        encoding="utf-8",
        dimensions=(rows, COLUMNS),
        timeout=20,
    )
    for prompt, keys in replies:
        if prompt == END:
            child.expect(pexpect.EOF)
        else:
            child.expect_exact(prompt)
        stream.feed(child.before + prompt)
        if prompt != END:
            # Keys that come at once with a question are not meant for it.
            child.expect(pexpect.TIMEOUT, timeout=0.6)
            stream.feed(child.before)
            child.send(keys)
    child.close(force=True)
    return screen


def html(screen: pyte.Screen) -> str:
    """The screen as lines of styled text."""
    lines = []
    for row in range(screen.lines):
        out = []
        for column in range(screen.columns):
            char = screen.buffer[row][column]
            style = []
            if char.fg != "default":
                style.append(f"color: {COLORS.get(char.fg, '#' + char.fg)}")
            if char.bold:
                style.append("font-weight: bold")
            if char.underscore:
                style.append("text-decoration: underline")
            if char.reverse:
                style.append(f"background: {COLORS['default']}; color: #1b1e22")
            if (row, column) == (screen.cursor.y, screen.cursor.x):
                style.append("background: #8b939d")
            text = escape(char.data)
            out.append(f'<span style="{"; ".join(style)}">{text}</span>' if style else text)
        lines.append("".join(out).rstrip())
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def main() -> None:
    """Take all pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("chromium is not installed")
    with tempfile.TemporaryDirectory() as folder:
        history = Path(folder, "history.db")
        make_history(history)
        for name in PICTURES:
            text = html(shown(name, history))
            take(chromium, text, HERE / f"{name}.png", Path(folder))


def take(chromium: str, text: str, picture: Path, folder: Path) -> None:
    """Take the picture of ``text``, which is HTML."""
    page = folder / "screen.html"
    page.write_text(PAGE.format(text=text, **COLORS), encoding="utf-8")
    height = 36 + round(len(text.split("\n")) * 15 * 1.32)
    subprocess.run(
        [
            chromium,
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"),
            *("--no-first-run", "--disable-background-networking", "--hide-scrollbars"),
            *("--disable-component-update", "--disable-sync", "--disable-lcd-text"),
            f"--user-data-dir={folder}/profile",
            f"--window-size={44 + round(COLUMNS * 9.03)},{height}",
            f"--screenshot={picture}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
    )
    print(f"{picture}: {picture.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
