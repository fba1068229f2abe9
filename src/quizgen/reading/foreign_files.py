"""What a file is that is called ``.yaml`` and is none: told from how it begins.

People give what they have: a table, a document, the questions of another program.  What YAML makes
of them helps nobody.
"""

from __future__ import annotations

import re

INSTEAD = (
    "run “quizgen new bank my-bank”, which writes a bank with examples in YAML, and write your "
    "questions there in the same way"
)
"""What the author of a file of another kind may do."""
_START = 4000
"""Characters that are looked at."""
_BINARY = {
    b"PK\x03\x04": "a Word, Excel or OpenDocument file, an Anki package or another ZIP archive",
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "a Word, Excel or PowerPoint file",
    b"SQLite format": "a database",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
_TEXTS: dict[str, str] = {
    r"\{\\rtf": "a document in RTF",
    r"\s*<(?:!DOCTYPE|html|\?xml|quiz|questestinterop)\b": "a page or a file in HTML or XML",
    r"(?s)(?:\s*//[^\n]*\n|\s*\$CATEGORY[^\n]*\n|\s)*(?:::.*?::)?[^{}\n:]*\{[^{}]*[=~][^{}]*\}": (
        "a file in GIFT, the format of Moodle"
    ),
    r"\s*(?:\{\s*\"|\[\s*[{\"])": "a file in JSON",
    r"(?:\s*#{1,3} [^\n]+\n\s*)?\s*(?:\d+\.|[-*]) .*\n"
    r"(?:.*\n)*?\s*(?:[-*]|[a-d][.)]) (?:\[[ xX]\] )?": ("a list in Markdown"),
}
_SEPARATORS = ",;\t"


def binary_kind(data: bytes) -> str:
    """Return what a file is that begins with ``data`` and is no text, or nothing."""
    return next((kind for start, kind in _BINARY.items() if data.startswith(start)), "")


def text_kind(text: str) -> str:
    """Return what the text of a file is that has no fields as a bank has, or nothing."""
    start = text.removeprefix("\ufeff")[:_START]
    for pattern, kind in _TEXTS.items():
        if re.match(pattern, start):
            return kind
    return "a table (CSV)" if _is_table(start) else ""


def _is_table(text: str) -> bool:
    """Tell whether all lines of ``text`` have as many cells as the first, more than one."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(text) == _START:
        lines.pop()  # there is more of it
    for sign in _SEPARATORS:
        cells = [line.count(sign) for line in lines]
        if len(lines) > 1 and cells[0] and min(cells) >= cells[0]:
            return ": " not in lines[0] and not lines[0].startswith("- ")
    return False
