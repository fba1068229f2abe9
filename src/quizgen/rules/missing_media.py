"""A picture or a sound is not in the folder `media` next to the bank. Capital letters count on
every system, because a file that is found on your computer must also be found on others. Correct
the name, or put the file in the folder.

```yaml wrong
- id: tallest-pyramid
  type: card
  stem: In which city's outskirts do these pyramids stand?
  answer: Cairo
  media:
    - image: pyramid.jpg
      alt: Three large pyramids in a desert
```

```yaml right
- id: tallest-pyramid
  type: card
  stem: In which city's outskirts do these pyramids stand?
  answer: Cairo
  media:
    - image: pyramids.jpg
      alt: Three large pyramids in a desert
```
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.media import FOLDER, suffix
from quizgen.model.suggestions import Suggestions
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded, MediaListing
from quizgen.rules.shared import unusable_media

CODE = "missing-media"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Pass on what was not found, with the file that is most likely meant."""
    files: dict[tuple[Path, str], _Files] = {}
    for use in unusable_media(loaded, CODE):
        kind = use.listing.path, suffix(use.name)
        if kind not in files:
            files[kind] = _Files(use.listing, kind[1])
        yield Finding(use.place, use.problem.message, _hint(use.name, use.listing, files[kind]))


class _Files:
    """The files of a folder that end alike, by their names without that ending.

    It would make all pictures look alike.
    """

    def __init__(self, listing: MediaListing, ending: str) -> None:
        names = [name for name in listing.files if suffix(name) == ending]
        self.names = {name[: -len(ending)]: name for name in names}
        self.near = Suggestions(self.names)


def _hint(name: str, listing: MediaListing, alike: _Files) -> str:
    """Return a hint at the file that is meant by ``name``, or at where it must lie."""
    within = name.removeprefix(f"{FOLDER}/")
    if within in listing.files:
        return f"leave out “{FOLDER}/”: write {quoted(within)}"
    near = alike.near.nearest(name[: -len(suffix(name))])
    return f"did you mean “{alike.names[near]}”?" if near else f"put the file into {listing.path}"
