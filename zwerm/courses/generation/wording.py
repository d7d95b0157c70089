"""The words that are ours and not the source's, in the language of the course (not of the reader's screen)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    what_is: str
    what_are: str
    what_means: str
    which_term: str
    which_belong: str
    which_step: str
    which_topic: str
    which_topic_of: str
    match_meanings: str
    match_entries: str
    order: str
    number: str
    number_of: str
    units: dict[str, str]
    gap: str
    how_often: str
    also: dict[str, tuple[str, ...]]
    who: str
    goes_on_condition: str
    goes_on_means: str
    said_of: str
    match_said: str
    all_said: str
    belong_under: str
    card_number: str
    recalls: tuple[str, ...]
    recall_steps: str
    recall_lesson: str
    this_part: str
    this_part_of: str
    reflect_procedure: str
    reflect_lesson: str
    reflect_story: str
    reflections: tuple[str, ...]
    part_of: str
    and_: str
    and_more: str
    start: str


DUTCH = Wording(
    what_is="Wat is {article}‘{term}’?",
    what_are="Wat zijn {article}‘{term}’?",
    what_means="Wat betekent {article}‘{term}’?",
    which_term="Welk begrip past bij deze omschrijving?",
    which_step="In welke stap hoort dit thuis?",
    which_topic="Over welk onderwerp gaat dit?",
    which_topic_of="Over welk onderdeel van ‘{parent}’ gaat dit?",
    which_belong="Welke horen hierbij? Kies ze allemaal.",
    match_meanings="Zet bij elk begrip wat het betekent.",
    match_entries="Zet bij elk onderdeel wat erbij hoort: ‘{lead}’.",
    order="Zet de stappen in de juiste volgorde: ‘{about}’.",
    number="Welk getal hoort op de open plek?",
    number_of="Hoeveel {unit}? Vul het getal in.",
    units={
        "%": "procent",
        "€": "euro",
        "$": "dollar",
        "second": "seconden",
        "minute": "minuten",
        "hour": "uur",
        "day": "dagen",
        "workday": "werkdagen",
        "week": "weken",
        "month": "maanden",
        "quarter": "kwartalen",
        "year": "jaar",
        "degree": "graden",
        "g": "gram",
        "kg": "kilo",
        "mg": "milligram",
        "mm": "millimeter",
        "cm": "centimeter",
        "m": "meter",
        "km": "kilometer",
        "l": "liter",
        "ml": "milliliter",
        "Nm": "newtonmeter",
        "bar": "bar",
        "V": "volt",
        "W": "watt",
    },
    also={
        "Welk woord hoort op de open plek?": ("Wat klopt hier? Vul aan.", "Hoe luidt de regel? Kies."),
        "Welk getal hoort op de open plek?": ("Hoeveel zijn het er? Vul het getal in.",),
        "Welk begrip past bij deze omschrijving?": ("Hoe heet dit?", "Welk woord heeft deze betekenis?"),
        "Wat zegt de tekst hierover? Maak de zin af.": ("Wat is waar? Maak de zin af.", "Hoe gaat deze zin verder?"),
    },
    who="Wie is dit? Vul de zin aan.",
    how_often="Hoe vaak? Kies wat op de open plek hoort.",
    gap="Welk woord hoort op de open plek?",
    goes_on_condition="Wat geldt in dit geval? Maak de zin af.",
    goes_on_means="Hoe bereik je dit? Maak de zin af.",
    said_of="Wat zegt de tekst hierover? Maak de zin af.",
    all_said="Wat zegt de tekst over ‘{subject}’? Kies alles wat klopt.",
    match_said="Zet bij elk onderwerp wat de tekst erover zegt.",
    belong_under="Wat hoort bij ‘{heading}’? Kies alles wat klopt.",
    card_number="Welk getal? {before}____{after}",
    recalls=(
        "{topic}: wat moet je hiervan onthouden voor je werk? Noem twee of drie punten, zonder terug te kijken.",
        "{topic}: wat weet je hier nog van? Noem twee of drie punten, zonder terug te kijken.",
        "{topic}: wat wil je hiervan over een maand nog weten? Noem twee of drie punten.",
    ),
    recall_steps="{topic}: hoe pak je dit aan? Zeg in je eigen woorden wat je doet, zonder terug te kijken.",
    recall_lesson="{topic}: wat is hieruit te leren? Noem twee of drie dingen, zonder terug te kijken.",
    this_part="Dit deel",
    this_part_of="Dit deel van ‘{course}’",
    reflect_procedure="‘{topic}’: welke stap gaat bij jou vanzelf, welke niet, en wat helpt je dan?",
    reflect_lesson="Kijk nog eens naar ‘{topic}’. Wat daarvan gebeurt bij jullie al, en wat ontbreekt nog? Kies één ding voor deze week.",
    reflect_story="Wat herken je in ‘{topic}’ van je eigen werk? Wat neem je ervan over, of wat zou jij anders doen?",
    reflections=(
        "Welke collega moet dit ook weten? Wat vertel je als eerste, en waarom juist dat?",
        "Wat hiervan was nieuw voor je, en wat wist je al? Noem van elk één ding.",
        "Wanneer komt dit in jouw werk van pas? Bedenk één situatie, en wie er dan bij betrokken is.",
    ),
    part_of="{title} ({part} van {parts})",
    and_="{one} en {other}",
    and_more="{one}, {other} en meer",
    start="Om te beginnen",
)
ENGLISH = Wording(
    what_is="What is {article}‘{term}’?",
    what_are="What are {article}‘{term}’?",
    what_means="What does {article}‘{term}’ mean?",
    which_term="Which term fits this description?",
    which_step="In which step does this belong?",
    which_topic="Which topic is this about?",
    which_topic_of="Which part of ‘{parent}’ is this about?",
    which_belong="Which of these belong here? Choose them all.",
    match_meanings="Match each term with its meaning.",
    match_entries="Match each part with what belongs to it: ‘{lead}’.",
    order="Put the steps in the right order: ‘{about}’.",
    number="Which number belongs in the blank?",
    number_of="How many {unit}? Fill in the number.",
    units={
        "%": "per cent",
        "€": "euros",
        "$": "dollars",
        "second": "seconds",
        "minute": "minutes",
        "hour": "hours",
        "day": "days",
        "workday": "working days",
        "week": "weeks",
        "month": "months",
        "quarter": "quarters",
        "year": "years",
        "degree": "degrees",
        "g": "grams",
        "kg": "kilograms",
        "mg": "milligrams",
        "mm": "millimetres",
        "cm": "centimetres",
        "m": "metres",
        "km": "kilometres",
        "l": "litres",
        "ml": "millilitres",
        "Nm": "newton metres",
        "bar": "bar",
        "V": "volts",
        "W": "watts",
    },
    also={
        "Which word belongs in the blank?": ("What is right here? Complete the sentence.", "What is the rule? Choose."),
        "Which number belongs in the blank?": ("How many are there? Fill in the number.",),
        "Which term fits this description?": ("What is this called?", "Which word has this meaning?"),
        "What does the text say of this? Complete the sentence.": (
            "What is true? Complete the sentence.",
            "How does this sentence go on?",
        ),
    },
    who="Who is this? Complete the sentence.",
    how_often="How often? Choose what belongs in the blank.",
    gap="Which word belongs in the blank?",
    goes_on_condition="What applies in this case? Complete the sentence.",
    goes_on_means="How is this done? Complete the sentence.",
    said_of="What does the text say of this? Complete the sentence.",
    all_said="What does the text say of ‘{subject}’? Choose all that is right.",
    match_said="Match each subject with what the text says of it.",
    belong_under="What belongs to ‘{heading}’? Choose all that is right.",
    card_number="Which number? {before}____{after}",
    recalls=(
        "{topic}: what should you remember of this for your work? Name two or three points, without looking back.",
        "{topic}: what do you still remember? Name two or three points, without looking back.",
        "{topic}: what do you still want to know in a month? Name two or three points.",
    ),
    recall_steps="{topic}: how do you do this? Say in your own words what you do, without looking back.",
    recall_lesson="{topic}: what is there to learn from this? Name two or three things, without looking back.",
    this_part="This part",
    this_part_of="This part of ‘{course}’",
    reflect_procedure="‘{topic}’: which step goes by itself for you, which does not, and what would help?",
    reflect_lesson="Look at ‘{topic}’ again. What of it happens where you work, and what is still missing? Choose one thing for this week.",
    reflect_story="What in ‘{topic}’ do you recognise from your own work? What of it will you take over, or what would you do differently?",
    reflections=(
        "Which colleague should know this too? What would you tell them first, and why?",
        "What of this was new to you, and what did you know already? Name one of each.",
        "When will this be of use in your work? Think of one situation, and of who else is involved.",
    ),
    part_of="{title} ({part} of {parts})",
    and_="{one} and {other}",
    and_more="{one}, {other} and more",
    start="To begin with",
)
BY_LANGUAGE = {"nl": DUTCH, "en": ENGLISH}


def below(heading: str, asked: str) -> str:
    """What is asked, after the heading that says of what: "‘Remote work’: how many days?"."""
    return f"‘{heading}’: {asked[:1].lower()}{asked[1:]}" if heading else asked
