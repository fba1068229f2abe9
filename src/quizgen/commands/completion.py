"""``quizgen completion``: a shell completes commands, options and their values.

click does it: a shell runs ``quizgen`` with the line that is typed, and is told what may come next.
Which banks, tags and codes there are is known to :mod:`quizgen.commands.offers`.  Only for bash
there is a script of our own: it takes ``war::korea`` for one word, where bash would part it.
"""

from __future__ import annotations

import os

import click
from click.shell_completion import BashComplete, add_completion_class, get_completion_class
from click.shell_completion import split_arg_string as split_words

from quizgen.cli import EXIT_OK, EXIT_USAGE
from quizgen.system.output import say_cells

VARIABLE = "_QUIZGEN_COMPLETE"
"""The variable by which a shell says that it wants to complete a line, and which shell it is."""
SHELLS = ("bash", "zsh", "fish")

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' line=${COMP_LINE:0:COMP_POINT} response word prefix
    response=$(COMP_WORDS="$line" %(complete_var)s=bash_complete $1)
    # Bash parts a word at each colon, and replaces what comes after the last one.
    word=${line##*[[:space:]]}
    prefix=
    [[ $COMP_WORDBREAKS == *:* && $word == *:* ]] && prefix=${word%%"${word##*:}"}
    COMPREPLY=()
    for completion in $response; do
        IFS=',' read type value <<< "$completion"
        case $type in
            dir) COMPREPLY=(); compopt -o dirnames;;
            file) COMPREPLY=(); compopt -o default;;
            plain) COMPREPLY+=("${value#"$prefix"}");;
        esac
    done
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class _Bash(BashComplete):
    """The completion of bash, which is given the line as it is typed."""

    source_template = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        line = os.environ.get("COMP_WORDS", "")
        words = split_words(line)[1:]
        typed = words.pop() if words and not line[-1:].isspace() else ""
        return words, typed

    @staticmethod
    def _check_version() -> None:
        """Whoever asks has a shell that works."""


def answer(instruction: str) -> int:
    """Print what a shell asks for: ``zsh_complete``, say, or ``zsh_source`` for its script.

    Not left to click, which would write past the gate of standard output.
    """
    from quizgen.cli import cli

    shell, _, wanted = instruction.partition("_")
    add_completion_class(_Bash, "bash")
    kind = get_completion_class(shell)
    if kind is None or wanted not in ("source", "complete"):
        return EXIT_USAGE
    made = kind(cli, {}, "quizgen", VARIABLE)
    text = made.source() if wanted == "source" else made.complete()
    if text:
        say_cells(*(line.split("\t") for line in text.rstrip("\n").split("\n")))
    return EXIT_OK


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> int:
    """Print the script by which a shell completes quizgen: bash, zsh or fish.

    Put this line into the file that your shell reads when it starts:

    \b
    bash  ~/.bashrc                    eval "$(quizgen completion bash)"
    zsh   ~/.zshrc, after compinit     eval "$(quizgen completion zsh)"
    fish  ~/.config/fish/config.fish   quizgen completion fish | source
    """
    return answer(f"{shell}_source")
