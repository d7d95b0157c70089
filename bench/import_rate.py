"""How many files a second come in: read, rendered, split into passages, written, told to the index.

    python bench/import_rate.py FOLDER [--most 1000]

Works in a home of its own that is thrown away. Prints files per second for the first import and for a repetition.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def run(home: Path, *words: str) -> dict[str, object]:
    command = [sys.executable, "-m", "zwerm", *words, "--json"]
    answer = subprocess.run(command, env={**os.environ, "ZWERM_HOME": str(home)}, check=True, capture_output=True)
    return dict(json.loads(answer.stdout or b"{}"))


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("folder", type=Path)
    given.add_argument("--most", type=int, default=1000)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home, files = Path(place) / "home", Path(place) / "files"
        for path in sorted(one for one in asked.folder.rglob("*.md") if one.is_file())[: asked.most]:
            target = files / path.relative_to(asked.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        run(home, "migrate")
        print(f"{'import':<12}{'files':>8}{'seconds':>10}{'files/s':>10}")
        for name in ("first", "again"):
            told = run(home, "import", str(files))
            count = sum(int(str(told[key])) for key in ("imported", "updated", "unchanged"))
            seconds = float(str(told["seconds"]))
            print(f"{name:<12}{count:>8}{seconds:>10.2f}{count / max(seconds, 0.001):>10.0f}")


if __name__ == "__main__":
    main()
