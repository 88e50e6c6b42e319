"""A mark in shared memory that says the tree changed: the builder sets it anew, the front looks at it.

Asking the disk at every request would cost a third of the front's speed (a system call gives up Python's lock).
"""

from __future__ import annotations

import mmap
import os
import time
from pathlib import Path

MARK = 8  # bytes
Look = tuple[bytes, int]


class Changes:
    """The mark of the tree at `root`, in a file beside it. Writer and readers may come in any order."""

    def __init__(self, root: Path) -> None:
        root.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(root.parent / f"{root.name}-changes", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.ftruncate(file, MARK)
            self.mark = mmap.mmap(file, MARK)
        finally:
            os.close(file)

    def tell(self) -> None:
        """Called after a file was replaced or went."""
        self.mark[:] = time.monotonic_ns().to_bytes(MARK, "little")

    def look(self) -> Look:
        """The same value twice: nothing was told in between, and it is still the same second.

        The second is for changes that nobody tells, such as a file put there by hand.
        """
        return self.mark[:], int(time.monotonic())
