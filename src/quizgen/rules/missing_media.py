"""A picture or a sound is not in the folder `media` beside the bank's file. Capitals count, on
every system: what is found on yours must be found on that of others.

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

from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded, MediaListing
from quizgen.reading.media import FOLDER, suffix
from quizgen.reading.reader import nearest
from quizgen.rules.shared import MOST_HINTS, unusable_media

CODE = "missing-media"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Pass on what was not found; the first ones are sought among the files that there are."""
    for number, use in enumerate(unusable_media(loaded, CODE)):
        hint = _near(use.name, use.listing) if number < MOST_HINTS else ""
        yield Finding(use.place, use.problem.message, hint)


def _near(name: str, listing: MediaListing) -> str:
    """Return a hint at the file that is meant by ``name``, or at where it must lie."""
    within = name.removeprefix(f"{FOLDER}/")
    if within in listing.files:
        return f"names begin in the folder “{FOLDER}”: write {quoted(within)}"
    ending = suffix(name)
    # Without what they end in, which would make all pictures alike.
    names = {one[: -len(ending)]: one for one in listing.files if suffix(one) == ending}
    near = nearest(name[: -len(ending)], names)
    return f"did you mean “{names[near]}”?" if near else f"put the file into {listing.path}"
