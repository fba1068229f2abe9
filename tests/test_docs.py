"""The documentation says what is so: every sample is run, every key, type, code and link looked up.

Samples are fenced blocks, and the words behind ``yaml`` say what a block is.  In ``format.md`` and
``README.md``:

- ``yaml``: a whole bank that stands alone;
- ``yaml question``: questions of such a bank;
- ``yaml NAME.yaml``: a file of the one topic that the document shows.

The pages in ``how-to`` have the first two of these.

In ``diagnostics.md``, under the heading of each code, ``yaml wrong`` has that mistake and ``yaml
right`` has none.  They hold questions of a bank that stands alone, or, by a third word:

- ``bank``: a whole bank that stands alone;
- ``topic``: questions of a bank beside the ``yaml source.yaml`` that the document shows;
- ``facts``: the facts of a ``source.yaml``.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Literal, get_args, get_origin
from urllib.parse import unquote

import pytest
from msgspec.structs import FieldInfo, fields

from quizgen import codes
from quizgen.authoring import schema
from quizgen.cli import COMMANDS
from quizgen.model.bank import Fact, Source, Value
from quizgen.model.diagnostics import Diagnostic, Severity
from quizgen.model.question import Languages, Medium, Passage, Question
from quizgen.questions import TYPES
from quizgen.questions.cloze import GapDetails
from quizgen.questions.options import OptionEntry
from quizgen.quiz.dialogue import COMMAND_KEYS
from quizgen.reading.library import load
from quizgen.reading.records import BankFile, Defaults, TopicFile
from quizgen.rules import ADVICE, RULES
from samples import media_file

if TYPE_CHECKING:
    from conftest import Run

ROOT = Path(__file__).parents[1]
FORMAT, DIAGNOSTICS, README = (
    ROOT / name for name in ("docs/format.md", "docs/diagnostics.md", "README.md")
)
HOW_TO = sorted((ROOT / "docs" / "how-to").glob("*.md"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

BANK = "bank: sample\ntitle: Sample\nnamespace: 0123456789abcdefghij\nquestions:\n"
BANK_OF_TOPIC = "bank: sample\ntitle: Sample\nquestions:\n"
TOPIC = """\
topic: sample
title: Sample
namespace: 0123456789abcdefghij
source:
  title: A sample
  dated: in 2024
  as_of: 2024
facts:
"""


# -- reading the pages -------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    page: Path
    line: int
    heading: str
    words: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


@cache
def blocks(page: Path) -> tuple[Block, ...]:
    """The fenced blocks of ``page``, each with the heading that it stands under."""
    found = []
    heading = ""
    opened: tuple[int, str, list[str]] | None = None
    mark = ""
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if opened is None:
            if line.startswith("```"):
                words = line.lstrip("`")
                mark = line.removesuffix(words)
                opened = number, words, []
            elif line.startswith("#"):
                heading = line.lstrip("# ").replace("`", "")
        elif line == mark:
            start, words, text = opened
            found.append(Block(page, start, heading, tuple(words.split()), "\n".join([*text, ""])))
            opened = None
        else:
            opened[2].append(line)
    assert opened is None, f"{page.name}:{opened[0]}: a block that is not closed"
    return tuple(found)


def yaml_blocks(*pages: Path) -> list[Block]:
    return [b for page in pages if page.exists() for b in blocks(page) if b.words[:1] == ("yaml",)]


def prose(page: Path) -> str:
    """``page`` without its fenced blocks."""
    return re.sub(
        r"^(`{3,})[^`]*?\n.*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S
    )


@cache
def tables(page: Path) -> dict[str, dict[str, tuple[str, str]]]:
    """The tables of keys of ``page``: heading -> key -> (required, what)."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    heading = ""
    within = False
    for line in prose(page).splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ").replace("`", "")
        if not line.startswith("|"):
            within = False
        elif re.match(r"\| *Field *\|", line):
            within = True
        elif within and not re.match(r"\|[ -]*-", line):
            # A pipe within a cell is written \|.
            key, required, what = (c.strip() for c in re.split(r"(?<!\\)\|", line)[1:-1])
            assert key.strip("`") not in found.get(heading, {}), f"{key} twice under {heading}"
            found.setdefault(heading, {})[key.strip("`")] = required, what
    return found


# -- samples -----------------------------------------------------------------------------------


MEDIA = ("pyramids.jpg", "sphinx.mp3", "steps.jpg")
"""The files that samples may show or play."""


def check(folder: Path, files: dict[str, str]) -> list[Diagnostic]:
    """What loading ``files`` reports; beside them lie those of :data:`MEDIA` that they name."""
    for name in MEDIA:
        if any(f": {name}\n" in text for text in files.values()):
            (folder / "media").mkdir(exist_ok=True)
            (folder / "media" / name).write_bytes(media_file(name))
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return load([folder], advice=True).diagnostics


def shown(diagnostics: list[Diagnostic]) -> list[str]:
    return [f"{d.place.line}:{d.place.column} {d.code}: {d.message}" for d in diagnostics]


def questions(text: str) -> str:
    return indent(text, "  ")


SAMPLES = [b for b in yaml_blocks(FORMAT, README, *HOW_TO) if not b.words[-1].endswith(".yaml")]


@pytest.mark.parametrize("block", SAMPLES, ids=str)
def test_sample_validates(block: Block, tmp_path: Path) -> None:
    assert block.words in [("yaml",), ("yaml", "question")]
    text = BANK + questions(block.text) if len(block.words) == 2 else block.text
    assert shown(check(tmp_path, {"sample.yaml": text})) == []


def on_a_terminal(*arguments: str) -> str:
    """What quizgen prints on a terminal of 80 columns."""
    import pexpect

    child = pexpect.spawn(
        sys.executable,
        ["-m", "quizgen", *arguments],
        env={**os.environ, "NO_COLOR": "1"},  # type: ignore[arg-type]  # as os.environ is
        dimensions=(24, 80),
        encoding="utf-8",
    )
    return str(child.read()).replace("\r\n", "\n")


def test_the_steps_of_the_readme_print_what_it_shows(
    tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bank is one that quizgen wrote, with the question at the top of the page."""
    text = README.read_text(encoding="utf-8")
    shown = re.search(r"A mistake looks like this:\n\n   ```text\n(.*?)   ```", text, re.DOTALL)
    assert shown, "README.md shows no mistake"
    monkeypatch.chdir(tmp_path)
    assert quizgen("new", "bank", "rivers").code == 0
    bank = tmp_path / "decks" / "rivers.yaml"
    head, questions_, _ = bank.read_text(encoding="utf-8").partition("\nquestions:\n")
    _, _, below = yaml_blocks(README)[0].text.partition(questions_)
    right = f"{head}{questions_}{below}"
    bank.write_text(right.replace("explanation", "explanaton"), encoding="utf-8")
    printed = on_a_terminal("validate")
    assert printed == dedent(shown[1]), f"README.md: show the mistake as it is printed:\n{printed}"
    bank.write_text(right, encoding="utf-8")
    for command in ("validate", "preview", "build"):
        run = quizgen(command)
        line = re.sub(r"\d+ kB$", "…", (run.out + run.err).strip())
        assert f"   ```text\n   {line}\n   ```" in text, f"README.md: show “{line}”"


def test_the_pictures_of_the_readme_show_its_question() -> None:
    """Both are taken of this bank."""
    pictured = (ROOT / "docs" / "pictures" / "rivers.yaml").read_text(encoding="utf-8")
    shown = re.sub("namespace: .*\n", "", pictured)  # which a bank needs only to be built
    assert shown == yaml_blocks(README)[0].text, "copy the bank of README.md, and take pictures"


@pytest.mark.parametrize("page", [FORMAT, README, DIAGNOSTICS], ids=lambda page: page.name)
def test_sample_topic_validates(page: Path, tmp_path: Path) -> None:
    named = [b for b in yaml_blocks(page) if b.words[-1].endswith(".yaml")]
    files = {b.words[-1]: b.text for b in named}
    assert len(files) == len(named), "one topic for each page"
    if files:
        problems = check(tmp_path, files)
        # diagnostics.md shows no bank, so nothing is asked.
        assert shown([d for d in problems if d.severity is Severity.ERROR]) == []
        assert page == DIAGNOSTICS or shown(problems) == []


def test_format_shows_a_topic_and_a_bank() -> None:
    words = [b.words for b in yaml_blocks(FORMAT)]
    assert words[0] == ("yaml",), "the page begins with a whole bank"
    assert ("yaml", "source.yaml") in words


# -- keys --------------------------------------------------------------------------------------

RECORDS: dict[str, type] = {
    "Bank": BankFile,
    "Defaults": Defaults,
    "Topic": TopicFile,
    "Source": Source,
    "Fact": Fact,
    "Value": Value,
    "Common fields": Question,
    "Gaps": GapDetails,
    "Languages": Languages,
    "Media": Medium,
    "Passages": Passage,
    "Options": OptionEntry,
} | TYPES
"""The record that the table under each heading of the format documents."""


def table_under(heading: str) -> dict[str, tuple[str, str]]:
    """The table of keys that the format must have under ``heading``."""
    found = tables(FORMAT).get(heading)
    assert found is not None or not own_fields(heading), (
        f"docs/format.md: add a heading “{heading}” and under it a table of its keys: "
        "Field, Required, What"
    )
    return found or {}


def own_fields(heading: str) -> dict[str, FieldInfo]:
    """The keys that the table under ``heading`` must have."""
    record = RECORDS[heading]
    members = {member.name: member for member in fields(record) if member.name != "at"}
    if heading in TYPES:
        common = {member.name for member in fields(Question)}
        members = {name: m for name, m in members.items() if name not in common and name != "stem"}
    return members


@pytest.mark.parametrize("heading", RECORDS)
def test_keys_are_documented(heading: str) -> None:
    documented = set(table_under(heading))
    if heading == "Common fields":
        documented -= {"type", "stem"}
    assert documented == set(own_fields(heading)), (
        f"docs/format.md: make the table under “{heading}” name the keys of "
        f"{RECORDS[heading].__module__}"
    )


@pytest.mark.parametrize("heading", RECORDS)
def test_required_keys_are_said_to_be(heading: str) -> None:
    said = {key for key, (required, _) in table_under(heading).items() if required == "yes"}
    needed = {name for name, member in own_fields(heading).items() if member.required}
    assert said - {"type", "stem"} == needed, (
        f"docs/format.md: let the table under “{heading}” say “yes” for keys without a default"
    )


def values_of(annotation: object) -> list[str]:
    """The texts that an enumeration or a ``Literal`` allows, if ``annotation`` is one."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [str(member.value) for member in annotation]
    return [text for argument in get_args(annotation) for text in values_of(argument)]


@pytest.mark.parametrize("heading", RECORDS)
def test_values_are_documented(heading: str) -> None:
    for key, member in own_fields(heading).items():
        if values := values_of(member.type):
            what = table_under(heading).get(key, ("", ""))[1]
            assert re.findall(r"`([^`]+)`", what)[: len(values)] == values, (
                f"docs/format.md, “{heading}”: let the row of “{key}” begin with its values: "
                + ", ".join(f"`{value}`" for value in values)
            )


def test_every_table_is_of_a_record() -> None:
    strange = set(tables(FORMAT)) - set(RECORDS)
    assert strange == set(), "docs/format.md: no record has keys under these headings"


def test_every_type_has_stem_but_cloze() -> None:
    without = [name for name, kind in TYPES.items() if "stem" not in {f.name for f in fields(kind)}]
    assert without == ["cloze"], (
        "docs/format.md, “Common fields”, says that every type but cloze has a stem: say what is "
        "so, and here"
    )


@pytest.mark.parametrize("name", TYPES)
def test_type_has_a_sample(name: str) -> None:
    samples = [b for b in yaml_blocks(FORMAT) if b.heading == name]
    assert any(re.search(rf"^ *type: {name}$", b.text, re.MULTILINE) for b in samples), (
        f"docs/format.md: show a question under the heading “{name}”, in a block “yaml question”"
    )


# -- codes -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Taker:
    """A function or record of the source, and the names of its parameters."""

    parameters: tuple[str, ...]
    needed: int
    """How many of them have no default."""

    def argument(self, call: ast.Call, name: str) -> ast.expr | None:
        """What ``call`` passes as ``name``; ``None`` where the call is not of this taker."""
        passed: dict[str, ast.expr] = dict(zip(self.parameters, call.args, strict=False))
        passed |= {k.arg: k.value for k in call.keywords if k.arg}
        unpacked = any(isinstance(argument, ast.Starred) for argument in call.args)
        if len(call.args) > len(self.parameters) or not set(passed) <= set(self.parameters):
            return None
        if not unpacked and not set(self.parameters[: self.needed]) <= set(passed):
            return None
        return call.args[0] if unpacked else passed.get(name)


class Codes(ast.NodeVisitor):
    """The codes of all diagnostics that the source makes, followed back to where they are written.

    Whatever is passed as a parameter named ``code`` is one.  It may be a string, an f-string, a row
    of a table, or a parameter of the function around, which is then followed to its callers.
    Modules that report nothing are left out.
    """

    def __init__(self, folder: Path) -> None:
        self.takers: dict[str, list[Taker]] = {}
        self.calls: list[tuple[ast.Call, tuple[ast.FunctionDef, ...], str]] = []
        self.tables: dict[str, ast.Dict] = {}
        self.around: tuple[ast.FunctionDef, ...] = ()
        for path in sorted(folder.rglob("*.py")):
            self.path = str(path.relative_to(folder))
            text = path.read_text(encoding="utf-8")
            makers = ("Diagnostic", "Problem(", "Fault(", "Grammar(", "Unsafe(")
            if any(name in text for name in makers):
                self.visit(ast.parse(text))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        given = node.args
        names = [a.arg for a in (*given.posonlyargs, *given.args)]
        needed = len(names) - len(given.defaults)
        if names[:1] == ["self"]:
            names, needed = names[1:], needed - 1
        names += [a.arg for a in given.kwonlyargs]
        self.takers.setdefault(node.name, []).append(Taker(tuple(names), needed))
        self.around = (*self.around, node)
        self.generic_visit(node)
        self.around = self.around[:-1]

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        own = [m for m in node.body if isinstance(m, ast.AnnAssign)]
        names = tuple(m.target.id for m in own if isinstance(m.target, ast.Name))
        needed = sum(m.value is None for m in own)
        self.takers.setdefault(node.name, []).append(Taker(names, needed))
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if isinstance(node.target, ast.Name) and isinstance(node.value, ast.Dict):
            self.tables[node.target.id] = node.value
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        self.calls.append((node, self.around, self.path))
        self.generic_visit(node)

    def passed(self, parameter: str, to: str = "") -> set[str]:
        """Every string that is passed as ``parameter``, to whatever or to the function ``to``."""
        found: set[str] = set()
        for call, around, path in self.calls:
            match call.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    pass
                case _:
                    continue
            if to and name != to:
                continue
            for taker in self.takers.get(name, ()):
                if parameter in taker.parameters and (expr := taker.argument(call, parameter)):
                    place = f"{path}:{call.lineno}"
                    position = taker.parameters.index(parameter)
                    found |= self.strings(expr, around, place, position)
        return found

    def strings(
        self, expr: ast.expr, around: tuple[ast.FunctionDef, ...], place: str, position: int = 0
    ) -> set[str]:
        """The strings that ``expr`` may be."""
        match expr:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.FormattedValue(value=part):
                return self.strings(part, around, place)
            case ast.JoinedStr():
                pieces = [self.strings(part, around, place) for part in expr.values]
                return {"".join(texts) for texts in product(*pieces)}
            case ast.Attribute(attr="code" | "CODE"):
                return set()  # of a problem that was made elsewhere, or of a rule
            case ast.Starred(value=ast.Subscript(value=ast.Name(id=table))):
                rows = self.tables[table].values
                columns = [row.elts[position] for row in rows if isinstance(row, ast.Tuple)]
                assert len(columns) == len(rows), f"{place}: {table} has rows of another shape"
                return {text for column in columns for text in self.strings(column, (), place)}
            case ast.Name(id=name):
                for function in reversed(around):
                    given = function.args
                    names = {a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
                    if name in names:
                        # What is called code is looked for everywhere as it is.
                        return set() if name == "code" else self.passed(name, function.name)
        raise AssertionError(f"src/quizgen/{place}: cannot tell which code {ast.unparse(expr)} is")


@cache
def emitted() -> frozenset[str]:
    of_rules = {rule.CODE for rule in (*RULES, *ADVICE)}
    return frozenset(Codes(ROOT / "src/quizgen").passed("code") | of_rules)


def documented() -> list[str]:
    """The codes that have a paragraph, in order."""
    return re.findall(r"^## ([a-z0-9-]+)$", prose(DIAGNOSTICS), re.MULTILINE)


def test_codes_are_found() -> None:
    """The search follows f-strings, tables and parameters to all of their values."""
    found = {"duplicate-topic", "duplicate-id", "equal-extra", "bad-tolerance", "no-banks", "alias"}
    assert found <= emitted()
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in emitted())


def test_codes_are_documented() -> None:
    missing, strange = emitted() - set(documented()), set(documented()) - emitted()
    assert missing == set(), "src/quizgen/codes: write a page CODE.md for each of these codes"
    assert strange == set(), "src/quizgen/codes: nothing reports these codes, so delete their pages"


def test_codes_stand_in_order() -> None:
    assert documented() == sorted(set(documented()))


def test_the_table_of_themes_has_each_code_once() -> None:
    table = prose(DIAGNOSTICS).partition("\n## Codes by theme\n")[2].partition("\n## ")[0]
    listed = re.findall(r"\[`([a-z0-9-]+)`\]\(#\1\)", table)
    assert sorted(listed) == documented(), (
        "docs/diagnostics.md, “Codes by theme”: name each code once, where authors look for it"
    )


SECTION = r"^## ([a-z0-9-]+)\n\n(.*?)\n*(?=^## [a-z0-9-]+$|\Z)"
"""A code and what is said of it, in ``docs/diagnostics.md``."""


def test_the_page_of_a_code_is_its_section(request: pytest.FixtureRequest) -> None:
    """What is said of a code is written in the package alone, where ``explain`` finds it."""
    text = DIAGNOSTICS.read_text(encoding="utf-8")
    pages = {code: codes.page(code) for code in codes.names()}
    assert all(pages.values()), "rules/NAME.py: write the page of a rule as its docstring"
    sections = re.compile(SECTION, re.MULTILINE | re.DOTALL)
    if request.config.getoption("--update-goldens"):
        first = sections.search(text)
        start = text[: first.start()] if first else text
        text = start + "\n".join(f"## {code}\n\n{page}\n" for code, page in pages.items())
        DIAGNOSTICS.write_text(text, encoding="utf-8")
    assert dict(sections.findall(text)) == pages, (
        "run pytest tests/test_docs.py --update-goldens, and read what changes"
    )


@cache
def shared_source() -> str:
    (block,) = (b for b in yaml_blocks(DIAGNOSTICS) if b.words == ("yaml", "source.yaml"))
    return block.text


def files_of(block: Block) -> dict[str, str]:
    match block.words[2:]:
        case ():
            return {"sample.yaml": BANK + questions(block.text)}
        case ("bank",):
            return {"sample.yaml": block.text}
        case ("topic",):
            bank = BANK_OF_TOPIC + questions(block.text)
            return {"source.yaml": shared_source(), "sample.yaml": bank}
        case ("facts",):
            ids = ", ".join(re.findall(r"^- id: (\S+)$", block.text, re.MULTILINE))
            asking = f"- id: all\n  type: card\n  stem: What?\n  answer: All.\n  facts: [{ids}]\n"
            return {
                "source.yaml": TOPIC + questions(block.text),
                "sample.yaml": BANK_OF_TOPIC + questions(asking),
            }
    raise AssertionError(f"{block}: no kind of example: {' '.join(block.words)}")


EXAMPLES = [b for b in yaml_blocks(DIAGNOSTICS) if b.words[1:] != ("source.yaml",)]


@pytest.mark.parametrize("block", EXAMPLES, ids=str)
def test_example(block: Block, tmp_path: Path) -> None:
    assert block.words[1:2] in [("wrong",), ("right",)]
    problems = check(tmp_path, files_of(block))
    errors = [d for d in problems if d.severity is Severity.ERROR]
    if block.words[1] == "right":
        assert shown(errors) == []
        assert block.heading not in {d.code for d in problems}
    else:
        assert block.heading in {d.code for d in problems}, shown(problems)
        # One mistake is shown at a time.
        assert {d.code for d in errors} <= {block.heading}, shown(problems)


@pytest.mark.parametrize("code", documented() if DIAGNOSTICS.exists() else ())
def test_code_has_an_example(code: str) -> None:
    kinds = {b.words[1:2] or b.words for b in blocks(DIAGNOSTICS) if b.heading == code}
    assert kinds in ({("wrong",), ("right",)}, {("text",)})


# -- commands and links ------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_names_the_command(name: str) -> None:
    assert re.search(rf"\bquizgen {name}\b", README.read_text(encoding="utf-8"))


def links(page: Path) -> Iterator[str]:
    """The relative links of ``page``."""
    for link in re.findall(r"\]\(<?([^)>\s]+)>?\)", prose(page)):
        if not re.match(r"[a-z][a-z0-9+.-]*:", link):
            yield link


def anchors(page: Path) -> set[str]:
    """The anchors of the headings of ``page``, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_resolve(page: Path) -> None:
    for link in links(page):
        name, _, anchor = unquote(link).partition("#")
        target = page.parent / name if name else page
        assert target.exists(), f"{page.name}: {link}"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{page.name}: {link}"


# -- the schemas -------------------------------------------------------------------------------


def test_the_schemas_for_editors_are_current(request: pytest.FixtureRequest) -> None:
    """They change with every field, and with every sentence about one."""
    folder = ROOT / "docs" / "schema"
    if request.config.getoption("--update-goldens"):
        for name, text in schema.texts().items():
            (folder / name).write_text(text, encoding="utf-8")
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert there == schema.texts(), (
        "docs/schema: run pytest tests/test_docs.py --update-goldens, and read what changes"
    )


# -- the quiz ----------------------------------------------------------------------------------


def test_the_page_of_the_quiz_names_every_option_and_command() -> None:
    page = (ROOT / "docs/quiz.md").read_text("utf-8")
    command = import_module("quizgen.commands.quiz").command
    options = {option.opts[0] for option in command.params if option.param_type_name == "option"}
    assert [name for name in options | {"--plain"} if f"`{name}" not in page] == []
    assert [key for key in COMMAND_KEYS if f"`:{key}`" not in page] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    """Each option of a command is in its table, and no other is."""
    import click

    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    command = import_module(f"quizgen.commands.{name}").command
    commands = [command, *getattr(command, "commands", {}).values()]
    real = {
        max(parameter.opts, key=len)
        for parameter in (parameter for one in commands for parameter in one.params)
        if isinstance(parameter, click.Option) and not parameter.hidden
    }
    table = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `-")]
    documented = {re.findall(r"--[a-z-]+", cell)[-1] for cell in table}
    assert documented == real, f"docs/commands.md, {name}: write a row for each option"
