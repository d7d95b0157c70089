"""Sentences that tell what happened once, against those that say how it is or must be."""

import re

PAST = {
    "nl": re.compile(
        r"\b(?:was|waren|had|hadden|werd|werden|ging|gingen|kwam|kwamen|zat|zaten|deed|deden|zei|zeiden|bleek|bleken|stond|stonden|kreeg|kregen|zag|zagen|nam|namen|gaf|gaven|liet|lieten|vond|vonden|hield|hielden"
        r"|schreef|schreven|begon|begonnen|dacht|dachten|vroeg|vroegen|wist|wisten|kon|konden|moest|moesten|wilde|wilden|mocht|mochten|rekende\w?|maakten?|pakten?|belden?|vertelden?|probeerden?|gebruikten?|werkten?|leerden?"
        r"|hoorden?|merkten?|voelden?|keek|keken|liep|liepen|riep|riepen|las|lazen|bleef|bleven|viel|vielen|lag|lagen|bracht|brachten|won|verloor|heette|duurde|kostte|groeide|steeg|daalde|ontstond\w*|vertrok\w*|besloot|besloten we)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:was|were|had|did|went|came|said|told|found|thought|asked|knew|felt|saw|made|took|got|gave|left|became|began|wrote|kept|ran|held|brought|decided|tried|realized|realised|noticed|started|ended|worked|happened|called"
        r"|announced|released|acquired|launched|founded|introduced|reported that|grew|fell|rose|spent|lost|won|met|sent|helped us|learned that)\b",
        re.IGNORECASE,
    ),
}
DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:vorig jaar|vorige (?:week|maand)|gisteren|destijds|indertijd|last (?:year|month|week)|yesterday|back then)\b",
    re.IGNORECASE,
)
# Headings over stories, figures and the past.
STORIES = re.compile(
    r"\b(?:voorbeeld\w*|verhaal|verhalen|ervaringen|casus|casussen|praktijkvoorbeeld\w*|wat (?:er )?gebeurde|tijdlijn|cijfers|statistiek\w*|geschiedenis|achtergrond|interview met|terugblik|verslag|uitkomsten|resultaten"
    r"|examples?|story|stories|experiences|(?<!use )(?<!edge )cases?|case study|what happened|timeline|figures|statistics|history|background|interview with|retrospective|results|impact in numbers)\b",
    re.IGNORECASE,
)


def tells_what_happened(text: str, language: str) -> bool:
    """Whether a sentence is told in the past tense or dated: a story or a figure rather than a rule."""
    return bool(PAST.get(language, PAST["en"]).search(text) or DATED.search(text))


def heads_a_story(heading: str) -> bool:
    return bool(STORIES.search(heading)) and not SETS_AN_EXAMPLE.search(heading)


# A heading over an example: "Een voorbeeld", "Voorbeeldverslag", "Worked example". To set an example is something else.
EXAMPLES = re.compile(
    r"\b(?!voorbeeld(?:ig|functie|rol|gedrag))\w*voorbeeld\w*|\bexamples?\b|\bsample (?:report|form|letter|note|record|case|patient|conversation|entry|message|answer)\b"
    r"|^(?:casus|case study)\b",
    re.IGNORECASE,
)
SETS_AN_EXAMPLE = re.compile(r"\b(?:het goede|als) voorbeeld\b|\b(?:by|set\w*|lead\w*)\b.*\bexample\b", re.IGNORECASE)


# Headings over what was not chosen: what stands there is what is not done.
REJECTED = re.compile(
    r"\b(?:niet (?:kozen|gekozen|doen|deden)|afgewezen|verworpen|overwogen alternatieven|alternatieven die|rejected|did(?: not|n['’]t) choose|not chosen|alternatives considered|decided against|out of scope)\b",
    re.IGNORECASE,
)


def heads_what_was_rejected(heading: str) -> bool:
    return bool(REJECTED.search(heading))


def heads_an_example(heading: str) -> bool:
    return bool(EXAMPLES.search(heading)) and not SETS_AN_EXAMPLE.search(heading)
