"""What people read on a screen is Chinese: no Latin word in a template's own text, nor in a refusal."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from tests.house.strata import PACKAGE, ROOT, sources

# Names of products and formats that the bureau says so itself; the key of the plan file that is to be filled.
SAID_SO = {
    *("PDF", "OFD", "Word", "Excel", "WPS", "CSV"),
    *("JPG", "PNG", "GIF", "WebP", "ICP"),
    "bureau",
}
# Neither the ending of a file name (附件.pdf) nor the rest of a key (bureau.entity_code) is a word.
LATIN = re.compile(r"(?<![.A-Za-z_])[A-Za-z]{3,}")
NO_TEXT = {"html_class"}  # blocks that fill an attribute
FILLED = "x0"  # stands where Jinja puts a value
READ_OUT = {"title", "alt", "placeholder", "aria-label", "aria-description", "data-confirm"}
REFUSALS = {"Refused", "NotAllowed", "Overtaken"}
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))


class Text(HTMLParser):
    """Collects what a person sees or hears: text, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        self.said += [value or "" for name, value in attrs if name in READ_OUT]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def own_text(node: nodes.Node) -> str:
    """The template without its Jinja: a value becomes FILLED, statements and comments become nothing."""
    if isinstance(node, nodes.Block) and node.name in NO_TEXT:
        return ""
    if isinstance(node, nodes.TemplateData):
        return node.data
    if isinstance(node, nodes.Expr):
        return FILLED
    parts = (value for _, value in node.iter_fields() if isinstance(value, list))
    return "".join(own_text(n) for part in parts for n in part if isinstance(n, nodes.Node))


def words(source: str) -> list[str]:
    """Latin words that a template says by itself, outside tags and Jinja."""
    reader = Text()
    reader.feed(own_text(jinja2.Environment().parse(source)))
    reader.close()
    return [w for said in reader.said for w in LATIN.findall(said) if w not in SAID_SO]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_in_english(path: Path) -> None:
    assert words(path.read_text(encoding="utf-8")) == []


def refusals(source: str) -> Iterator[tuple[int, str]]:
    """Line and literal text of each sentence that a refusal is made with."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in REFUSALS and node.args:
            parts = (n for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant))
            yield (
                node.lineno,
                "".join(str(part.value) for part in parts if isinstance(part.value, str)),
            )


def test_a_refusal_says_nothing_in_english() -> None:
    """Those of `config` are for the operator at a terminal: they name commands and variables."""
    found = []
    for path in sources():
        if "config" not in path.relative_to(PACKAGE).parts:
            for line, sentence in refusals(path.read_text(encoding="utf-8")):
                foreign = [w for w in LATIN.findall(sentence) if w not in SAID_SO]
                found += [(f"{path.relative_to(ROOT)}:{line}", word) for word in foreign]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Save</p>",
        '<p aria-label="Next page">下一页</p>',
        "<p>{{ title }} saved</p>",
        "{% if a %}<b>Draft</b>{% endif %}",
    ],
)
def test_an_english_word_is_caught(source: str) -> None:
    assert words(source)


def test_tags_jinja_scripts_and_names_of_formats_are_no_english() -> None:
    source = '{# a comment #}<p class="panel" data-x="abc">{{ button("save") }}PDF 文件</p><script>let abc</script>'
    assert words(source) == []
