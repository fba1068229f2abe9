"""The name of a picture or a sound is that of a link out of the folder `media`, or stands behind
one. quizgen reads nothing outside it, so that a bank from somebody else cannot put your files
into a package. Copy the file into the folder.

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
