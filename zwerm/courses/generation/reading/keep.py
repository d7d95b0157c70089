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
from zwerm.courses.generation.reading.leaning import leans, without_leaning
from zwerm.courses.generation.reading.pictures import points_at_something, without_pointing
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.reading.tables import BROKEN, in_pieces, is_readable
from zwerm.language.words import count_words

LONGEST_CODE = 12
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
    r"\b(?:runbooks?|resources|links?|further reading|read more|docs|documentation|guides|articles|pages|see also|bronnen|meer lezen|zie ook|artikelen|pagina['’]s|templates?|sjablonen|formulieren|forms|downloads?|bestanden|files|documenten|documents|handleidingen|web\s?sites?|sites)\W*$",
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
# "…; zie ook $M26$": what a machine fills in at the end of a sentence that is whole without it.
REFERENCE = re.compile(r"[;,]?\s*\(?\b(?:zie|see)\s[^.;]*[.)]*$", re.IGNORECASE)
LEAST_WITHOUT = 4
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
    blocks: Sequence[Block],
    titles: frozenset[str] = frozenset(),
    pictures: frozenset[str] = frozenset(),
    path: Sequence[str] = (),
    *,
    goes_on: bool = False,
) -> tuple[list[Block], list[tuple[str, Block]]]:
    """The blocks that teach, in order, and the others with the reason. A sentence that announces what goes, goes too, and
    so does one that leans on it.

    `pictures` are the hashes of those that can be shown, `path` the headings above; `goes_on` says that sections below
    these blocks follow: what the last sentence announces.
    """
    kept: list[Block] = []
    dropped: list[tuple[str, Block]] = []
    blocks = [_with_pictures(block, pictures) for block in blocks]
    for number, block in enumerate(blocks):
        before = next((b for b in reversed(blocks[:number]) if not isinstance(b, PictureBlock)), None)
        result, reason = _keep(block, before, _is_beside(blocks, number), _carries(blocks[number + 1 : number + 2]))
        if isinstance(block, ListBlock) and _is_contents(block, before, titles):
            result, reason = None, headings.CONTENTS
        if result is None:
            dropped.append((reason, block))
            _drop_announcement(kept)
        else:
            kept += in_pieces(result) if isinstance(result, TableBlock) else [result]
    kept, leaning = without_leaning(blocks, kept, path, is_pointer)
    dropped += [(headings.LEANING, block) for block in leaning]
    return kept if goes_on else _without_dangling(kept), dropped


def _carries(following: Sequence[Block]) -> bool:
    """Whether what follows leans on a line above it, so that this one is its label."""
    return any(isinstance(block, ParagraphBlock) and leans(block.sentences[0]) for block in following)


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


def _keep(block: Block, before: Block | None, shown: bool, carries: bool) -> tuple[Block | None, str]:
    """`before` is the block before it, pictures apart; `shown` whether it can point at something beside it; `carries` whether
    what follows leans on it."""
    if isinstance(block, ParagraphBlock):
        return _keep_paragraph(block, shown, carries)
    if isinstance(block, ListBlock):
        return _keep_list(block, before, shown)
    if isinstance(block, PictureBlock):
        return (block, "") if block.picture.hash else (None, headings.PICTURE)
    if isinstance(block, TableBlock):
        return (block, "") if is_readable(block) else (None, headings.TABLE)
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


def _keep_paragraph(block: ParagraphBlock, shown: bool, carries: bool) -> tuple[Block | None, str]:
    if DISCLAIMS.match(block.sentences[0].text):
        return None, headings.CONTACT
    sentences = tuple(
        sentence
        for sentence in (_told(sentence, shown) for sentence in block.sentences)
        if not is_pointer(sentence)
        and not is_broken(sentence)
        and not ANNOUNCES.match(sentence.text)
        and (shown or not points_at_something(sentence.text))
    )
    if not sentences:
        return None, headings.POINTER
    if len(sentences) == 1 and _is_stray(sentences[0]) and not carries:
        return None, headings.BROKEN
    return replace(block, sentences=sentences), ""


def _told(sentence: SourceSentence, shown: bool) -> SourceSentence:
    """Without what stands at its end and only sends the reader elsewhere; `shown`: what it points at stands beside it."""
    told = _without_reference(sentence)
    return told if shown else without_pointing(told)


def _without_reference(sentence: SourceSentence) -> SourceSentence:
    """A broken sentence without the reference at its end, where it is broken by that alone."""
    if not BROKEN.search(sentence.text):
        return sentence
    found = REFERENCE.search(sentence.text)
    head = sentence.text[: found.start()] if found else ""
    whole = count_words(head) >= LEAST_WITHOUT and not BROKEN.search(head)
    return sentence.part(0, len(head)) if whole else sentence


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
            for sentence in (_told(sentence, bool(shown or item.pictures)) for sentence in item.sentences)
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
