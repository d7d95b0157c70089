from __future__ import annotations

import sys
from argparse import Namespace

from django.conf import settings

from zwerm.operations.registry import Refused, demo_parts


def make_demo() -> list[str]:
    """Make what is missing of the demo organisation; what is there already stays as it is."""
    made = []
    for part in sorted(demo_parts.values(), key=lambda part: part.order):
        print(f"Demo: {part.name}", file=sys.stderr, flush=True)
        part.make()
        made.append(part.name)
    return made


def run(given: Namespace) -> dict[str, object]:
    refuse_in_production()
    return {"made": make_demo()}


def refuse_in_production() -> None:
    if settings.PRODUCTION:
        raise Refused("The demo lets anyone sign in with one click: not with ZWERM_PRODUCTION.")
