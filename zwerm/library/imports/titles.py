"""A title that people recognise, from what a file says about itself."""

import re
from pathlib import PurePosixPath

from zwerm.library.imports.blocks import Block, Heading
from zwerm.library.imports.inline import clean

_SUFFIX = r"\.(docx?|docm|dotx?|pptx?|pps|pptm|xlsx?|pdf|odt|odp|rtf|txt|html?|md|tex|indd|pages|key|tmp|dvi|ps)\b"
_GARBAGE = re.compile(
    rf"""^(
        (microsoft\s)?(word|powerpoint|office|excel)(\s-\s.*|\s?(document|presentation|template)\w*)? |
        powerpoint[\s-]?(presentat\w+|vorlage) | présentation\spowerpoint | presentatie\d* | presentation\d* | präsentation\d* |
        (new|nieuw|untitled|naamloos|naamloze|unnamed|unbenannt)\b.* | document\s?\d* | doc\s?\d+ | dia\s?\d+ | slide\s?\d+ | layout\s?\d* |
        (sjabloon|template|titel|title|kop|header|heading|voorblad|cover|inhoud|contents?|home|index|start|readme|main)\s?\d* |
        (scan|img|image|dsc|print|output|untitled|full\s?page|page)[\s_-]?[\d_-]* |
        klik\som\s.* | click\sto\s.* | \[.*\] | about:blank | .*{_SUFFIX}\s*(\(.*\))? | https?://\S+ | file:\S+ | [\W\d_]+
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_CHAPTER = re.compile(
    r"^[\d.\s]*(inleiding|introductie|introduction|samenvatting|summary|abstract|voorwoord|preface|foreword|leeswijzer|inhoud(sopgave)?|"
    r"(table of )?contents|achtergrond|background|doel|purpose|aanleiding|colofon|colophon|overview|overzicht)\W*$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[\\*_`~\[<]")
_MACHINE_PREFIX = re.compile(r"^microsoft\s(word|powerpoint|office\sword)\s-\s", re.IGNORECASE)
_GENERIC_STEMS = frozenset(
    {
        "index",
        "readme",
        "_index",
        "default",
        "home",
        "main",
        "page",
        "document",
        "maatregel",
        "content",
    }
)
_DATE_PREFIX = re.compile(r"^(\d{4}[-_]\d{2}(?:[-_]\d{2})?|\d{8}|\d{1,3})[-_. ]+(?=\D)")
_HASH_SUFFIX = re.compile(r"[-_ ][0-9a-f]{16,40}$", re.IGNORECASE)


def good_title(text: str | None) -> str:
    """The title tidied, or nothing when it is one that a program made up."""
    title = re.sub(r"\s+", " ", clean(text or "")).strip(" \t\n-–—|·:")
    title = _MACHINE_PREFIX.sub("", title)
    if not title or len(title) > 250 or _GARBAGE.match(title):
        return ""
    return title


def title_from_path(path: str) -> str:
    """A file name as people would say it: `2024-03_besluit-rooster.docx` → `Besluit rooster`."""
    pure = PurePosixPath(clean(path))
    stem = pure.stem
    if stem.lower() in _GENERIC_STEMS and pure.parent.name:
        stem = pure.parent.name
    stem = _HASH_SUFFIX.sub("", stem)
    stem = _DATE_PREFIX.sub("", stem)
    words = re.sub(r"[_+]|%20|(?<=\w)-(?=\w)", " ", stem)
    words = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z][a-zà-ÿ])", " ", words)
    words = re.sub(r"\s+", " ", words).strip(" .-")
    if not words:
        return pure.name or "?"
    return words[0].upper() + words[1:]


def take_title(blocks: list[Block], offered: str, path: str, first_heading_is_title: bool = False) -> str:
    """The title of a document made of `blocks`, which lose the heading that says the same.

    `offered` is the title in the properties of the file. A heading that opens the document and stands alone at its
    level wins from those: people see it and keep it right. One of several chapters is a title only in formats
    where that is the custom (`first_heading_is_title`).
    """
    first = next(
        (block for block in blocks if not isinstance(block, Heading) or block.text.strip()),
        None,
    )
    heading = first if isinstance(first, Heading) else None
    offered = good_title(offered)
    if heading is None:
        return offered or title_from_path(path)
    shown = plain_text(heading.text)
    peers = sum(1 for block in blocks if isinstance(block, Heading) and block.level <= heading.level)
    if same_title(shown, offered):
        blocks.remove(heading)
        return shown
    opens = peers == 1 or (first_heading_is_title and not offered and heading.level == 1)
    if opens and good_title(shown) and not _CHAPTER.match(shown):
        blocks.remove(heading)
        return good_title(shown)
    return offered or title_from_path(path)


def same_title(one: str, other: str) -> bool:
    """Whether two titles say the same, apart from case, punctuation and emphasis."""
    return bool(one) and _key(one) == _key(other)


def plain_text(markdown: str) -> str:
    """One line of Markdown as people read it."""
    if not _MARKUP.search(markdown):
        return " ".join(markdown.split())
    text = re.sub(r"!\[([^\]]{0,400})\]\([^)]{0,1000}\)", r"\1", markdown)
    text = re.sub(r"\[([^\]]{0,400})\]\([^)]{0,1000}\)", r"\1", text)
    text = re.sub(r"\[\^[^\]]{1,200}\]", "", text)
    text = re.sub(r"<br ?/?>", " ", text)
    text = re.sub(r"(?<!\\)(\*\*|~~|`)|(?<![\w\\])[*_]|(?<!\\)[*_](?!\w)", "", text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", plain_text(text)).strip().casefold()
