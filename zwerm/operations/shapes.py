"""What msgspec works out of a type of ours when it is first asked, worked out before there are threads.

Two threads that ask for the same type at once end the whole process: one reads what the other has not finished (a null pointer, in 0.22).
So it was with sixteen tools that sent statements to a server that had just started.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from django.urls import get_resolver


def learn_shapes() -> None:
    """Of every Struct that the pages of this installation know."""
    _ = get_resolver().url_patterns  # brings in all views, and what they need
    for shape in _below(msgspec.Struct):
        try:
            msgspec.json.Decoder(shape)
        except (NameError, TypeError):
            # Not a shape of anything that is read: it names what only the type checker knows.
            continue


def _below(shape: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for one in shape.__subclasses__():
        yield one
        yield from _below(one)
