"""Who may begin a space."""

from __future__ import annotations

from collections.abc import Collection


def kinds_to_start(duties: Collection[str], roles: Collection[str]) -> tuple[str, ...]:
    """Kinds of space that someone with these duties in the organisation and roles in spaces may begin.

    Teams follow the organisation, so its administrators make them. A community begins with someone who looks after knowledge
    or people already.
    """
    if "admin" in duties:
        return ("community", "team")
    if "ld" in duties or {"steward", "lead"} & set(roles):
        return ("community",)
    return ()
