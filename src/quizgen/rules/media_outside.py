"""A picture or a sound is a link that leads out of the folder `media`, or is in a folder that is
such a link. quizgen reads nothing outside `media`, so a bank from somebody else cannot put your
files into a package. Copy the file into the folder.

```text
wrong: media/pyramids.jpg is a link to /home/me/holidays/pyramids.jpg
right: media/pyramids.jpg is a copy of that file
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded
from quizgen.rules.shared import unusable_media

CODE = "media-outside"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Pass on what was found when the files were looked at."""
    for use in unusable_media(loaded, CODE):
        yield Finding(use.place, use.problem.message, use.problem.hint)
