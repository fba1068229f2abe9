"""The files of a repository for a course, next to its banks: checks, settings, a page to begin.

Each is a file of this folder; what is between braces in it is filled in.  Where quizgen comes from
is what the author says, and nothing else: a name on a package index may belong to somebody else.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Final

FILES: Final = {
    ".github/workflows/decks.yaml": "workflow.yaml",
    ".githooks/pre-commit": "pre-commit.sh",
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
    ".editorconfig": "editorconfig.txt",
    ".gitattributes": "gitattributes.txt",
    ".gitignore": "gitignore.txt",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "README.md": "README.md",
}
"""Where each goes, and what it is called here."""
EXECUTABLE: Final = (".githooks/pre-commit",)
"""Those that are run."""

SOURCES: Final = (
    "a wheel (quizgen-0.1.0-py3-none-any.whl), the address of a repository (https://…), or a "
    "version (0.1.0)"
)
"""What an author may name."""

_VERSION = r"(?:==)?([0-9]+(?:\.[0-9]+)*(?:(?:a|b|rc|\.dev|\.post)[0-9]+)?)"
_SAFE = r"[A-Za-z0-9._~:/?#@!$&()*+,;=%\[\]-]+"
"""What an address may be made of: nothing that ends a text in quotes."""
_ADDRESS = r"(?:git\+)?(?:https|ssh|git|file)://"
_SHORT_ADDRESS = r"([A-Za-z0-9._-]+@[A-Za-z0-9.-]+):(?!//)(.+)"
_PACKAGE = (".whl", ".tar.gz", ".zip")


def texts(title: str, source: str) -> dict[str, str]:
    """Return the text of each file, by its place, of a course with this ``title``.

    ``source`` is what pip installs quizgen from, as :func:`requirement` gives it.
    """
    here = files(__name__)
    return {
        place: here.joinpath(name)
        .read_text(encoding="utf-8")
        .replace("{title}", title)
        .replace("{source}", source)
        for place, name in FILES.items()
    }


def requirement(source: str) -> str:
    """Return what pip installs quizgen from, where an author names this ``source``.

    It is the address of a repository or of a package, the name of a wheel, or a version.  Raises
    :class:`ValueError` with a sentence for anything else.
    """
    if re.fullmatch(r"[A-Za-z0-9._+-]+\.whl", source):
        return source
    if version := re.fullmatch(_VERSION, source):
        return f"quizgen=={version[1]}"
    address = re.sub(_SHORT_ADDRESS, r"ssh://\1/\2", source) if "://" not in source else source
    if re.match(_ADDRESS, address) and re.fullmatch(_SAFE, address):
        path = address.partition("#")[0]
        is_package = path.endswith(_PACKAGE) and not address.startswith("git+")
        return address if is_package or address.startswith("git+") else f"git+{address}"
    raise ValueError(f"found “{source}”, expected where quizgen comes from: {SOURCES}")
