"""The JSON of an Open Badge 3.0. Names of members are the standard's own (1EdTech OB 3.0, appendix B)."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import msgspec

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    # Explains 1EdTechRevocationList and 1EdTechJsonSchemaValidator2019.
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
]
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"

Document = dict[str, Any]


class Achievement(msgspec.Struct, frozen=True):
    """What can be earned: `title` as it was called then; `image` is the address of the picture without anybody's badge in it."""

    address: str
    title: str
    language: str
    organisation: str
    description: str
    criteria: str
    image: str


class Award(msgspec.Struct, frozen=True):
    """What someone earned. `known_as`: kind of identifier (`emailAddress`, `name`) → what it is; only its hash gets in."""

    address: str
    holder: str
    status: str
    achievement: Achievement
    awarded: datetime
    until: datetime | None
    known_as: dict[str, str]
    salt: str


def profile(address: str, name: str, url: str) -> Document:
    return {"id": address, "type": ["Profile"], "name": name, "url": url}


def achievement(earned: Achievement) -> Document:
    return {
        "id": earned.address,
        "type": ["Achievement"],
        "achievementType": "Course",
        "name": earned.title,
        "description": earned.description,
        "criteria": {"narrative": earned.criteria},
        "image": {"id": earned.image, "type": "Image", "caption": f"{earned.title}, {earned.organisation}"},
        "inLanguage": earned.language,
    }


def credential(award: Award, issuer: Document) -> Document:
    """The OpenBadgeCredential, without proof."""
    subject = {
        "id": award.holder,
        "type": ["AchievementSubject"],
        "identifier": [identity(kind, value, award.salt) for kind, value in award.known_as.items() if value],
        "achievement": achievement(award.achievement),
    }
    made: Document = {
        "@context": CONTEXT,
        "id": award.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.achievement.title,
        "description": award.achievement.description,
        "issuer": issuer,
        "validFrom": _moment(award.awarded),
        "credentialSubject": {name: value for name, value in subject.items() if value},
        "credentialStatus": {"id": award.status, "type": "1EdTechRevocationList"},
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }
    if award.until:
        made["validUntil"] = _moment(award.until)
    return made


def identity(kind: str, value: str, salt: str) -> Document:
    """An IdentityObject: who knows `value` can check that it is meant, and who does not can not read it here."""
    return {
        "type": "IdentityObject",
        "identityType": kind,
        "hashed": True,
        "identityHash": f"sha256${sha256(f'{value}{salt}'.encode()).hexdigest()}",
        "salt": salt,
    }


def revocations(address: str, issuer: str, withdrawn: list[str]) -> Document:
    """A 1EdTech revocation list (VCRL 1.0). Why something was withdrawn does not stand in it."""
    return {"id": address, "issuer": issuer, "revokedCredentials": [{"id": one, "revoked": True} for one in withdrawn]}


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
