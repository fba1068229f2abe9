"""``quizgen schema``: what editors complete and check banks by."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli import EXIT_OK
from quizgen.commands.common import output_option, unwound_by_signals
from quizgen.system.output import say

DEFAULT_OUTPUT = ".quizgen"


@click.command()
@output_option(DEFAULT_OUTPUT, "DIR", "The folder to write to.", click.Path(file_okay=False))
@unwound_by_signals
def command(output: Path) -> int:
    """Write the JSON Schemas of a bank and of a source.yaml into a folder.

    An editor that reads them completes fields, explains them and marks mistakes.  A bank names its
    schema in the first line: “# yaml-language-server: $schema=.quizgen/bank.schema.json”.
    “quizgen new” and “quizgen init” write both; write them again after an update of quizgen.
    """
    from quizgen.authoring import schema
    from quizgen.commands.editing import write_texts

    texts = {output / name: text for name, text in schema.texts().items()}
    write_texts(texts)
    say(*map(str, texts))
    return EXIT_OK
