"""XML from strangers: no document type, no entities, no network, no endless depth."""

import re

from lxml import etree

from zwerm.library.imports import limits
from zwerm.library.imports.document import Refused

_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_PROLOGUE = 16 * 1024


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of one XML part.

    Raises `Refused`: `xml_entities_refused` for anything with a document type (Office never writes one, so it is
    there to do harm), `too_large`, `too_deep` or `damaged`.
    """
    if len(data) > limits.XML_PART_BYTES:
        raise Refused("too_large", size=len(data), limit=limits.XML_PART_BYTES)
    # In UTF-16 the same letters stand two bytes apart.
    if _DOCTYPE.search(data) or _DOCTYPE.search(data[:_PROLOGUE].replace(b"\x00", b"")):
        raise Refused("xml_entities_refused", part=name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise Refused("too_deep") from error
        raise Refused("damaged", kind="xml") from error
    return root
