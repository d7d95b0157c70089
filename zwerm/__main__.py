"""`zwerm` and `python -m zwerm`."""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    # Whoever stops us with a signal gets the same tidy end as with Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwerm.settings")
    from zwerm.operations.cli import run_command

    sys.exit(run_command(sys.argv[1:]))


if __name__ == "__main__":
    main()
