"""Which blocks and sentences of a section teach something, and why the others are left out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from zwerm.courses.generation.reading import headings
from zwerm.courses.generation.reading.blocks import (
    Block,
    CodeBlock,
    Item,
    ListBlock,
    ParagraphBlock,
    PictureBlock,
    RawBlock,
    TableBlock,
)
from zwerm.courses.generation.reading.pictures import points_at_something
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.words import count_words

LONGEST_CODE = 12
WIDEST_TABLE = 5
LONGEST_TABLE, LONGEST_WORD_LIST = 14, 200
LONGEST_CELL = 40
EMPTY_CELLS = 0.34
MOSTLY_LINK = 0.8
STRAY_WORDS = 9
HEADINGS_LISTED = 0.6
SHORT = 4
WORD = re.compile(r"[^\W\d_]{3,}")
# Code that draws: nothing to read.
DRAWINGS = frozenset({"mermaid", "plantuml", "puml", "dot", "graphviz", "vega", "vega-lite", "d2"})
DISCLAIMS = re.compile(r"^\W*disclaimer\b", re.IGNORECASE)
TELL_US = re.compile(
    r"\b(?:laat (?:het )?(?:ons|mij) (?:dan )?weten|laat het ons|let (?:us|me) know|contact us|neem contact|get in touch|reach out)\b",
    re.IGNORECASE,
)
# What announces a list of links, and nothing but links.
LINKS_FOLLOW = re.compile(
    r"\b(?:runbooks?|resources|links?|further reading|read more|docs|documentation|guides|articles|pages|see also|bronnen|meer lezen|zie ook|artikelen|pagina['’]s)\W*$",
    re.IGNORECASE,
)

POINTER = re.compile(
    r"""^\W*(?:
      zie | bekijk | klik | download | raadpleeg | (?:ga|kijk)\ (?:ook\ )?(?:naar|op|bij|in) | lees\ (?:ook|meer|verder|hier|in|de|het|deze)
      | meer\ (?:weten|informatie|info|lezen|hierover|over) | (?:wil|wilt)\ (?:je|u)\ .{0,40}\bmeer\ (?:weten|informatie|lezen)
      | neem\ (?:dan\ )?contact | stuur\ .{0,30}\b(?:mail|e-mail|bericht) | (?:heb|heeft)\ (?:je|u)\ .{0,25}\bvragen | vragen\? | abonneer | meld\ je\ aan
      | see | click | download | visit | watch | (?:please\ )?(?:refer\ to|read|check\ out|consult|contact|reach\ out|review\ the|visit|see)
      | (?:to|you\ can)\ (?:learn|read|find\ out)\ more | learn\ more | find\ out\ more | more\ (?:information|details|about|on)
      | for\ (?:more|further|additional|full|a\ full|the\ full|details|specific\ details) | if\ you\ have\ .{0,25}\bquestions | subscribe | sign\ up
      | you\ can\ (?:find|read|see|view|learn) | (?:feel\ free|don['’]t\ hesitate)\ to | have\ (?:a\ )?questions
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
CALLS = re.compile(
    r"^\W*(?:neem (?:dan )?contact|stuur|vragen\?|(?:heb|heeft) (?:je|u)\b|abonneer|meld je aan|meer|(?:please )?(?:contact|reach out)|if you have|have (?:a )?questions|subscribe|sign up|(?:to )?learn more|find out more|more|for more|feel free|don['’]t hesitate)\b",
    re.IGNORECASE,
)
# Says what the text will say.
ANNOUNCES = re.compile(
    r"^\W*(?:in (?:dit|deze) (?:artikel|les|blog|blogpost|hoofdstuk|paragraaf|document|pagina|gids|handleiding|serie|module|stuk)\b.{0,80}\b(?:behandel\w*|besp[re]+k\w*|leg\w*|leer\w*|leren|lees|lezen|vind\w*|laat|laten|duik\w*|kijk\w*|verken\w*|gaan|zetten|beschrij\w*|komt|komen)\b"
    r"|(?:dit|deze) (?:artikel|les|blog|blogpost|hoofdstuk|document|pagina|gids|handleiding) (?:beschrijft|behandelt|bespreekt|gaat over|geeft|legt|bevat|is bedoeld)\b"
    r"|(?:in|on) this (?:article|lesson|section|page|guide|post|document|chapter|module|tutorial)\b.{0,80}\b(?:cover\w*|discuss\w*|learn|explain\w*|explore\w*|look|read|describe\w*|find|see)\b"
    r"|this (?:page|section|document|article|guide|lesson|chapter|handbook page) (?:covers|describes|explains|outlines|details|will|is about|contains|lists|provides|documents|is intended|is meant)\b"
    r"|after (?:completing|reading|finishing) this\b|na (?:deze les|dit hoofdstuk)\b)",
    re.IGNORECASE,
)
# A pointer even without a link.
BARE_POINTER = re.compile(
    r"^\W*(?:zie(?: ook| verder| hiervoor| bijlage)?\b|see (?:also|the|our|below|above)\b|lees meer|read more|learn more|meer informatie|click here|klik hier|for more information|voor meer informatie)",
    re.IGNORECASE,
)
BROKEN = re.compile(
    r"\$(?-i:[A-Z][A-Z_0-9]+)\$?|\{\{|\}\}|\[/?submeasure|#include\b|lorem ipsum|\b(?-i:TODO|TBD|FIXME)\b|<<|>>|�"
    r"|^(?:oeps|oops)!|^er is iets misgegaan|something went wrong|een ogenblik geduld|browse all|your submission|"
    r"\w \.$|(?:accept|manage) cookies|cookies? (?:accepteren|instellingen|weigeren)|javascript (?:is|uit|aan)|\bmin(?:ute)?s? read\b|\bmin(?:uten)? leestijd\b|all rights reserved|alle rechten voorbehouden",
    re.IGNORECASE,
)
URL = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+")


def is_pointer(sentence: SourceSentence) -> bool:
    """Sends the reader elsewhere and says nothing itself."""
    text = sentence.text
    if URL.fullmatch(text.strip("<>.() ")):
        return True
    if sentence.link_share > MOSTLY_LINK:
        return True
    if URL.search(text) and count_words(URL.sub(" ", text)) <= 7:
        return True
    if TELL_US.search(text) and (URL.search(text) or sentence.linked):
        return True
    if BARE_POINTER.match(text) and count_words(text) <= 25:
        return True
    if not POINTER.match(text):
        return False
    # "Klik op Opslaan", "Lees de meter af": without a link these are what somebody does.
    return bool(sentence.linked or URL.search(text)) or bool(CALLS.match(text) and count_words(text) <= 6)


def is_broken(sentence: SourceSentence) -> bool:
    """Holds leftovers of a machine rather than words."""
    text = sentence.text
    if BROKEN.search(text):
        return True
    # "1 week (604800)" is short and says something.
    if count_words(text) <= SHORT and WORD.search(text):
        return False
    letters = sum(letter.isalpha() or letter.isspace() for letter in text)
    return letters < 0.6 * len(text)


def keep_blocks(
    blocks: Sequence[Block], titles: frozenset[str] = frozenset(), pictures: frozenset[str] = frozenset()
) -> tuple[list[Block], list[tuple[str, Block]]]:
    """The blocks that teach, in order, and the others with the reason. A sentence that announces what goes, goes too.

    `pictures` are the hashes of those that can be shown.
    """
    kept: list[Block] = []
    dropped: list[tuple[str, Block]] = []
    blocks = [_with_pictures(block, pictures) for block in blocks]
    for number, block in enumerate(blocks):
        before = next((b for b in reversed(blocks[:number]) if not isinstance(b, PictureBlock)), None)
        result, reason = _keep(block, before, _is_beside(blocks, number))
        if isinstance(block, ListBlock) and _is_contents(block, before, titles):
            result, reason = None, headings.CONTENTS
        if result is None:
            dropped.append((reason, block))
            _drop_announcement(kept)
        else:
            kept += _in_pieces(result) if isinstance(result, TableBlock) else [result]
    return _without_dangling(kept), dropped


def _with_pictures(block: Block, pictures: frozenset[str]) -> Block:
    """A list with only the pictures that can be shown; a picture that can not be shown without its hash."""
    if isinstance(block, PictureBlock) and block.picture.hash not in pictures:
        return replace(block, picture=replace(block.picture, hash=""))
    if not isinstance(block, ListBlock) or not any(item.pictures for item in block.items):
        return block
    items = [
        replace(item, pictures=tuple(picture for picture in item.pictures if picture.hash in pictures))
        for item in block.items
    ]
    return replace(block, items=tuple(items))


def _is_beside(blocks: Sequence[Block], number: int) -> bool:
    """Whether what a sentence can point at stands right before or after: a picture, a table, code."""
    return any(
        isinstance(other, TableBlock | CodeBlock) or (isinstance(other, PictureBlock) and bool(other.picture.hash))
        for other in (*blocks[max(0, number - 1) : number], *blocks[number + 1 : number + 2])
    )


def _keep(block: Block, before: Block | None, shown: bool) -> tuple[Block | None, str]:
    """`before` is the block before it, pictures apart; `shown` whether it can point at something beside it."""
    if isinstance(block, ParagraphBlock):
        return _keep_paragraph(block, shown)
    if isinstance(block, ListBlock):
        return _keep_list(block, before, shown)
    if isinstance(block, PictureBlock):
        return (block, "") if block.picture.hash else (None, headings.PICTURE)
    if isinstance(block, TableBlock):
        return (block, "") if _is_readable(block) else (None, headings.TABLE)
    if isinstance(block, CodeBlock):
        if block.syntax.lower() in DRAWINGS:
            return None, headings.CODE
        short = block.text.strip().count("\n") < LONGEST_CODE
        return (block, "") if short and block.text.strip() else (None, headings.CODE)
    if isinstance(block, RawBlock):
        return None, headings.MARKUP
    return block, ""


def _is_contents(block: ListBlock, before: Block | None, titles: frozenset[str]) -> bool:
    """Says what comes: announced as such, or most of its items are headings of the document."""
    if isinstance(before, ParagraphBlock) and ANNOUNCES.match(before.sentences[-1].text):
        return True
    found = sum(headings.plain_title(item.sentences[0].text) in titles for item in block.items)
    return len(block.items) >= 2 and found >= HEADINGS_LISTED * len(block.items)


def _keep_paragraph(block: ParagraphBlock, shown: bool) -> tuple[Block | None, str]:
    if DISCLAIMS.match(block.sentences[0].text):
        return None, headings.CONTACT
    sentences = tuple(
        sentence
        for sentence in block.sentences
        if not is_pointer(sentence)
        and not is_broken(sentence)
        and not ANNOUNCES.match(sentence.text)
        and (shown or not points_at_something(sentence.text))
    )
    if not sentences:
        return None, headings.POINTER
    if len(sentences) == 1 and _is_stray(sentences[0]):
        return None, headings.BROKEN
    return replace(block, sentences=sentences), ""


def _is_stray(sentence: SourceSentence) -> bool:
    """A caption, a byline, a button: a few words without a full stop."""
    text = sentence.text.rstrip("\"'”’)» ")
    return text[-1:] not in ".!?:…" and count_words(text) < STRAY_WORDS


def _keep_list(block: ListBlock, before: Block | None, shown: bool) -> tuple[Block | None, str]:
    lead = before.sentences[-1].text.rstrip() if isinstance(before, ParagraphBlock) else ""
    announced = lead.endswith(":") and not LINKS_FOLLOW.search(lead)
    items: list[Item] = []
    for item in block.items:
        sentences = tuple(
            sentence
            for sentence in item.sentences
            if not is_broken(sentence)
            and (announced or not is_pointer(sentence))
            and not URL.fullmatch(sentence.text.strip("<>.() "))
            and (shown or item.pictures or not points_at_something(sentence.text))
        )
        if sentences:
            items.append(replace(item, sentences=sentences))
    linked = sum(item.sentences[0].link_share > MOSTLY_LINK for item in block.items)
    if not items or (linked > 0.6 * len(block.items) and not announced):
        return None, headings.LINKS
    return replace(block, items=tuple(items)), ""


def _is_readable(table: TableBlock) -> bool:
    """Of two columns, a list of words, many rows are read as well; of a wider table they are figures to look up."""
    cells = [cell for row in table.rows for cell in row]
    width = len(table.header)
    longest = LONGEST_WORD_LIST if width == 2 else LONGEST_TABLE
    return (
        2 <= width <= WIDEST_TABLE
        and 2 <= len(table.rows) <= longest
        and all(len(row) == width for row in table.rows)
        and all(cell is not None for cell in table.header[1:])
        and sum(cell is None for cell in cells) <= EMPTY_CELLS * len(cells)
        and all(
            cell is None or (count_words(cell.text) <= LONGEST_CELL and not BROKEN.search(cell.text)) for cell in cells
        )
    )


def _in_pieces(table: TableBlock) -> list[Block]:
    """A long table as tables of about as many rows under the same header, so that a bite can end between them."""
    pieces = -(-len(table.rows) // LONGEST_TABLE)
    if pieces == 1:
        return [table]
    size = -(-len(table.rows) // pieces)
    found: list[Block] = []
    for first in range(0, len(table.rows), size):
        rows = table.rows[first : first + size]
        cells = [cell for row in rows for cell in row if cell]
        start = cells[0].start if first and cells else table.start
        found.append(replace(table, start=start, end=cells[-1].end if cells else table.end, rows=rows))
    return found


def _drop_announcement(kept: list[Block]) -> None:
    """Takes away the last sentence if it announced what was left out: it ends in a colon."""
    if not kept or not isinstance(kept[-1], ParagraphBlock):
        return
    last = kept[-1]
    if last.sentences[-1].text.rstrip().endswith(":") or points_at_something(last.sentences[-1].text):
        kept.pop()
        if len(last.sentences) > 1:
            kept.append(replace(last, sentences=last.sentences[:-1]))


def _without_dangling(kept: list[Block]) -> list[Block]:
    """Without a last sentence that announces nothing any more."""
    if kept and isinstance(kept[-1], ParagraphBlock):
        last = kept[-1].sentences[-1].text.rstrip()
        if last.endswith(":"):
            _drop_announcement(kept)
    return kept
