"""Markdown to what the editor changes and back, over a folder: `python bench/rich_round_trip.py FOLDER [--every 1] [--browser --site URL]`.

In Python: bytes that come back, and normal forms that say the same. With --browser also through the real editor: each document is
bound to Tiptap in Chromium, and read again after the editor has drawn it, since y-prosemirror deletes what does not fit. Needs a
running demo for that (`--site`).
"""

from __future__ import annotations

import argparse
import base64
import sys
from collections import Counter
from pathlib import Path
from time import process_time
from typing import Any

from pycrdt import Doc

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from zwerm.library.rules.markdown import clean_text
from zwerm.library.rules.rich.documents import read_document, write_document
from zwerm.library.rules.rich.normal import normal_blocks
from zwerm.library.rules.rich.shared import blocks_in, put_blocks


def shared(markdown: str) -> tuple[Any, bytes]:
    document = read_document(markdown)
    doc: Doc[Any] = Doc()
    put_blocks(doc, document.nodes)
    return document, doc.get_update()


def blocks_of(update: bytes) -> list[Any]:
    doc: Doc[Any] = Doc()
    doc.apply_update(update)
    return blocks_in(doc)


def in_python(texts: list[tuple[Path, str]]) -> None:
    count: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    begun = process_time()
    for path, text in texts:
        document, update = shared(text)
        kinds.update(block.node.type for block in document.blocks)
        nodes = blocks_of(update)
        count["the same tree out of the shared document"] += nodes == document.nodes
        same = write_document(nodes, document) == text
        count["byte-equal"] += same
        again = read_document(write_document(document.nodes, read_document("")))
        means = [one for one in normal_blocks(again.nodes) if one.type != "source"]
        meant = [one for one in normal_blocks(document.nodes) if one.type != "source"]
        count["normal form of all says the same"] += means == meant
        if not same:
            print(f"  not byte-equal: {path}")
    for name, number in count.items():
        print(f"{name:45} {number:6} of {len(texts)}")
    for kind, number in kinds.most_common():
        print(f"  {kind:20} {number:7}")
    print(f"{(process_time() - begun) / max(1, len(texts)) * 1000:.0f} ms of processor time a document")


def in_browser(texts: list[tuple[Path, str]], site: str) -> None:
    from playwright.sync_api import sync_playwright

    from tests.browser.visit import launched, new_page, sign_in

    count: Counter[str] = Counter()
    with sync_playwright() as playwright:
        browser = launched(playwright)
        tab = new_page(browser, site, "en", "light", 1200)
        sign_in(tab, site)
        tab.goto(f"{site}/knowledge/write/page/editing/")
        tab.locator(".writing[data-state='ready']").wait_for(state="attached")
        for path, text in texts:
            document, update = shared(text)
            if not document.blocks:
                continue
            answer = tab.evaluate(
                "(update) => document.querySelector('.writing').writing.through(update)",
                base64.b64encode(update).decode(),
            )
            count["documents"] += 1
            nodes = blocks_of(base64.b64decode(answer["drawn"]))
            count["untouched by drawing"] += nodes == document.nodes
            count["byte-equal after drawing"] += write_document(nodes, document) == text
            # A word at the end: the editor writes back, and only that may differ.
            touched = blocks_of(base64.b64decode(answer["touched"]))
            changed = write_document(touched, document)
            kept = touched[:-1] == document.nodes[: len(touched) - 1]
            count["only the touched block changed"] += kept and changed.endswith("erbij\n")
            if not kept:
                print(f"  changed elsewhere: {path}")
        browser.close()
    for name, number in count.items():
        print(f"{name:45} {number:6}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(__file__).resolve().parents[1] / "zwerm/library/demo"
    )
    parser.add_argument("--every", type=int, default=1, help="only each so many-th file")
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--site", default="http://127.0.0.1:8000")
    given = parser.parse_args()
    paths = sorted(given.folder.rglob("*.md"))[:: given.every]
    texts = [(path, clean_text(path.read_text("utf-8", "replace"))) for path in paths]
    if given.browser:
        in_browser(texts, given.site)
    else:
        in_python(texts)


if __name__ == "__main__":
    main()
