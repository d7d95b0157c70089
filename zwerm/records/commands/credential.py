from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from typing import Any, cast

from zwerm.operations.registry import Refused
from zwerm.people.models import Space
from zwerm.records.actions.credential import (
    NameTaken,
    Withdrawn,
    make_credential,
    rotate_credential,
    withdraw_credential,
)
from zwerm.records.models import Credential
from zwerm.records.rules.scopes import SCOPES


def arguments(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="create|list|rotate|withdraw")
    create = acts.add_parser("create", help="make one; its secret is told once")
    create.add_argument("name", help="which tool it is for")
    create.add_argument("--scope", dest="scopes", nargs="+", action="extend", choices=SCOPES, required=True)
    create.add_argument("--space", default="", help="the space that the tool belongs to, by name or address")
    acts.add_parser("list", help="which there are, those that were withdrawn too")
    for act, words in (("rotate", "another secret; the old one stops working"), ("withdraw", "it stops working")):
        acts.add_parser(act, help=words).add_argument("name")
    # Also after the act: zwerm credential list --json.
    for each in acts.choices.values():
        each.add_argument("--json", action="store_true", default=SUPPRESS, help="print one JSON document")


def run(given: Namespace) -> object:
    """Credentials of outside tools."""
    if given.act == "list":
        return [_told(one) for one in Credential.objects.filter(store=None).select_related("space")]
    if given.act == "create":
        try:
            made, secret = make_credential(None, given.name, given.scopes, _space(given.space))
        except NameTaken:
            raise Refused(
                f"A credential named “{given.name}” works already. Withdraw it, or choose another name."
            ) from None
        return {**_told(made), "secret": secret}
    credential = Credential.objects.working().filter(name=given.name).first()
    if credential is None:
        raise Refused(f"No credential that works is named “{given.name}”.")
    if given.act == "rotate":
        try:
            return {**_told(credential), "secret": rotate_credential(None, credential)}
        except Withdrawn:
            raise Refused(f"“{given.name}” was withdrawn in the meantime.") from None
    withdraw_credential(None, credential)
    credential.refresh_from_db()
    return _told(credential)


def tell(answer: object) -> str:
    rows = cast("list[dict[str, Any]]", answer if isinstance(answer, list) else [answer])
    return "\n".join(_line(row) for row in rows) or "There are none."


def _line(row: dict[str, Any]) -> str:
    line = f"{row['name']}: key {row['key']}"
    if "secret" in row:
        return f"{line}, secret {row['secret']} (it is told only now)"
    return f"{line}, {', '.join(row['scopes'])}" + (f", withdrawn {row['withdrawn']}" if row["withdrawn"] else "")


def _told(credential: Credential) -> dict[str, object]:
    return {
        "name": credential.name,
        "key": credential.key,
        "scopes": credential.scopes,
        "space": credential.space.slug if credential.space else None,
        "withdrawn": credential.withdrawn.isoformat(timespec="seconds") if credential.withdrawn else None,
    }


def _space(name: str) -> Space | None:
    if not name:
        return None
    spaces = Space.objects.filter(slug=name) or Space.objects.filter(name=name)
    if len(spaces) != 1:
        raise Refused(f"{'No space is' if not spaces else 'Several spaces are'} called “{name}”.")
    return spaces[0]
