"""Equations of Word and PowerPoint, as text that a colleague can read and search for."""

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree
from pptx import Presentation

from zwerm.library.imports.equations import write_equation
from zwerm.library.imports.tests.making import read

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def r(text: str) -> str:
    return f"<m:r><m:t xml:space='preserve'>{text}</m:t></m:r>"


def f(over: str, under: str) -> str:
    return f"<m:f><m:num>{over}</m:num><m:den>{under}</m:den></m:f>"


def sup(base: str, raised: str) -> str:
    return f"<m:sSup><m:e>{base}</m:e><m:sup>{raised}</m:sup></m:sSup>"


def sub(base: str, lowered: str) -> str:
    return f"<m:sSub><m:e>{base}</m:e><m:sub>{lowered}</m:sub></m:sSub>"


def root(inner: str, degree: str = "") -> str:
    return f"<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg>{degree}</m:deg><m:e>{inner}</m:e></m:rad>"


def nary(sign: str, low: str, high: str, inner: str) -> str:
    return f"<m:nary><m:naryPr><m:chr m:val='{sign}'/></m:naryPr><m:sub>{low}</m:sub><m:sup>{high}</m:sup><m:e>{inner}</m:e></m:nary>"


def brackets(inner: str, opens: str = "(", closes: str = ")") -> str:
    return f"<m:d><m:dPr><m:begChr m:val='{opens}'/><m:endChr m:val='{closes}'/></m:dPr><m:e>{inner}</m:e></m:d>"


def function(name: str, inner: str) -> str:
    return f"<m:func><m:fName>{name}</m:fName><m:e>{inner}</m:e></m:func>"


QUADRATIC = r("x=") + f(r("−b±") + root(sup(r("b"), r("2")) + r("−4ac")), r("2a"))
MATRIX = (
    f"<m:m><m:mr><m:e>{r('a')}</m:e><m:e>{r('b')}</m:e></m:mr><m:mr><m:e>{r('c')}</m:e><m:e>{r('d')}</m:e></m:mr></m:m>"
)
CASES = f"<m:eqArr><m:e>{r('x,&amp;x≥0')}</m:e><m:e>{r('0,&amp;x&lt;0')}</m:e></m:eqArr>"
LIMIT = f"<m:limLow><m:e>{r('lim')}</m:e><m:lim>{r('x→0')}</m:lim></m:limLow>"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (QUADRATIC, "x = (−b±√(b²−4ac))/(2a)"),
        (f(r("mg"), r("kg")), "mg/kg"),
        (r("dosis=") + f(r("gewicht × 10"), r("24")), "dosis = (gewicht × 10)/24"),
        (f(r("1"), r("2")) + r("m") + sup(r("v"), r("2")), "(1/2)mv²"),
        (sup(brackets(r("a+b")), r("2")) + r("=c"), "(a+b)² = c"),
        (sup(r("e"), r("−x")) + r(" ") + sup(r("10"), r("−3")), "e^(−x) 10⁻³"),
        (sup(f(r("a"), r("b")), r("n")), "(a/b)ⁿ"),
        (sup(r("f"), r("′")) + brackets(r("x")), "f′(x)"),
        (sub(r("CO"), r("2")) + r("+") + sub(r("t"), r("max")), "CO₂+t_max"),
        (nary("∑", r("i=1"), r("n"), sub(r("x"), r("i"))), "∑(i=1…n) x_i"),
        (nary("∫", r("0"), r("1"), r("x+1")) + r("dx"), "∫(0…1) (x+1) dx"),
        (root(r("8"), r("3")) + r("=2"), "∛(8) = 2"),
        (function(r("sin"), r("2x+1")) + r(", ") + function(LIMIT, r("f")), "sin(2x+1), lim(x→0) f"),
        (r("A=") + MATRIX + r(", ") + brackets(MATRIX), "A = [a, b; c, d], (a, b; c, d)"),
        (r("y=") + brackets(CASES, "{", ""), "y = {x,x ≥ 0; 0,x<0"),
        (r("\U0001d465\U0001d466\u2062z"), "xyz"),
        (f"<m:acc><m:accPr><m:chr m:val='\u0304'/></m:accPr><m:e>{r('x')}</m:e></m:acc>", "x\u0304"),
        ("", ""),
    ],
)  # fmt: skip
def test_an_equation_reads_as_people_type_it(xml: str, text: str) -> None:
    assert write_equation(etree.fromstring(f"<m:oMath {MATH}>{xml}</m:oMath>")) == text


def test_equations_of_word_stand_in_their_sentence_or_under_each_other() -> None:
    document: Any = docx.Document()
    sentence = document.add_paragraph("De formule ")._p
    sentence.append(parse_xml(f"<m:oMath {MATH}>{QUADRATIC}</m:oMath>"))
    sentence.append(parse_xml(f"<w:r {nsdecls('w')}><w:t xml:space='preserve'> geldt.</w:t></w:r>"))
    lines = "".join(f"<m:oMath>{r(line)}</m:oMath>" for line in ("a*b*c", "[d](e)"))
    document.add_paragraph()._p.append(parse_xml(f"<m:oMathPara {MATH}>{lines}</m:oMathPara>"))
    output = io.BytesIO()
    document.save(output)
    assert read("a.docx", output.getvalue()).markdown == (
        "De formule x = (−b±√(b²−4ac))/(2a) geldt.\n\na\\*b\\*c  \n\\[d](e)\n"
    )


def test_an_equation_on_a_slide_is_read_the_same() -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Rekenen"
    paragraph = slide.placeholders[1].text_frame.paragraphs[0]._p
    paragraph.append(
        parse_xml(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"><mc:Choice Requires="a14"><a14:m>'
            f"<m:oMath {MATH}>{QUADRATIC}</m:oMath></a14:m></mc:Choice></mc:AlternateContent>"
        )
    )
    output = io.BytesIO()
    presentation.save(output)
    assert "x = (−b±√(b²−4ac))/(2a)" in read("a.pptx", output.getvalue()).markdown
