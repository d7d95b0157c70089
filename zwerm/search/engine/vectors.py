"""The vectors of things: one file, one row per thing, read through the operating system's page cache.

Rows are only added. A row that no document names any more is dead weight until the next generation; a row written just
before a crash is never named at all.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class VectorFile:
    def __init__(self, path: Path, size: int) -> None:
        self.path = path
        self.size = size
        self._rows: NDArray[np.float16] | None = None

    def append(self, first_row: int, vectors: Vectors) -> None:
        """Write these vectors from `first_row` on, and have them on disk when this returns."""
        data = np.ascontiguousarray(vectors, dtype=np.float16).tobytes()
        self.path.touch()
        with self.path.open("r+b") as file:
            file.seek(first_row * self.size * 2)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def take(self, rows: NDArray[np.int64]) -> Vectors:
        """The vectors of these rows; a row that is not there yet is all zeros."""
        stored = self._reach(int(rows.max(initial=-1)) + 1)
        found = np.zeros((len(rows), self.size), dtype=np.float32)
        present = rows < len(stored)
        found[present] = stored[rows[present]]
        return found

    def _reach(self, count: int) -> NDArray[np.float16]:
        if self._rows is None or len(self._rows) < count:
            length = self.path.stat().st_size // (2 * self.size) if self.path.exists() else 0
            if length == 0:
                return np.zeros((0, self.size), dtype=np.float16)
            self._rows = np.memmap(self.path, dtype=np.float16, mode="r", shape=(length, self.size))
        return self._rows
