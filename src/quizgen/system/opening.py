"""The program that a system has for a file: a viewer for a picture, a player for a sound.

Which one that is, only the system knows.  It is started by itself, with no terminal, so that it can
neither write over a quiz nor end with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_started: list[subprocess.Popen[bytes]] = []
"""What was started and goes on by itself, kept so that nobody waits for it."""


def open_file(path: Path, environment: Mapping[str, str]) -> bool:
    """Open ``path`` with the system's program, and return whether there is one that was started."""
    path = path.absolute()
    if sys.platform == "win32":
        os.startfile(path)
        return True
    return _start("open" if sys.platform == "darwin" else "xdg-open", path, environment)


def _start(name: str, path: Path, environment: Mapping[str, str]) -> bool:
    windows = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    program = shutil.which(name, path=environment.get("PATH"))
    if program is None or not (windows or name == "open"):
        return False
    nothing = subprocess.DEVNULL
    _started.append(
        subprocess.Popen(
            [program, str(path)],
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
            env=dict(environment),
        )
    )
    return True
