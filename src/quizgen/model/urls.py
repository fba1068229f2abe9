"""The addresses that a card may lead to: pages of the web, and mail to somebody.

A link on a card comes from whoever wrote the bank, and a learner follows it.  So an address must
say in full where it leads: ``https``, ``http`` or ``mailto`` and nothing else, since other schemes
run scripts or open programs.  It must also show what it is: no spaces, no characters that nobody
sees or that turn the text around, and no backslash, which browsers take for a slash.  All links
that the format knows go through :func:`parse_url`.
"""

from __future__ import annotations

import re
from typing import NewType
from unicodedata import category, name

Url = NewType("Url", str)
"""An address that a card may lead to."""

LONGEST = 2_000
"""Characters of an address, as many as all browsers take."""
SCHEMES = ("https", "http", "mailto")
"""What an address may begin with."""

# RFC 3986, with letters of all scripts, which browsers encode.
_WEB = r"(?i:https?)://(?:[^/?#@\[\]]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^/?#@:\[\]]+)(?::[0-9]{0,5})?(?:[/?#].*)?"
_MAIL = r"(?i:mailto):[^/?#@:,]+@[^/?#@:,]+(?:\?.*)?"
_SCHEME = r"\s*([A-Za-z][A-Za-z0-9+.-]*):"
_HOST = r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?#:]\S*)?"
_ADDRESS = r"[\w.+-]+@(?:[\w-]+\.)+[^\W\d_]{2,}"
_REFUSED = r"[\s\"<>\\^`{|}]"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")
_EXPECTED = "expected one that begins with https://, http:// or mailto:"


def parse_url(text: str) -> Url:
    """``text`` as an address, without the spaces around it.

    Raises :class:`ValueError` with a sentence for the author and a hint, for any other text.
    """
    url = text.strip(" \t\n")
    shown = url if len(url) <= 60 else url[:57] + "…"
    shown = re.sub(r"\s+", " ", shown)
    if len(url) > LONGEST:
        raise ValueError(
            f"found an address of {len(url):,} characters, expected at most {LONGEST:,}",
            "leave out what begins with “?”, if the page can be found without",
        )
    odd = re.search(_REFUSED, url)
    unseen = odd[0] if odd else next((char for char in url if category(char) in _UNSEEN), "")
    if unseen:
        called = name(unseen, "control character").lower()
        raise ValueError(
            f"found the character U+{ord(unseen):04X} ({called}) in an address",
            "copy the address from a browser, or type it: " + _encoded(unseen),
        )
    if re.fullmatch(_WEB, url, re.DOTALL) or re.fullmatch(_MAIL, url, re.DOTALL):
        return Url(url)
    scheme = re.match(_SCHEME, url)
    hint = ""
    if url.startswith("//"):
        hint = f"write “https:{shown}”"
    elif re.fullmatch(_HOST, url):
        hint = f"write “https://{shown}”"
    elif re.fullmatch(_ADDRESS, url):
        hint = f"write “mailto:{shown}”"
    elif scheme and scheme[1].lower() in SCHEMES:
        after = "an address for mail" if scheme[1].lower() == "mailto" else "“//” and a host"
        hint = f"write {after} after “{scheme[1]}:”"
    elif scheme:
        hint = f"a card may not lead to “{scheme[1][:20]}:”: give the address of a page, or none"
    raise ValueError(f"found the address “{shown}”, {_EXPECTED}", hint)


def _encoded(char: str) -> str:
    """How a character is written in an address."""
    if char.isascii() and char.isprintable():
        return f"“{char}” is written %{ord(char):02X}"
    return "it may not have characters that nobody sees"
