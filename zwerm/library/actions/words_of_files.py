"""What files that hang on a text say, so that they are found: read in the background, in a process of its own.

A file comes from anybody: the readers of the import take it under the same limits as there, and nothing of it is shown but as text.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef

from zwerm.language.detect import detect_language
from zwerm.library.imports.document import Document, Refused
from zwerm.library.imports.kinds import is_supported
from zwerm.library.imports.limits import FILE_BYTES
from zwerm.library.imports.reading import READER
from zwerm.library.imports.sandbox import Sandbox
from zwerm.library.models import AttachmentUse, AttachmentWords
from zwerm.library.rules.files import named_in
from zwerm.library.rules.markdown import read_markdown
from zwerm.library.rules.plain import blank_markup
from zwerm.search.actions import touch

AT_ONCE = 10
# Of a longer file the beginning is found, and the file itself by that.
MOST_CHARACTERS = 300_000
MOST_PASSAGES = 600
_BLANKS = re.compile(r"[ \t]{2,}")


def expect_words(text: str, kept: Collection[str]) -> None:
    """Files (of those with a hash in `kept`) that `text` links to wait to be read, once; inside the caller's transaction."""
    waiting = {
        file.hash: AttachmentWords(attachment_id=file.hash, ending=file.ending)
        for file in named_in(text)
        if file.hash in kept and is_supported(f"file.{file.ending}")
    }
    AttachmentWords.objects.bulk_create(waiting.values(), ignore_conflicts=True)


def read_words(most: int = AT_ONCE) -> int:
    """Read files that wait and hang on something shared; what cannot be read has no words. Answers how many."""
    shared = AttachmentUse.objects.filter(attachment=OuterRef("attachment"), item__published__isnull=False)
    waiting = AttachmentWords.objects.filter(Exists(shared), reader__lt=READER).select_related("attachment")
    read = 0
    with Sandbox() as sandbox:
        for words in waiting.order_by("pk")[:most]:
            words.passages, words.reader = _passages_of(sandbox, words), READER
            _keep(words)
            read += 1
    return read


@transaction.atomic
def _keep(words: AttachmentWords) -> None:
    words.save(update_fields=["passages", "reader"])
    uses = AttachmentUse.objects.filter(attachment=words.attachment_id, item__published__isnull=False)
    touch("item", *uses.values_list("item", flat=True))


def _passages_of(sandbox: Sandbox, words: AttachmentWords) -> list[tuple[list[str], str]]:
    try:
        with default_storage.open(words.attachment.path) as file:
            document = sandbox.read(f"file.{words.ending}", file.read(FILE_BYTES + 1))
    except (Refused, OSError):
        return []
    return _passages(document)


def _passages(document: Document) -> list[tuple[list[str], str]]:
    text = document.markdown[:MOST_CHARACTERS]
    reading = read_markdown(text, document.language or detect_language(text[:2000]))
    seen = blank_markup(reading.text)
    passages = [
        (list(span.heading), _BLANKS.sub(" ", seen[span.start : span.end])) for span in reading.passages[:MOST_PASSAGES]
    ]
    # A reader takes the title out of the text; by it people look.
    return [([], document.title), *passages] if document.title and passages else passages
