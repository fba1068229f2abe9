"""A picture or a sound is larger than 20 MB. Every learner downloads it, and a phone has to show
it. Make the picture smaller, cut the sound, or use a format that compresses better (WebP, Opus).

```text
wrong: media/pyramids.jpg of 34 MB, as the camera made it
right: media/pyramids.jpg of 200 kB, 1200 pixels wide
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded
from quizgen.rules.shared import unusable_media

CODE = "media-too-large"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Pass on what was found when the files were looked at."""
    for use in unusable_media(loaded, CODE):
        yield Finding(use.place, use.problem.message, use.problem.hint)
