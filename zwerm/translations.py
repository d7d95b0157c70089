"""Compiles the translation catalogues. In pure Python: gettext's own tools need not be installed."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(package: Path) -> int:
    """Write a .mo beside every .po of which there is none yet; answers how many.

    A .mo says in its header of which text it was made: times tell nothing once somebody went to another branch.
    """
    written = 0
    for source in sorted(package.glob("**/locale/*/LC_MESSAGES/*.po")):
        target, text = source.with_suffix(".mo"), source.read_bytes()
        made_of = sha256(text).hexdigest()
        if target.exists() and f" {made_of}\n".encode() in target.read_bytes():
            continue
        catalogue = read_po(BytesIO(text), abort_invalid=True)
        catalogue.project, catalogue.version = "zwerm", made_of
        # Half a file would say the same of itself.
        half = target.with_suffix(".half.mo")
        with half.open("wb") as file:
            write_mo(file, catalogue)
        half.replace(target)
        written += 1
    return written


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
