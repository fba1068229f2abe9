"""``quizgen new``: a bank, a topic or a question that is valid at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli import EXIT_OK
from quizgen.commands import offers
from quizgen.commands.common import (
    DEFAULT_PATH,
    new_namespace,
    refuse_way_out,
    unwound_by_signals,
)
from quizgen.commands.editing import ask, read_text, refuse_existing, write_texts
from quizgen.model.filenames import SOURCE_FILE, SUFFIXES
from quizgen.system.output import Exact, is_interactive, say

if TYPE_CHECKING:
    from quizgen.model.bank import Fact
    from quizgen.model.question import Question
    from quizgen.model.values import Id, Title
    from quizgen.reading.shapes import Shapes

USUAL_TYPES = ("choice", "short")
"""What a new bank shows if no types are named."""
FIRST_BANK = "questions"
"""The name of the first bank of a topic."""


def _known_types(_: click.Context, __: click.Parameter, given: Any) -> Any:
    """Return the names of types that were given, all of which there must be."""
    from quizgen.questions import TYPES

    for name in (given,) if isinstance(given, str) else given:
        if name not in TYPES:
            from quizgen.model.suggestions import did_you_mean

            hint = did_you_mean(name, TYPES)
            raise click.BadParameter(
                f"found “{name}”, expected one of {', '.join(TYPES)}{'; ' + hint if hint else ''}"
            )
    return given


def _writing(function: Callable[..., int]) -> Callable[..., int]:
    """Return a command that takes a title and types, and asks for what is missing in a terminal."""
    options = (
        click.option("--title", metavar="TITLE", help="What learners see: the name of the deck."),
        click.option(
            "--type",
            "types",
            multiple=True,
            callback=_known_types,
            shell_complete=offers.types,
            metavar="TYPE",
            help="Show an example of this type (choice and short if left out).",
        ),
    )

    @wraps(function)
    @unwound_by_signals
    def command(*, title: str | None, types: tuple[str, ...], **arguments: Any) -> int:
        return function(title, types, **arguments)

    for option in reversed(options):
        command = option(command)
    return command


@click.group(invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int:
    """Write a bank, a topic or a question to begin with.

    What is written is valid, and shows an example of each question type that you want.  Without
    a name, quizgen asks for it in a terminal, and for the types.
    """
    if ctx.invoked_subcommand is not None:
        return EXIT_OK
    if not is_interactive():
        raise click.UsageError(
            "say what to write: “quizgen new bank FILE”, “quizgen new topic FOLDER” or “quizgen "
            "new question TYPE”"
        )
    say(
        "What do you want to write? (Enter takes what is in brackets.)",
        "  1  a bank: questions about anything",
        "  2  a topic: questions about one source, with the facts that it states",
    )
    wanted = ask("1 or 2", "1", _one_of({"1": "bank", "2": "topic"}))
    invoked = _bank if wanted == "bank" else _topic
    result: int = ctx.invoke(invoked, title=None, types=(), path=None)
    return result


@command.command("bank")
@click.argument("path", required=False, metavar="[FILE]")
@_writing
def _bank(title: str | None, types: tuple[str, ...], path: str | None) -> int:
    """Write a bank to FILE; “rivers” is the file decks/rivers.yaml.

    In the folder of a topic, it becomes a bank of that topic.
    """
    types = types or (USUAL_TYPES if path else ())
    title, path = _title_and_path(title, path, "bank", "")
    file = _bank_path(path)
    types = types or _asked_types()
    refuse_existing(file)
    from quizgen.authoring import scaffold
    from quizgen.model.values import Namespace

    above, facts = _topic_of(file)
    namespace = None if above else Namespace(new_namespace())
    schemas, (schema, _) = _schemas(file)
    text = scaffold.bank(
        _shapes(),
        _id(file.stem),
        _title(title),
        _kinds(types),
        namespace=namespace,
        facts=facts,
        schema=schema,
    )
    write_texts({file: text}, new=True)
    write_texts(schemas)
    of_topic = f" of the topic in {above}" if above else ""
    say(f"{file}: a bank{of_topic} with {_examples(types)}")
    _say_next(file, above or file, bank=file)
    return EXIT_OK


@command.command("topic")
@click.argument("path", required=False, metavar="[FOLDER]")
@_writing
def _topic(title: str | None, types: tuple[str, ...], path: str | None) -> int:
    """Write a topic into FOLDER: a source.yaml and a first bank.

    “everest” is the folder decks/everest.
    """
    types = types or (USUAL_TYPES if path else ())
    title, path = _title_and_path(title, path, "topic", os.sep)
    folder = _below_decks(path)
    types = types or _asked_types()
    source, bank = folder / SOURCE_FILE, folder / f"{FIRST_BANK}{SUFFIXES[0]}"
    for file in (source, bank):
        refuse_existing(file)
    from quizgen.authoring import scaffold
    from quizgen.model.values import Id, Namespace, Title

    namespace = Namespace(new_namespace())
    schemas, (of_bank, of_source) = _schemas(source)
    texts = {
        source: scaffold.topic(
            _shapes(), _id(folder.name), _title(title), namespace, schema=of_source
        ),
        bank: scaffold.bank(
            _shapes(),
            Id(FIRST_BANK),
            Title(FIRST_BANK.capitalize()),
            _kinds(types),
            facts=[scaffold.first_fact()],
            schema=of_bank,
        ),
    }
    write_texts(texts, new=True)
    write_texts(schemas)
    say(
        f"{source}: the source and its first fact",
        f"{bank}: a bank with {_examples(types)}",
    )
    _say_next(folder, folder, bank=bank)
    return EXIT_OK


@command.command("question")
@click.argument("kind", callback=_known_types, shell_complete=offers.types, metavar="TYPE")
@click.argument(
    "file", required=False, metavar="[FILE]", type=click.Path(dir_okay=False, path_type=Path)
)
@unwound_by_signals
def _question(kind: str, file: Path | None) -> int:
    """Add an example question of this TYPE to the bank FILE.

    Without FILE, the example is printed, and you can put it under “questions:” yourself.
    """
    from quizgen.authoring import insertion, scaffold
    from quizgen.questions import TYPES

    if file is None:
        say(*map(Exact, insertion.item(scaffold.question(_shapes(), TYPES[kind]), "  ")))
        return EXIT_OK
    text = read_text(file)
    try:
        taken = _ids(insertion.root_of(text))
        _, facts = _topic_of(file)
        fields = scaffold.question(_shapes(), TYPES[kind], taken, facts)
        new = insertion.append(text, "questions", fields)
    except insertion.NoPlace as error:
        raise click.UsageError(
            f"{file}: {error}; run “quizgen validate {file}”, or “quizgen new question {kind}” to "
            "print the question"
        ) from None
    write_texts({file: new})
    name = re.search(r"^id: (\S+)", fields, re.MULTILINE)
    say(f"{file}: added the question “{name[1] if name else kind}”, of the type {kind}")
    return EXIT_OK


# -- what is asked ---------------------------------------------------------------------------------


def _one_of(meanings: dict[str, str]) -> Callable[[str], str]:
    def check(typed: str) -> str:
        if typed not in meanings:
            raise ValueError(f"type {' or '.join(meanings)}")
        return meanings[typed]

    return check


def _title_and_path(title: str | None, path: str | None, what: str, end: str) -> tuple[str, str]:
    """Return the title and the path of what is to be written; each follows from the other."""
    from quizgen.authoring.scaffold import slug

    if title is None and path is None:
        if not is_interactive():
            raise click.UsageError(f"give the {what} a name, such as “quizgen new {what} rivers”")
        title = ask("Title", "", _check_title)
    if path is None:
        assert title is not None
        name = slug(title)
        if name:
            path = name
        if is_interactive():
            path = ask("Name of the file" if not end else "Name of the folder", name, _not_empty)
        elif not name:
            raise click.UsageError(f"give the {what} a name in ASCII letters, too: “rivers”")
        assert path
    if title is None:
        title = Path(path).stem.replace("-", " ").replace("_", " ").strip()
        title = title[:1].upper() + title[1:]
    return title, path


def _asked_types() -> tuple[str, ...]:
    """Return the types that are wanted, where somebody can be asked."""
    if not is_interactive():
        return USUAL_TYPES
    from quizgen.questions import TYPES

    say(f"Question types: {', '.join(TYPES)}")

    def check(typed: str) -> str:
        names = re.split(r"[\s,]+", typed)
        if names == ["all"]:
            return " ".join(TYPES)
        if unknown := [name for name in names if name not in TYPES]:
            raise ValueError(f"there is no type “{unknown[0]}”; type names from the list, or all")
        return typed

    chosen = ask("Which ones do you want an example of?", " ".join(USUAL_TYPES), check)
    return tuple(dict.fromkeys(re.split(r"[\s,]+", chosen)))


def _check_title(typed: str) -> str:
    from quizgen.model.values import parse_title

    return str(parse_title(typed))


def _not_empty(typed: str) -> str:
    if not typed:
        raise ValueError("type a name, such as rivers")
    return typed


# -- where it goes ---------------------------------------------------------------------------------


def _bank_path(path: str) -> Path:
    suffix = Path(path).suffix
    if suffix in SUFFIXES:
        return Path(path)
    if suffix:
        raise click.UsageError(f"found the file “{path}”, expected a name that ends in .yaml")
    return _below_decks(path).with_suffix(SUFFIXES[0])


def _below_decks(path: str) -> Path:
    """Return ``path``, in the folder that every command looks in if it is only a name."""
    if not path or path != Path(path).name:
        return Path(path)
    refuse_way_out(Path(DEFAULT_PATH))
    return Path(DEFAULT_PATH) / path


def _topic_of(bank: Path) -> tuple[Path | None, list[Fact]]:
    """Return the folder of the topic that ``bank`` is in, and the facts that questions can cite."""
    here = Path(os.path.abspath(bank.parent))
    cwd = Path.cwd()
    above = [here, *here.parents][
        : len(here.relative_to(cwd).parts) + 1 if cwd in here.parents else 1
    ]
    found = next((folder for folder in above if (folder / SOURCE_FILE).is_file()), None)
    if found is None:
        return None, []
    folder = found.relative_to(cwd) if found.is_relative_to(cwd) else found
    from quizgen.reading.library import load

    sources = load([folder / SOURCE_FILE]).loaded.sources
    return folder, [fact for file in sources for fact in file.facts]


def _schemas(file: Path) -> tuple[dict[Path, str], tuple[str, str]]:
    """Return the schemas that are to be written, and how ``file`` names those of bank and source.

    They are in a folder here, or next to a ``file`` that is elsewhere.
    """
    from quizgen.authoring import schema

    is_here = Path(os.path.abspath(file)).is_relative_to(Path.cwd())
    folder = Path(schema.FOLDER) if is_here else file.parent / schema.FOLDER
    texts = {folder / name: text for name, text in schema.texts().items()}
    to_write = {
        path: text
        for path, text in texts.items()
        if not path.is_file() or path.read_bytes() != text.encode()
    }
    of_bank, of_source = (
        Path(os.path.relpath(folder / name, file.parent)).as_posix()
        for name in (schema.BANK_FILE, schema.SOURCE_FILE)
    )
    return to_write, (of_bank, of_source)


def _id(name: str) -> Id:
    from quizgen.authoring.scaffold import slug
    from quizgen.model.values import Id

    made = slug(name)
    if not made:
        raise click.UsageError(f"found the name “{name}”, expected one with ASCII letters")
    return Id(made)


def _title(title: str) -> Title:
    from quizgen.model.values import parse_title

    try:
        return parse_title(title)
    except ValueError as error:
        raise click.UsageError("; ".join(error.args)) from None


# -- what is written -------------------------------------------------------------------------------


def _shapes() -> Shapes:
    from quizgen.model.question import Question
    from quizgen.questions import TYPES
    from quizgen.reading.shapes import Shapes

    return Shapes({Question: TYPES})


def _kinds(types: Iterable[str]) -> list[type[Question]]:
    from quizgen.questions import TYPES

    return [TYPES[name] for name in dict.fromkeys(types)]


def _ids(root: Any) -> list[str]:
    """Return every id that the questions of a bank have or had."""
    from quizgen.authoring.examples import plain

    taken: list[Any] = []
    questions = plain(root).get("questions")
    for one in questions if isinstance(questions, list) else ():
        if isinstance(one, dict):
            was = one.get("was")
            taken += [one.get("id"), *(was if isinstance(was, list) else [])]
    return [name for name in taken if isinstance(name, str)]


def _examples(types: Sequence[str]) -> str:
    from quizgen.model.phrases import count

    number = len(set(types))
    return f"{count(number, 'example question')} ({', '.join(dict.fromkeys(types))})"


def _say_next(edited: Path, named: Path, *, bank: Path) -> None:
    """Say which commands come next; ``named`` is what they need to be given, if anything.

    More examples go into ``bank``.
    """
    from shlex import quote

    from quizgen.questions import TYPES

    is_found = Path(DEFAULT_PATH) in named.parents
    path = "" if is_found else f" {quote(str(named))}"
    say(
        "Next:",
        f"  1. put your own questions into {edited} in any text editor",
        f"  2. quizgen validate{path}",
        f"  3. quizgen build{path}",
        "  4. in Anki: File > Import, and choose the file that “quizgen build” names",
        f"“quizgen new question TYPE {quote(str(bank))}” adds an example of another type.",
        f"TYPE is one of {', '.join(TYPES)}.",
    )
