"""The editor in which bodies are written: django-prose-editor over our own store and our own cleaner.

What it sends is cleaned by `clearance.cleaning` whatever it sends; the list of extensions only decides
which buttons there are. Why this one: docs/adr/0004-editor.md.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django_prose_editor.widgets import ProseEditorWidget

from gongkai.clearance.cleaning import with_pictures_at

ALIGNMENTS = [
    {"className": f"align-{side}", "title": title}
    for side, title in (
        ("left", "左对齐"),
        ("center", "居中"),
        ("right", "右对齐"),
        ("justify", "两端对齐"),
    )
]
EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Underline": True,
    "Subscript": True,
    "Superscript": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3, 4]},
    "Link": {"enableTarget": False},
    "Image": True,
    "Caption": True,
    "Figure": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    # Alignment as a class: the page's policy lets no inline style through, neither shown nor read.
    "NodeClass": {
        "cssClasses": {
            "paragraph": {"title": "段落", "cssClasses": ALIGNMENTS},
            "heading": {"title": "标题", "cssClasses": ALIGNMENTS},
        }
    },
    "History": True,
    "Menu": True,
}
PICTURES_AT = "/desk/files/{}/picture"


class BodyField(forms.CharField):
    """A body of HTML. Pictures stand in it as addresses of the desk while it is edited.

    Never `required`: the browser would ask for it at the text area that the editor hides. What asks for it is the
    act; `when_needed` says so beside the label ('' where the text is always needed).
    """

    def __init__(self, *, when_needed: str = "", **kwargs: Any) -> None:
        self.when_needed = when_needed
        widget = ProseEditorWidget(config={"extensions": EXTENSIONS}, preset="configurable")
        super().__init__(
            **{
                "label": "正文",
                "required": False,
                "max_length": 500_000,
                "widget": widget,
                **kwargs,
            }
        )

    def prepare_value(self, value: Any) -> Any:
        return with_pictures_at(value, PICTURES_AT) if isinstance(value, str) else value
