from __future__ import annotations

from hashlib import sha1
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from zwerm.people.passwords import NotBreached, NotGuessable, check_breached_file
from zwerm.people.rules.passwords import is_in_sorted_file
from zwerm.people.tests.world import World


def refused(password: str, world: World) -> bool:
    try:
        NotGuessable().validate(password, world.fatima)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize(
    "password",
    [
        "Welkom2024!!!",
        "ZomerZomer2025",
        "W3lk0m2024!!",
        "P@$$w0rd!2024",
        "zonnebloem1234",
        "qwertyuiop12345",
        "wachtwoordwachtwoord",
        "Lindehof-2025!",
        "welkombijlindehof",
        "Fatima1234567!",
        "123456789012",
        "1a2b3c4d5e6f",
        "!QAZ2wsx#EDC",
        "Zaq12wsxcde3",
        "qweasdzxcqwe",
        "trustno1trustno1",
        "G3h31m!G3h31m!",
        "marieke12345",
        "Dit is mijn wachtwoord",
        "verpleegkundige1",
        "Verpleegkundige2024!",
        "v3rpl33gkund1g3!!",
        "!!chocoladetaart",
        "wintersport2025",
        "Strawberry123!",
        "butterfly1999!!",
        "zeehondjes#2026",
        "een twee drie vier vijf",
        "maandag en dinsdag en woensdag",
        "to be or not to be",
        "de de het de de het de",
        "fatima el amrani lindehof",
        "W@chtw00rd#%&!",
        "!@#$%^&*()_+",
        "!@#$!@#$!@#$",
        "asd123!@#$%^",
    ],
)
def test_a_known_word_with_dressing_is_refused(world: World, password: str) -> None:
    assert refused(password, world)


@pytest.mark.parametrize(
    "password",
    [
        "een zin van vier woorden",
        "correct horse battery",
        "kip fiets regenjas",
        "mijnhondheetbello",
        "x7#kQ9!mZpL2",
        "de regen is van glas",
        "1a7k3c9d5q6z",
        "de kat is van jan en die is er niet",
        "dit is van jan en dat is van mij",
        "de zon op de kat",
        "what is it that he is",
        "ik-was-er-bij-toen-jij-er-was",
        "KipFietsRegen1",
        "correcthorsebattery",
        "kxqvzmwprtbn",
        "qzkvbxwjfm12",
        "1v;-%\\1M<)>I",
        ",_{=@9X8Y^}z",
        "8({_Z5-_*\\h'",
        "=0xC@i++=>(~",
    ],
)
def test_a_sentence_or_real_chance_is_fine(world: World, password: str) -> None:
    assert not refused(password, world)


def test_the_page_says_why_and_changes_nothing(world: World) -> None:
    client = world.client(world.fatima, "nl")
    given = {"oldpassword": "correct horse battery", "password1": "Lindehof-2025!", "password2": "Lindehof-2025!"}
    page = client.post("/account/password/change/", given).text
    assert "Dit wachtwoord is snel geraden" in page
    world.fatima.refresh_from_db()
    assert world.fatima.check_password("correct horse battery")


@pytest.mark.parametrize("first", [True, False])
def test_who_chose_a_password_stands_on_their_security_page_and_reads_that_it_is_done(
    world: World, first: bool
) -> None:
    if first:
        world.fatima.set_unusable_password()
        world.fatima.save()
    client = world.client(world.fatima, "nl")
    given = {"oldpassword": "correct horse battery", "password1": "kip fiets regen 1", "password2": "kip fiets regen 1"}
    done = client.post(f"/account/password/{'set' if first else 'change'}/", given, follow=True)
    assert done.redirect_chain == [("/account/security/", 302)]
    assert ("Je wachtwoord is ingesteld." if first else "Je wachtwoord is veranderd.") in done.text
    world.fatima.refresh_from_db()
    assert world.fatima.check_password("kip fiets regen 1")


def hashed(password: str) -> str:
    return sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


@given(st.sets(st.text(min_size=1, max_size=12), max_size=40), st.text(min_size=1, max_size=12), st.booleans())
def test_looking_in_the_sorted_file_says_the_same_as_reading_it(
    tmp_path_factory: pytest.TempPathFactory, leaked: set[str], tried: str, counted: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "breached"
    lines = [key + (f":{number * 37}" if counted else "") for number, key in enumerate(sorted(map(hashed, leaked)))]
    path.write_text("".join(f"{line}\n" for line in lines))
    assert is_in_sorted_file(tried, path) == (tried in leaked)
    assert all(is_in_sorted_file(password, path) for password in leaked)


def test_a_leaked_password_is_refused_when_an_administrator_gave_the_file(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "pwned.txt"
    path.write_text("".join(f"{key}:3\r\n" for key in sorted(map(hashed, ["paars nijlpaard zingt", "b", "c"]))))
    settings.BREACHED_PASSWORDS = str(path)
    with pytest.raises(ValidationError):
        NotBreached().validate("paars nijlpaard zingt")
    NotBreached().validate("groen nijlpaard zingt")
    assert check_breached_file().state == "good"


def test_a_file_that_is_gone_keeps_nobody_out_and_doctor_tells(settings: Settings, tmp_path: Path) -> None:
    settings.BREACHED_PASSWORDS = str(tmp_path / "gone.txt")
    NotBreached().validate("paars nijlpaard zingt")
    assert check_breached_file().state == "bad"


def test_doctor_sees_a_file_that_is_not_in_order(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "pwned.txt"
    path.write_text("".join(f"{key}:3\n" for key in sorted(map(hashed, "abc"), reverse=True)))
    settings.BREACHED_PASSWORDS = str(path)
    assert check_breached_file().state == "bad"
