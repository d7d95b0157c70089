"""What the speaker of a presentation wrote under its slides: text that the slide is about, and what only the speaker has to do."""

import re
from collections.abc import Sequence
from dataclasses import replace

from zwerm.courses.generation.reading.blocks import Block, block_sentences, without_sentences
from zwerm.courses.generation.reading.leaning import leans
from zwerm.courses.generation.reading.sections import Section
from zwerm.courses.generation.reading.sentence import SourceSentence

_LABEL = re.compile(r"^\W*(?:(?:sprekers?|speaker['’]?s?)\s?)?(?:notities?|notes?|noot)\s?:\s*", re.IGNORECASE)
# Whom a speaker speaks to; "de zaal" of a hospital is none of them where nobody is told to do something.
_ROOM = {
    "nl": r"(?:groep|groepjes|zaal|deelnemers|cursisten|publiek|aanwezigen|iedereen|mensen|collega['’]s|ze|hen|hun)",
    "en": r"(?:group|groups|room|audience|participants|class|attendees|everyone|everybody|people|them|colleagues)",
}
# "Vertel de patiënt wat …": somebody at work is told it, and so it is work.
_AT_WORK = {
    "nl": rf"(?!\s(?:de|het|een|je|uw)\s(?!{_ROOM['nl']}\b)[\w-]+\s(?:wat|dat|hoe|of|waarom|wanneer|om|naar|waar|wie)\b)",
    "en": rf"(?!\s(?:to\s)?(?:the|an?|your)\s(?!{_ROOM['en']}\b)[\w-]+\s(?:what|that|how|whether|if|why|when|to|for|where|who|about)\b)",
}
_TO_DO = {
    "nl": re.compile(
        rf"""^\W*(?:(?:eerst|dan|nu|hier|ook|tot\ slot|daarna|eventueel|even)\s)*(?:
          (?:vertel|benadruk|noem|bespreek|leg\b.{{0,25}}\buit|licht\b.{{0,25}}\btoe|wijs\ (?:hier|nog|ook|er)?\s?op){_AT_WORK["nl"]}\b
        | vraag\ (?:(?:eerst|hier|nu|ook|even)\ )*(?:wie|of\ (?:iemand|er)|(?:aan\ )?(?:de\ )?{_ROOM["nl"]}|naar\ (?:ervaring\w*|voorbeelden))\b
        | stel\ (?:hier\ |nu\ )?(?:de|een)\ (?:open\ )?vraag | stel\ (?:je|jezelf|u|uzelf)\b.{{0,20}}\bvoor
        | laat\ (?:(?:de|het|een)\ )?(?:{_ROOM["nl"]}\b|\w+\ (?:zien|horen|rondgaan|raden)\b)
        | geef\ (?:(?:hier|nog|ook|eventueel)\ )*(?:(?:de\ )?{_ROOM["nl"]}|(?:een|enkele|twee|drie|wat)\ (?:\w+\ )?voorbeeld(?:en)?)\b
        | (?:begin|start|open|eindig|sluit\ af)\ met\ (?:een|de)\ (?:\w+\ )?(?:vraag|rondje|verhaal|anekdote|grap|voorbeeld|poll|quiz|oefening)\b
        | sta\ .{{0,15}}\bstil\b | (?:begroet|bedank)\ (?:de\ )?{_ROOM["nl"]}\b
        | deel\b.{{0,30}}\buit\b | klik\ (?:(?:nu|hier|pas)\ )?(?:door|verder)\b | (?:dit|deze|hier)\ overslaan\b | sla\ .{{0,20}}\bover\ als\ (?:er|je|de\ tijd)
        | ik\b | zelf\ (?:heb|ben|had|was)\ ik\b | laten\ we\b | we\ gaan\ (?:nu|zo|straks|eerst)\b | nu\ gaan\ we\b | welkom\b | goede(?:morgen|middag|navond)\b | (?:korte\ )?pauze\b
        | (?:een\ )?(?:kort\ |voorstel)?rondje\b
        | (?:(?:denk\ eraan|let\ op|onthoud|niet\ vergeten)\s?[:,]?\s)?(?:(?:ongeveer|ca\.?|circa|max(?:imaal)?\.?|hooguit)\ )?(?:\d+|een|twee|drie|vier|vijf|tien|vijftien)\ min(?:uten|uut|\.)?\W*$
        )""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "en": re.compile(
        rf"""^\W*(?:(?:first|then|now|here|also|finally|next|please)[,\s]\s?)*(?:
          (?:tell|mention|emphasi[sz]e|stress|point\ out|highlight|discuss|explain|walk\ through){_AT_WORK["en"]}\b
        | ask\ (?:who|(?:whether|if)\ (?:anyone|anybody|someone)|(?:the\ )?{_ROOM["en"]}|for\ (?:examples|experiences|questions))\b
        | walk\ (?:the\ )?{_ROOM["en"]}\b | remind\ (?:the\ )?{_ROOM["en"]}\b | (?:greet|thank|welcome)\ (?:the\ )?{_ROOM["en"]}\b | introduce\ yourself\b
        | show\ (?:(?:the|a|this)\ (?:\w+\ )?(?:video|clip|film|movie|demo|picture|photo|graph|chart|example)|(?:the\ )?{_ROOM["en"]})\b
        | let\ (?:the\ )?{_ROOM["en"]}\b | give\ (?:(?:the\ )?{_ROOM["en"]}|(?:an?|some|two|three)\ (?:\w+\ )?examples?)\b
        | (?:start|begin|open|end|close)\ with\ an?\ (?:\w+\ )?(?:question|story|anecdote|joke|round|poll|quiz|exercise|example)\b
        | hand\ out\b | click\ (?:through|to\ the\ next)\b | skip\ this\b | pause\ (?:here|for)\b | (?:short\ )?(?:break|pause)\W*$
        | spend\ (?:about|around|no\ more|at\ most|\d+)\b | i\b | let['’]s\b | we\ (?:will|are\ going\ to)\ now\b | welcome\b | good\ (?:morning|afternoon|evening)\b
        | (?:(?:remember|note|don['’]t\ forget)\s?[:,]?\s)?(?:(?:about|around|max(?:imum)?\.?)\ )?(?:\d+|one|two|three|four|five|ten|fifteen)\ min(?:utes?|\.)?\W*$
        )""",
        re.VERBOSE | re.IGNORECASE,
    ),
}
# What a slide is shown with: nothing that a reader of the course has.
_SHOWN_WITH = re.compile(
    r"\b(?:(?:deze|volgende|vorige|this|next|previous) (?:dia|sheet|slide)|(?:dia|slide) \d+|hand-?outs?|flip-?over|flap-?over|flip ?chart|beamer)\b",
    re.IGNORECASE,
)


def is_to_the_speaker(text: str, language: str) -> bool:
    """Whether a sentence under a slide says what its speaker does ("Vertel hier over …", "Ask who has …") and tells no reader
    anything. Careful: what somebody does at work ("Vertel de patiënt wat je gaat doen") is text."""
    text = _LABEL.sub("", text)
    return bool(_TO_DO.get(language, _TO_DO["en"]).match(text) or _SHOWN_WITH.search(text))


def without_directions(sections: Sequence[Section]) -> tuple[list[Section], list[tuple[Section, SourceSentence]]]:
    """The sections with what stands under their slides as text, and what is for the speaker alone, as stretches of sentences that
    stand together, each with its section."""
    kept: list[Section] = []
    gone: list[tuple[Section, list[SourceSentence]]] = []
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks:
            out = _directions(list(block_sentences(block))) if block.quoted else []
            gone += [(section, stretch) for stretch in out]
            left = without_sentences(block, {sentence.start for stretch in out for sentence in stretch})
            blocks += [replace(left, quoted=False)] if left else []
        kept.append(replace(section, blocks=tuple(blocks)))
    return kept, [(section, replace(stretch[0], end=stretch[-1].end)) for section, stretch in gone]


def _directions(sentences: Sequence[SourceSentence]) -> list[list[SourceSentence]]:
    """What is for the speaker, and what leans on it ("Dat was een grappig verhaal")."""
    found: list[list[SourceSentence]] = []
    goes_on = False
    for sentence in sentences:
        if is_to_the_speaker(sentence.text, sentence.language) or (goes_on and leans(sentence)):
            found = [*found[:-1], [*found[-1], sentence]] if goes_on else [*found, [sentence]]
            goes_on = True
        else:
            goes_on = False
    return found
