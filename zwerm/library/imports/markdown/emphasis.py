"""Bold words whose marks stand on the wrong side of a space, as editors that mark while you type leave them."""

import re

_MARK = re.compile(r"(?<![*\\])\*\*(?!\*)")


def mend_bold(text: str) -> str:
    """`**Month 1: **then` becomes `**Month 1:** then`: CommonMark would show the marks. A line that can be read in two ways stays."""
    return "\n".join(_mend(line) if line.count("**") > 1 else line for line in text.split("\n"))


def _mend(line: str) -> str:
    pieces = _MARK.split(line)
    if len(pieces) % 2 == 0:
        return line
    for index in range(1, len(pieces), 2):
        inner = pieces[index]
        begins, ends = inner[:1].isspace(), inner[-1:].isspace()
        if not begins and not ends:
            pieces[index] = f"**{inner}**"
        elif not inner.strip():
            pieces[index] = inner
        elif begins and ends:
            # "more than** 15 hours **a week": of one pair within words there is no other reading.
            if len(pieces) > 3 or not (pieces[0][-1:].strip() and pieces[2][:1].strip()):
                return line
            pieces[index] = inner.replace(inner.strip(), f"**{inner.strip()}**", 1)
        else:
            words = inner.strip()
            pieces[index] = inner.replace(words, f"**{words}**", 1)
    return "".join(pieces)
