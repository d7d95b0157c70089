"""One request to the record store, in the words of xAPI: whichever way it came in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, parse_qsl
from uuid import UUID

import msgspec
from django.http import HttpRequest

from zwerm.records.models import Credential
from zwerm.records.rules.statement import Edition
from zwerm.records.rules.values import iri

# Form fields of the alternate request syntax that stand for headers (1.0.3, part three, 1.3).
AS_HEADERS = (
    "authorization",
    "x-experience-api-version",
    "content-type",
    "content-length",
    "if-match",
    "if-none-match",
    "accept",
    "accept-language",
)
# What people nest by hand or tools by design is a tenth of it.
MOST_DEEP = 100
# Of one text of JSON: each takes memory, however short it is written.
MOST_VALUES = 500_000
# Also where they do not end: so nothing is looked through twice.
_WORDS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
MOST_FIELDS = 100
LATEST: dict[Edition, str] = {"1.0.3": "1.0.3", "2.0": "2.0.0"}


class Refused(Exception):
    """The request cannot be done: an HTTP status, what is wrong in words, and after how many seconds it may be sent again."""

    def __init__(self, status: int, says: str, again: int = 0) -> None:
        super().__init__(says)
        self.status = status
        self.says = says
        self.again = again
        self.speaks = ""


def busy() -> Refused:
    """Others keep the store for so long that it gave up."""
    return Refused(503, "the store is busy: send it again", again=5)


@dataclass
class Asked:
    """`params` are those of the address (or of the form); `credential` and `edition` are known once it was let in.

    `through`: the moment up to which all that was stored can be seen, for the answer of who reads statements.
    """

    method: str
    resource: str
    params: dict[str, str]
    headers: Mapping[str, str]
    body: bytes
    credential: Credential = None  # type: ignore[assignment]  # before it is let in nothing reads it
    edition: Edition = "1.0.3"
    alternate: bool = False
    through: str = ""

    def header(self, name: str) -> str:
        return self.headers.get(name, "")

    @property
    def media_type(self) -> str:
        return self.header("content-type").partition(";")[0].strip().lower()

    def only(self, *names: str) -> None:
        """Raises Refused when there is a parameter of another name: names are case-sensitive."""
        for name in self.params:
            if name not in names:
                raise Refused(400, f"the parameter {name} is not known here")

    def needed(self, name: str) -> str:
        if not self.params.get(name):
            raise Refused(400, f"the parameter {name} is missing")
        return self.params[name]

    def flag(self, name: str) -> bool:
        told = self.params.get(name, "false")
        if told not in ("true", "false"):
            raise Refused(400, f"the parameter {name} is not true or false")
        return told == "true"

    def iri(self, name: str) -> str:
        told = self.needed(name)
        if faults := list(iri(told, f"the parameter {name}")):
            raise Refused(400, faults[0])
        return told

    def uuid(self, name: str) -> UUID | None:
        if name not in self.params:
            return None
        try:
            return UUID(self.params[name])
        except ValueError:
            raise Refused(400, f"the parameter {name} is not a UUID") from None


def read(request: HttpRequest, resource: str) -> Asked:
    """Raises Refused for a body that cannot be read as the alternate syntax says."""
    headers = dict(_headers(request.META))
    query = parse_qs(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    params = {name: values[-1] for name, values in query.items()}
    asked = Asked(request.method or "GET", resource, params, headers, request.body)
    if "method" in params:
        return _alternate(asked)
    return asked


def _headers(environ: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in environ.items():
        if name.startswith("HTTP_") or name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            yield name.removeprefix("HTTP_").replace("_", "-").lower(), value


def _alternate(asked: Asked) -> Asked:
    """1.0.3 for browsers of long ago: everything in the form of a POST, which says its real method in the address."""
    method = asked.params["method"]
    if asked.method != "POST" or method not in ("GET", "PUT", "POST", "DELETE", "HEAD"):
        raise Refused(400, "the parameter method belongs to a POST, and names an HTTP method")
    if len(asked.params) > 1:
        raise Refused(400, "with the parameter method, all others belong in the form")
    try:
        strict = bool(asked.body)
        pairs = parse_qsl(
            asked.body.decode(), keep_blank_values=True, strict_parsing=strict, max_num_fields=MOST_FIELDS
        )
        form = dict(pairs)
    except ValueError:
        raise Refused(400, "the body is not a form") from None
    headers = dict(asked.headers)
    headers["content-type"] = "application/json"
    for name in list(form):
        if name.lower() in AS_HEADERS:
            headers[name.lower()] = form.pop(name)
    content = form.pop("content", None)
    if method in ("PUT", "POST") and content is None:
        raise Refused(400, "the form has no content")
    return Asked(method, asked.resource, form, headers, (content or "").encode(), alternate=True)


def edition_of(asked: Asked) -> Edition:
    """The edition that the request speaks. Raises Refused for none or another."""
    told = asked.header("x-experience-api-version")
    if not told:
        raise Refused(400, "the header X-Experience-API-Version is missing")
    # What a later correction of either says is still the same xAPI.
    if known := re.fullmatch(r"([12])\.0(?:\.[0-9]{1,3})?", told):
        return "1.0.3" if known[1] == "1" else "2.0"
    raise Refused(400, f"this store speaks xAPI 1.0.x and 2.0.x, not {told[:40]}")


def parse(text: bytes | str, what: str) -> Any:
    """JSON of so many values, nested no deeper than all that reads it later can go. Raises Refused."""
    if has_too_many(text if isinstance(text, bytes) else text.encode(errors="replace")):
        raise Refused(413, f"{what} holds more than {MOST_VALUES} values")
    try:
        told = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, ValueError) as fault:
        raise Refused(400, f"{what} is not JSON: {str(fault)[:200]}") from None
    if is_too_deep(told):
        raise Refused(400, f"{what} is nested deeper than {MOST_DEEP} levels")
    return told


def has_too_many(text: bytes) -> bool:
    """Whether JSON has more than MOST_VALUES values, told before they take memory."""
    if _signs(text, 0, len(text)) <= MOST_VALUES:
        return False
    signs = end = 0
    for number, words in enumerate(_WORDS.finditer(text)):
        signs += _signs(text, end, words.start())
        end = words.end()
        # No value has more words than its name and itself.
        if signs > MOST_VALUES or number > 2 * MOST_VALUES:
            return True
    return signs + _signs(text, end, len(text)) > MOST_VALUES


def _signs(text: bytes, begin: int, end: int) -> int:
    """Before each value but the first stands a comma, or what it is in begins; so there are no fewer signs than values."""
    return text.count(b",", begin, end) + text.count(b"[", begin, end) + text.count(b"{", begin, end)


def is_too_deep(told: Any) -> bool:
    """Whether JSON has more than MOST_DEEP lists and objects within each other; however deep, without going into them one by one."""
    level = [told] if isinstance(told, dict | list) else []
    for _depth in range(MOST_DEEP):
        inside = [part for one in level for part in (one.values() if type(one) is dict else one)]
        level = [part for part in inside if type(part) is dict or type(part) is list]
        if not level:
            return False
    return True
