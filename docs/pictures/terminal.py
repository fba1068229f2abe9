#!/usr/bin/env python3
"""Take the picture of the quiz in a terminal: ``quiz.png``.

    pip install -e '.[test]'
    python docs/pictures/terminal.py

The quiz runs on a real pseudo-terminal (pexpect), its screen is kept as a terminal keeps it (pyte),
is written as HTML, and Chromium takes the picture (Debian: apt install chromium fonts-dejavu-core).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import Any

import pexpect
import pyte

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COLUMNS, ROWS = 76, 36
QUIZ = [
    "quiz",
    str(HERE / "rivers.yaml"),
    "--seed",
    "1",
]
REPLIES = ((" > ", "b"), (" > ", ""))
"""What is waited for, and what is then typed."""

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


def shown() -> pyte.Screen:
    """The screen of a quiz when the last reply is given."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT / "src")}
    environment.pop("NO_COLOR", None)
    child: Any = pexpect.spawn(
        sys.executable,
        ["-m", "quizgen", *QUIZ],
        cwd=str(ROOT),
        env=environment,
        encoding="utf-8",
        dimensions=(ROWS, COLUMNS),
        timeout=20,
    )
    for prompt, keys in REPLIES:
        child.expect_exact(prompt)
        stream.feed(child.before + prompt)
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
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("chromium is not installed")
    screen = shown()
    text = html(screen)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "quiz.html")
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
                f"--screenshot={HERE / 'quiz.png'}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
    print(f"{HERE / 'quiz.png'}: {(HERE / 'quiz.png').stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
