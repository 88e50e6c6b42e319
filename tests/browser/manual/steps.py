"""What a hand does again and again while it follows the manual."""

from __future__ import annotations


def act(page, label: str):
    """Unfold one act of the bar."""
    page.locator(".act-bar summary", has_text=label).click()
    return page.locator(".act-bar .act[open]")


def goes(page, label: str, go: str, said: str, **typed: str) -> None:
    pane = act(page, label)
    for name, value in typed.items():
        pane.locator(f"[name={name}]").fill(value)
    pane.get_by_role("button", name=go, exact=True).click()
    page.wait_for_selector(f"text={said}")


def presses(page, label: str, said: str) -> None:
    page.locator(".act-bar").get_by_role("button", name=label, exact=True).click()
    page.wait_for_selector(f"text={said}")


def twice(page, label: str) -> None:
    """What cannot be taken back asks once more: the same button, with other words."""
    page.locator("button[data-confirm]", has_text=label).first.click()
    page.locator("button.armed").click()
