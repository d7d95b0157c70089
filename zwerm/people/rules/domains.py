"""Which e-mail addresses a rule lets in: `lindehof.example, *.zorg.example`."""

from __future__ import annotations

import re

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")


def parse_domains(text: str) -> tuple[str, ...]:
    """The domains of a rule, in small letters, without `@`. Raises ValueError with the one that is none."""
    found = []
    for part in re.split(r"[\s,;]+", text.strip().lower()):
        domain = part.lstrip("@")
        if not domain:
            continue
        if not _DOMAIN.fullmatch(domain.removeprefix("*.")):
            raise ValueError(part)
        found.append(domain)
    return tuple(dict.fromkeys(found))


def allows(rule: str, email: str) -> bool:
    """Whether the address is of one of the domains; every address when there is no rule. `*.` stands for any part before."""
    if not rule.strip():
        return True
    local, at, domain = email.strip().lower().rpartition("@")
    if not (local and at and domain):
        return False
    return any(
        domain.endswith(wanted[1:]) if wanted.startswith("*.") else domain == wanted for wanted in parse_domains(rule)
    )
