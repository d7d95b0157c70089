"""Which tables teach something, which are shown as they stand, and in which pieces."""

import re
from dataclasses import replace

from zwerm.courses.generation.reading.blocks import Block, TableBlock
from zwerm.language.words import count_words

# With more columns it is looked at, and nothing can be asked.
WIDEST_TABLE, WIDEST_SHOWN = 5, 9
LONGEST_TABLE, LONGEST_WORDS, LONGEST_WORD_LIST = 14, 40, 200
FIGURES = 0.34
# Many rows of a few words can be looked through.
LONGEST_SHOWN, SHORT_CELL = 80, 6
# In a list of two columns what a word means may take a few sentences.
LONGEST_CELL, LONGEST_MEANING = 40, 120
EMPTY_CELLS = 0.34
WORD = re.compile(r"[^\W\d_]{3,}")
# What a web site says to who visits it, and what it lost.
MACHINE = re.compile(
    r"\[/?submeasure|#include\b|lorem ipsum|^(?:oeps|oops)!|^er is iets misgegaan|^something went wrong|^een ogenblik geduld|browse all|your submission"
    r"|(?:accept|manage) cookies|cookies? (?:accepteren|instellingen|weigeren)|javascript (?:is|uit|aan)|\bmin(?:ute)?s? read\b|\bmin(?:uten)? leestijd\b|all rights reserved|alle rechten voorbehouden"
    # A link that is gone stood before the full stop.
    r"|\b(?:an?|the|de|het|een|to|in|on|at|via|see|here|from|with|by|for|of|naar|op|bij|van|met|zie|hier|uit|door|voor|is|are|zijn|and|en|or)\s\.$",
    re.IGNORECASE,
)
# Leftovers of a machine, in a cell or a sentence.
BROKEN = re.compile(
    rf"{MACHINE.pattern}|\$(?-i:[A-Z][A-Z_0-9]+)\$|\{{\{{|\}}\}}|\b(?-i:TODO|TBD|FIXME)\b|<<|>>|�",
    re.IGNORECASE,
)


def is_readable(table: TableBlock) -> bool:
    """Of two columns, a list of words, many rows are read as well, and of a wider table that says who does what; of figures
    to look up they are not."""
    cells = [cell for row in table.rows for cell in row]
    width = len(table.header)
    longest = LONGEST_TABLE if _tells_figures(table) else LONGEST_WORDS
    longest = LONGEST_WORD_LIST if width == 2 else longest
    widest = LONGEST_MEANING if width == 2 else LONGEST_CELL
    return (
        2 <= width <= WIDEST_TABLE
        and 2 <= len(table.rows) <= longest
        and all(len(row) == width for row in table.rows)
        and all(cell is not None for cell in table.header[1:])
        and sum(cell is None for cell in cells) <= EMPTY_CELLS * len(cells)
        and all(cell is None or (count_words(cell.text) <= widest and not BROKEN.search(cell.text)) for cell in cells)
    )


def _tells_figures(table: TableBlock) -> bool:
    beside = [cell for row in table.rows for cell in row[1:] if cell]
    figures = sum(any(map(str.isdigit, cell.text)) and not WORD.search(cell.text) for cell in beside)
    return figures > FIGURES * len(beside)


def can_be_shown(table: TableBlock) -> bool:
    """Whether somebody can read it on a screen, also one that is wide; a long list of figures one looks up."""
    width, rows = len(table.header), len(table.rows)
    sizes = [count_words(cell.text) if cell else 0 for row in table.rows for cell in row]
    short = (
        rows <= LONGEST_SHOWN
        and not _tells_figures(table)
        and sum(sizes) <= SHORT_CELL * len(sizes)
        and max(sizes, default=0) <= LONGEST_CELL
    )
    return is_readable(table) or (2 <= width <= WIDEST_SHOWN and (1 <= rows <= LONGEST_TABLE or short))


def in_pieces(table: TableBlock) -> list[Block]:
    """A long table as tables of about as many rows under the same header, so that a bite can end between them."""
    pieces = -(-len(table.rows) // LONGEST_TABLE)
    if pieces == 1:
        return [table]
    size = -(-len(table.rows) // pieces)
    found: list[Block] = []
    for first in range(0, len(table.rows), size):
        rows = table.rows[first : first + size]
        cells = [cell for row in rows for cell in row if cell]
        start = cells[0].start if first and cells else table.start
        found.append(replace(table, start=start, end=cells[-1].end if cells else table.end, rows=rows))
    return found
