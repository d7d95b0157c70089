"""The head of a Markdown file: the small part of YAML that people write there, read without YAML's dangers."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from zwerm.library.imports.dates import parse_date
from zwerm.library.imports.inline import clean
from zwerm.library.imports.package import Properties

Value = str | list["Value"] | dict[str, "Value"]

_KEY = re.compile(r"^([\w$][\w .$/-]{0,60}?)\s*:(?:\s+(.*)|)$")
_TOML_KEY = re.compile(r"^([\w-]+)\s*=\s*(.*)$")
_LINES = 2_000
_DEPTH = 6
_SMALL_WORDS = frozenset(
    {
        "van",
        "de",
        "der",
        "den",
        "het",
        "ten",
        "ter",
        "te",
        "in",
        "von",
        "la",
        "le",
        "du",
        "op",
    }
)


def split_front_matter(text: str) -> tuple[dict[str, Value], str]:
    """What stands between the two lines `---` (or `+++`) at the top, and the text after it."""
    start = text.lstrip("\ufeff\n ")
    mark = start[:3]
    if mark not in {"---", "+++"} or start[3:].split("\n", 1)[0].strip():
        return {}, text
    lines = start.split("\n")
    for index, line in enumerate(lines[1:_LINES], start=1):
        if line.rstrip() == mark or (mark == "---" and line.rstrip() == "..."):
            head = lines[1:index]
            values = _read_toml(head) if mark == "+++" else _read_block(_significant(head), 0)
            # A text between two rules is no front matter.
            if not isinstance(values, dict) or (not values and any(one.strip() for one in head)):
                return {}, text
            return values, "\n".join(lines[index + 1 :])
    return {}, text


def properties_from(values: dict[str, Value], path: str) -> Properties:
    """Title, authors, dates, language and tags, whatever the tool that reads this head calls them."""
    lower = {key.lower(): value for key, value in values.items()}
    authors = [name for key in ("author", "authors", "auteur", "auteurs", "by") for name in _names(lower.get(key))]
    update = lower.get("last_update")
    updated = update.get("date") if isinstance(update, dict) else update
    return Properties(
        title=_text(lower.get("title") or lower.get("titel")),
        authors=tuple(dict.fromkeys(authors)),
        created=_first_date(
            lower,
            (
                "date",
                "created",
                "created_at",
                "published",
                "pubdate",
                "publishdate",
                "datum",
                "creation_date",
            ),
        )
        or date_from_path(path),
        modified=parse_date(_text(updated))
        or _first_date(
            lower,
            (
                "lastmod",
                "updated",
                "modified",
                "updated_at",
                "last_modified",
                "gewijzigd",
            ),
        ),
        language=_text(lower.get("lang") or lower.get("language") or lower.get("taal")),
        tags=tuple(
            dict.fromkeys(
                tag
                for key in (
                    "tags",
                    "keywords",
                    "categories",
                    "categorie",
                    "labels",
                    "trefwoorden",
                    "onderwerp",
                    "topics",
                )
                for tag in _tags(lower.get(key))
            )
        )[:50],
    )


def summary_from(values: dict[str, Value]) -> str:
    """What the head says in a sentence about the text."""
    lower = {key.lower(): value for key, value in values.items()}
    offers = (
        _text(lower.get(key))
        for key in (
            "description",
            "summary",
            "toelichting",
            "samenvatting",
            "beschrijving",
            "excerpt",
            "intro",
        )
    )
    return next((" ".join(offer.split()) for offer in offers if len(offer.split()) >= 5), "")[:2_000]


def date_from_path(path: str) -> datetime | None:
    """`2025-08-20-schuld.md` and `blog/2025/08/20-schuld.md` carry their date in the name."""
    found = re.search(r"(?:^|/)(\d{4})[-/](\d{2})[-/](\d{2})[-_](?=[^/]*$)", path)
    return parse_date("-".join(found.groups())) if found else None


def _first_date(values: dict[str, Value], keys: Sequence[str]) -> datetime | None:
    return next((date for key in keys if (date := parse_date(_text(values.get(key))))), None)


def _text(value: "Value | None") -> str:
    return clean(value).strip() if isinstance(value, str) else ""


def _names(value: "Value | None") -> list[str]:
    if isinstance(value, dict):
        value = value.get("name") or value.get("naam") or value.get("title") or ""
        return _names(value)
    if isinstance(value, list):
        return [name for one in value for name in _names(one)]
    if not value:
        return []
    parts = re.split(r"\s*[;,]\s*|\s+(?:en|and|&)\s+", _text(value))
    return [_person(part) for part in parts if part]


def _person(name: str) -> str:
    """`martin-van-der-plas`, as tools refer to people → `Martin van der Plas`."""
    name = re.sub(r"\s*<[^<>]*>", "", name).strip() or name.strip("<> ")
    if not re.fullmatch(r"[a-zà-ÿ]+([-_][a-zà-ÿ]+)+", name):
        return name[:200]
    words = re.split(r"[-_]", name)
    return " ".join(word if index and word in _SMALL_WORDS else word.capitalize() for index, word in enumerate(words))


def _tags(value: "Value | None") -> list[str]:
    if isinstance(value, list):
        return [tag for one in value for tag in _tags(one)]
    return [part.strip()[:100] for part in _text(value).split(",") if part.strip()]


def _significant(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The lines with their indentation; comments and empty lines are left out, but for text blocks the indentation tells."""
    kept = []
    for line in lines:
        body = line.strip()
        if body and not body.startswith("#"):
            kept.append((len(line) - len(line.lstrip()), body))
    return kept


def _read_block(lines: list[tuple[int, str]], depth: int) -> Value:
    if not lines or depth > _DEPTH:
        return ""
    indent = lines[0][0]
    if lines[0][1].startswith("- ") or lines[0][1] == "-":
        return _read_list(lines, indent, depth)
    if _KEY.match(lines[0][1]):
        return _read_mapping(lines, indent, depth)
    return " ".join(_scalar(" ".join(body for _, body in lines)).split())


def _read_list(lines: list[tuple[int, str]], indent: int, depth: int) -> list[Value]:
    entries: list[Value] = []
    for group in _groups(lines, indent, starts=lambda body: body.startswith("-")):
        body = group[0][1][1:].strip()
        if _KEY.match(body) and not body.startswith(("'", '"', "[", "{")):
            entries.append(_read_mapping([(indent + 2, body), *group[1:]], indent + 2, depth + 1))
        elif body:
            entries.append(_inline(" ".join([body, *(more for _, more in group[1:])])))
        else:
            entries.append(_read_block(group[1:], depth + 1))
    return entries


def _read_mapping(lines: list[tuple[int, str]], indent: int, depth: int) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for group in _groups(lines, indent, starts=lambda body: bool(_KEY.match(body))):
        found = _KEY.match(group[0][1])
        if not found:
            continue
        key, rest, inner = found[1].strip(), (found[2] or "").strip(), group[1:]
        if re.fullmatch(r"[|>][+-]?\d?", rest):
            values[key] = "\n".join(body for _, body in inner)
        elif rest:
            values[key] = _inline(" ".join([rest, *(body for _, body in inner)]))
        else:
            values[key] = _read_block(inner, depth + 1)
    return values


def _groups(
    lines: list[tuple[int, str]], indent: int, starts: Callable[[str], bool]
) -> Iterator[list[tuple[int, str]]]:
    """Lines that start an entry at this indentation, each with what belongs to it."""
    group: list[tuple[int, str]] = []
    for position, body in lines:
        # A list may stand at the same indentation as its key.
        if position <= indent and starts(body) and group:
            yield group
            group = []
        group.append((position, body))
    if group:
        yield group


def _inline(text: str) -> Value:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(part) for part in _split_inline(text[1:-1]) if part.strip()]
    return _scalar(text)


def _split_inline(text: str) -> list[str]:
    parts, start, quoted = [], 0, ""
    for index, character in enumerate(text):
        if quoted:
            quoted = "" if character == quoted else quoted
        elif character in "\"'" and not text[start:index].strip():
            quoted = character
        elif character == ",":
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        inner = text[1:-1]
        return inner.replace("''", "'") if text[0] == "'" else inner.replace('\\"', '"').replace("\\\\", "\\")
    text = re.sub(r"\s+#\s.*$", "", text)
    return "" if text in {"null", "~", "|", ">"} else text


def _read_toml(lines: Sequence[str]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for line in lines:
        if found := _TOML_KEY.match(line.strip()):
            values[found[1]] = _inline(found[2])
    return values
