"""A picture or a sound exists but cannot be used. The file is empty, is not a regular file (such
as a folder), or cannot be read. Or its content does not match its name: a web page that was saved
as `.png`, or a HEIC picture from a phone. If the banks are kept with Git LFS, the file may only
say where the picture is. Run `git lfs pull` to get the picture itself.

```text
wrong: media/pyramids.jpg has no bytes, or is a folder
right: media/pyramids.jpg is a picture
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded
from quizgen.rules.shared import unusable_media

CODE = "bad-media-file"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Pass on what was found when the files were looked at."""
    for use in unusable_media(loaded, CODE):
        yield Finding(use.place, use.problem.message, use.problem.hint)
