"""Decisions of 文件与信息: plain functions of plain values."""

from gongkai.matters.documents.rules.drafts import (
    MOST_ADDRESSEES,
    addressees_fault,
    categories_for,
    is_listed_as,
    likely_category,
)

__all__ = [
    "MOST_ADDRESSEES",
    "addressees_fault",
    "categories_for",
    "is_listed_as",
    "likely_category",
]
