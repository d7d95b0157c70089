"""Words that carry grammar rather than meaning, per language, in folded form (see `words.fold`)."""

from collections.abc import Sequence

DUTCH_WORDS = """
de het een der des den ten ter
ik jij je u hij zij ze wij we jullie men mij me jou hem haar hen hun ons onze uw mijn m'n jouw zijn z'n zich zichzelf
dit dat deze die dezelfde hetzelfde diegene degene datgene hetgeen
wie wat waar wanneer hoe hoeveel hoelang hoezo waarom waarheen waarvandaan waartoe waarover waarnaar waaruit welk welke wiens
waarin waarop waarmee waarvan waarbij waardoor waaraan waarvoor
er hier daar hierbij hierin hierdoor hiermee hiervan hiervoor hierop daarin daarop daarmee daarvan daarbij daardoor
daaraan daarom daarvoor daarnaast eraan erbij erdoor erin ermee ernaar erom erop erover ertoe eruit ervan ervoor
en of maar want dus noch als dan toen terwijl omdat doordat zodat hoewel tenzij mits indien opdat voordat nadat
totdat zodra zoals alsof evenals zowel ofwel hetzij
aan achter bij binnen boven buiten door in langs met na naar naast om onder op over per rond sinds te tegen
tijdens tot tussen uit van vanaf vanuit vanwege via volgens voor voorbij wegens zonder jegens omtrent
ben bent is was waren geweest wezen zijnde word wordt worden werd werden geworden heb hebt heeft hebben had hadden
gehad kan kun kunt kunnen kon konden zal zult zullen zou zouden moet moeten moest moesten mag mogen mocht mochten
wil wilt willen wilde wilden ga gaat gaan ging gingen doe doet doen deed deden gedaan laat laten liet lieten
blijf blijft blijven hoef hoeft hoeven
niet geen nooit altijd ook nog al wel toch maar even eens zo zeer heel erg te meer meest minder minst veel weinig
vaak soms steeds weer reeds nu straks pas net juist zelfs slechts alleen bijna ongeveer eigenlijk gewoon
alle alles allemaal iedereen ieder iedere elk elke iemand niemand iets niets enkele sommige beide ander andere
anders eigen zulke zulk zodanig
ja nee
"""
ENGLISH_WORDS = """
a an the
i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself yourself
himself herself itself ourselves yourselves themselves one
this that these those who whom whose which what when where why how whether
and or but nor so yet if then than because although though while until unless since as
about above across after against along among around at before behind below beneath beside between beyond by down
during except for from in inside into like near of off on onto out over past per through throughout to toward
towards under up upon via with within without
am is are was were be been being have has had having do does did doing done will would shall should can could may
might must ought let get gets got getting
not no never always also too very just only even still already again ever more most less least much many few some
any all each every both either neither other another such own same here there now
there's it's that's what's i'm i've i'd you're you've you'd we're we've they're don't doesn't didn't isn't aren't
wasn't weren't won't wouldn't can't cannot couldn't shouldn't haven't hasn't hadn't let's
s t d ll m re ve don doesn didn isn aren wasn weren won wouldn couldn shouldn haven hasn hadn
yes
"""
DUTCH = frozenset(DUTCH_WORDS.split())
ENGLISH = frozenset(ENGLISH_WORDS.split())
BY_LANGUAGE = {"nl": DUTCH, "en": ENGLISH}


def is_stop_word(folded: str, language: str) -> bool:
    return folded in BY_LANGUAGE.get(language, frozenset())


def without_stop_words(folded: Sequence[str], language: str) -> list[str]:
    """The words that carry meaning; all of them when there are no others ("to be or not to be", "wie is wie")."""
    kept = [word for word in folded if not is_stop_word(word, language)]
    return kept or list(folded)
