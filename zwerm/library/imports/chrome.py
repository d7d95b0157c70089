"""What web sites put around a text and people copy along: menus, cookie bars, share buttons, adverts, related articles.

Only lines that say nothing else are meant, so every pattern has to match a whole line.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

_LINES = (
    # cookies
    r"cookie[- ]?(s|instellingen|voorkeuren|settings|preferences|policy|beleid|verklaring|statement|notice|banner)?",
    r"(accept|allow|reject|decline|manage|accepteer|sta|weiger|beheer)\w*( all| alle| alles)?( cookies?)?( toe)?",
    r"(alleen )?(strikt )?(noodzakelijke|functionele) cookies.*|(only )?(strictly )?necessary cookies.*",
    r"(wij|we|deze (web)?site|this (web)?site|our (web)?site)\b.{0,60}\bcookies\b.{0,200}",
    # getting around
    r"(skip|jump|ga|spring|direct)?\s?(to|naar|door naar)( de| het| the)?( main| hoofd)?[ -]?(content|inhoud|navigation|navigatie|menu)",
    r"(main |hoofd|site)?[ -]?(menu|navigation|navigatie)|toggle (navigation|menu)|(open|sluit|close) menu|menu (openen|sluiten)",
    r"home|startpagina|homepage|zoek(en)?|search|contact( us| opnemen)?|inloggen|uitloggen|aanmelden|registreren|log ?(in|out)|sign ?(in|up|out)",
    r"mijn account|my account|over ons|about( us)?|vacatures|webshop|winkelwagen|sitemap|colofon|disclaimer|help|faq",
    r"(terug )?naar boven|back to top|scroll (down|to top)|(ga )?terug|back|vorige|volgende|previous|next|older|newer",
    r"(vorig|volgend)e? (artikel|bericht|pagina|post)|(previous|next|older|newer) (article|post|page|story)s?",
    r"(in )?\d+ (languages?|talen|other languages|andere talen)|(add|edit) links",
    r"(nl|en|de|fr)( ?[|/·] ?(nl|en|de|fr))+|nederlands|english|deutsch|français",
    r"(show|view|see|load|browse|lees|toon|bekijk|laad|meer)( all| alle| meer| more| less| minder)?( \w+)? ?[>»→]*",
    r"(read|lees|learn|ontdek|continue)( more| meer| verder| on| reading)[^.]{0,30}",
    # sharing and following
    r"(deel|share)( dit| this| de| het| via| op| on| with| met)?( artikel| bericht| pagina| article| post| page| story)?( via| op| on)?( \w+){0,3}:?",
    r"(facebook|linkedin|twitter|whatsapp|x|pinterest|instagram|youtube|tiktok|mastodon|bluesky|threads|telegram|reddit|e-?mail|rss|print(en)?|tweet)",
    r"(kopieer|copy)( de)? (link|url)|link (gekopieerd|copied)|(print|save|bewaar|bookmark)( this| deze| dit)?( page| pagina| artikel)?",
    r"(volg|follow|like) (ons|us|mij|me|@?\w+)( op| on)?( \w+)?|\d+ (likes?|shares?|views?|keer (gelezen|gedeeld|bekeken))",
    # newsletters
    r"(schrijf (je|u)( nu)? in|meld (je|u)( nu)? aan|abonneer (je|u)?|inschrijven|subscribe|sign up)\b[^.?!]{0,80}[.!]?",
    r"(onze |our |de )?(nieuwsbrief|newsletter)( ontvangen)?|stay (up to date|updated|informed)|blijf op de hoogte",
    r"(your|je|jouw|uw) (e-?mail|name|naam)( address|adres)?|(voor|achter)naam|e-?mail ?adres|verzend(en)?|versturen|submit|send",
    # more of the same
    r"(related|gerelateerde?|vergelijkbare|aanbevolen|recommended|recent(e|ly)?|latest|laatste|nieuwste|meest gelezen|most (read|popular)|populaire?|trending|andere)"
    r"( \w+)?( posts?| articles?| artikelen| berichten| blogs?| nieuws| news| content| stories| reading| pagina'?s| onderwerpen)?:?",
    r"(bekijk|lees|read|see|check)( dan)?( ook| also)( deze| dit| these)?( \w+){0,2}( berichten| artikelen| posts| articles)?:?",
    r"(meer|more) (artikelen|berichten|nieuws|blogs|articles|posts|news|stories|from|van|over|lezen|weten)\b[^.]{0,40}",
    r"you (may|might)( also)? (like|enjoy|be interested in).{0,20}|misschien (ook )?interessant|dit vind je misschien ook.{0,20}",
    # reactions
    r"(\d+|geen|no|één|one) (reacties?|comments?|reactions?|replies|antwoorden)( op .*| on .*)?|(reacties?|comments?)( ?\(?\d+\)?)?",
    r"(geef|plaats|laat|schrijf)( een| je| jouw| uw)? (reactie|comment|antwoord)( achter)?|(leave|post|add|write) a (comment|reply)|reageer|reply",
    r"(was|is) (dit|deze|this)( artikel| pagina| information| informatie| page| article)? (nuttig|handig|helpful|useful).{0,20}\??",
    # calls to buy, on buttons
    r"(vraag|boek|plan|book|request|schedule|get|start|try|probeer)( (een|je|jouw|an?|your|our))?( (gratis|free|live))? (demo|offerte|proefperiode|trial|quote|adviesgesprek)( aan| now| today| nu)?",
    r"(start|begin|probeer|try)( (it|het))?( nu| now| today| vandaag)*( gratis|( for)? free)( nu| now| today| vandaag)*|get started( now| today| for free| free)?|gratis proberen|contact sales|buy now|koop nu|shop now|nu bestellen",
    # about the page
    r"\d*\s?(-|–)?\s?min(uut|uten|utes?|\.|s)?( read| reading time| lezen| leestijd| lees)?|(geschatte )?(leestijd|reading time|read time):?.{0,20}",
    r"(advertentie|advertisement|advertising|adverteren|sponsored|gesponsord|reclame|ad|promoted|partnerbijdrage)( content| door .*| by .*)?",
    r"(\w+ ){0,3}(icon|logo|avatar|spinner|thumbnail|hamburger)( ?[-–|:] ?.{0,60})?",
    r"(blog|nieuws|news|artikel|article|artikelen|articles|home)|(tags?|categor(y|ies|ie|ieën)|onderwerpen|topics|filed under|geplaatst in):?.{0,80}",
    # waiting and failing
    r"(een )?(ogenblik|moment)( geduld)?\b.{0,60}|please wait\b.{0,60}|(loading|laden)( \w+)?[ .…]*|redirecting.{0,40}",
    r"(oeps|oops|sorry)[!,.]?( er is)?( iets| something)? (went wrong|misgegaan|mis ?gegaan|fout gegaan).{0,60}",
    r"(thank you|bedankt|dank je( wel)?)[!.,]? (your submission|je inzending|uw bericht|je bericht).{0,60}",
    r".{0,40}\b(enable|zet|schakel)\b.{0,20}\bjavascript\b.{0,80}|(your|uw|je) browser .{0,80}(not support|ondersteunt|outdated|verouderd).{0,40}",
    # the law
    r"(©|\(c\)|copyright)\s?.{0,120}|.{0,60}(all rights reserved|alle rechten voorbehouden)\.?",
    r"privacy([ -]?(policy|statement|verklaring|beleid|instellingen|settings))?|(algemene )?voorwaarden|gebruiksvoorwaarden",
    r"terms( (of (use|service)|(and|&) conditions))?|toegankelijkheid(sverklaring)?|accessibility( statement)?|responsible disclosure",
    # pictures and places
    r"(bron|beeld|foto|fotografie|source|photo|image|picture|credits?)( credits?| by| door)?\s?:?.{0,60}(shutterstock|istock|getty|unsplash|pexels|adobe ?stock|pixabay|freepik|hollandse hoogte|\banp\b).{0,40}",
    r"(https?://)?(www\.)?[\w-]+(\.[\w-]+)*\.(com|nl|org|net|be|eu|io|de|info|co\.uk|gov)(/\S*)?",
)  # fmt: skip
_LINE = re.compile(
    r"(?:" + "|".join(f"(?:{pattern})" for pattern in _LINES) + r")\s*[›»>→↓▼]*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(latest|related|recent|gerelateerde?|laatste|meest gelezen|recommended|aanbevolen|populaire?)\s(articles?|posts?|news|stories|content|artikelen|berichten|nieuws|blogs?)|"
    r"(bekijk|lees|read)\s(ook|also)\b[^.]{0,60}|(meer|more) (artikelen|articles|berichten|posts|nieuws|news|stories)\b[^.]{0,40}|"
    r"you (may|might)( also)? (like|enjoy)\b.{0,20}|reacties|comments|\d+ (reacties|comments)|leave a (comment|reply)|(plaats|geef|laat) een reactie.{0,10}|"
    r"dit vind je misschien ook.{0,20}",
    re.IGNORECASE,
)
_OTHERS = r"(articles?|posts?|news|stories|videos?|coverage|blogs?|blog ?posts?|artikelen|berichten|nieuws|verhalen|video's|blogberichten|nieuwsberichten)"
_WHICH = r"(related|latest|recent|popular|recommended|trending|featured|similar|top|other|gerelateerde?|laatste|recente?|nieuwste|populaire?|aanbevolen|uitgelichte?|vergelijkbare|andere|meer|more)"
_MORE = re.compile(
    rf"{_WHICH} (\w+ ){{0,2}}{_OTHERS}|{_OTHERS} in the same category|(most|meest) (read|popular|viewed|shared|watched|gelezen|populair|bekeken|gedeeld)( \w+){{0,3}}|"
    r"(popular|populair|trending)( now| nu| on .{1,30}| op .{1,30})?|more (great )?(from|in|on) .{1,40}|meer (van|uit|in|over) .{1,40}|"
    r"(also |ook )?(read|lees|watch|kijk)( also| ook| next| more| meer| verder)|(up|read|watch) next|see more|read next|related|gerelateerd|recommended( for you)?|aanbevolen( voor (jou|u))?|"
    r"you (may|might|could)( also)? (like|enjoy|be interested in)( \w+){0,2}|(dit|deze) (vind|vindt) (je|u) misschien ook.{0,20}|(misschien )?ook interessant|"
    r"(don[’']t|do not) miss( out)?|mis (dit )?niet|in case you missed it|recommends|editor[’']s picks?|(de )?keuze van de redactie|sponsored( content| stories)?|partnerbijdragen?",
    re.IGNORECASE,
)
_FOLLOW = re.compile(r"\W*(follow|like|find|join|share|volg|vind|deel)\b", re.IGNORECASE)
_SOCIAL = re.compile(
    r"https?://([\w-]+\.)*(facebook|twitter|x|linkedin|instagram|youtube|tiktok|pinterest|threads|bsky|whatsapp|t|wa)\.(com|net|app|me)\b",
    re.IGNORECASE,
)
_SENT = re.compile(r"\b(newsletters?|nieuwsbrief|nieuwsbrieven|inbox)\b", re.IGNORECASE)
_SIGN_UP = re.compile(
    r"\W*(sign up|subscribe|get|join|receive|want|stay|schrijf (je|u)|meld (je|u)|abonneer|ontvang|blijf|wil (je|u))\b",
    re.IGNORECASE,
)
_MOST_ASKING = 30
_LONGEST = 260
_MOST_WORDS = 45


@lru_cache(maxsize=10_000)
def is_chrome(line: str) -> bool:
    """Whether a line says nothing that belongs to the text. Headings and entries of lists should not be asked about."""
    line = line.strip(" \t|·•›»-–—*")
    return not line or (len(line) <= _LONGEST and line.count(" ") < _MOST_WORDS and _LINE.fullmatch(line) is not None)


def starts_tail(line: str) -> bool:
    """Whether this line announces what follows a text on a site: other articles, reactions."""
    line = line.strip(" \t|·•›»-–—*:#")
    return len(line) <= 80 and _TAIL.fullmatch(line) is not None


def is_more(text: str) -> bool:
    """Whether these words, above links, announce pages that are not about this one: the most read, what is new."""
    text = text.strip(" \t|·•›»→-–—*:#!")
    return len(text) <= 80 and _MORE.fullmatch(text) is not None


def leads_away(address: str) -> bool:
    """Whether a link leads to another page of a site: not to a place on this one, somebody's mail, or a file beside this one."""
    address = address.strip().lower()
    return address.startswith(("http://", "https://", "//", "/")) or "?" in address.partition("#")[0]


def asks_to_follow(line: str, addresses: Sequence[str]) -> bool:
    """Whether a line with these links asks to follow a site elsewhere, or to have its news sent."""
    if len(line.split()) > _MOST_ASKING:
        return False
    if addresses and _FOLLOW.match(line) and all(_SOCIAL.match(address) for address in addresses):
        return True
    return _SENT.search(line) is not None and _SIGN_UP.match(line) is not None
