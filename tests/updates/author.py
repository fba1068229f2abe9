"""An author in a test: a folder of banks that is edited, and released again and again."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from quizgen.formats.anki.release.building import build, prepare
from quizgen.formats.anki.release.history import Histories
from quizgen.formats.anki.release.inputs import TopicInput, with_locks
from quizgen.model.diagnostics import Diagnostic
from quizgen.reading.library import load
from samples import png, wav

V1 = Path(__file__).with_name("v1")
"""The topic that the tests begin with: nine questions in two banks."""
PICTURES = Path(__file__).with_name("pictures")
"""Another one: seven questions in two banks, all but one with :data:`MEDIA`."""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0L3 2"/></svg>'
MEDIA = {
    "map.png": png(40, 30),
    "maps/same.png": png(40, 30),
    "flag.svg": SVG,
    "anthem.wav": wav(),
}
"""Pictures, two of which are the same, and a sound."""

_QUESTION = re.compile(r"^  - id: ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Given:
    """A note as a package holds it."""

    fields: tuple[str, ...]
    tags: frozenset[str]
    second: int


@dataclass(slots=True)
class Author:
    """A folder with banks and their lock, and one with packages."""

    folder: Path
    output: Path
    releases: int = 0
    warnings: list[Diagnostic] = field(default_factory=list)
    """Of the last release."""

    @classmethod
    def of(cls, folder: Path, begin: Path = V1) -> Author:
        """One who has a copy of the banks at ``begin`` below ``folder``."""
        shutil.copytree(begin, folder / "banks")
        return cls(folder / "banks", folder / "output")

    @classmethod
    def with_pictures(cls, folder: Path) -> Author:
        """One who has a copy of the banks with pictures and sounds below ``folder``."""
        author = cls.of(folder, PICTURES)
        for name, content in MEDIA.items():
            path = author.folder / "media" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return author

    def copy(self, folder: Path) -> Author:
        """A colleague with the same banks, lock and packages."""
        shutil.copytree(self.folder.parent, folder)
        return Author(folder / "banks", folder / "output", self.releases)

    @property
    def lock(self) -> Path:
        return self.folder / "quizgen.lock"

    def git(self, *arguments: str) -> None:
        """Run git beside the banks, as the author."""
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=")
        subprocess.run(["git", *identity, *arguments], cwd=self.folder, check=True)

    # -- editing -------------------------------------------------------------------------------

    def edit(self, file: str, old: str, new: str) -> None:
        """Write ``new`` for ``old``, which stands once in ``file``."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")

    @contextmanager
    def questions(self, file: str) -> Iterator[list[str]]:
        """The questions of ``file``, to be put in another order, taken away or added to."""
        path = self.folder / file
        head, *parts = _QUESTION.split(path.read_text(encoding="utf-8"))
        parts = [part.rstrip() for part in parts]
        yield parts
        path.write_text(head + "".join(f"  - id: {part}\n" for part in parts), encoding="utf-8")

    def rewrite(self, file: str, name: str, keys: str) -> None:
        """Give the question ``name`` other ``keys``, from its type on."""
        with self.questions(file) as parts:
            (at,) = (n for n, part in enumerate(parts) if part.split("\n")[0] == name)
            parts[at] = f"{name}\n" + "\n".join(f"    {line}" for line in keys.splitlines())

    # -- releasing -----------------------------------------------------------------------------

    def sources(self) -> list[TopicInput]:
        """The topics of the folder with their locks; none of them may have a mistake."""
        library = load([self.folder], whole=True)
        inputs, faults = with_locks(library.topics, library.sources, histories=Histories())
        assert library.diagnostics + faults == []
        return inputs

    def release(self, now: int, *, locked: bool = False) -> Path:
        """Build at the second ``now``; a package that stays as it is when another one is built."""
        sources = self.sources()
        self.warnings = prepare(sources, self.output, now)
        (written,) = build(sources, self.output, now=now, locked=locked, advance=lambda _: None)
        self.releases += 1
        package = self.output / f"release-{self.releases}" / written.path.name
        package.parent.mkdir()
        shutil.copy(written.path, package)
        return package


def contents(package: Path) -> dict[str, Given]:
    """The notes of ``package`` by guid."""
    with TemporaryDirectory() as folder, zipfile.ZipFile(package) as archive:
        database = archive.extract("collection.anki2", folder)
        with closing(sqlite3.connect(database)) as connection:
            rows = connection.execute("SELECT guid, flds, tags, mod FROM notes").fetchall()
    return {
        guid: Given(tuple(fields.split("\x1f")), frozenset(tags.split()), second)
        for guid, fields, tags, second in rows
    }
