"""``quizgen namespace``: a token that no other topic in the world has."""

from __future__ import annotations

import secrets
import string

import click

from quizgen.system.output import say

LENGTH = 20
"""Characters: 36**20 is more than 2**100, so two never meet."""


@click.command()
def command() -> None:
    """Print a new namespace for a topic or a standalone bank.

    Write it once and never change it: learners' reviews depend on it.
    """
    alphabet = string.ascii_lowercase + string.digits
    say("".join(secrets.choice(alphabet) for _ in range(LENGTH)))
