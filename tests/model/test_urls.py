"""The addresses that a card may lead to, and those that it may not, with what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golden_banks import check_goldens
from quizgen.model.markup import link
from quizgen.model.urls import LONGEST, parse_url
from strategies import times

RIGHT = [
    "https://example.org",
    "http://example.org/a/b?c=d&e=f#g",
    "HTTPS://EXAMPLE.ORG/",
    "https://user@example.org:8080/~a/b_c-d.html",
    "https://münchen.example/straße/日本?q=é",
    "https://[2001:db8::1]/x",
    "https://example.org/a%20b/%E2%82%AC",
    "https://en.wikipedia.org/wiki/Mercury_(planet)",
    "https://example.org?a=[1]",
    "https://localhost:8000/x",
    "mailto:someone@example.org",
    "MailTo:a.b+c@example.org?subject=Rivers",
]
WRONG = {
    "javascript:alert(1)": "a card may not lead to “javascript:”",
    "JaVaScRiPt:alert(1)": "a card may not lead to “JaVaScRiPt:”",
    " javascript:alert(1)": "a card may not lead to “javascript:”",
    "java\tscript:alert(1)": "copy the address from a browser",
    "java\nscript:alert(1)": "copy the address from a browser",
    "\x01javascript:alert(1)": "copy the address from a browser",
    "javascript&colon;alert(1)": "",
    "java&#115;cript:alert(1)": "",
    "javascript%3Aalert(1)": "",
    "vbscript:msgbox(1)": "a card may not lead to “vbscript:”",
    "data:text/html,<script>": "copy the address from a browser",
    "data:text/html;base64,AA==": "a card may not lead to “data:”",
    "file:///etc/passwd": "a card may not lead to “file:”",
    "ftp://example.org/": "a card may not lead to “ftp:”",
    "blob:https://example.org/x": "a card may not lead to “blob:”",
    "view-source:https://example.org": "a card may not lead to “view-source:”",
    "intent://x#Intent;end": "a card may not lead to “intent:”",
    "//example.org/x": "write “https://example.org/x”",
    "/x": "",
    "example.org/x": "write “https://example.org/x”",
    "www.example.org": "write “https://www.example.org”",
    "someone@example.org": "write “mailto:someone@example.org”",
    "https:example.org": "write “//” and a host after “https:”",
    "https:/example.org": "write “//” and a host after “https:”",
    "https://": "write “//” and a host after “https:”",
    "https:///x": "write “//” and a host after “https:”",
    "https:\\\\example.org": "copy the address from a browser, or type it: “\\” is written %5C",
    "https://example.org/a b": "copy the address from a browser, or type it: “ ” is written %20",
    'https://example.org/"onclick="x': "copy the address from a browser",
    "https://example.org/<b>": "copy the address from a browser",
    "https://example.org/\u202egnp.exe": "copy the address from a browser",
    "https://exam\u200bple.org/": "copy the address from a browser",
    "https://example.org/\u2066x": "copy the address from a browser",
    "https://example.org/\xa0": "copy the address from a browser",
    "https://example.org/\x7f": "copy the address from a browser",
    "https://example.org/\ud800": "copy the address from a browser",
    "https://[::1": "write “//” and a host after “https:”",
    "https://example.org:port/": "write “//” and a host after “https:”",
    "mailto:": "write an address for mail after “mailto:”",
    "mailto:nobody": "write an address for mail after “mailto:”",
    "": "",
    "none": "",
    "https://example.org/" + "a" * LONGEST: "leave out what begins with “?”",
}


@pytest.mark.parametrize("address", RIGHT)
def test_pages_and_mailboxes(address: str) -> None:
    assert parse_url(f" {address}\n") == address
    assert link(address, "x").startswith('<a href="')


@pytest.mark.parametrize("address", WRONG, ids=[ascii(address)[:40] for address in WRONG])
def test_anything_else(address: str) -> None:
    """With a hint where it is clear what was meant; and a card has no link."""
    with pytest.raises(ValueError, match="found ") as told:
        parse_url(address)
    message, hint = told.value.args
    assert hint.startswith(WRONG[address])
    assert "\n" not in message
    assert link(address, "x") == "x"


def test_a_link_has_no_spaces_around_it() -> None:
    """What was judged is what is written: without them."""
    assert link(" https://b.org\t", "x") == '<a href="https://b.org">x</a>'


ODD = [
    "javascript:", "https://", "https:", "//", "data:", " ", "\t", "\n", "\x00", "a", "\u202e",
    "b.org", "@", ":", "/", "?", "#", "&#58;", "%3a", "\\", "<", '"', "\ufeff", "é",
]  # fmt: skip


@times(10)
@given(st.lists(st.sampled_from(ODD), max_size=8).map("".join))
def test_no_address_is_too_odd(text: str) -> None:
    """What a card leads to begins with one of three schemes, and has nothing in it that hides."""
    html = link(text, "x")
    if html != "x":
        address = html.removeprefix('<a href="').removesuffix('">x</a>')
        assert address.lower().startswith(("https://", "http://", "mailto:"))
        assert address.isprintable()
        assert " " not in address
        assert '"' not in address


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
