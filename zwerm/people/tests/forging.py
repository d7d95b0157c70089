"""Answers of a SAML provider that were tampered with, in the ways that are known to have worked elsewhere."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from lxml import etree

from zwerm.people.tests.saml import Says, answer_of, the

A = "{urn:oasis:names:tc:SAML:2.0:assertion}"
DS = "{http://www.w3.org/2000/09/xmldsig#}"


def _forged(says: Says) -> etree._Element:
    lie = copy.deepcopy(the(f"{A}Assertion", says.xml()))
    lie.set("ID", "_lie")
    the(f".//{A}NameID", lie).text = "someone-else"
    return lie


def unsigned(says: Says) -> etree._Element:
    return says.xml()


def by_another_key(says: Says) -> etree._Element:
    return answer_of(says, name="evil")


def with_sha1(says: Says) -> etree._Element:
    return answer_of(says, sha1=True)


def changed_afterwards(says: Says) -> etree._Element:
    response = answer_of(says)
    the(f".//{A}NameID", response).text = "someone-else"
    return response


def a_lie_before_it(says: Says) -> etree._Element:
    response = answer_of(says)
    response.insert(2, _forged(says))
    return response


def a_lie_round_it(says: Says) -> etree._Element:
    """XSW: the signed one hangs in an extension of one that says otherwise and bears its signature."""
    response, lie = answer_of(says), _forged(says)
    true = the(f"{A}Assertion", response)
    response.replace(true, lie)
    lie.insert(1, copy.deepcopy(the(f"{DS}Signature", true)))
    etree.SubElement(lie, f"{A}Advice").append(true)
    return response


def a_lie_with_the_same_id(says: Says) -> etree._Element:
    response = a_lie_round_it(says)
    the(f"{A}Assertion", response).set("ID", "_a1")
    return response


def the_true_one_in_the_signature(says: Says) -> etree._Element:
    response, lie = answer_of(says), _forged(says)
    true = the(f"{A}Assertion", response)
    signature = the(f"{DS}Signature", true)
    true.remove(signature)
    response.replace(true, lie)
    lie.insert(1, signature)
    etree.SubElement(signature, f"{DS}Object").append(true)
    return response


def an_old_signature_on_something_else(says: Says) -> etree._Element:
    response = answer_of(says)
    signature = the(f".//{DS}Signature", response)
    lie = _forged(says)
    lie.insert(1, signature)
    response.replace(the(f"{A}Assertion", response), lie)
    return response


def with_a_document_type(says: Says) -> bytes:
    return b'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + etree.tostring(answer_of(says))


def a_bomb(says: Says) -> bytes:
    lines = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    return b'<!DOCTYPE r [<!ENTITY e0 "ha">' + lines + b"]><r>&e11;</r>"


def encrypted(says: Says) -> etree._Element:
    response = answer_of(says)
    etree.SubElement(response, f"{A}EncryptedAssertion")
    return response


def no_xml(says: Says) -> bytes:
    return b"hello"


FORGERIES: list[Callable[[Says], Any]] = [
    unsigned, by_another_key, with_sha1, changed_afterwards, a_lie_before_it, a_lie_round_it, a_lie_with_the_same_id,
    the_true_one_in_the_signature, an_old_signature_on_something_else, with_a_document_type, a_bomb, encrypted, no_xml,
]  # fmt: skip
