"""The two indexes of a generation: one document per thing, and one per passage.

They are apart because BM25 measures a document's length against the average of its index; whole things and passages in
one index would spoil each other's average. A thing's `row` number joins them, and finds its vector.
"""

from __future__ import annotations

from pathlib import Path

import tantivy

# Raise when the schema or the analysis changes: an index of another format is built again.
FORMAT = 5
READY_MADE = "ready_made"


def things_schema() -> tantivy.Schema:
    builder = _filters(tantivy.SchemaBuilder())
    for name in ("body", "lead", "title", "names", "pairs"):
        builder.add_text_field(name, tokenizer_name=READY_MADE, index_option="freq")
    builder.add_text_field("words", tokenizer_name=READY_MADE, index_option="basic")
    return builder.build()


def passages_schema() -> tantivy.Schema:
    builder = _filters(tantivy.SchemaBuilder())
    builder.add_text_field("body", tokenizer_name=READY_MADE, index_option="position")
    return builder.build()


def _filters(builder: tantivy.SchemaBuilder) -> tantivy.SchemaBuilder:
    """What every document is filtered by; which thing it belongs to; and what a hit shows, as MessagePack."""
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("space", "kind", "author", "called", "language"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("date", indexed=True, fast=True)
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_unsigned_field("tongue", fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder


def open_index(path: Path, schema: tantivy.Schema) -> tantivy.Index:
    """Open the index in this folder, or make an empty one."""
    path.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(schema, path=str(path), reuse=True)
    # Terms come joined by spaces from our own analysis; the engine only cuts them apart again.
    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(READY_MADE, whitespace)
    return index
