"""文件与信息: drafts with their register, 清理 and 归档."""

from gongkai.matters.documents.models.archive import ArchiveEntry, ArchiveList, Receipts
from gongkai.matters.documents.models.cleanup import CLEANUP, Cleanup, CleanupItem
from gongkai.matters.documents.models.document import KIND, Batch, Document, Item

__all__ = [
    "CLEANUP",
    "KIND",
    "ArchiveEntry",
    "ArchiveList",
    "Batch",
    "Cleanup",
    "CleanupItem",
    "Document",
    "Item",
    "Receipts",
]
