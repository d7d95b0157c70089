"""Whether a sentence tells the reader to do something: "Meld het meteen.", "Zorg dat …", "Send the form to …"."""

import re
from functools import lru_cache

from zwerm.language.whole import TOLD_TO

_DUTCH_NOUN = re.compile(r"^\W*(?:\w+(?:ing|heid|tie|teit|schap|ment|en|s)|\w*[A-Z]\w*[A-Z]\w*)\b")
# "Moet het …", "kun je …", "wordt de …": the verb of a sentence that began before it, or of a question.
_DUTCH_FINITE = re.compile(
    r"^\W*(?:(?:moet|mag|kan|kun|wordt|is|zijn|heeft|heb|hebt|hoeft|dient|gaat|wil|zal|zou|was|staat|geldt|\w+(?:dt|eert|ieert))\b|(?!(?:zet|let|start|test|wacht|richt|kijk|verwacht|stuit|voorkom|laat|sluit|meet|giet|stort|print|verlaat|vergeet|schat)\b)\w+t\s+(?:de|het|een|er)\b|\w+\s+(?:je|u|we|wij|ze|er)\s+(?!(?:aan|af|goed|eerst|altijd|zelf|niet|op|in|uit)\b))",
    re.IGNORECASE,
)
_DUTCH_SUBJECT = re.compile(r"^\W*(?:ik|jij|je|u|hij|zij|ze|wij|we|jullie|men|er|dit|dat|deze|die)\b", re.IGNORECASE)
# "Bel dan de …"; "beter dan de …" compares.
_THEN = re.compile(r"^(\W*(?!(?:meer|minder|anders|eerder|later|ook|pas|alleen)\b)\w+(?<!er)) dan\b", re.IGNORECASE)
_ENGLISH = re.compile(
    r"^(?:(?:please|always|first|then)\s+)?(?:(?:cover|wrap|label|file|hand|fit|mount|park|drive|print|stack|drain|top|heat|cool|spray|scan|text|phone|load|unload|alert)\s+(?:the|an?|all|each|every|your|any|it|them|up|off|down|out|in|over|with)\b|lower|tighten|loosen|attach|detach|fasten|unplug|plug|rinse|mix|stir|measure|weigh|bake|knead|spread|shake|bring|collect|evacuate|refill|slide|swipe|insert|eject|greet|absorb|sweep|scrub|lift|spin|wash|clean|pour|hang|cut|fold|pull|push|press|switch|lock|unlock|wear|warm|dry|empty|count|sign|walk|ring|knock|carry|roughen|add|agree|aim|allow|apply|ask|assign|assume|avoid|be|bring|build|call|capture|change|check|choose|click|close|collect|communicate"
    r"|compare|complete|configure|confirm|connect|consider|contact|copy|create|decide|define|delete|describe|determine|develop|discuss|do|document|download|email|enable|encourage|ensure|enter|escalate|establish|explain"
    r"|fill|find|focus|follow|form|generate|get|give|go|help|hold|identify|include|inform|install|invite|isolate|keep|leave|let|limit|link|list|listen|log|look|make|mark|monitor|move|never|note|notify|offer|open"
    r"|pick|place|plan|post|prepare|prevent|prioriti[sz]e|protect|provide|publish|put|raise|read|record|reduce|remember|remove|repeat|replace|report|request|respond|restart|return|review|revoke|run|save|schedule|select|send|set|share|show|speak|start|state"
    r"|stay|stop|store|submit|summari[sz]e|take|talk|tell|test|think|track|try|turn|understand|update|upload|use|verify|wait|write)\b(?!-|\s+(?:is|are|was|were|has|have|can|may|must|should|will)\b)",
    re.IGNORECASE,
)
# "Don't", "Do not", "Never".
_ENGLISH_DENIED = re.compile(r"^(?:don['’]t|do not|never)\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def tells_to(text: str, language: str) -> bool:
    """Careful rather than complete: a Dutch sentence that may open with a noun is no instruction."""
    if language == "nl":
        text = _THEN.sub(r"\1", text)
        return (
            not _DUTCH_SUBJECT.match(text)
            and bool(TOLD_TO.match(text))
            and not (_DUTCH_NOUN.match(text) or _DUTCH_FINITE.match(text))
        )
    return bool(_ENGLISH.match(text) or _ENGLISH_DENIED.match(text))
