"""HTML as text that reads as Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.html_text import html_to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>a <b>bold</b> <i>word</i></p>", "a bold word"),
        ("one<br>two", "one\ntwo"),
        ("<h2>Title</h2>words", "## Title\n\nwords"),
        ("<ul><li>one<li>two<ul><li>deep</ul></ul>", "- one\n- two\n  - deep"),
        ("<ol start=3><li>three</li><li>four</li></ol>", "3. three\n4. four"),
        ("<p>Said:</p><blockquote><p>a</p><p>b</p></blockquote><p>No.</p>", "Said:\n\n> a\n>\n> b\n\nNo."),
        ("<pre><code class='language-sh'>helm  ls\n  -A</code></pre>", "```sh\nhelm  ls\n  -A\n```"),
        ("use <code>helm</code> and <kbd>Ctrl</kbd>", "use `helm` and `Ctrl`"),
        ("<code>a`b</code>", "``a`b``"),
        ("<a href='https://example.org/x'>the manual</a>", "the manual"),
        ("<img src=x alt='a ring'> here", "a ring here"),
        ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", "a | b\n1 | 2"),
        ("<script>x()</script><style>p{}</style><p hidden>no</p>yes", "yes"),
        ("R&amp;D &lt;here&gt; &eacute;t&eacute;", "R&D <here> été"),
        ("a\n   b\t c", "a b c"),
        ("", ""),
        ("plain", "plain"),
    ],
)
def test_marks_become_markdown(html: str, text: str) -> None:
    assert html_to_text(html) == text


def test_deep_nesting_stays_readable_and_quick() -> None:
    text = html_to_text("<blockquote>" * 5000 + "deep" + "</blockquote>" * 5000)
    assert text == "> " * 20 + "deep"
    assert html_to_text("<div>" * 20_000 + "x") == "x"


def test_a_fence_is_longer_than_those_in_the_code() -> None:
    assert html_to_text("<pre>```\nx\n```</pre>") == "````\n```\nx\n```\n````"


@given(st.text(alphabet="<>/abpreulioq \n\"'=&;-!", max_size=200))
def test_whatever_comes_is_text_without_blanks_around_it(html: str) -> None:
    text = html_to_text(html)
    assert text == text.strip()
