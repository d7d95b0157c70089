"""When others keep the database for too long, who had to wait is told so: people on a page, tools in the words of xAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError, connection

from zwerm.people.models import Person
from zwerm.records.models import Document
from zwerm.records.tests.test_xapi import COURSE, Tool

if TYPE_CHECKING:
    from zwerm.people.tests.world import World

TITLES = {"nl": "Het is hier druk", "en": "It is busy here"}


def refuses_writes(says: str) -> Any:
    def refuse(execute: Any, sql: str, *given: Any) -> Any:
        if not sql.startswith("SELECT"):
            raise OperationalError(says)
        return execute(sql, *given)

    return connection.execute_wrapper(refuse)


# Outside a transaction of the test, as on a page: what failed there would make all that is asked later fail too.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("who", ["colleague", "visitor"])
def test_a_page_says_that_it_is_busy_and_in_the_language_of_who_waited(world: World, language: str, who: str) -> None:
    Person.objects.filter(pk=world.otto.pk).update(language=language)
    browser = world.client(world.otto if who == "colleague" else None, language)
    browser.raise_request_exception = False
    with refuses_writes("database is locked"):
        page = browser.post("/language/", {"language": "en" if language == "nl" else "nl"})
    assert (page.status_code, page["Retry-After"]) == (503, "5")
    assert f"<h1>{TITLES[language]}</h1>" in page.text
    with refuses_writes("disk I/O error"):
        page = browser.post("/language/", {"language": "en" if language == "nl" else "nl"})
    assert (page.status_code, TITLES[language] in page.text) == (500, False)


def test_a_tool_is_told_to_send_its_document_again(world: World) -> None:
    tool = Tool()
    address = f"/xapi/activities/state?activityId={COURSE}&stateId=s&agent=%7B%22mbox%22%3A%22mailto%3Aa%40e.org%22%7D"

    def send() -> Any:
        return tool.client.put(address, "{}", content_type="application/json")

    assert send().status_code == 204
    with refuses_writes("database is locked"):
        answer = send()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer.json() == {"error": "the store is busy: send it again"}
    assert Document.objects.count() == 1
