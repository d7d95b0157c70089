from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

from django.conf import settings

from zwerm.search import index
from zwerm.search.actions.rebuild import Rebuilding, is_forgetful, rebuild_index
from zwerm.search.engine.meaning import FEWEST_TEXTS

GROWTH = 1.5


def is_outgrown() -> bool:
    """Whether so much was added since the index learnt the organisation's words that it should learn again, or someone was erased."""
    reader = index.reader()
    reader.refresh()
    about = reader.generation.about
    if is_forgetful(reader.generation):
        return True
    if reader.things_known > GROWTH * about.learnt_from:
        return True
    return reader.things_known >= FEWEST_TEXTS and about.meaning != index.wanted_meaning()


def renew_index() -> None:
    """Rebuild an outgrown index here and now, unless another is at it; for commands that end.

    The one in use is complete: until the new one is there, it answers.
    """
    if is_outgrown():
        with suppress(Rebuilding):
            rebuild_index()


def renew_index_later() -> None:
    """Rebuild an outgrown index in a process of its own: learning takes memory that this process would keep."""
    if is_outgrown():
        environment = {**os.environ, "ZWERM_HOME": str(settings.HOME)}
        subprocess.run(
            [sys.executable, "-m", "zwerm", "rebuild", "search", "--json"],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
