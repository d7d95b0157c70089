"""Links between the files of one collection: where they lead, and how they are written anew."""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from urllib.parse import unquote, urlsplit

from zwerm.library.imports.fences import segments
from zwerm.library.imports.finishing import LINK, is_relative
from zwerm.library.imports.kinds import is_supported, suffix_of

_NUMBER = re.compile(r"^\d{1,4}[-_. ]+(?=\D)")
_INDEX = re.compile(r"(^|/)(index|readme|_index)$")
_SITE_FOLDERS = ("static", "public", "docs", "assets", "content")
# A link may be written with any of these and mean the same page.
_PAGES = frozenset({".md", ".mdx", ".html", ".htm", ".markdown", ".txt", ""})


class Places:
    """The files of a collection, found by the links that people and tools write to them."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = {path: path for path in paths}
        self._folded: dict[str, str] = {}
        tails: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for path in sorted(self._paths):
            if is_supported(path):
                self._folded.setdefault(_fold(path), path)
                tail = _tail(_fold(path))
                counts[tail] += 1
                tails[tail] = path
        self._tails = {tail: path for tail, path in tails.items() if counts[tail] == 1}

    def find(self, link: str, origin: str) -> str | None:
        """The file that `link` in the file `origin` leads to, or None. Never one outside the collection."""
        target = _target(link)
        if target is None:
            return None
        for candidate in _candidates(target, origin):
            found = self._paths.get(candidate) or (
                self._folded.get(_fold(candidate)) if suffix_of(candidate) in _PAGES else None
            )
            if found:
                return found
        # Sites and wikis name a page without saying where it lies; that is clear when there is only one.
        return self._tails.get(_tail(_fold(target.strip("/")))) if suffix_of(target) in _PAGES else None


class Names(Places):
    """Files that were chosen one by one, found by the name that each came with, wherever a link says that it lies.

    A name that two of them have leads nowhere, and neither does one that says nothing of what it is, in another folder: `../index.html`.
    """

    def __init__(self, sent: Iterable[tuple[str, str]]) -> None:
        """`sent`: with which name, and under which path it is known here."""
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        self._alike: defaultdict[str, set[str]] = defaultdict(set)
        for name, path in sent:
            self._named[name].add(path)
            self._alike[_fold(name)].add(path)

    def find(self, link: str, origin: str) -> str | None:
        target = _target(link)
        if target is None:
            return None
        folder, name = posixpath.split(target.rstrip("/"))
        if folder.strip("./") and not _fold(name):
            return None
        found = self._named.get(name) or self._alike.get(_fold(name)) or set()
        return next(iter(found)) if len(found) == 1 else None


def fragment_of(link: str) -> str:
    try:
        fragment = urlsplit(link).fragment
    except ValueError:
        return ""
    return f"#{fragment}" if fragment else ""


def rewrite_links(
    markdown: str, write_link: Callable[[str], str | None], write_picture: Callable[[str], str | None]
) -> str:
    """The Markdown with each relative link and picture written anew; code is left alone.

    The functions get an address and give the new one, or None: then only the words of the link stay, and a picture goes.
    """

    def replace(found: re.Match[str]) -> str:
        whole, is_picture, address = found[0], bool(found[1]), found[2]
        start, end = found.start(2) - found.start(0), found.end(2) - found.start(0)
        label = whole[:start]
        if not is_picture and "![" in label:
            label = LINK.sub(replace, label[1:]) if label.count("](") > 1 or "](" in label[:-2] else label[1:]
            label = f"[{label}"
        if not is_relative(address):
            return label + whole[start:]
        written = (write_picture if is_picture else write_link)(address)
        if written is not None:
            return f"{label}{written}{whole[end:]}"
        return "" if is_picture else label[1 : label.rindex("](")]

    pieces = [piece if is_code else _outside_code(piece, replace) for is_code, piece in segments(markdown.split("\n"))]
    return "\n".join(pieces)


def _outside_code(text: str, replace: Callable[[re.Match[str]], str]) -> str:
    return "".join(
        piece if piece.startswith("`") else LINK.sub(replace, piece) for piece in re.split(r"(`[^`\n]+`(?!\]))", text)
    )


def _target(link: str) -> str | None:
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    path = unquote(parts.path).replace("\\", "/")
    return path if path and not parts.scheme and not parts.netloc and "\x00" not in path else None


def _candidates(target: str, origin: str) -> Iterable[str]:
    if target.startswith("/"):
        bare = target.lstrip("/")
        yield posixpath.normpath(bare) if bare else ""
        top = origin.split("/", 1)[0]
        yield posixpath.normpath(f"{top}/{bare}")
        for folder in _SITE_FOLDERS:
            yield posixpath.normpath(f"{folder}/{bare}")
            yield posixpath.normpath(f"{top}/{folder}/{bare}")
        return
    yield posixpath.normpath(posixpath.join(posixpath.dirname(origin), target))
    # Sites serve `page.md` as `page/`, so links in it may count one folder more.
    yield posixpath.normpath(posixpath.join(posixpath.splitext(origin)[0], target))


def _fold(path: str) -> str:
    """A path as sites show it: no suffix, no numbers for the order, no index."""
    if suffix_of(path) in _PAGES and suffix_of(path):
        path = posixpath.splitext(path)[0]
    parts = [_NUMBER.sub("", part) for part in path.lower().strip("/").split("/")]
    return _INDEX.sub("", "/".join(parts))


def _tail(folded: str) -> str:
    return "/".join(folded.split("/")[-2:])
