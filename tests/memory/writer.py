"""A process that answers questions and says so after each: tests start it, and may kill it.

    python writer.py FILE SESSION|new NAME COUNT

prints the number of the session, then a line for each answer that is stored.  With a session, it
goes on where that was left.
"""

from __future__ import annotations

import os
import sys
import tempfile  # noqa: F401  # imported later by what runs, where nobody may read it
import time
from pathlib import Path

from quizgen.grading import Result
from quizgen.memory.database import Unusable
from quizgen.memory.events import Shown
from quizgen.memory.identity import cards
from quizgen.memory.store import open_store
from quizgen.model.bank import QuestionKey
from quizgen.model.forms import ExpectedWords, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.values import Namespace


def main(path: str, wanted: str, name: str, count: int) -> None:
    """Answer ``count`` questions, or what is left of them."""
    with open_store(Path(path)) as store:
        if wanted == "new":
            items = [Shown("n" * 20, f"bank/{name}-{number}") for number in range(count)]
            session = store.start("quiz", items, at=_now())
        else:
            session = int(wanted)
        print(session, flush=True)
        saved = store.session(session)
        done = {answer.place for answer in saved.answers}
        for place, item in enumerate(saved.items):
            if place in done:
                continue
            key = QuestionKey(Namespace(item.namespace), item.origin)
            (card,) = cards(key, TypeIn(Markup("Which?"), ExpectedWords("This")))
            result = Result.WRONG if place % 3 else Result.RIGHT
            store.answer(session, place, [(card, result)], result, None, at=_now(), took=place)
            print(place, flush=True)


def _now() -> int:
    return time.time_ns() // 1_000_000


if __name__ == "__main__":
    if "AS_NOBODY" in os.environ and os.geteuid() == 0:  # who may not write everywhere
        os.setgid(65534)
        os.setuid(65534)
    try:
        main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
    except Unusable as error:
        sys.exit(f"{error.path}: {error.message}\nhint: {error.hint}")
