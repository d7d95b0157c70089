"""Runs of formatted text → Markdown inside one paragraph."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote, urlsplit

_SPECIAL = re.compile(r"[\\`*]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|\[(?=[^\[\]]*\][\[(:])|~~|!(?=\[)")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|={3,}\s*$|-{3,}\s*$|:::|!!!)")
_NUMBER_START = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u2007\u202f]+")
# Characters that no reader can see and that break searching: soft hyphen, joiners, byte order mark, control characters.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffc]"
)
_PLAIN = (False, False, False, False, "", False)
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "sftp", "callto", "sip", "geo"})


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one format. `markdown` marks text that is Markdown already (a picture, a footnote mark)."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    href: str = ""
    markdown: bool = False


def clean(text: str) -> str:
    """Text without invisible characters and with ordinary spaces; newlines stay."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return _SPACE.sub(" ", _INVISIBLE.sub("", text))


def escape(text: str) -> str:
    """Plain text so that Markdown shows it as it is, with as few backslashes as possible."""
    return _SPECIAL.sub(lambda found: "\\" + found.group(0), text)


def escape_line_start(line: str) -> str:
    """A line that would otherwise start a heading, a list or a quote."""
    if line[:1].isalpha():
        return line
    line = _LINE_START.sub(r"\1\\\2", line)
    return _NUMBER_START.sub(r"\1\\\2", line)


def safe_href(href: str) -> str:
    """The address as it may stand in a Markdown link, or nothing when it could do harm or leads nowhere."""
    href = _INVISIBLE.sub("", href).strip().replace("\\", "/")
    if not href or len(href) > 2_000 or "\n" in href:
        return ""
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return ""
    # A Windows path (C:/…) parses as a scheme of one letter and leads nowhere for anybody else.
    if scheme and scheme not in _SCHEMES:
        return ""
    return quote(href, safe="/:?#[]@!$&'*+,;=%~-._|^{}").replace("[", "%5B").replace("]", "%5D")


def code_span(text: str) -> str:
    """Text as inline code, whatever backticks it holds."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _code_line(line: str) -> str:
    body = line.strip()
    return line.replace(body, code_span(body), 1) if body else line


def write_spans(spans: Iterable[Span]) -> str:
    """One paragraph of spans as Markdown. Newlines in spans become hard line breaks."""
    merged = _merge(spans)
    pieces: list[str] = []
    for href, group in groupby(merged, key=lambda span: span.href):
        pieces.append(_write_link(href, list(group)))
    text = "".join(pieces)
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(lines).strip("\n")


def plain(spans: Iterable[Span]) -> str:
    """What the spans say, without any format."""
    return re.sub(r"\s+", " ", "".join(span.text for span in spans if not span.markdown)).strip()


def _merge(spans: Iterable[Span]) -> list[Span]:
    """Neighbours of one format as one span. Their texts are joined at the end: a line may have a hundred thousand of them."""
    forms: list[tuple[bool, bool, bool, bool, str, bool]] = []
    texts: list[list[str]] = []
    for span in spans:
        text = span.text if span.markdown else clean(span.text)
        if not text:
            continue
        form = (span.bold, span.italic, span.strike, span.code, span.href, span.markdown)
        if forms and not span.markdown and not text.strip():
            # Formatted white space is how editors leave format behind; it takes the format of what precedes it.
            form = _PLAIN if forms[-1][-1] else (*forms[-1][:4], span.href, False)
        if forms and forms[-1] == form:
            texts[-1].append(text)
        else:
            forms.append(form)
            texts.append([text])
    return [Span("".join(pieces), *form) for pieces, form in zip(texts, forms, strict=True)]


def _write_link(href: str, spans: Sequence[Span]) -> str:
    text = _write_formats(spans)
    target = safe_href(href) if href else ""
    if not target:
        return text
    lead = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :]
    label = text.strip().replace("\n", " ")
    if not label:
        return text
    if label.replace("\\", "") == target and target.startswith(("http://", "https://")):
        return f"{lead}<{target}>{tail}"
    if label.startswith("[") and label.endswith("]") and "](" not in label:
        label = f"\\[{label[1:-1]}\\]"
    return f"{lead}[{label}]({target}){tail}"


def _write_formats(spans: Sequence[Span]) -> str:
    pieces: list[str] = []
    for index, span in enumerate(spans):
        before = pieces[-1][-1:] if pieces else ""
        following = spans[index + 1].text[:1] if index + 1 < len(spans) else ""
        pieces.append(_write_span(span, before, following))
    return "".join(pieces)


def _write_span(span: Span, before: str, following: str) -> str:
    if span.markdown:
        return span.text
    if span.code:
        return "\n".join(_code_line(line) for line in span.text.split("\n"))
    marks = ("**" if span.bold else "") + ("*" if span.italic else "") + ("~~" if span.strike else "")
    if not marks:
        return escape(span.text)
    return "\n".join(_mark(line, marks, before, following) for line in span.text.split("\n"))


def _mark(line: str, marks: str, before: str, following: str) -> str:
    """The line between marks, with what CommonMark does not allow next to a mark moved outside."""
    body = line.strip()
    lead = line[: len(line) - len(line.lstrip())]
    tail = line[len(line.rstrip()) :]
    if before.isalnum() and not lead:
        found = re.match(r"\W*", body)
        lead, body = (found.group(0), body[found.end() :]) if found else (lead, body)
    if following.isalnum() and not tail:
        kept = re.sub(r"\W+$", "", body)
        tail, body = body[len(kept) :], kept
    if not re.search(r"\w", body):
        return escape(line)
    return f"{escape(lead)}{marks}{escape(body)}{marks[::-1]}{escape(tail)}"
