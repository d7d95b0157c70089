"""Files that hang on a text: what they are called, and what kind of thing they are, told by the ending of their name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from zwerm.library.rules.addresses import FILES

# What runs by being opened: a colleague who trusts this place would open it.
PROGRAMS = frozenset(
    [
        "app",
        "bat",
        "cmd",
        "com",
        "cpl",
        "desktop",
        "dll",
        "dmg",
        "exe",
        "hta",
        "jar",
        "js",
        "jse",
        "lnk",
        "msc",
        "msi",
        "msp",
        "pif",
        "ps1",
        "reg",
        "scr",
        "sh",
        "vb",
        "vbe",
        "vbs",
        "wsf",
        "wsh",
    ]
)
_TYPES = {
    "pdf": "application/pdf",
    "zip": "application/zip",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
_KINDS = {
    "Word": "doc docx",
    "Excel": "xls xlsx",
    "PowerPoint": "ppt pptx",
    "sound": "mp3 m4a wav ogg opus flac aac",
    "video": "mp4 webm mov avi mkv m4v",
    "text": "txt md",
    "drawing": "svg",
}
_SAID = {
    "nl": {"sound": "geluid", "video": "video", "text": "tekst", "drawing": "tekening", "file": "bestand"},
    "en": {"sound": "sound", "video": "video", "text": "text", "drawing": "drawing", "file": "file"},
}
_KIND = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,10})$")
_IN_A_NAME = re.compile(r'[\x00-\x1f/\\:*?"<>|]+')
_MARKS = re.compile(r"[\[\]()!`*_<>\\~|]+")
_LONGEST = 120
# How search knows a passage of a file from one of the text: "file:<hash>:<its number>".
IN_FILE = "file:"
_LINK = re.compile(r"\[((?:[^\[\]\\\n]|\\.){0,300})\]\(<?attachment:([0-9a-f]{64})(?:\.([a-z0-9]{1,10}))?\b")


def ending_of(name: str) -> str:
    """The ending of a file's name, in small letters and without its dot; empty when there is none."""
    found = _ENDING.search(name)
    return found[1].lower() if found else ""


def words_for(name: str) -> str:
    """The words of a link to a file of this name, without what Markdown would take for a mark."""
    ending = _ENDING.search(name)
    stem = " ".join(_MARKS.sub(" ", name[: ending.start()] if ending else name).split())[:_LONGEST].strip()
    return f"{stem or 'file'}{ending[0].lower() if ending else ''}"


@dataclass(frozen=True)
class Named:
    """A file that a text links to, and what it is called there."""

    hash: str
    ending: str
    name: str


def named_in(text: str) -> list[Named]:
    """The files that Markdown links to, each once, in their order."""
    found: dict[str, Named] = {}
    for words, hash, ending in _LINK.findall(text):
        name = " ".join(words.replace("\\", "").split()) or name_of(hash, ending)
        found.setdefault(hash, Named(hash, ending, name))
    return list(found.values())


def place_of_link(text: str, hash: str) -> tuple[int, int] | None:
    """Where the words of the first link to this file stand in Markdown."""
    link = next((link for link in _LINK.finditer(text) if link[2] == hash), None)
    return link.span(1) if link and link[1] else None


def passage_in_file(id: str) -> tuple[str, int] | None:
    """The hash of the file and the number of the passage in it, of a passage that search found; None for one of the text itself."""
    if not id.startswith(IN_FILE):
        return None
    hash, _, number = id.removeprefix(IN_FILE).partition(":")
    return hash, int(number)


def name_of(hash: str, ending: str) -> str:
    """How a file with this hash is named, where its words are not known."""
    return f"{hash}.{ending}" if ending else hash


def address_of(hash: str, ending: str) -> str:
    """What a text links to."""
    return f"attachment:{name_of(hash, ending)}"


def download_address(hash: str, ending: str, words: str) -> str:
    """Where a browser gets it, under a name made of the words of the link."""
    stem = words[: -len(ending) - 1] if ending and words.lower().endswith(f".{ending}") else words
    stem = " ".join(_IN_A_NAME.sub(" ", stem).split())[:_LONGEST].strip(". ") or "file"
    return f"{FILES}{hash}/{quote(f'{stem}.{ending}' if ending else stem, safe='')}"


def media_type_of(name: str) -> str:
    """Of what opens safely elsewhere; all else, such as a web page, is bytes."""
    return _TYPES.get(ending_of(name), "application/octet-stream")


def about(ending: str, size: int, language: str) -> str:
    """Kind and size, as the reader of a text in this language is told."""
    said = _SAID.get(language, _SAID["en"])
    kind = _KIND.get(ending, ending.upper() or "file")
    return f"{said.get(kind, kind)}, {_size(size, ',' if language == 'nl' else '.')}"


def _size(size: int, comma: str) -> str:
    if size < 1000:
        return f"{size} bytes"
    amount, unit = (size / 1e3, "kB") if size < 999_500 else (size / 1e6, "MB")
    return f"{amount:.{0 if amount >= 10 else 1}f} {unit}".replace(".", comma)
