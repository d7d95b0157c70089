from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone

from zwerm.courses.actions import Refused, award_certificate, start_course
from zwerm.courses.models import Certificate, Completion, Course, Revocation
from zwerm.courses.tests.taker import course_in, pass_course
from zwerm.people.actions import ask_erasure, carry_out_erasure
from zwerm.people.models import AuditEntry, Person
from zwerm.people.tests.world import World
from zwerm.records.models import Statement


@pytest.fixture
def course(world: World) -> Course:
    return course_in(world, world.team.space)


@pytest.fixture
def certificate(world: World, course: Course) -> Certificate:
    world.kees.language = "nl"
    world.kees.save(update_fields=["language"])
    pass_course(world.kees, course)
    return Certificate.objects.get()


def test_who_passes_finds_a_certificate_and_that_is_recorded(world: World, certificate: Certificate) -> None:
    browser = world.client(world.kees, "nl")
    address = f"/learn/certificates/{certificate.code}/"
    assert address in browser.get(f"/learn/{certificate.course_id}/end/").text
    assert address in browser.get(f"/learn/{certificate.course_id}/").text
    assert address in browser.get("/learn/certificates/").text
    told = Statement.objects.get(verb="earned")
    assert (told.person, told.object_iri) == (world.kees, f"urn:uuid:{certificate.pk}")


def test_a_stranger_reads_what_it_states_and_nothing_else(world: World, certificate: Certificate) -> None:
    response = world.client(language="nl").get(f"/learn/certificates/{certificate.code}/")
    for words in ("Kees Mulder", "Schone handen", "Lindehof", "Geldig"):
        assert words in response.text
    for words in (
        "Ingetrokken",
        "100%",
        world.kees.email,
        str(certificate.course_id),
        str(world.kees.pk),
        "Fatima",
        "/pdf/",
    ):
        assert words not in response.text
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in response.text
    assert world.client().get(f"/learn/certificates/{certificate.code.upper()}/").status_code == 200
    assert world.client().get(f"/learn/certificates/{'a' * 26}/").status_code == 404


def test_the_code_can_not_be_guessed(certificate: Certificate) -> None:
    assert len(certificate.code) == 26
    assert set(certificate.code) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_its_holder_gets_a_pdf_that_is_tagged_and_names_the_page(world: World, certificate: Certificate) -> None:
    response = world.client(world.kees).get(f"/learn/certificates/{certificate.code}/pdf/")
    assert response["Content-Type"] == "application/pdf"
    assert b"pdfuaid" in response.content
    assert b"/StructTreeRoot" in response.content
    pdf = pypdfium2.PdfDocument(response.content)
    text = pdf[0].get_textpage().get_text_bounded()
    for words in ("Uitgereikt aan", "Kees Mulder", "Schone handen", "Lindehof", certificate.code):
        assert words in text
    assert pdf.get_metadata_value("Title") == "Certificaat: Schone handen"


def test_a_name_in_another_script_still_prints(world: World, certificate: Certificate) -> None:
    Certificate.objects.update(name="张伟 😀")
    printed = world.client(world.kees).get(f"/learn/certificates/{certificate.code}/pdf/").content
    assert len(pypdfium2.PdfDocument(printed)) == 1


def test_nobody_else_gets_the_pdf_or_sees_it_in_a_list(world: World, certificate: Certificate) -> None:
    for person in (world.otto, world.fatima, world.priya):
        browser = world.client(person)
        assert browser.get(f"/learn/certificates/{certificate.code}/pdf/").status_code == 404
        assert certificate.code not in browser.get("/learn/certificates/").text
    assert world.client().get(f"/learn/certificates/{certificate.code}/pdf/").status_code == 302
    assert world.client().get("/learn/certificates/").status_code == 302


def test_passing_again_and_clicking_twice_give_one_certificate(world: World, certificate: Certificate) -> None:
    browser = world.client(world.kees)
    for _ in range(2):
        browser.post(f"/learn/{certificate.course_id}/2/finish/", {"anyway": "1"})
        asked = browser.post(f"/learn/{certificate.course_id}/certificate/")
        assert asked["Location"] == certificate.get_absolute_url()
    assert Certificate.objects.count() == Statement.objects.filter(verb="earned").count() == 1


def test_who_passed_before_there_were_certificates_makes_theirs(world: World, certificate: Certificate) -> None:
    passed = Completion.objects.get()
    certificate.delete()
    browser = world.client(world.kees)
    assert "Maak mijn certificaat" in browser.get(f"/learn/{passed.enrolment.course_id}/").text
    browser.post(f"/learn/{passed.enrolment.course_id}/certificate/")
    assert Certificate.objects.get().awarded == passed.when


def test_there_is_none_without_passing_nor_of_a_draft(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    assert browser.post(f"/learn/{course.pk}/certificate/").status_code == 404
    browser.post(f"/learn/{course.pk}/start/")
    browser.post(f"/learn/{course.pk}/certificate/")
    draft = course_in(world, world.team.space, published=False)
    pass_course(world.fatima, draft)
    with pytest.raises(Refused):
        award_certificate(start_course(world.fatima, draft))
    assert not Certificate.objects.exists()


def test_its_author_says_how_long_it_is_valid(world: World, course: Course) -> None:
    author = world.client(world.fatima)
    author.post(f"/learn/{course.pk}/edit/", {"title": "Schone handen", "pass_mark": 70, "valid_months": 12})
    pass_course(world.kees, course)
    certificate = Certificate.objects.get()
    assert certificate.expires is not None
    assert 364 <= (certificate.expires - timezone.localdate()).days <= 366
    page = f"/learn/certificates/{certificate.code}/"
    assert "Valid up to and including" in world.client().get(page).text
    Certificate.objects.update(expires=timezone.localdate() - timedelta(days=1))
    assert "No longer valid" in world.client().get(page).text
    assert (
        author.post(f"/learn/{course.pk}/edit/", {"title": "S", "pass_mark": 70, "valid_months": 0}).status_code == 422
    )


def test_a_new_name_or_title_leaves_what_was_certified(world: World, certificate: Certificate) -> None:
    Person.objects.filter(pk=world.kees.pk).update(name="Kees Jansen")
    Course.objects.update(title="Iets anders")
    page = world.client().get(f"/learn/certificates/{certificate.code}/").text
    assert "Kees Mulder" in page
    assert "Schone handen" in page
    assert "Jansen" not in page


@pytest.mark.parametrize("erased", [True, False])
def test_of_someone_who_was_erased_no_name_is_left(world: World, certificate: Certificate, erased: bool) -> None:
    if erased:
        carry_out_erasure(ask_erasure(world.kees, world.kees, own_texts=False))
        certificate.refresh_from_db()
        assert (certificate.person, certificate.name) == (None, "")
    else:
        Certificate.objects.update(person=None)
    page = world.client().get(f"/learn/certificates/{certificate.code}/").text
    assert "Kees" not in page
    assert "The name of the holder was removed" in page


@pytest.mark.parametrize("who", ["fatima", "tom", "priya"])
def test_author_development_and_administrator_withdraw_it_with_a_reason(
    world: World, certificate: Certificate, who: str
) -> None:
    browser = world.client(getattr(world, who))
    address = f"/learn/certificates/{certificate.code}/"
    assert "Say in a few words why" in browser.post(f"{address}revocation/", {"reason": " "}).text
    browser.post(f"{address}revocation/", {"reason": "Een ander maakte de toets."})
    browser.post(f"{address}revocation/", {"reason": "Nog eens."})
    assert Revocation.objects.get().reason == "Een ander maakte de toets."
    entry = AuditEntry.objects.get(act="certificate-revoked")
    assert (entry.by, entry.about, entry.detail) == (getattr(world, who), world.kees, "")
    public = world.client().get(address).text
    assert "Withdrawn" in public
    assert "ander maakte" not in public
    mine = world.client(world.kees).get(address).text
    assert "Een ander maakte de toets." in mine
    assert "/pdf/" not in mine


def test_a_withdrawn_one_does_not_come_back_by_asking(world: World, certificate: Certificate) -> None:
    world.client(world.fatima).post(f"/learn/certificates/{certificate.code}/revocation/", {"reason": "Onterecht."})
    world.client(world.kees).post(f"/learn/{certificate.course_id}/certificate/")
    assert [one.state for one in Certificate.objects.all()] == [Certificate.State.REVOKED]


def test_its_holder_is_told_that_it_was_withdrawn_and_can_earn_another(world: World, certificate: Certificate) -> None:
    address, mine = f"/learn/certificates/{certificate.code}/", world.client(world.kees, "nl")
    assert mine.get(f"{address}pdf/").headers["Content-Type"] == "application/pdf"
    world.client(world.fatima).post(f"{address}revocation/", {"reason": "Onterecht."})
    answer = mine.get(f"{address}pdf/", follow=True)
    assert (answer.redirect_chain[0][0], "Er is geen pdf meer" in answer.text) == (address, True)
    for page in ("/", f"/learn/{certificate.course_id}/"):
        assert "Je certificaat is op" in mine.get(page).text
    assert "Je hebt deze cursus afgerond" not in mine.get(f"/learn/{certificate.course_id}/").text


def test_others_can_not_withdraw_or_look_up(world: World, certificate: Certificate) -> None:
    for person in (world.kees, world.sanne, world.otto):
        browser = world.client(person)
        assert browser.post(f"/learn/certificates/{certificate.code}/revocation/", {"reason": "x"}).status_code == 404
        assert browser.get(f"/learn/{certificate.course_id}/certificates/?q=Kees").status_code == 404
    assert not Revocation.objects.exists()


def test_a_certificate_is_looked_up_by_name_and_that_is_written_down(world: World, certificate: Certificate) -> None:
    browser = world.client(world.tom)
    page = f"/learn/{certificate.course_id}/certificates/"
    assert certificate.code not in browser.get(page).text
    assert certificate.code not in browser.get(f"{page}?q=Ke").text
    assert not AuditEntry.objects.exists()
    assert certificate.code in browser.get(f"{page}?q=kees").text
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.by, entry.about) == ("certificates-seen", world.tom, world.kees)


def test_development_does_not_look_into_a_course_that_is_closed_to_them(world: World) -> None:
    closed = course_in(world, world.closed)
    pass_course(world.kees, closed)
    assert world.client(world.tom).get(f"/learn/{closed.pk}/certificates/?q=kees").status_code == 404


def test_it_stays_with_its_holder_who_no_longer_sees_the_course(world: World) -> None:
    closed = course_in(world, world.closed)
    browser = world.client(world.kees)
    pass_course(world.kees, closed)
    world.closed.memberships.filter(person=world.kees).delete()
    assert browser.get(f"/learn/{closed.pk}/").status_code == 404
    assert Certificate.objects.get().code in browser.get("/learn/certificates/").text
