"""Which e-mail addresses a rule lets in: `lindehof.example, *.zorg.example`."""

from __future__ import annotations

import re

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")


def parse_domains(text: str) -> tuple[str, ...]:
    """The domains of a rule, in small letters, without `@`. Raises ValueError with the one that is none.

    Signs without a domain are no empty rule: that one lets every address in.
    """
    found = []
    for part in re.split(r"[\s,;]+", text.strip().lower()):
        if not part:
            continue
        domain = part.removeprefix("@")
        if not _DOMAIN.fullmatch(domain.removeprefix("*.")):
            raise ValueError(part)
        found.append(domain)
    if text.strip() and not found:
        raise ValueError(text.strip())
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
