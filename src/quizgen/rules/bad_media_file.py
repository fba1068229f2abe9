"""A picture or a sound is there but cannot be used: the file is empty, is a folder, a pipe or the
like, or cannot be read. Or it is of another kind than its name says: a web page that was saved as
`.png`, a HEIC picture of a phone. Where banks are kept with Git LFS, it may be a line that only
says where the file is: run `git lfs pull`.

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
