"""What a credential may do, in xAPI's own words (1.0.3, part three, 4.3: OAuth authorization scope)."""

WRITE = "statements/write"
READ_OWN = "statements/read/mine"
READ_ALL = "statements/read"
STATE = "state"
PROFILE = "profile"
ALL = "all"
SCOPES = (WRITE, READ_OWN, READ_ALL, STATE, PROFILE, ALL)
