"""Headings whose section teaches nothing, and headings as we show them."""

import re

# Why a part of a source is left out. The words are stable: pages and reports name them.
CONTENTS = "contents"
LINKS = "links"
HISTORY = "history"
CONTACT = "contact"
CODE = "code"
TABLE = "table"
MARKUP = "markup"
POINTER = "pointer"
PICTURE = "picture"
REPEATED = "repeated"
BROKEN = "broken"
ADVERTISING = "advertising"
LEANING = "leaning"
SPOKEN = "spoken"
REASONS = (
    CONTENTS,
    LINKS,
    HISTORY,
    CONTACT,
    CODE,
    TABLE,
    MARKUP,
    POINTER,
    PICTURE,
    REPEATED,
    BROKEN,
    ADVERTISING,
    LEANING,
    SPOKEN,
)

_TOPICS = {
    CONTENTS: r"""
        inhoud | inhoudsopgave | op\ deze\ pagina | leeswijzer | overzicht\ van\ deze\ pagina
        | (?:table\ of\ )?contents | on\ this\ page | in\ this\ (?:article|page|lesson|section) | toc | overview\ of\ this\ page
    """,
    LINKS: r"""
        zie\ ook | lees\ (?:ook|meer|verder) | verder\ lezen | verdere\ (?:informatie|lezing|bronnen) | (?:waar\ vind\ (?:ik|je)\ )?meer\ (?:lezen|weten|informatie|info).* | links?
        | (?:nuttige|handige|relevante|externe)\ links?(?:\ .*)? | bronnen | bronvermelding | literatuur(?:lijst)?
        | referenties | verwijzingen | voetnoten | gerelateerd.* | aanverwant.* | noten | bijlagen?
        | hulpbronnen | aanvullende\ (?:bronnen|informatie) | anderen\ bekeken\ ook | misschien\ ook\ interessant
        | relevante\ (?:vereisten|maatregelen|hulpmiddelen|rollen) | hulpmiddelen
        | see\ also | further\ (?:reading|resources|information) | read\ more | learn\ more | (?:where\ (?:can|do)\ i\ find\ )?more\ (?:information|resources|reading).*
        | (?:useful|helpful|related|external|additional|other)\ (?:links?|resources?|reading|pages?|activities|articles|information|posts)
        | references? | resources | bibliography | footnotes | sources | attachments | quick\ links | related | appendi(?:x|ces)
        | helpful\ docs? | additional\ (?:docs|documentation) | documentation\ links?
    """,
    HISTORY: r"""
        changelog | change\ (?:log|history) | wijzigings?(?:geschiedenis|historie|en) | versie(?:geschiedenis|beheer|historie|s)?
        | release\ notes | revision\ history | version\ history | revisions? | history\ of\ this\ (?:page|document)
        | document\ (?:history|control) | documentgegevens | last\ (?:updated|modified) | laatst\ (?:gewijzigd|bijgewerkt)
    """,
    CONTACT: r"""
        contact(?:\ .*)? | contact(?:gegevens|informatie) | neem\ contact\ .* | colofon | auteurs? | over\ de\ auteurs?
        | licenti(?:e|es) | copyright | disclaimer | dankwoord | feedback | vragen\? | (?:nog|heb\ je|heeft\ u)\ vragen\b.*
        | (?:staat|stond)\ (?:je|uw|jouw)\ vraag\ er\ niet.* | reageren | reacties | delen | deel\ dit\ (?:artikel|bericht) | nieuwsbrief | aanmelden | volg\ ons.* | help\ ons.*
        | (?:get\ in\ touch|contact\ us|contacts?) | about\ the\ authors? | authors? | licen[sc]e | licensing | acknowledge?ments?
        | credits | share\ this.* | comments? | newsletter | subscribe.* | sign\ up | follow\ us | questions\? | help\ improve.*
        | contributing | contributors | maintainers | cookies? | menu | navigati(?:e|on) | zoeken | search
        | team\ members | members | leden | slack(?:\ channels?)?
    """,
}
# Of these the reader of a course has use, and nothing to learn: whom one asks, and where.
_BESIDE = re.compile(
    r"""
    contact(?:\ .*)? | contact(?:gegevens|informatie) | neem\ contact\ .* | vragen\? | (?:nog|heb\ je|heeft\ u)\ vragen\b.*
    | (?:get\ in\ touch|contact\ us|contacts?) | questions\? | contributing | contributors | maintainers
    | team\ members | members | leden | slack(?:\ channels?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Headings of those that can be a subject too: what stands under them is looked at. Sources and notes read as text and are none.
_MAY_TEACH = {
    LINKS: r"""
        (?!zie\ ook|lees\ |verder\ lezen|bron|literatuur|referenties|verwijzingen|voetnoten|noten|links?$
        |see\ also|read\ more|learn\ more|further\ reading|references?|bibliography|footnotes|sources).*
    """,
    HISTORY: r"(?!laatst|last|document).*",
    CONTACT: r"feedback | delen | aanmelden | reageren | reacties | zoeken | leden | search | sign\ up | comments? | members",
}
_TEACHING = {
    reason: re.compile(rf"(?:{pattern})", re.VERBOSE | re.IGNORECASE) for reason, pattern in _MAY_TEACH.items()
}
_BY_REASON = {reason: re.compile(rf"(?:{pattern})", re.VERBOSE | re.IGNORECASE) for reason, pattern in _TOPICS.items()}
NUMBERING = re.compile(
    r"^\s*(?:(?:hoofdstuk|chapter|paragraaf|section|deel|part|les|lesson|module|bijlage|appendix)\s+\w{1,4}\s*[:.–-]\s*"
    r"|\d{1,3}(?:\.\d{1,3})+[.)]?\s+|\d{1,3}[.)]\s*|\d{1,3}\s+(?=(?-i:[A-ZÀ-Þ]))|[A-Z][.)]\s+|[IVX]{1,5}[.)]\s+)",
    re.IGNORECASE,
)
ASKED = re.compile(r"^\s*(?:Q|V|Vraag|Question)\s*\d{0,3}\s*[:.]\s*", re.IGNORECASE)
SYMBOLS = re.compile("[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d#]+")


def clean_title(text: str) -> str:
    """A heading without its number, pictures and closing colon: "2.1 Risico's:" becomes "Risico's"."""
    text = ASKED.sub("", SYMBOLS.sub(" ", text), count=1)
    without = NUMBERING.sub("", text, count=1)
    if sum(letter.isalpha() for letter in without) >= 3:
        text = without
    return re.sub(r"\s+", " ", text).strip(" \t:–-—|*_.¶")


def plain_title(text: str) -> str:
    """For comparing headings: small letters and digits only."""
    return re.sub(r"[\W_]+", " ", clean_title(text).casefold()).strip()


def reason_to_leave_out(heading: str) -> str:
    """Why the section under this heading teaches nothing, or an empty text."""
    bare = clean_title(heading).strip("?! ")
    for reason, pattern in _BY_REASON.items():
        if pattern.fullmatch(bare) or pattern.fullmatch(bare + "?"):
            return reason
    return ""


def may_teach(heading: str, reason: str) -> bool:
    """Whether a section that is left out for its heading is looked at first: "Release notes" can be what somebody has to write."""
    return bool(reason in _TEACHING and _TEACHING[reason].fullmatch(clean_title(heading).strip("?! ")))


def stands_beside(heading: str) -> bool:
    """Whether what is under it is shown, though it teaches nothing: "Contact", "Team members"."""
    bare = clean_title(heading).strip("?! ")
    return bool(_BESIDE.fullmatch(bare) or _BESIDE.fullmatch(bare + "?"))
