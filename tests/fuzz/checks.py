"""What must hold whatever quizgen is given: it says what is wrong, and does nothing else.

No traceback and no message about a bug; each mistake at a place that is in the file; nothing
printed that a terminal would obey; and in the HTML of a card no element but those of quizgen's own.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from formats.anki.release.test_packages import forged
from fuzz.inputs import Input
from quizgen.cli import main
from quizgen.formats.anki.release.inputs import read_lock
from quizgen.formats.anki.release.notes import render
from quizgen.formats.anki.release.packages import BuiltPackage
from quizgen.formats.anki.schema import DATABASE
from quizgen.model.diagnostics import Diagnostic
from quizgen.model.urls import parse_url
from quizgen.reading.library import Library, load
from quizgen.reports import text as report
from samples import media_file

OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]"
)
"""What a terminal, or whoever reads it, would obey: all controls but the line end, all that turns
text around."""
ELEMENTS = {
    "a": {"href"},
    "b": set(),
    "br": set(),
    "cite": set(),
    "code": {"class"},
    "details": set(),
    "div": {"class", "lang"},
    "em": set(),
    "i": {"hidden"},
    "img": {"src", "alt", "width", "height", "style"},
    "li": {"dir", "hidden", "lang"},
    "ol": {"class"},
    "p": {"class", "dir"},
    "pre": {"dir"},
    "span": {"class", "dir", "lang"},
    "strong": set(),
    "summary": {"class"},
    "table": {"class"},
    "td": {"dir", "style"},
    "th": {"dir", "style"},
    "tr": set(),
    "ul": {"class"},
}
"""The elements of a field, and their attributes besides ``data-``."""
CLASSES = {
    "qg-credit",
    "qg-formula",
    "qg-kept",
    "qg-list",
    "qg-media",
    "qg-sound",
    "qg-table",
    "tappable",
}
LANGUAGE = re.compile(r"language-[a-z0-9+#-]+")
"""The class that a code block gets from its language."""


class Foreign(HTMLParser):
    """Notes every element that is not one of quizgen's own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = ELEMENTS.get(tag)
        if allowed is None:
            self.found.append(f"<{tag}>")
            return
        for name, value in attrs:
            if name not in allowed and not name.startswith("data-"):
                self.found.append(f"<{tag} {name}>")
            elif name == "href":
                try:
                    parse_url(value or "")
                except ValueError:
                    self.found.append(f"<a href={value}>")
            elif name == "src" and not (value or "").startswith("quizgen-"):
                self.found.append(f"<img src={value}>")
            elif name == "class" and not (value in CLASSES or LANGUAGE.fullmatch(value or "")):
                self.found.append(f"class={value}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"<!{decl}>")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"<?{data}>")


def faults(given: Input, folder: Path) -> Iterator[str]:
    """What does not hold for the files of an input, which are written into ``folder``."""
    for name, data in given.files.items():
        (folder / name).write_bytes(data)
    match given.kind:
        case "lock":
            path = folder / "bank.lock"
            _, text, found = read_lock(path)
            yield from _report(found, {str(path): text})
        case "package" | "database":
            path = folder / "bank.apkg"
            if given.kind == "database":
                forged(path, given.files[DATABASE])
            package = BuiltPackage(path)
            package.check()
            for note in package.notes([entry.guid for entry in package.entries()]):
                assert note.fields
            yield from _report(package.faults, {})
            path.unlink()
        case "source":
            yield from _library(load([folder]))
        case _:
            (folder / "media").mkdir(exist_ok=True)
            (folder / "media" / "a.png").write_bytes(media_file("a.png"))
            yield from _library(load([folder / "bank.yaml"]))
            yield from _command(folder / "bank.yaml")


def _library(library: Library) -> Iterator[str]:
    yield from _report(library.diagnostics, library.texts)
    for topic in library.topics:
        for bank in topic.banks:
            for question in bank.questions:
                if not (
                    all(name in bank.media for name in bank.used_media(question))
                    and all(fact in topic.facts for fact in question.facts)
                ):
                    continue  # which is a mistake that was told
                for value in render(question, bank, topic).fields:
                    yield from _field(value)


def _field(value: str) -> Iterator[str]:
    parser = Foreign()
    parser.feed(value)
    parser.close()
    yield from (f"a card has {found}" for found in parser.found)
    plain = re.sub(r"\{\{c\d+::", "", value)  # gaps of our own
    if "{{" in plain or re.search(r"\[(?:(?!sound:quizgen-)[a-z$]+:|\$|latex)", plain):
        yield f"Anki would take something in {value!r} for its own"


def _report(diagnostics: list[Diagnostic], texts: dict[str, str]) -> Iterator[str]:
    for found in diagnostics:
        at = found.place
        if at.line == 0:
            continue
        text = texts.get(at.path)
        if not text:  # it is not in UTF-8
            text = Path(at.path).read_bytes().decode("utf-8", "replace")
        lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
        if at.line > len(lines) or not 1 <= at.column <= len(lines[at.line - 1]) + 1:
            yield f"{at} ({found.code}) is no place in the file"
        if not found.message or "\n" in found.message:
            yield f"the message {found.message!r} is no line"
    for line in report.lines(diagnostics, texts):
        if obeyed := OBEYED.search(line):
            yield f"the report has {obeyed[0]!r} in {line!r}"


def _command(path: Path) -> Iterator[str]:
    out = io.StringIO()
    before = sys.argv
    sys.argv = ["quizgen", "validate", str(path)]
    code: object = None
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            main()
    except SystemExit as ended:
        code = ended.code
    finally:
        sys.argv = before
    if code not in (0, 1, 2):
        yield f"the program ends with {code}"
    if obeyed := OBEYED.search(out.getvalue()):
        yield f"the program prints {obeyed[0]!r}"
    if "Traceback" in out.getvalue() or "this is a bug" in out.getvalue().lower():
        yield "the program speaks of a bug"
