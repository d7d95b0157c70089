"""Lists in Word: which paragraph is an entry, how deep, with which number."""

from dataclasses import dataclass, field

from lxml import etree

from zwerm.library.imports.docx.names import W


@dataclass(slots=True)
class _Level:
    form: str = "bullet"
    start: int = 1


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts as Word counts: per list definition, deeper levels start again after a shallower entry."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        if root is None:
            return
        abstracts = {
            element.get(f"{W}abstractNumId", ""): _read_levels(element) for element in root.iterfind(f"{W}abstractNum")
        }
        for element in root.iterfind(f"{W}num"):
            reference = element.find(f"{W}abstractNumId")
            abstract = reference.get(f"{W}val", "") if reference is not None else ""
            made = _List(abstract, dict(abstracts.get(abstract, {})))
            for override in element.iterfind(f"{W}lvlOverride"):
                level = _int(override.get(f"{W}ilvl"), 0)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    made.restarts[level] = _int(start.get(f"{W}val"), 1)
                own = override.find(f"{W}lvl")
                if own is not None:
                    made.levels[level] = _read_level(own)
            self._lists[element.get(f"{W}numId", "")] = made

    def entry(self, num_id: str, level: int) -> tuple[bool, int] | None:
        """Ordered or not and the number of the next entry, or None when `num_id` numbers nothing visible."""
        made = self._lists.get(num_id)
        if made is None or num_id == "0":
            return None
        form = made.levels.get(level, _Level())
        if form.form == "none":
            return None
        counters = self._counters.setdefault(made.abstract, {})
        for deeper in [known for known in counters if known > level]:
            del counters[deeper]
        if level in made.restarts and (num_id, level) not in self._restarted:
            self._restarted.add((num_id, level))
            counters[level] = made.restarts[level]
        else:
            counters[level] = counters.get(level, form.start - 1) + 1
        return form.form != "bullet", counters[level]


def _read_levels(abstract: etree._Element) -> dict[int, _Level]:
    return {_int(element.get(f"{W}ilvl"), 0): _read_level(element) for element in abstract.iterfind(f"{W}lvl")}


def _read_level(element: etree._Element) -> _Level:
    form = element.find(f"{W}numFmt")
    start = element.find(f"{W}start")
    return _Level(
        form.get(f"{W}val", "decimal") if form is not None else "decimal",
        _int(start.get(f"{W}val"), 1) if start is not None else 1,
    )


def _int(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default
