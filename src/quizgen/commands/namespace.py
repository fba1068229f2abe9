"""``quizgen namespace``: a token that no other topic in the world has."""

from __future__ import annotations

import secrets
import string

import click

from quizgen.system.output import say

LENGTH = 20
"""Characters: 36**20 is more than 2**100, so two never meet."""


def draw() -> str:
    """Return a new namespace."""
    alphabet = string.ascii_lowercase + string.digits
    return "".join(secrets.choice(alphabet) for _ in range(LENGTH))


@click.command()
def command() -> None:
    """Print a new namespace for a topic or a standalone bank.

    Write it once and never change it: learners' reviews depend on it.
    """
    say(draw())
