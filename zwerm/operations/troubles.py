"""What went wrong with the machine or the database, in plain words, with what to do."""

from __future__ import annotations

import errno


def told_of_system(error: OSError) -> str:
    """What a trouble with files or the machine means, in plain words."""
    where = f": {error.filename}" if error.filename else "."
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full{where}\nMake room, then run the command again; what was finished is kept."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return (
                f"Zwerm may not write or read here{where}\n"
                "Give this user the right to, or choose another folder with ZWERM_HOME."
            )
        case _:
            return f"{error.strerror or error}{where}"


def told_of_database(error: Exception) -> str:
    """What a trouble with the database means, in plain words; the database's own words come along."""
    said = str(error).strip()
    low = said.lower()
    if "no such table" in low or "no such column" in low or ("does not exist" in low and "relation" in low):
        return f"The database is not up to date ({said}).\nRun: zwerm migrate"
    if "locked" in low:
        return "The database is held by another program for too long.\nClose what has it open, then try again."
    if "disk is full" in low or "no space left" in low or "disk i/o" in low:
        return f"The database cannot be written: the disk is full or broken ({said}).\nMake room, then try again."
    if "readonly" in low or "unable to open" in low:
        return f"The database cannot be opened or written ({said}).\nLook at the rights on ZWERM_HOME."
    if "connection" in low or "authentication" in low or "does not exist" in low or "resolve" in low:
        return f"The database does not let us in:\n{said}\nCheck ZWERM_DATABASE_URL, and whether the database runs."
    return f"The database refused: {said}\nLook with: zwerm doctor"
