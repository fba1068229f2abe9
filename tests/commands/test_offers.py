"""What a shell is offered costs nothing until it asks; what it is offered is in ``completion``."""

from __future__ import annotations

import subprocess
import sys


def test_a_command_that_offers_values_does_not_load_what_completes_them() -> None:
    """Which would cost every start."""
    code = (
        "import sys, quizgen.commands.validate, quizgen.commands.quiz, quizgen.commands.explain\n"
        "sys.exit('click.shell_completion' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
