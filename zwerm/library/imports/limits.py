"""How much of a file we are willing to read. Generous for work documents, far below what hurts a small machine."""

MB = 1024 * 1024

FILE_BYTES = 200 * MB
TEXT_BYTES = 20 * MB
MARKDOWN_CHARACTERS = 5_000_000

ARCHIVE_ENTRIES = 50_000
ARCHIVE_INDEX_BYTES = 16 * MB
ARCHIVE_UNPACKED_BYTES = 4096 * MB
ARCHIVE_DEPTH = 3
ARCHIVE_RATIO = 300
# Below this size a high ratio is harmless: short repetitive files pack well.
ARCHIVE_RATIO_FROM_BYTES = 4 * MB

PACKAGE_ENTRIES = 10_000
PACKAGE_UNPACKED_BYTES = 400 * MB
XML_PART_BYTES = 64 * MB
XML_DEPTH = 200

PICTURES = 1_000
PICTURE_BYTES = 25 * MB
PICTURE_PIXELS = 60_000_000
# Smaller than this in both directions is a bullet, a spacer or a counter, not a picture.
PICTURE_MIN_SIDE = 24

TABLE_ROWS = 2_000
TABLE_COLUMNS = 60

PDF_PAGES = 3_000

WORKER_SECONDS = 120
WORKER_MEMORY_BYTES = 2048 * MB
