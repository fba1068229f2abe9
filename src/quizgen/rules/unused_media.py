"""A warning: a file is in the folder `media`, but no question in the banks next to this folder
uses it. No package includes the file. Use it in a question, or delete it. This is only reported if
all banks next to the folder were checked and have no errors.

```text
wrong: media/pyramids.jpg, which no question names
right: “image: pyramids.jpg” in a question; or no such file
```
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from unicodedata import normalize

from quizgen.model.diagnostics import Finding, Severity, Span
from quizgen.reading.loading import Loaded, home

CODE = "unused-media"
LEVEL = Severity.WARNING


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find files that no bank uses, in folders where every bank next to them is sound."""
    used: dict[str, set[str]] = {}
    read = set()
    for file in loaded.banks:
        if file.media:
            names = {normalize("NFC", name) for name in file.media}
            used.setdefault(home(file.path), set()).update(names)
        if file.bank is not None and file.path not in loaded.faulty:
            read.add(os.path.abspath(file.path))
    for folder, listing in loaded.media.items():
        if not read.issuperset(listing.banks):
            continue
        # A name in another case is a mistake of its own.
        meant = {name.casefold() for name in used.get(folder, ())}
        shown = {path for name, path in listing.files.items() if name.casefold() in meant}
        for path in listing.usable:
            if path not in shown:
                yield Finding(
                    Span(str(path)),
                    "no question in the banks next to this folder uses this file",
                    "use it, or delete it",
                )
