"""Tables that tell what each role does: a role's name tells its tasks ("testers" test), so that nobody need read who does what."""

import re

from zwerm.courses.generation.material.facts import Group
from zwerm.language.agents import is_anybody, names_agent

_ARTICLE = re.compile(r"(?:de|het|een|the|an?)\s", re.IGNORECASE)
_ASIDE = re.compile(r"\s\([^()]*\)")
# The heading of a column that tells what each does.
_TASKS = re.compile(
    r"\b(?:taa?k(?:en)?|activiteit(?:en)?|verantwoordelijk\w*|werkzaamheden|doet|doen|tasks?|activit(?:y|ies)|responsibilit(?:y|ies)|dut(?:y|ies)|does|do)\b",
    re.IGNORECASE,
)


def are_roles(group: Group, language: str) -> bool:
    """Whether a column of a table says what each of its rows does, and these are roles."""
    if not (group.of and group.lead and _TASKS.search(group.lead.text)):
        return False
    names = (_ARTICLE.sub("", _ASIDE.sub("", entry.label.text), count=1) for entry in group.entries)
    return all(_is_role(name, language) for name in names)


def _is_role(text: str, language: str) -> bool:
    """Whether it names a role or body by itself, not "the team" or "people"."""
    phrase = f"{'de' if language == 'nl' else 'the'} {text}"
    return names_agent(phrase, language) and not is_anybody(phrase)
