"""Anki packages: which decks a topic becomes, and what is packed with its notes."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from samples import png, wav
from updates.author import SVG, Author

NOW = 1_780_000_000


def test_a_picture_of_two_banks_is_one_file(tmp_path: Path) -> None:
    author = Author.with_pictures(tmp_path)
    with zipfile.ZipFile(author.release(NOW)) as package:
        names = json.loads(package.read("media"))
        contents = {name: package.read(member) for member, name in names.items()}
    assert sorted(name.rpartition(".")[2] for name in contents) == ["png", "svg", "wav"]
    assert sorted(contents.values()) == sorted([png(40, 30), SVG, wav()])
