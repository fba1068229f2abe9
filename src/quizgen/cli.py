"""The command line: which commands there are, and what becomes of whatever goes wrong.

Each command is a module of :mod:`quizgen.commands` that is imported when it is called; ``--help``
imports none of them, so their one-line helps are here.
"""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from quizgen import __version__
from quizgen.system import output

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "init": "Write the files of a repository for a course.",
    "new": "Write a bank, a topic or a question to begin with.",
    "ids": "Write an id for each question that has none.",
    "validate": "Find every mistake in banks.",
    "fix": "Correct what has only one correction.",
    "explain": "Say what a mistake means and how to correct it.",
    "build": "Build Anki packages, or tables for a spreadsheet.",
    "preview": "Write a page that shows every card.",
    "changes": "Show what learners will see change.",
    "coverage": "Show which facts of a source are asked.",
    "stale": "List what should be looked at again.",
    "quiz": "Take a quiz in the terminal.",
    "review": "Review what is due today.",
    "stats": "Show how well you know the questions.",
    "exam": "Take an exam, which tells nothing until its end.",
    "flags": "List the questions that you flagged.",
    "history": "Export, import or forget what you answered.",
    "doctor": "Check your history, and save what is damaged.",
    "namespace": "Print a new namespace for a topic.",
    "schema": "Write the schemas that editors complete and check banks by.",
    "completion": "Print the script by which a shell completes quizgen.",
}
"""Every command with its one-line help; the module has the command's name."""

EXIT_OK, EXIT_MISTAKES, EXIT_USAGE, EXIT_FAILED, EXIT_BUG, EXIT_INTERRUPTED = 0, 1, 2, 3, 70, 130


def _show(error: click.ClickException) -> None:
    """Print ``error`` as click does, each of its sentences on one line."""
    context: click.Context | None = getattr(error, "ctx", None)
    if context is not None:
        usage = context.get_usage().split("\n")
        output.say(*usage, f"Try '{context.command_path} --help' for help.", "", err=True)
    output.say(f"Error: {_in_our_style(error.format_message())}", err=True)


def _in_our_style(message: str) -> str:
    """Return a sentence of click as ours are: lower case, curly quotes, no full stop."""
    message = re.sub(r"(?<![\w])'([^']*)'(?![\w])", r"“\1”", message)
    if re.match(r"[A-Z][a-z]* ", message):
        message = message[0].lower() + message[1:]
    message = re.sub(r"\.(?=; )", "", message)
    return message.removesuffix(".")


class _Commands(click.Group):
    """A group whose commands are loaded when they are called, and print through the gate."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line, whoever calls it; the helps and errors of click are gated, too."""
        with output.gated():
            return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"quizgen.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin with ``incomplete``, none of which is loaded for that."""
        from click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=line)
            for name, line in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            if close := get_close_matches(args[0], COMMANDS, 1):
                raise click.UsageError(
                    f"{error.message}; did you mean “{close[0]}”?", ctx
                ) from None
            raise


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="quizgen")
def cli() -> None:
    """Question banks as code: YAML in, Anki decks and a quiz out."""


def main() -> None:
    """Run the command line; the exit code says how it went."""
    try:
        with output.gated():
            code = _run()
    except BrokenPipeError:
        # Whoever read our output has had enough: what is left in the buffer must not complain.
        output.silence()
        code = EXIT_MISTAKES
    sys.exit(code)


def _run() -> int:
    """Run the command line and say what went wrong; return the exit code."""
    try:
        if instruction := os.environ.get("_QUIZGEN_COMPLETE"):  # a shell asks what may come next
            return int(import_module("quizgen.commands.completion").answer(instruction))
        code = cli.main(standalone_mode=False, prog_name="quizgen")
    except click.exceptions.Exit as exit_:
        code = exit_.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        output.say(*error.format_message().split("\n"), err=True)
        code = error.exit_code
    except click.ClickException as error:
        _show(error)
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        output.say("interrupted", err=True)  # click has ended the line
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        output.say(f"quizgen: {place}{error.strerror or error}", err=True)
        if hint := getattr(error, "hint", ""):
            output.say(f"    hint: {hint}", err=True)
        code = EXIT_USAGE
    except Exception as error:
        if os.environ.get("QUIZGEN_DEBUG"):
            import traceback

            traceback.print_exc()
        output.say(
            f"quizgen crashed ({type(error).__name__}: {error})",
            "this is a bug in quizgen: please report it with the bank; QUIZGEN_DEBUG=1 shows where",
            err=True,
        )
        code = EXIT_BUG
    return code if isinstance(code, int) else EXIT_OK
