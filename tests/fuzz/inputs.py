"""Inputs at random, each from a seed and its number alone, so that any one can be made again."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from damage import TAGS, TOKENS
from formulas import Maker
from quizgen.formats.anki.schema import DATABASE
from strategies import ODD

ROOT = Path(__file__).parents[2]
NAMESPACE = "3w7xq4c9t0w5k8h3v6zb"
KINDS = [
    "bytes",
    "yaml",
    "bank",
    "bank",
    "texts",
    "formulas",
    "source",
    "lock",
    "package",
    "database",
]
"""What an input may be, each as likely as it is often here.

A database is that of a package whose stamp is forged.
"""

_KEYS = """
bank title namespace topic description tags questions id type stem answer accept reject options text
right feedback explanation facts media image audio alt side pairs extra items number unit date
tolerance year_given reverse retired was difficulty source url shuffle passages passage credit
""".split()
_TYPES = "card choice multi short number date cloze match order truefalse".split()
_HARMFUL = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href=x>", "</style>", "<!--",
    "{{c1::x}}", "{{FrontSide}}", "[[a|b::c]]", "[[", "]]", "[sound:x.mp3]", "[$]x[/$]",
    "[latex]x[/latex]", "\\(\\href{javascript:1}{x}\\)", "\\(", "\\)", "\\[x\\]", "&lt;", "&#x1b;",
    "javascript:alert(1)", "\x1b[31m", "\x9b2J", "\x07", "\u202e", "\u2066", "\u2028", "\x85",
    "\x0c", "\ud800", "\U000e0001", "\ufeff", "*a*", "**b**", "`c`", "*", "`", "\\", "9" * 400,
    "a" * 300, "é", "e\u0301", "日本", "😀",
]  # fmt: skip
"""What HTML, Anki, MathJax, a terminal or YAML would obey."""


class Input(NamedTuple):
    """What is given to quizgen: files of a folder, by their names."""

    kind: str
    files: dict[str, bytes]


@cache
def _seeds() -> list[bytes]:
    """Our decks and the goldens, which inputs are made of by mutation."""
    folders = (ROOT / "decks", ROOT / "tests" / "goldens")
    paths = (path for folder in folders for path in sorted(folder.rglob("*.y*ml")))
    return [data for path in paths if 0 < len(data := path.read_bytes()) < 40_000]


@cache
def _locks() -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "decks").rglob("*.lock"))]


def make(seed: int, number: int, package: bytes) -> Input:
    """Input ``number`` of the run with ``seed``; ``package`` is a sound one to damage."""
    random = Random(f"{seed} {number}")
    kind = random.choice(KINDS)
    match kind:
        case "bytes":
            files = {"bank.yaml": random.randbytes(random.randint(0, 200))}
        case "yaml":
            files = {"bank.yaml": _encoded(_yaml(random, 4))}
        case "bank":
            files = {"bank.yaml": _mutated(random, random.choice(_seeds()))}
        case "texts":
            files = {"bank.yaml": _encoded(_bank(random, lambda: _text(random)))}
        case "formulas":
            maker = Maker(random)
            files = {"bank.yaml": _encoded(_bank(random, lambda: f"a \\({maker.slipped()}\\) b"))}
        case "source":
            files = {
                "source.yaml": _mutated(random, random.choice(_sources())),
                "bank.yaml": _mutated(random, random.choice(_seeds())),
            }
        case "lock":
            files = {"bank.lock": _mutated(random, random.choice(_locks()))}
        case "database":
            files = {DATABASE: _damaged(random, _database(package))}
        case _:
            files = {"bank.apkg": _damaged(random, package)}
    return Input(kind, files)


@cache
def _sources() -> list[bytes]:
    return [data for data in _seeds() if b"\nsource:" in data] or _seeds()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(random: Random) -> str:
    pieces = _HARMFUL + ODD
    return "".join(random.choice(pieces) for _ in range(random.randint(1, 5)))


def _quoted(text: str) -> str:
    """``text`` as a scalar in double quotes."""
    out = ""
    for char in text:
        code = ord(char)
        if char in '"\\':
            out += f"\\{char}"
        elif char.isprintable():
            out += char
        else:
            out += f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return f'"{out}"'


def _bank(random: Random, text: object) -> str:
    """A bank that is sound but for what ``text`` gives."""
    assert callable(text)
    lines = [
        f"bank: a\ntitle: A\nnamespace: {NAMESPACE}\ndescription: {_quoted(text())}",
        f"passages:\n  shared:\n    text: {_quoted(text())}\n    source: {_quoted(text())}",
        "questions:",
    ]
    for number in range(random.randint(1, 4)):
        kind = random.choice(_TYPES)
        lines.append(f"  - id: q{number}\n    type: {kind}")
        if random.random() < 0.3:
            lines.append("    passage: shared")
        stem = "text" if kind == "cloze" else "stem"
        gap = "[[gap|other::hint]] " if kind == "cloze" else ""
        lines.append(f"    {stem}: {_quoted(gap + text())}")
        if kind in ("card", "short"):
            lines.append(f"    answer: {_quoted(text())}")
            lines.append("    reverse: true" if random.random() < 0.2 else "")
        elif kind in ("choice", "multi"):
            lines.append("    options:")
            lines.append(f"      - {{right: {_quoted(text())}, feedback: {_quoted(text())}}}")
            lines += [
                f"      - {{text: {_quoted(text())}, right: {'true' if not n else 'false'}}}"
                if random.random() < 0.2
                else f"      - {{image: a.png, alt: {_quoted(text())}}}"
                if random.random() < 0.2
                else f"      - {_quoted(text())}"
                for n in range(2)
            ]
        elif kind == "match":
            lines.append("    pairs:")
            lines += [f"      {_quoted(text())}: {_quoted(text())}" for _ in range(3)]
        elif kind == "order":
            lines.append("    items:")
            lines += [f"      - {_quoted(text())}" for _ in range(3)]
        else:
            lines.append({"number": "    answer: 5", "date": "    answer: 2020-01"}.get(kind, ""))
        if kind == "truefalse":
            lines.append("    answer: true")
        lines.append(f"    explanation: {_quoted(text())}")
        if random.random() < 0.2:
            lines.append(f"    retired: {_quoted(text())}")
    return "\n".join(line for line in lines if line) + "\n"


def _yaml(random: Random, depth: int) -> str:
    """YAML by its grammar, with slips: keys of ours, every style of scalar, lists and mappings."""
    lines: list[str] = []

    def scalar() -> str:
        text = random.choice([*_KEYS, *_TYPES, *ODD, *_HARMFUL, "1", "2020-02-30", "true"])
        style = random.random()
        if style < 0.5:
            return text
        if style < 0.7:
            return _quoted(text)
        if style < 0.85:
            return "'" + text.replace("'", "''") + "'"
        return (
            random.choice(["|", ">", "|-", ">-", "|2", "&a", "*a", "!!str", "? ", "- "])
            + "\n"
            + text
        )

    def node(indent: int, left: int) -> None:
        margin = " " * indent
        for _ in range(random.randint(1, 4)):
            key = random.choice(_KEYS) if random.random() < 0.8 else scalar()
            chance = random.random()
            if left and chance < 0.3:
                lines.append(f"{margin}{key}:")
                node(indent + random.choice([2, 2, 2, 4, 1, 0]), left - 1)
            elif left and chance < 0.5:
                lines.append(f"{margin}{key}:")
                for _ in range(random.randint(0, 3)):
                    lines.append(f"{margin}  - {random.choice(_KEYS)}: {scalar()}")
                    node(indent + 4, left - 1)
            elif chance < 0.6:
                lines.append(f"{margin}{key}: [{scalar()}, {scalar()}]")
            elif chance < 0.7:
                lines.append(f"{margin}{key}: {{{scalar()}: {scalar()}, {scalar()}: {scalar()}}}")
            else:
                lines.append(f"{margin}{key}: {scalar()}")

    node(0, depth)
    return random.choice(["\n", "\n", "\n", "\r\n", "\r"]).join(lines)


def _mutated(random: Random, data: bytes) -> bytes:
    """``data`` with one to six slips: bytes, pieces of syntax, lines, what does harm."""
    lines = data.split(b"\n")
    if len(lines) > 60 and random.random() < 0.8:  # as much as shows the same, and takes less time
        lines = lines[: random.randint(20, 60)]
    pieces = [*TOKENS, *TAGS, *_HARMFUL]
    for _ in range(random.randint(1, 6)):
        number = random.randrange(len(lines))
        line = lines[number]
        place = random.randint(0, len(line))
        match random.randrange(8):
            case 0:
                lines[number] = line[:place] + random.randbytes(random.randint(1, 3)) + line[place:]
            case 1:
                lines[number] = line[:place] + line[place + random.randint(1, 6) :]
            case 2 | 3:
                lines[number] = line[:place] + _encoded(random.choice(pieces)) + line[place:]
            case 4:
                lines.insert(random.randint(0, len(lines)), line)
            case 5 if len(lines) > 1:
                del lines[number]
            case 6:
                lines[number] = b" " * random.randint(1, 4) + line
            case _:
                lines[number] = line.lstrip() if random.random() < 0.5 else line * 3
    return b"\n".join(lines)


def _damaged(random: Random, data: bytes) -> bytes:
    """``data`` with one to thirty other bytes, and sometimes without its end."""
    damaged = bytearray(data)
    for _ in range(random.randint(1, 30)):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    end = random.randint(1, len(damaged)) if random.random() < 0.2 else len(damaged)
    return bytes(damaged[:end])


@cache
def _database(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(DATABASE)
