"""What a picture or a sound is: which types there are, and what Anki will call the file.

Where the files are, and that nothing else is opened, is known to :mod:`quizgen.reading.media`.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

FOLDER = "media"
"""The folder beside the banks."""
IMAGES = ("png", "jpg", "jpeg", "gif", "webp", "svg", "avif")
AUDIO = ("mp3", "ogg", "opus", "wav", "m4a", "flac")
"""The suffixes of what Anki shows and plays on every system."""


def suffix(name: str) -> str:
    """Return what ``name`` ends in, in lower case and without the dot; nothing if it has none."""
    _, dot, ending = name.rpartition("/")[2].rpartition(".")
    return ending.lower() if dot else ""


Size = tuple[int, int]
"""Width and height of a picture in pixels."""


class MediaFile(Struct, frozen=True):
    """A picture or a sound that a question uses."""

    path: Path
    stored: str
    """Its name in a learner's collection."""
    size: Size | None = None
    """Of a picture, where its file tells it."""
