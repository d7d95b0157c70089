from __future__ import annotations

import pytest
from django.utils import translation

from zwerm.people.tests.world import World
from zwerm.search.actions import find, find_open, rebuild_index
from zwerm.search.found import Narrowing
from zwerm.search.registry import Passage
from zwerm.search.tests.notes import Notes


def keys(world_person: object, query: str, **told: object) -> list[str]:
    return [thing.key for thing in find(world_person, query, **told).things]  # type: ignore[arg-type]


def test_what_was_just_written_is_found_at_once(world: World, notes: Notes) -> None:
    notes.keep("verlof", world.organisation, "Verlof vraag je aan bij je leidinggevende.", "Verlof aanvragen")
    assert keys(world.fatima, "verlof aanvragen") == ["verlof"]


def test_what_was_changed_is_found_by_its_new_words_only(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over fietsen.", "Fietsen")
    assert keys(world.fatima, "fietsen") == ["a"]
    notes.keep("a", world.organisation, "Over parkeren.", "Parkeren")
    assert keys(world.fatima, "fietsen") == []
    assert keys(world.fatima, "parkeren") == ["a"]


def test_what_is_gone_is_not_found(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over fietsen.", "Fietsen")
    assert keys(world.fatima, "fietsen") == ["a"]
    notes.drop("a")
    assert keys(world.fatima, "fietsen") == []


def test_what_stands_in_a_closed_space_is_found_by_its_members_only(world: World, notes: Notes) -> None:
    notes.keep("geheim", world.closed, "De reorganisatie van de apotheek.", "Reorganisatie")
    assert keys(world.fatima, "reorganisatie") == ["geheim"]
    assert keys(world.otto, "reorganisatie") == []
    assert keys(world.gone, "reorganisatie") == []
    assert find_open("reorganisatie").things == []


def test_words_of_a_closed_space_are_not_suggested_to_an_outsider(world: World, notes: Notes) -> None:
    notes.keep("geheim", world.closed, "De reorganisatie van de apotheek.", "Reorganisatie")
    assert find(world.fatima, "reorganisatei").corrected == "reorganisatie"
    assert find(world.otto, "reorganisatei").corrected == ""
    assert keys(world.otto, "reorg", typing=True) == []


def test_a_thing_that_moved_out_of_sight_is_hidden_before_the_index_knows(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over fietsen.", "Fietsen")
    assert keys(world.otto, "fietsen") == ["a"]
    from zwerm.search.actions.follow import BATCH

    for number in range(BATCH + 1):
        notes.keep(f"n{number}", world.organisation, "Iets anders.")
    notes.keep("a", world.closed, "Over fietsen.", "Fietsen")
    assert keys(world.otto, "fietsen") == []
    assert keys(world.fatima, "fietsen") == ["a"]


def test_a_snippet_does_not_say_the_heading_again(world: World, notes: Notes) -> None:
    heading = ("De pomp aansluiten",)
    text = "De pomp aansluiten Sluit eerst de slang aan, dan de pomp."
    notes.keep("a", world.organisation, "x", "Pompen", passages=(Passage("1", heading, 0, len(text), text),))
    (thing,) = find(world.otto, "pomp aansluiten").things
    assert "".join(piece.text for piece in thing.snippet.pieces).strip() == "Sluit eerst de slang aan, dan de pomp."


def test_a_typing_mistake_is_put_right_and_told(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Het valprotocol van de afdeling.", "Valprotocol")
    found = find(world.otto, "het valprotcol")
    assert found.corrected == "het valprotocol"
    assert [thing.key for thing in found.things] == ["a"]


def test_a_typing_mistake_is_put_right_while_typing_when_nothing_begins_so(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Wrong medication was given.", "Wrong medication")
    found = find(world.otto, "wrong medecation", typing=True)
    assert (found.corrected, [thing.key for thing in found.things]) == ("wrong medication", ["a"])
    found = find(world.otto, "wrong medic", typing=True)
    assert (found.corrected, [thing.key for thing in found.things]) == ("", ["a"])


def test_a_word_that_everybody_writes_is_no_typing_mistake(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "De gang van de boot.", "Boten")
    found = find(world.otto, "lang geen boot")
    assert found.corrected == ""
    assert [thing.key for thing in found.things] == ["a"]
    assert find(world.otto, "lang").things == []


def test_accents_and_capitals_do_not_matter(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "De coördinatie van privé-zorg.", "Coördinatie")
    assert keys(world.otto, "COORDINATIE") == ["a"]
    assert keys(world.otto, "coördinatie") == ["a"]


def test_part_of_a_word_is_enough_while_typing(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over medicatieveiligheid.", "Medicatieveiligheid")
    assert keys(world.otto, "medicat", typing=True) == ["a"]
    assert keys(world.otto, "medicat") == []


def test_another_word_for_the_same_thing_finds_it(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Declareren kan tot het einde van de maand.", "Onkosten")
    assert keys(world.otto, "vergoeding") == ["a"]
    assert find(world.otto, "vergoeding").unknown == ()


def test_a_query_of_grammar_words_finds_the_title_that_has_them(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Alle namen en gezichten.", "Wie is wie")
    notes.keep("b", world.organisation, "Over parkeren.", "Parkeren")
    assert keys(world.otto, "wie is wie")[0] == "a"


def test_a_word_of_grammar_alone_finds_the_titles_that_have_it_in_its_own_language(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over wie wat doet.", "De dagstart")
    notes.keep("b", world.organisation, "De een staat naast de ander.", "Parkeren")
    notes.keep("c", world.organisation, "The board of Henk de Boer.", "Reading the board", language="en")
    assert keys(world.otto, "de") == ["a"]


def test_the_thing_that_is_called_what_was_asked_comes_before_those_that_say_it_often(
    world: World, notes: Notes
) -> None:
    notes.keep("a", world.organisation, "Blijf bij wie op de grond ligt, en bel om hulp.", "Na een val, het eerste uur")
    notes.keep(
        "b",
        world.organisation,
        "De val, het valrisico en de valkaart: na elke val een nieuwe val.",
        "Valrisico inschatten",
    )
    for number in range(20):
        notes.keep(f"{number}", world.organisation, f"Apparaat {number} staat op de gang.", f"Apparaat {number}")
    assert keys(world.otto, "na een val")[0] == "a"


def test_a_page_with_the_whole_word_comes_before_pages_with_only_its_parts(world: World, notes: Notes) -> None:
    parts = "Bloed en gas bij de meter. Het gas, de meter en het bloed."
    for number in range(4):
        notes.keep(f"parts{number}", world.organisation, f"{parts} Kamer {number}.", "Bloed en gas")
    notes.keep(
        "whole", world.organisation, f"{'Wij bellen de arts en wachten op de uitslag. ' * 8}Daarna volgt het bloedgas."
    )
    notes.keep("longer", world.organisation, "Zet de bloedgasmeter aan.", "Werken met de bloedgasmeter")
    rebuild_index()
    with translation.override("nl"):
        found = find(world.otto, "bloedgas").things

    assert {thing.key for thing in found[:2]} == {"whole", "longer"}
    assert len(found) == 6
    assert max(thing.score for thing in found) == found[0].score


def test_a_verb_finds_its_other_forms_also_when_it_is_taken_apart(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Iemand is gevallen naast het bed.", "Naast het bed")
    notes.keep("b", world.organisation, "Vul de lijst elke dienst in.", "De lijst")
    assert keys(world.otto, "valt")[0] == "a"
    assert keys(world.otto, "invullen")[0] == "b"


def test_a_verb_is_found_also_when_a_question_takes_it_apart(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Ben je eenmaal opgegeven, dan krijg je post.", "De cursus")
    notes.keep("b", world.organisation, "Wie cadeaus geeft, krijgt koffie.", "De dag")
    assert keys(world.otto, "wat is er nodig om me op te geven")[0] == "a"


def test_a_small_word_finds_what_it_is_a_small_one_of_and_the_other_way_round(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "De bonnen gaan in de map.", "Boekhouding")
    notes.keep("b", world.organisation, "Leg het in het kluisje.", "Aan het eind van de dag")
    assert keys(world.otto, "bonnetje") == ["a"]
    assert keys(world.otto, "kluis") == ["b"]
    assert keys(world.otto, "een beetje") == []


def test_both_languages_are_found_by_their_own_forms(world: World, notes: Notes) -> None:
    notes.keep("en", world.organisation, "We trained three nurses.", "Training nurses", language="en")
    notes.keep("nl", world.organisation, "De opleiding van verpleegkundigen.", "Opleiding")
    assert keys(world.otto, "train a nurse") == ["en"]
    assert keys(world.otto, "opleidingen")[0] == "nl"


def test_a_search_can_be_narrowed(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over vallen.", kind="lesson", authors=(world.kees.id,))
    notes.keep("b", world.team.space, "Over vallen.", kind="howto", language="en")
    assert set(keys(world.fatima, "vallen")) == {"a", "b"}
    for narrowing, expected in (
        (Narrowing(kinds=["lesson"]), ["a"]),
        (Narrowing(spaces=[world.team.space.id]), ["b"]),
        (Narrowing(authors=[world.kees.id]), ["a"]),
        (Narrowing(language="en"), ["b"]),
        (Narrowing(spaces=[world.closed.id]), []),
    ):
        assert keys(world.fatima, "vallen", narrowing=narrowing) == expected


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("Joëlle", {"a"}),
        ("joelle de", {"a"}),
        ("vries joe", {"a"}),
        ("VRIES", {"a", "c"}),
        ("bakker joelle", set()),
        ("oelle", set()),
        ("mulder", {"b"}),
        ("van de vries anna piet", {"c"}),
        ("van " * 20 + "de vries " + "anna " * 4, {"c"}),
        ("abcdefghijklm nopqrstuvwxyz jaaaaaaaaaaaaa kbbbbbbbbbbbbb lcccccccccccc mdddddddddd eéééé fabcdef", set()),
        ("...", set()),
        ("", {"a", "b", "c"}),
        (".*", set()),
    ],
)
def test_a_search_can_be_narrowed_to_who_is_called_so_here_or_in_a_document(
    world: World, notes: Notes, by: str, expected: set[str]
) -> None:
    notes.keep("a", world.organisation, "Over vallen.", names=("Joëlle de Vries", "Piet Bakker"))
    notes.keep("b", world.organisation, "Over vallen.", authors=(world.kees.id,))
    notes.keep("c", world.organisation, "Over vallen.", names=("Anna Piet van de Vries",))
    assert set(keys(world.fatima, "vallen", narrowing=Narrowing(by=by))) == expected


@pytest.mark.parametrize(
    ("title", "part", "planks", "lamp"),
    [
        ("Handboek", "De remblokken vervangen we in maart.", 20, "De lamp op zolder is oud. "),
        # One of the two in the title, and the other anywhere.
        ("Remblokken", "De blokjes vervangen we in maart.", 4, "De lamp. "),
    ],
)
def test_of_two_words_what_says_both_comes_before_what_says_one_often(
    world: World, notes: Notes, title: str, part: str, planks: int, lamp: str
) -> None:
    others = [f"Plank {number} in de loods is leeg en droog." for number in range(40)]
    for number, text in enumerate(others):
        notes.keep(f"plank{number}", world.organisation, text, "Plank")
    often = f"{lamp}We vervangen hem op tijd. We vervangen hem in maart. Hij hangt hoog."
    notes.keep("lamp", world.organisation, often, "Lamp")
    notes.keep("both", world.organisation, "\n\n".join([*others[:planks], part]), title)
    assert keys(world.otto, "remblok vervangen") == ["both", "lamp"]


def test_a_short_word_that_ends_as_a_verb_does_is_found(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "De ren van de kippen is open.", "Kippen")
    assert keys(world.otto, "de ren is open") == ["a"]


def test_a_name_in_a_document_that_one_may_not_see_finds_nothing(world: World, notes: Notes) -> None:
    notes.keep("geheim", world.closed, "Over vallen.", "Vallen", names=("Joëlle de Vries",))
    assert keys(world.kees, "vallen", narrowing=Narrowing(by="joelle")) == ["geheim"]
    assert keys(world.otto, "vallen", narrowing=Narrowing(by="joelle")) == []


def test_narrowing_to_a_space_does_not_open_it(world: World, notes: Notes) -> None:
    notes.keep("geheim", world.closed, "De reorganisatie.", "Reorganisatie")
    assert keys(world.otto, "reorganisatie", narrowing=Narrowing(spaces=[world.closed.id])) == []


def test_a_hit_shows_the_passage_that_answers_with_the_words_marked(world: World, notes: Notes) -> None:
    notes.keep(
        "a",
        world.organisation,
        "Inleiding zonder nut.\n\n# Betaling\n\nDe factuur betaal je binnen dertig dagen.",
        "Geld",
    )
    thing = find(world.otto, "facturen betalen").things[0]
    assert thing.passages[0].heading == ("Betaling",)
    assert thing.url == f"/a#{thing.passages[0].id}"
    assert [piece.text for piece in thing.snippet.pieces if piece.marked] == ["factuur", "betaal"]
