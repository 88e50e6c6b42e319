"""The check raises nothing, whatever it is given."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.wording.checking import Text, check
from gongkai.wording.names import NAMES
from gongkai.wording.tests.corpora import TODAY, planted, rules

PIECES = st.sampled_from(
    [entry.text.html for entry in planted()]
    + ["<p>", "</p>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<a href=", "'>", "<img alt=", "<h2>"]
    + ["</h2>", "<li>", "\x00", "\ud800", "\u2028", "&#0;", "〇", "十十", "二十十日", "三三月", "年", "〔", "》", "0月0日"]
)  # fmt: skip
HTML = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=12).map("".join))


@settings(max_examples=300, deadline=None)
@given(
    title=st.one_of(st.text(max_size=60), PIECES), html=HTML, name=st.text(max_size=20), more=HTML
)
def test_any_text_is_checked(title: str, html: str, name: str, more: str) -> None:
    for finding in check(Text(title, html, ((name, more),)), rules(), TODAY):
        assert finding.rule in NAMES
        assert finding.severity in ("must", "ask")
        assert finding.where
        assert finding.message
        assert finding.mend
        assert finding.key


@settings(max_examples=100, deadline=None)
@given(html=HTML)
def test_the_same_text_is_answered_alike(html: str) -> None:
    assert check(Text("标题", html), rules(), TODAY) == check(Text("标题", html), rules(), TODAY)
