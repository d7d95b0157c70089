"""Every text a person reads exists in Dutch."""

from __future__ import annotations

import os
import re
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from zwerm.translations import compile_catalogues

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "zwerm"
METHODS = [
    ("**/tests/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "tests.test_translations:extract_template"),
    ("**/templates/**.txt", "tests.test_translations:extract_template"),
]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_TRANSLATE = re.compile(r"""{%\s*trans(?:late)?\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
_BLOCK = re.compile(r"{%\s*blocktrans(?:late)?(?P<options>[^%]*)%}(?P<body>.*?){%\s*endblocktrans(?:late)?\s*%}", re.S)


def extract_template(fileobj: BytesIO, keywords: object, comment_tags: object, options: object) -> object:
    """A Babel extractor for Django's template tags."""
    text = fileobj.read().decode("utf-8")
    for match in _TRANSLATE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, None, (match[1] or match[2]), []
    for match in _BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        for part in re.split(r"{%\s*plural\s*%}", match["body"]):
            part = re.sub(r"{{\s*([\w.]+)\s*}}", r"%(\1)s", part.replace("%", "%%"))
            if "trimmed" in match["options"]:
                part = " ".join(line.strip() for line in part.strip().splitlines())
            yield line, None, part, []
            break


def dutch(module: Path) -> dict[str, str]:
    texts = {}
    for message in catalogue_of(module):
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        value = message.string if isinstance(message.string, tuple) else (message.string,)
        if all(value) and not message.fuzzy:
            texts[key] = value[0]
    return texts


def catalogue_of(module: Path) -> Catalog:
    path = module / "locale/nl/LC_MESSAGES/django.po"
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


def used() -> dict[str, set[str]]:
    """Every marked text → the modules that use it."""
    texts: dict[str, set[str]] = {}
    for name, _line, message, _comments, _context in extract_from_dir(str(PACKAGE), METHODS, keywords=KEYWORDS):
        key = message[0] if isinstance(message, tuple) else message
        texts.setdefault(key, set()).add(Path(name).parts[0])
    return texts


def test_every_text_has_its_dutch() -> None:
    known: dict[str, str] = {}
    for module in sorted(PACKAGE.iterdir()):
        known.update(dutch(module))
    from django.utils.translation import gettext, override

    missing = []
    for text, modules in sorted(used().items()):
        if text in known:
            continue
        with override("nl"):
            # Django's own words ("Administrator") are translated by Django.
            if gettext(text) != text:
                continue
        missing.append(f"{sorted(modules)}: {text}")
    assert missing == []


def test_the_dutch_keeps_every_placeholder() -> None:
    wrong = []
    for module in sorted(PACKAGE.iterdir()):
        for source, target in dutch(module).items():
            if set(re.findall(r"%\((\w+)\)", source)) != set(re.findall(r"%\((\w+)\)", target)):
                wrong.append(f"{module.name}: {source} → {target}")
    assert wrong == []


def test_one_text_has_one_dutch_in_all_modules() -> None:
    """All catalogues are read as one: of two that differ, one module would speak the other's words. `pgettext` tells them apart."""
    known: dict[tuple[str | None, str], dict[str, object]] = {}
    for module in sorted(PACKAGE.iterdir()):
        for message in catalogue_of(module):
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            if key:
                known.setdefault((message.context, key), {})[module.name] = message.string
    assert {text: said for text, said in known.items() if len(set(map(str, said.values()))) > 1} == {}


def test_a_catalogue_of_another_source_is_made_anew_however_new_it_is(tmp_path: Path) -> None:
    """Whoever goes to another branch gets another source, which need not be newer than what was made of the one before."""
    source = tmp_path / "ui/locale/nl/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)

    def says(dutch: str) -> int:
        source.write_text(
            f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Bee"\nmsgstr "{dutch}"\n'
        )
        os.utime(source, (0, 0))
        return compile_catalogues(tmp_path)

    def said() -> str:
        with source.with_suffix(".mo").open("rb") as file:
            return GNUTranslations(file).gettext("Bee")

    assert (says("Bij"), said()) == (1, "Bij")
    assert (says("Hommel"), said()) == (1, "Hommel")
    assert (says("Hommel"), said()) == (0, "Hommel"), "of the same it is not made again"
    assert [file.name for file in source.parent.iterdir() if file.suffix != ".po"] == ["django.mo"]
