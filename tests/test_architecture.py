"""The shape of the program: which module may know which, and what is imported when.

Imports point one way.  A module may import what stands in a lower layer than its own, and what
belongs to its own unit; two units of one layer know nothing of each other.
"""

from __future__ import annotations

import ast
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from radon.visitors import ComplexityVisitor, Function

import quizgen
import quizgen.questions
from quizgen.model.question import Question
from quizgen.questions import TYPES

ROOT = Path(quizgen.__file__).parent

LAYERS: list[list[set[str]]] = [
    [{"cli", "commands", "__main__"}, {"api"}],
    [{"reports"}],
    [{"quiz.terminal"}, {"statistics"}, {"formats.anki.release.changes"}],
    [{"formats.builder"}, {"formats.anki.release.building"}],
    [{"formats.anki.release.packages"}],
    [{"formats.anki.release.stamp"}],
    [{"formats.anki.release.inputs"}],
    [{"formats.anki.release.history"}],
    [{"formats"}, {"quiz"}, {"authoring"}],
    [{"memory"}],
    [{"grading"}],
    [{"reading.library"}],
    [{"reading.ignored"}],
    [{"codes"}],
    [{"rules"}],
    [{"lint"}],
    [{"reading.loading"}],
    [{"reading.records"}, {"questions"}],
    [{"model.bank"}, {"formats.anki.release.lock"}],
    [{"reading.reader"}],
    [{"reading.shape_mistakes"}],
    [{"reading.shapes"}, {"reading.findings"}],
    [{"model.question"}],
    [{"model.forms"}, {"model.record"}, {"model.unread"}],
    [{"model.gaps"}, {"model.ranges"}],
    [{"reading.yamltree"}, {"reading.folders"}, {"reading.defaults"}, {"model.blocks"}],
    [
        {"reading.syntax_hints"},
        {"reading.value_hints"},
        {"reading.media"},
        {"reading.encoding"},
        {"system.output"},
        {"model.markup"},
    ],
    [
        {"model.nodes"},
        {"model.maths"},
        {"grading.units"},
        {"model.urls"},
        {"reading.picture_size"},
        {"system.git"},
        {"system.cache"},
    ],
    [{"system.replacement"}],
    [{"system.temporary"}],
    [
        {"reading.pureyaml"},
        {"reading.foreign_files"},
        {"model.diagnostics"},
        {"model.lines"},
        {"model.mathjax"},
        {"model.suggestions"},
        {"model.values"},
        {"model.phrases"},
        {"system.terminal_text"},
        {"system.columns"},
        {"__init__"},
        {"reading.media_kind"},
        {"model.media"},
        {"model.filenames"},
        {"system.files"},
        {"system.signals"},
        {"model"},
        {"reading"},
        {"system"},
    ],
    [{"languages"}],
]
"""From top to bottom; each set is a unit: modules and packages that may know each other."""

NEVER: dict[str, set[str]] = {
    "formats": {
        "questions",
        "reading.library",
        "reading.reader",
        "reading.yamltree",
    },
    "quiz": {
        "questions",
        "reading.library",
        "reading.reader",
        "reading.yamltree",
    },
    "memory": {
        "questions",
        "reading.library",
        "reading.reader",
        "reading.yamltree",
    },
    "grading": {
        "questions",
        "model.question",
        "model.bank",
        "reading.library",
        "reading.reader",
        "reading.yamltree",
    },
    "reports": {
        "questions",
        "model.question",
        "model.bank",
        "reading.library",
        "reading.reader",
        "model.forms",
        "formats",
    },
    "questions": {"model.bank", "reading.reader"},
    "rules": {"questions", "formats", "quiz"},
    "lint": {"questions", "formats", "grading", "quiz"},
}
"""What lies below but must not be known: outputs see forms, and never types of questions."""

CHANGES = {"formats.anki.release.changes"}
"""What loads old banks, and what reports show: no part of writing a format."""

MAY_IMPORT: dict[str, set[str]] = {
    "click": {"cli", "commands"},
    "fsrs": {"memory.schedule"},
    "genanki": {"formats.anki"},
    "isal": {"formats.anki.archive"},
    "platformdirs": {"memory.location"},
    "sqlite3": {"formats.anki", "memory.database", "memory.upkeep"},
    "yaml": {"reading.yamltree", "reading.syntax_hints", "reading.pureyaml"},
    "secrets": {"commands"},
    "uuid": set(),
    "wcwidth": {"system.columns"},
    "time": {"api", "commands", "quiz.terminal"},
}
"""Who may import what is not ours."""

CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter", "sleep"}


@dataclass(frozen=True)
class Import:
    """An import statement: who imports what, and whether as soon as it is imported itself."""

    module: str
    imported: str
    name: str
    line: int
    at_once: bool

    def __str__(self) -> str:
        return f"quizgen.{self.module}:{self.line} imports {self.imported}.{self.name}".rstrip(".")


@cache
def sources() -> dict[str, ast.Module]:
    """The tree of each module, by its name within the package."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        name = name if name == "__init__" else name.removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def statements(node: ast.AST, at_once: bool = True) -> Iterator[tuple[ast.AST, bool]]:
    """Every node, and whether it is run when the module is imported."""
    for child in ast.iter_child_nodes(node):
        lazy = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or (
            isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        )
        yield child, at_once
        yield from statements(child, at_once and not lazy)


@cache
def imports() -> tuple[Import, ...]:
    """Every import of every module."""
    found = []
    for module, tree in sources().items():
        for node, at_once in statements(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    found.append(Import(module, alias.name, "", node.lineno, at_once))
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"quizgen.{module}:{node.lineno}: write the whole name"
                assert node.module
                for alias in node.names:
                    found.append(Import(module, node.module, alias.name, node.lineno, at_once))
    return tuple(found)


def target(found: Import) -> str | None:
    """The module of ours that is imported, by its name within the package."""
    parts = [*found.imported.split("."), *([found.name] if found.name else [])]
    if parts[0] != "quizgen":
        return None
    while ".".join(parts[1:]) not in sources() and len(parts) > 1:
        parts.pop()
    return ".".join(parts[1:]) or "__init__"


def within(module: str, names: Iterable[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


def unit(module: str) -> tuple[int, set[str]]:
    """The layer and the unit of ``module``: the unit that names it most exactly."""
    found = [
        (max(len(name) for name in names if within(module, {name})), layer, names)
        for layer, units in enumerate(LAYERS)
        for names in units
        if within(module, names)
    ]
    assert found, f"quizgen.{module} stands in no layer: say in LAYERS where it belongs"
    _, layer, names = max(found, key=lambda entry: entry[0])
    return layer, names


def test_imports_point_down() -> None:
    """A module imports what stands below it, or what belongs to its own unit."""
    wrong = []
    for found in imports():
        imported = target(found)
        if imported is None or (found.module == "__init__" and not found.at_once):
            continue  # what the package names for type checkers, it imports when it is used
        layer, own = unit(found.module)
        below, other = unit(imported)
        if own is not other and below <= layer:
            wrong.append(f"{found}: imports point down (LAYERS), this one does not")
    assert wrong == []


def test_outputs_know_forms_and_not_types() -> None:
    """Outputs import ``question`` and ``forms``, never ``questions``."""
    wrong = [
        f"{found}: {name} must never know {sorted(hidden)}"
        for found in imports()
        for name, hidden in NEVER.items()
        if within(found.module, {name})
        and within(target(found) or "", hidden)
        and not within(found.module, CHANGES)
        and not within(target(found) or "", CHANGES)
    ]
    assert wrong == []


def test_a_plain_format_knows_nothing_of_anki() -> None:
    """A format that is given no lock cannot touch one."""
    wrong = [
        f"{found}: only Anki's own modules and the commands may know quizgen.formats.anki"
        for found in imports()
        if within(found.module, {"formats"})
        and not within(found.module, {"formats.anki"})
        and within(target(found) or "", {"formats.anki"})
    ]
    assert wrong == []


def test_what_is_not_ours_is_known_in_few_places() -> None:
    """``click`` is the command line's, ``genanki`` the Anki exporter's, YAML the loading side's."""
    wrong = [
        f"{found}: only {sorted(MAY_IMPORT[package])} may"
        for found in imports()
        if (package := found.imported.split(".")[0]) in MAY_IMPORT
        and not within(found.module, MAY_IMPORT[package])
    ]
    assert wrong == []


def test_the_layers_are_those_that_the_page_for_contributors_shows() -> None:
    """In the same order, a line each; what begins with underscores goes without saying."""
    page = (ROOT.parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, _, picture = page.partition("## The layers")
    lines = re.findall(r"^    (\S+(?: · \S+)*)(?:  |$)", picture, re.MULTILINE)
    assert [set(line.split(" · ")) for line in lines] == [
        {name for unit in layer for name in unit if not name.startswith("__")} for layer in LAYERS
    ]


DOOR = "system.output"
PRINTING = {"print", "input", "breakpoint", "click.echo", "click.secho", "click.prompt"}
PRINTING |= {"click.confirm", "click.echo_via_pager", "click.style", "os.write", "os.system"}
STREAMS = {"sys.stdout", "sys.stderr", "sys.__stdout__", "sys.__stderr__", "sys.displayhook"}
SHOWING = ("quiz",)
"""Rooms that are given the stream that they show text on: they write to no other."""


def test_nothing_is_printed_but_through_the_door() -> None:
    """Whatever is printed passes one gate: only ``system.output`` may know a standard stream."""
    wrong = []
    for module, tree in sources().items():
        if module == DOOR:
            continue
        for node in ast.walk(tree):
            name = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Name) else ""
            forbidden = name in PRINTING | STREAMS
            forbidden |= within(module, SHOWING) and name.endswith((".write", ".writelines"))
            forbidden |= isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Styled")
            if forbidden:
                wrong.append(f"quizgen.{module}:{node.lineno}: print with quizgen.{DOOR}")  # type: ignore[attr-defined]
    wrong += [
        f"{found}: print with quizgen.{DOOR}"
        for found in imports()
        if found.module != DOOR and f"{found.imported}.{found.name}" in PRINTING | STREAMS
    ]
    assert wrong == []


def test_no_module_but_the_door_makes_an_escape_sequence() -> None:
    """A style is a word until it passes the gate."""
    wrong = [
        f"quizgen.{module}:{node.lineno}: make it with quizgen.{DOOR}.styled"
        for module, tree in sources().items()
        if module != DOOR
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr | ast.Constant)
        and any(
            isinstance(part, ast.Constant) and "\x1b[" in str(part.value)
            for part in (node.values if isinstance(node, ast.JoinedStr) else [node])
        )
    ]
    assert wrong == []


def test_every_permission_is_used() -> None:
    """One that nobody needs lets in what was never thought about."""
    used = {
        (package, module)
        for found in imports()
        if (package := found.imported.split(".")[0]) in MAY_IMPORT
        for module in MAY_IMPORT[package]
        if within(found.module, {module})
    }
    given = {(package, module) for package, modules in MAY_IMPORT.items() for module in modules}
    assert given - used == set()


def test_genanki_is_imported_where_something_is_built() -> None:
    """genanki is imported when something is built, and nowhere else."""
    heavy = {found.module for found in imports() if found.imported == "genanki" and found.at_once}
    assert heavy <= {"formats.anki.package"}, "import genanki within the function that needs it"
    wrong = [
        f"{found}: it imports genanki, so import it within the function that needs it"
        for found in imports()
        if found.at_once and target(found) in heavy
    ]
    assert wrong == []


def test_time_and_chance_come_in_as_arguments() -> None:
    """No clock is read and nothing is drawn outside the commands and the terminal."""
    wrong = []
    for module, tree in sources().items():
        if within(module, MAY_IMPORT["time"]):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value)
                if node.func.attr in CLOCKS and owner.split(".")[-1] in {
                    "time",
                    "datetime",
                    "date",
                }:
                    wrong.append(f"quizgen.{module}:{node.lineno} reads the clock")
                if owner == "random" and node.func.attr != "Random":
                    wrong.append(f"quizgen.{module}:{node.lineno} draws from the global generator")
    wrong += [
        f"{found}: take a random.Random as an argument"
        for found in imports()
        if found.imported == "random"
        and found.name not in ("", "Random")
        and not within(found.module, MAY_IMPORT["time"])
    ]
    assert wrong == []


def test_private_names_stay_private() -> None:
    """Nobody imports a private name of another module."""
    wrong = [
        f"{found}: a name with an underscore is its module's own"
        for found in imports()
        if found.imported.startswith("quizgen")
        and any(
            part.startswith("_") and not part.startswith("__")
            for part in (*found.imported.split("."), found.name)
        )
    ]
    for module, tree in sources().items():
        ours = {
            found.name or found.imported
            for found in imports()
            if found.module == module
            and found.imported.startswith("quizgen")
            and (
                found.name == ""
                or f"{found.imported}.{found.name}".removeprefix("quizgen.") in sources()
            )
        }
        wrong += [
            f"quizgen.{module}:{node.lineno} uses {ast.unparse(node)}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and node.attr.startswith("_")
            and not node.attr.startswith("__")
            and ast.unparse(node.value) in ours
        ]
    assert wrong == []


def test_every_layer_has_its_modules() -> None:
    """A rule about a module that is gone protects nothing."""
    named = {name for units in LAYERS for names in units for name in names}
    named |= {name for names in NEVER.values() for name in names} | set(NEVER)
    assert {name for name in named if name not in sources()} == set()


def where_tested(module: str) -> Path:
    """Where the tests of ``module`` are: of ``grading.words`` in ``grading/test_words.py``."""
    *folders, name = module.split(".")
    return Path(__file__).parent.joinpath(*folders, f"test_{name.strip('_')}.py")


def advised(module: str) -> Path:
    """Where the golden of ``module`` is, if it is a rule that gives advice on single questions."""
    code = module.removeprefix("rules.").replace("_", "-")
    return Path(__file__).parent / "goldens" / "advice" / f"{code}.yaml"


def test_every_module_has_its_tests() -> None:
    """In a file of its name, or a golden, whatever else proves of several modules at once."""
    missing = [
        f"quizgen.{module}: write {where_tested(module).relative_to(Path(__file__).parent)}"
        for module, tree in sources().items()
        if any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))
        and not where_tested(module).exists()
        and not advised(module).exists()
    ]
    assert missing == []


# -- types of questions ----------------------------------------------------------------------------


def unlisted(classes: Iterable[type]) -> list[str]:
    """The types of questions among ``classes`` that are not in ``TYPES``."""
    return [
        f"{kind.__module__}.{kind.__name__} is a type of question: name it in questions.TYPES"
        for kind in classes
        if issubclass(kind, Question) and kind is not Question and kind not in TYPES.values()
    ]


def test_every_question_type_is_listed() -> None:
    """To add one, write its file and name its class in ``TYPES``."""
    classes = []
    for info in pkgutil.iter_modules(quizgen.questions.__path__):
        module = import_module(f"quizgen.questions.{info.name}")
        found = [kind for kind in vars(module).values() if isinstance(kind, type)]
        classes += [kind for kind in found if kind.__module__ == module.__name__]
    assert len(classes) >= len(TYPES)
    assert unlisted(classes) == []
    assert all(TYPES[kind.type] is kind for kind in TYPES.values())


def test_a_forgotten_type_is_noticed() -> None:
    class Essay(Question):
        type = "essay"

    assert len(unlisted([Essay, Question, str, *TYPES.values()])) == 1


# -- what can be read -----------------------------------------------------------------------------

MOST_PATHS = 15
REASON = "One branch for each"


def test_a_function_of_many_paths_says_why() -> None:
    """More than 15 ways through a function are too many, unless it is a table in disguise."""
    unexplained = []
    for path in sorted(ROOT.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        many = {
            block.lineno: block.complexity
            for block in ComplexityVisitor.from_code(text).blocks
            for block in (*getattr(block, "methods", ()), block)
            if isinstance(block, Function) and block.complexity > MOST_PATHS
        }
        unexplained += [
            f"{path.relative_to(ROOT)}:{node.lineno}: {node.name} has {many[node.lineno]} paths"
            for node in ast.walk(ast.parse(text) if many else ast.Module([], []))
            if isinstance(node, ast.FunctionDef)
            and node.lineno in many
            and REASON not in (ast.get_docstring(node) or "")
        ]
    assert not unexplained, (
        f"make of each several functions, or, if nothing can be taken out, say so in its docstring "
        f"(“{REASON} …”):\n" + "\n".join(unexplained)
    )


# -- what is imported when -------------------------------------------------------------------------

SCRIPT = """
import json, sys
sys.argv = ["quizgen", *json.loads(sys.argv[1])]
from quizgen.cli import main
try:
    main()
except SystemExit as ended:
    print("\\n" + json.dumps([ended.code, sorted(sys.modules)]))
"""


def modules_after(*arguments: str) -> set[str]:
    """The modules that a fresh process has imported when a command is done."""
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT.parent), "PYTHONUTF8": "1"},
        timeout=60,
        check=True,
    )
    code, modules = json.loads(run.stdout.splitlines()[-1])
    assert code == 0, run.stderr
    return set(modules)


@pytest.mark.parametrize("option", ["--help", "--version", "-h"])
def test_help_imports_no_command(option: str) -> None:
    """``--help`` imports no command, and so neither YAML nor genanki."""
    modules = modules_after(option)
    ours = {name for name in modules if name.startswith("quizgen")}
    door = {"quizgen.system", "quizgen.system.output", "quizgen.system.terminal_text"}
    assert ours == {"quizgen", "quizgen.cli"} | door
    assert modules.isdisjoint({"yaml", "genanki", "sqlite3", "asyncio"})


def test_validate_imports_no_output() -> None:
    """What only a build or a quiz needs is not imported to validate."""
    path = Path(__file__).parent / "goldens" / "ok" / "choice.yaml"
    modules = modules_after("validate", str(path))
    assert "quizgen.reading.library" in modules
    assert modules.isdisjoint({"genanki", "isal", "sqlite3", "difflib", "zipfile", "asyncio"})
    assert not any(name.startswith("quizgen.quiz") for name in modules)


def test_the_exporter_is_imported_without_genanki() -> None:
    """genanki is imported when something is built, and nowhere else."""
    names = "quizgen.formats.anki, quizgen.formats.anki.fields, quizgen.formats.anki.notetypes"
    run = subprocess.run(
        [sys.executable, "-c", f"import sys, {names}; print('genanki' in sys.modules)"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT.parent)},
        timeout=60,
        check=True,
    )
    assert run.stdout.strip() == "False"
