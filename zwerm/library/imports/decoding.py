"""Bytes → text, whatever the encoding, saying so when something had to be repaired."""

import codecs
import re

from zwerm.library.imports import limits
from zwerm.library.imports.document import Note, Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# UTF-8 that was once read as Windows-1252: "Ã©" for "é", "â€™" for "’".
_TWICE = re.compile(
    "[ÃÂ][\u0080-\u00bf\u0152-\u0178\u2018-\u2122]|â[\u20ac\u201a][\u0080-\u00bf\u0152-\u0178\u2018-\u2122]"
)
# What Dutch, English, French and German texts have beyond ASCII. Encodings of one byte differ in little else.
_WESTERN = frozenset("éèëêïíîìöóôòüúûùáàâäãåçñßæøœÉÈËÏÖÜÁÀÄÅÇÑ€£§©®°±²³½¼µ·•–—…‘’‚“”„«»‹›¿¡™×÷\u00a0")
_SAMPLE = 256 * 1024


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[Note, ...]]:
    """The text of `data` with `\\n` line ends, and what was repaired.

    Tried in order: byte order mark, UTF-8, UTF-16 without a mark, the encoding that the file names itself, a guess.
    Raises `Refused("too_large")`, or `Refused("not_text")` when it is no text at all.
    """
    if len(data) > limits.TEXT_BYTES:
        raise Refused("too_large", size=len(data), limit=limits.TEXT_BYTES)
    text, notes = _decode(data, declared)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _odd_share(text) > 0.02:
        raise Refused("not_text")
    if len(_TWICE.findall(text[:_SAMPLE])) >= 2:
        mended = _undo_twice(text)
        if mended is not None:
            return mended, (Note("bad_encoding_repaired", {"encoding": "UTF-8, twice"}),)
    return text, notes


def _decode(data: bytes, declared: str | None) -> tuple[str, tuple[Note, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_repair(data, encoding)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    wide = _wide_encoding(data)
    if wide:
        return _with_repair(data, wide)
    if declared:
        try:
            return data.decode(codecs.lookup(declared).name), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return _guess(data)


def _guess(data: bytes) -> tuple[str, tuple[Note, ...]]:
    if b"\x00" in data[:_SAMPLE]:
        raise Refused("not_text")
    lossy = data.decode("utf-8", "replace")
    # A few bad bytes in thousands of good ones are damage, not another encoding.
    if lossy.count("\ufffd") * 500 < len(lossy) and any(
        ord(character) > 127 for character in lossy if character != "\ufffd"
    ):
        return lossy, (Note("bad_encoding_repaired", {"encoding": "UTF-8"}),)
    mixed = (
        _mixed(data) if any(ord(character) > 127 and character != "\ufffd" for character in lossy[:_SAMPLE]) else None
    )
    if mixed is not None:
        return mixed, (_repaired("UTF-8, cp1252"),)
    western = data[:_SAMPLE].decode("cp1252", "ignore")
    foreign = [character for character in western if ord(character) > 127]
    if sum(1 for character in foreign if character in _WESTERN) >= len(foreign) * 0.8:
        return _with_repair(data, "cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return _with_repair(data, best.encoding if best else "cp1252")


def _mixed(data: bytes) -> str | None:
    """Text that was put together from UTF-8 and Windows-1252: each byte that is no UTF-8 is read as the other, if that gives letters."""
    strange: list[str] = []

    def mend(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        letters = error.object[error.start : error.end].decode("cp1252", "replace")
        strange.extend(letters)
        return letters, error.end

    codecs.register_error("zwerm-mend", mend)
    text = data.decode("utf-8", "zwerm-mend")
    return text if sum(1 for letter in strange if letter in _WESTERN) >= len(strange) * 0.8 else None


def _with_repair(data: bytes, encoding: str) -> tuple[str, tuple[Note, ...]]:
    try:
        text = data.decode(encoding)
        return text, () if encoding.startswith(("utf-8", "utf-16", "utf-32")) else (_repaired(encoding),)
    except UnicodeDecodeError:
        return data.decode(encoding, "replace"), (_repaired(encoding),)


def _repaired(encoding: str) -> Note:
    return Note("bad_encoding_repaired", {"encoding": encoding})


def _wide_encoding(data: bytes) -> str | None:
    sample = data[:4096]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _odd_share(text: str) -> float:
    if not text:
        return 0.0
    sample = text[:_SAMPLE]
    odd = sum(
        1 for character in sample if (character < " " and character not in "\n\t\f\x0b\x1b") or character == "\ufffd"
    )
    return odd / len(sample)


def _undo_twice(text: str) -> str | None:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
