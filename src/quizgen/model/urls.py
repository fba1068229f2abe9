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
from unicodedata import name

Url = NewType("Url", str)
"""An address that a card may lead to."""

LONGEST = 2_000
"""Characters of an address, as many as all browsers take."""
SCHEMES = ("https", "http", "mailto")
"""What an address may begin with."""

_SCHEME = r"\s*([A-Za-z][A-Za-z0-9+.-]*):"
_HOST = r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?#:]\S*)?"
_ADDRESS = r"[\w.+-]+@(?:[\w-]+\.)+[^\W\d_]{2,}"
_REFUSED = ' "<>\\^`{|}'
"""What RFC 3986 has in no address; letters of all scripts are taken, which browsers encode."""
_EXPECTED = "expected one that begins with https://, http:// or mailto:"


def parse_url(text: str) -> Url:
    """Return ``text`` as an address, without the spaces around it.

    Raises :class:`ValueError` with a sentence for the author and a hint, for any other text.
    """
    url = text.strip(" \t\n")
    shown = url if len(url) <= 60 else url[:57] + "…"
    shown = " ".join(shown.split())
    if len(url) > LONGEST:
        raise ValueError(
            f"found an address of {len(url):,} characters, expected at most {LONGEST:,}",
            "leave out what begins with “?”, if the page can be found without",
        )
    # Without regular expressions, which take longer to compile than all that is compared here.
    if not url.isprintable() or any(char in url for char in _REFUSED):
        odd = next(char for char in url if not char.isprintable() or char in _REFUSED)
        called = name(odd, "control character").lower()
        raise ValueError(
            f"found the character U+{ord(odd):04X} ({called}) in an address",
            "copy the address from a browser, or type it: " + _encoded(odd),
        )
    if _leads_to_page(url) or _leads_to_mailbox(url):
        return Url(url)
    raise ValueError(f"found the address “{shown}”, {_EXPECTED}", _repair(url, shown))


def _repair(url: str, shown: str) -> str:
    """Return the hint for an address that leads nowhere; nothing if it looks like no address."""
    if url.startswith("//"):
        return f"write “https:{shown}”"
    if re.fullmatch(_HOST, url):
        return f"write “https://{shown}”"
    if re.fullmatch(_ADDRESS, url):
        return f"write “mailto:{shown}”"
    scheme = re.match(_SCHEME, url)
    if scheme is None:
        return ""
    if scheme[1].lower() in SCHEMES:
        after = "an address for mail" if scheme[1].lower() == "mailto" else "“//” and a host"
        return f"write {after} after “{scheme[1]}:”"
    return f"a card may not lead to “{scheme[1][:20]}:”: give the address of a page, or none"


def _leads_to_page(url: str) -> bool:
    """Return whether ``url`` has one of the schemes of the web, two slashes and a host."""
    scheme, _, rest = url.partition("://")
    if scheme.lower() not in ("https", "http"):
        return False
    for end in "/?#":
        rest = rest.partition(end)[0]
    host = rest.rpartition("@")[2]
    if host.startswith("["):  # the number of a host, IPv6
        number, end, port = host[1:].partition("]")
        numbered = all(char in "0123456789abcdefABCDEF:." for char in number)
        return (
            bool(number and end)
            and numbered
            and (not port or (port[0] == ":" and _is_port(port[1:])))
        )
    host, _, port = host.partition(":")
    return bool(host) and "[" not in host and "]" not in host and _is_port(port)


def _is_port(port: str) -> bool:
    return len(port) <= 5 and (not port or (port.isascii() and port.isdecimal()))


def _leads_to_mailbox(url: str) -> bool:
    """Return whether ``url`` is that of one mailbox."""
    scheme, _, rest = url.partition(":")
    person, at, host = rest.partition("?")[0].partition("@")
    plain = not any(char in f"{person}{host}" for char in "/#@:,")
    return scheme.lower() == "mailto" and bool(person and at and host) and plain


def _encoded(char: str) -> str:
    """Return how a character is written in an address."""
    if char.isascii() and char.isprintable():
        return f"“{char}” is written %{ord(char):02X}"
    return "it may not have characters that nobody sees"
