"""Which words between angle brackets are a mark of HTML, and which somebody wrote to be filled in: "Call <name of the ward>"."""

import re

# The elements of HTML, and of SVG and MathML what begins a piece of these.
ELEMENT = re.compile(
    r"""
    a | abbr | acronym | address | area | article | aside | audio | b | base | bdi | bdo | big | blockquote | body | br | button
    | canvas | caption | center | cite | code | col | colgroup | data | datalist | dd | del | details | dfn | dialog | dir | div | dl
    | dt | em | embed | fieldset | figcaption | figure | font | footer | form | frame | frameset | h1 | h2 | h3 | h4 | h5 | h6 | head
    | header | hgroup | hr | html | i | iframe | img | input | ins | kbd | label | legend | li | link | main | map | mark | math | menu
    | meta | meter | nav | noscript | object | ol | optgroup | option | output | p | param | picture | pre | progress | q | rp | rt
    | ruby | s | samp | script | search | section | select | slot | small | source | span | strike | strong | style | sub | summary
    | sup | svg | table | tbody | td | template | textarea | tfoot | th | thead | time | title | tr | track | tt | u | ul | var | video
    | wbr
    """,
    re.VERBOSE | re.IGNORECASE,
)
TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>[^>]*)>", re.DOTALL)


def is_markup(tag: str) -> bool:
    """Whether it is an element of HTML, or made like one of a site: with a capital, a value, or closed. "<name>" is none."""
    found = TAG.fullmatch(tag)
    if not found:
        return True
    return (
        bool(ELEMENT.fullmatch(found["name"]))
        or found["name"][0].isupper()
        or "=" in found["rest"]
        or tag.startswith("</")
        or tag.endswith("/>")
    )
