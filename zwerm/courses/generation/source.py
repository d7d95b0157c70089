"""What a course is made from: documents that the asker may see, with their passages."""

import msgspec


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the Markdown: characters `start` up to `end`, under these headings (outermost first)."""

    headings: tuple[str, ...]
    start: int
    end: int


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One document. Whoever calls has checked that the asker may see it.

    `id` is whatever the caller needs to find it back; a course refers to it by that. An empty `language` is detected.
    `passages` may be empty: they serve to name the place of a citation. `pictures` are the hashes of those that the
    document shows and that can be shown; others are left out. `spoken_in_quotes` says that quotations are what the speaker
    of a presentation tells with a slide: its running text, but for what is only for the speaker (`reading.spoken`). `is_how_to` says that it
    was written as a how-to: its steps are to be done in their order. `is_story`: somebody tells what they lived through. `file` is what
    it was read from, of which the name may say its place among others ("1.2 Fire.docx").
    """

    id: str
    title: str
    markdown: str
    language: str = ""
    passages: tuple[Passage, ...] = ()
    pictures: frozenset[str] = frozenset()
    spoken_in_quotes: bool = False
    is_how_to: bool = False
    is_story: bool = False
    file: str = ""
