"""How long reading takes."""

from zwerm.language.words import count_words

# Adults read non-fiction silently at about 238 words a minute (Brysbaert 2019, a meta-analysis of 190 studies, English;
# Dutch is close to it). Who learns reads slower than who follows a story, and looks back: 200.
WORDS_PER_MINUTE = 200


def minutes_to_read(text: str) -> float:
    """Minutes at `WORDS_PER_MINUTE`."""
    return count_words(text) / WORDS_PER_MINUTE
