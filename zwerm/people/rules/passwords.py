"""Which passwords are guessed first: known words, dressed up with a year, an exclamation mark or a digit for a letter.

Attackers take lists of words and apply such rules; this undoes the rules and looks what is left. All pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from hashlib import sha1
from pathlib import Path

from zwerm.language.wordlike import looks_like_a_word

# What people here begin with when they must make up a password, and what stands on every list of them.
_WORDS = """
    wachtwoord password passwort geheim secret welkom welcome hallo hello admin beheer beheerder administrator login inloggen
    toegang access qwerty azerty asdfgh zxcvbn letmein iloveyou ikhouvanjou houvanjou monkey dragon master shadow sunshine
    princess prinses football voetbal ajax feyenoord psv vitesse twente amsterdam rotterdam utrecht denhaag eindhoven groningen
    maastricht nijmegen nederland holland belgie vlaanderen europa lente zomer herfst winter spring summer autumn fall
    januari februari maart april mei juni juli augustus september oktober november december january february march may june
    july august october maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday
    saturday sunday weekend vakantie holiday kerst kerstmis pasen sinterklaas christmas easter oranje koningsdag
    mama papa schatje liefje lieverd liefde love baby hond kat poes dog cat konijn vogel zwerm spreeuw bloem zonnetje zon sun
    test testen tester proef demo gast guest user gebruiker computer laptop internet google microsoft office windows outlook
    werk werken work kantoor bureau school ziekenhuis hospital zorg care gemeente bedrijf company team afdeling collega
    nieuw new oud mijn my jouw your ons our een one twee two drie three vier four vijf five abc abcd abcdef
    jan piet kees henk peter hans johan willem marie maria anna marieke sanne lisa emma sophie julia lotte fleur eva sara laura
    daan sem lucas levi finn noah milan bram thijs ruben jesse tim tom lars max mark rob erik bas jeroen dennis martijn mohamed
    fatima ahmed ali yusuf ingrid linda monique petra esther karin mirjam ellen annemarie michael thomas daniel jessica jennifer
"""
# Between known words they hide nothing: "dit is mijn wachtwoord".
_LITTLE = """
    dit dat deze is was het de den der een van voor met bij op in en of te zijn ben this that the and for with at on a
"""
_FILLERS = frozenset(_LITTLE.split())
# A sentence with one of these says what it is.
_SAYS_SO = frozenset(
    [
        "wachtwoord",
        "password",
        "passwort",
        "passphrase",
        "geheim",
        "secret",
        "login",
        "inloggen",
        "toegang",
        "access",
        "welkom",
    ]
)
# Words of one row say no more than that row.
_ROWS = tuple(
    frozenset(row.split())
    for row in (
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf",
        "zero one two three four five six seven eight nine ten eleven twelve",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "monday tuesday wednesday thursday friday saturday sunday",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "january february march april may june july august september october november december",
        "lente zomer herfst winter spring summer autumn",
        "rood geel groen blauw oranje paars wit zwart roze bruin",
        "red yellow green blue orange purple white black pink brown",
    )
)
_SAYINGS = frozenset(
    {"tobeornottobe", "maytheforcebewithyou", "thequickbrownfox", "onceuponatime", "iloveyousomuch", "ihaveadream"}
    | {"ikhouheelveelvanjou", "erwaseens", "zeleefdennoglangengelukkig"}
)
WORDS_OF_SENTENCE, LENGTH_OF_SENTENCE = 4, 16
# A row of letters up to here is taken for one word; a longer one for several: "mijnhondheetbello".
SHORTEST_WORD, LONGEST_WORD = 5, 15
MOST_AT_ENDS = 8
KINDS_OF_SIGN, LEAST_DRAWN = 4, 8
WEAK_WORDS = frozenset(_WORDS.split())
KEYBOARD = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "1234567890",
    "qazwsxedcrfvtgbyhnujmik",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
    "zaq12wsxcde34rfvbgt56yhnmju7",
    "qweasdzxc",
)
_SHIFTED = str.maketrans("!@#$%^&*()", "1234567890")
_LEET = str.maketrans("013457@$!|€", "oleastasile")
_LEET_I = str.maketrans("013457@$!|€", "oieastasiie")
_EDGE = re.compile(r"^[\W\d_]+|[\W\d_]+$")
# Words that are told apart by a capital: KipFietsRegen.
_HUMP = re.compile(r"[^\W\d_a-z][a-z]+")
# What is left over besides known words must be at least this long to be anyone's own.
OWN_LETTERS = 4
MOST_KNOWN_WORDS = 2


def guessable(password: str, told: Iterable[str], is_common: Callable[[str], bool]) -> bool:
    """Whether at most two known words, and hardly anything of one's own, are left when the dressing is taken off.

    `told`: words that everyone here knows, such as the organisation's name. `is_common`: whether a word of five letters or more
    stands on a list of common passwords. Three words are enough: nobody guesses those in a row. A sentence of four words or more
    is one's own, however little they are; one word that is unknown here stands in a dictionary, whatever is put at its ends.
    """
    bare = once(password.casefold())
    core = _EDGE.sub("", bare)
    if len(_without_walks(bare.translate(_SHIFTED))) < OWN_LETTERS or (len(bare) >= 5 and is_common(bare)):
        return True
    names = {word for text in told for word in re.findall(r"[^\W\d_]{3,}", text.casefold())}
    known = WEAK_WORDS | names
    letters = re.sub(r"[\W\d_]", "", bare)
    words = {word.strip("0123456789") for word in re.split(r"[\W_]+", bare)} - {""}
    if _says_nothing(words, names) or letters in _SAYINGS:
        return True
    if _is_sentence(words, bare):
        return False
    spelled = {form.translate(table) for form in (bare, core) for table in (_LEET, _LEET_I)}
    # Letters and digits by turns, each of them in order: 1a2b3c4d.
    by_turns = {letters} if len(_without_walks(letters)) < OWN_LETTERS else set()
    forms = {bare, *spelled, *by_turns}
    if _is_drawn(bare, forms, known):
        return False
    return any(_is_dressing(form, known, is_common) for form in forms) or (
        len(_HUMP.findall(password)) <= MOST_KNOWN_WORDS and any(_is_one_word(form) for form in forms)
    )


def _is_drawn(text: str, forms: set[str], known: frozenset[str] | set[str]) -> bool:
    """As a machine draws them: signs of many kinds, hardly a walk over the keyboard, and no known word however it is spelled."""
    signs = set(re.findall(r"[^\w\s]", text))
    drawn = len(signs) >= KINDS_OF_SIGN and len(_without_walks(text.translate(_SHIFTED))) >= LEAST_DRAWN
    return drawn and not any(word in form for form in forms for word in known)


def _says_nothing(words: set[str], names: set[str]) -> bool:
    """Words of one row, names that everyone here knows, or the same few little words again and again."""
    own = words - _FILLERS
    if not own:
        return len(words) < WORDS_OF_SENTENCE
    return {word for word in own if len(word) > 2} <= names if own & names else any(own <= row for row in _ROWS)


def _is_sentence(words: set[str], text: str) -> bool:
    """Four different words or more, sixteen characters in all, that do not say that they are a password."""
    return len(words) >= WORDS_OF_SENTENCE and len(text) >= LENGTH_OF_SENTENCE and not words & _SAYS_SO


def _is_one_word(text: str) -> bool:
    """Whether its letters stand in one row that looks like a word, with a date or less at its ends."""
    core = _EDGE.sub("", text)
    is_row = SHORTEST_WORD <= len(core) <= LONGEST_WORD and core.isalpha()
    return is_row and len(text) - len(core) <= MOST_AT_ENDS and looks_like_a_word(core)


def _without_walks(text: str) -> str:
    """What is left of it without walks over the keyboard and letters in order."""
    while walk := _walk(text):
        text = text.replace(walk, "", 1)
    return text


def _is_dressing(text: str, known: frozenset[str] | set[str], is_common: Callable[[str], bool]) -> bool:
    parts = [part for part in re.split(r"[\W\d_]+", _EDGE.sub("", text)) if part]
    words = [part for part in parts if part not in _FILLERS] or parts
    count, own = 0, 0
    for word in words:
        word = once(word)
        if len(word) >= 5 and is_common(word):
            count += 1
            continue
        taken, left = without_known(word, known)
        count, own = count + taken, own + left
    return count <= MOST_KNOWN_WORDS and own < OWN_LETTERS


def once(word: str) -> str:
    """`abcabcabc` → `abc`: doubling makes a word longer, not stronger."""
    for length in range(1, len(word) // 2 + 1):
        if len(word) % length == 0 and word[:length] * (len(word) // length) == word:
            return word[:length]
    return word


def without_known(word: str, known: frozenset[str] | set[str]) -> tuple[int, int]:
    """How many known words and walks over the keyboard `word` is made of, longest first, and how many letters are left."""
    count = 0
    while True:
        found = max((k for k in known if k in word and len(k) >= 3), key=len, default="") or _walk(word)
        if not found:
            return count, len(word)
        count += 1
        word = word.replace(found, "", 1)


def _walk(word: str) -> str:
    """The first row of four keys or more that lie beside each other, in either direction; or of letters in order."""
    rows = [*KEYBOARD, "abcdefghijklmnopqrstuvwxyz"]
    for row in (*rows, *(row[::-1] for row in rows)):
        for start in range(len(word) - 3):
            if word[start : start + 4] in row:
                end = start + 4
                while end < len(word) and word[start : end + 1] in row:
                    end += 1
                return word[start:end]
    return ""


def is_in_sorted_file(password: str, path: Path) -> bool:
    """Whether the SHA-1 of `password` begins a line of `path`: lines `HEX` or `HEX:count`, in order. About 30 reads in 40 GB.

    Raises OSError when the file cannot be read.
    """
    wanted = sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file:

        def key_from(place: int) -> bytes:
            """The key of the first line that begins at `place` or after it; beyond every key at the end."""
            file.seek(max(place - 1, 0))
            if place:
                file.readline()
            return file.readline()[:40].upper() or b"~"

        low, high = 0, path.stat().st_size
        while low < high:
            middle = (low + high) // 2
            if key_from(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return key_from(low) == wanted
