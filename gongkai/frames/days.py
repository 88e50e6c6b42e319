"""Inputs for days and moments: the browser's own pickers, which want ISO values whatever the language."""

from __future__ import annotations

from django import forms


def day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def moment_input() -> forms.DateTimeInput:
    return forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
