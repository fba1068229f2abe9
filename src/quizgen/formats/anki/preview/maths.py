r"""Formulas as MathML, which browsers typeset without a script or a font of ours.

Anki typesets maths with MathJax, which is too large for a page of its own (over a megabyte).
math-core knows the common part of TeX, and refuses what it does not know: then the page shows the
source, and says so.  What it would typeset without a part of it, such as the line of ``\cancel``,
which browsers do not draw, is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

_TAG = re.compile(r"<[^<>]*>")
_FORMULA = re.compile(r"\\\((.*?)\\\)|\\\[(.*?)\\\]", re.DOTALL)
_NUMBERED = re.compile(r"(\\(?:begin|end)\{(?:align|equation|gather|flalign|alignat|multline))\}")
"""Environments whose lines TeX numbers, and Anki does not."""
_UNDRAWN = "<menclose"
INLINE, DISPLAYED = "(", "["


def keys(html: str) -> Iterator[str]:
    """Yield each formula in ``html``: how it stands, :data:`INLINE` or displayed, and its TeX."""
    if "\\(" not in html and "\\[" not in html:
        return
    for text in _TAG.split(html):
        for inline, displayed in _FORMULA.findall(unescape(text)):
            yield f"{INLINE}{inline.strip()}" if inline else f"{DISPLAYED}{displayed.strip()}"


@lru_cache(maxsize=4096)
def typeset(key: str) -> str:
    """Return the MathML of a formula of :func:`keys`, nothing where its source must do."""
    try:
        import math_core
    except ImportError:  # there is no wheel for this machine
        return ""
    tex = _NUMBERED.sub(r"\1*}", key[1:])
    converter = math_core.LatexToMathML(fancy_error=False)
    try:
        mathml = converter.convert_with_local_state(tex, displaystyle=key[0] == DISPLAYED)
    except math_core.LatexError:
        return ""
    return "" if _UNDRAWN in mathml else mathml
