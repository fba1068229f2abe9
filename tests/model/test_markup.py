r"""The inline markup: ``*emphasis*``, ``**strong**``, ```code``` and ``\( maths \)``."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from quizgen.model.blocks import to_html, to_plain
from quizgen.model.markup import Markup, attribute, escape

CASES = [
    # text, as HTML, as plain text
    ("plain", "plain", "plain"),
    ("*a*", "<em>a</em>", "a"),
    ("**a**", "<strong>a</strong>", "a"),
    ("`a`", "<code>a</code>", "a"),
    (r"\( a \)", r"\( a \)", r"\( a \)"),
    ("a *b c* d", "a <em>b c</em> d", "a b c d"),
    ("(*a*), “*b*”", "(<em>a</em>), “<em>b</em>”", "(a), “b”"),
    ("**a *b* c**", "<strong>a <em>b</em> c</strong>", "a b c"),
    ("**a `b` c**", "<strong>a <code>b</code> c</strong>", "a b c"),
    ("*a **b** c*", "*a <strong>b</strong> c*", "*a b c*"),
    ("`*a*`", "<code>*a*</code>", "*a*"),
    (r"\( *a* \)", r"\( *a* \)", r"\( *a* \)"),
    (r"**\(a\) b**", r"<strong>\(a\) b</strong>", r"\(a\) b"),
    # not marks
    ("2*3*4", "2*3*4", "2*3*4"),
    ("5 * 3 * 2", "5 * 3 * 2", "5 * 3 * 2"),
    ("*a", "*a", "*a"),
    ("a*", "a*", "a*"),
    ("**a*", "**a*", "**a*"),
    ("* a*", "* a*", "* a*"),
    ("`a", "`a", "`a"),
    ("``", "``", "``"),
    ("****", "****", "****"),
    # stars of code
    ("/*part A*/", "/*part A*/", "/*part A*/"),
    ("f(*p)*(*q)", "f(*p)*(*q)", "f(*p)*(*q)"),
    ("a[*i]*[*j]", "a&#91;*i&#93;*&#91;*j&#93;", "a[*i]*[*j]"),
    ("x=*p* y", "x=*p* y", "x=*p* y"),
    ("x *p*= y", "x *p*= y", "x *p*= y"),
    ("https://example.org/*x*", "https://example.org/*x*", "https://example.org/*x*"),
    ("(**kw)**(**kw)", "(**kw)**(**kw)", "(**kw)**(**kw)"),
    ("/**a**/", "/**a**/", "/**a**/"),
    ("(*a*) [*b*] = *c*", "(<em>a</em>) &#91;<em>b</em>&#93; = <em>c</em>", "(a) [b] = c"),
    (r"\( a", r"<span>\</span>( a", r"\( a"),
    (r"a \)", r"a <span>\</span>)", r"a \)"),
    (r"\[a\]", r"<span>\</span>&#91;a<span>\</span>&#93;", r"\[a\]"),
    ("`a\nb`", "`a<br>b`", "`a\nb`"),
    # escapes
    (r"\*a\*", "*a*", "*a*"),
    (r"\`a\`", "`a`", "`a`"),
    (r"\\(a\\)", r"<span>\</span>(a<span>\</span>)", r"\(a\)"),
    (r"\a", r"\a", r"\a"),
    (r"a\nb", r"a\nb", r"a\nb"),
    # maths begins anew at each \(
    (r"\(a \(b\)", r"<span>\</span>(a \(b\)", r"\(a \(b\)"),
    (r"\(a \\(b) \)", r"\(a \\(b) \)", r"\(a \\(b) \)"),
    (r"\(a\)\(b\)", r"\(a\)\(b\)", r"\(a\)\(b\)"),
    # what HTML and Anki would take for something else
    ("<b>", "&lt;b&gt;", "<b>"),
    ("&amp;", "&amp;amp;", "&amp;"),
    ("{{c1::a}}", "&#123;&#123;c1::a&#125;&#125;", "{{c1::a}}"),
    ("[sound:a.mp3]", "&#91;sound:a.mp3&#93;", "[sound:a.mp3]"),
    ('"it\'s"', '"it\'s"', '"it\'s"'),
    ("$a$", "$a$", "$a$"),
    (r"\(a<b\)", r"\(a&lt;b\)", r"\(a<b\)"),
    (r"\({a}[b]\)", r"\(&#123;a&#125;&#91;b&#93;\)", r"\({a}[b]\)"),
    ("`<b>`", "<code>&lt;b&gt;</code>", "<b>"),
    ("a\n\nb", "a<br><br>b", "a\n\nb"),
    ("日本*語*", "日本<em>語</em>", "日本語"),
]


@pytest.mark.parametrize(("text", "shown", "plain"), CASES, ids=[case[0] for case in CASES])
def test_marks(text: str, shown: str, plain: str) -> None:
    """A mark opens only before a non-space and not behind a letter, a digit or a sign of code, and
    closes likewise; every other character is itself."""
    assert to_html(Markup(text)) == shown
    assert to_plain(Markup(text)) == plain


def test_escape_shows_exactly_these_characters() -> None:
    """In Anki too: no mark means anything."""
    assert escape("*a* `b`") == "*a* `b`"
    assert attribute('"it\'s" <b>') == "&quot;it's&quot; &lt;b&gt;"
    assert escape(r"\(a\)") == r"<span>\</span>(a<span>\</span>)"


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
