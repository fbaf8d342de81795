"""A PDF shows pages and leads nowhere; what else it is, or has beside them, is left behind."""

import re
import zipfile
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from core.materials.inspecting import inspect
from tests.core.materials.inspecting.given import paper, written
from tests.core.materials.inspecting.test_portable_documents import (
    ANYWHERE,
    annotation,
    document,
    reason,
)
from tests.papers import PDF

LINK = {"S": "/URI", "URI": "https://elsewhere.example/"}
SENDS = {"S": "/SubmitForm", "F": {"FS": "/URL", "F": "https://elsewhere.example/"}}
OTHER_FILE = {"S": "/GoToR", "F": "\\\\elsewhere\\share.pdf", "D": []}
FILM = {"S": "/Rendition", "OP": 0, "R": {"S": "/MR", "C": {"D": "https://elsewhere.example/"}}}

LEADING_OUT = {
    "a link": (None, annotation(A=LINK)),
    "a link at opening": ({"OpenAction": LINK}, None),
    "a form that is sent": (None, annotation(AA={"U": SENDS})),
    "a bookmark of another file": ({"Outlines": {"First": {"A": OTHER_FILE}}}, None),
    "a film from elsewhere": (None, annotation(A=FILM)),
    "behind turning a page": ({"OpenAction": {"S": "/GoTo", "D": [], "Next": [LINK]}}, None),
    "another file's thread": ({"OpenAction": {"S": "/Thread", "F": "a.pdf"}}, None),
    "what nobody knows": ({"OpenAction": {"S": "/ElsewhereTomorrow"}}, None),
    "a file pinned on from elsewhere": (
        {},
        {"Annots": [{"Subtype": "/FileAttachment", "Rect": ANYWHERE, "FS": {"F": "elsewhere"}}]},
    ),
}


def unpacked(content):
    """Everything that stands in a PDF, with nothing packed."""
    kept = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(
            kept,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return kept.getvalue()


@pytest.mark.parametrize(("root", "page"), LEADING_OUT.values(), ids=LEADING_OUT.keys())
def test_what_leads_out_of_a_pdf_leads_nowhere(root, page):
    kept = inspect(document(root, page))

    left = unpacked(kept.content)
    assert kept.pages == len(PdfReader(BytesIO(kept.content)).pages) == 2
    assert not re.search(rb"elsewhere|/(URI|SubmitForm|GoToR|Rendition|Thread)\b", left, re.I)


def test_a_link_in_a_locked_pdf_of_an_owner_leads_nowhere():
    kept = inspect(document({"OpenAction": LINK}, user_password="", owner_password="an owner's"))

    assert b"elsewhere" not in unpacked(kept.content)


def test_a_page_that_is_fetched_from_elsewhere_is_not():
    pdf, kept = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    stream = pdf.make_stream(b"", F=pikepdf.String("https://elsewhere.example/"))
    pdf.pages[0].Contents = stream
    pdf.save(kept)

    assert b"elsewhere" not in unpacked(inspect(kept.getvalue()).content)


@pytest.mark.parametrize("root", [{"OpenAction": {"S": "/GoTo", "D": []}}, {}])
def test_a_pdf_that_leads_nowhere_stays_as_it_came(root):
    """A seal in it (电子签章) can be checked only as long as no byte differs."""
    came = document(root)

    assert inspect(came).content == came


def test_a_seal_of_a_pdf_written_anew_is_no_longer_taken_for_one():
    field = {"FT": "/Sig", "T": "seal", "V": {"ByteRange": [0, 1, 2, 3]}, "A": LINK}

    kept = inspect(document(page=annotation(**field)))

    assert b"/ByteRange" not in unpacked(kept.content)


def test_a_field_that_no_form_names_stays_on_its_page_without_a_warning(recwarn):
    given = document(page=annotation(A=LINK, FT="/Tx", T="name", V="林秋悦"))

    kept = inspect(given)

    with pikepdf.open(BytesIO(kept.content)) as pdf:
        (field,) = pdf.pages[1].Annots
        assert (str(field.Subtype), str(field.T), str(field.V)) == ("/Widget", "name", "林秋悦")
    assert [str(warning.message) for warning in recwarn] == []


def archive(name="a.js"):
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr(name, "an archive beside a paper " * 9)
    return kept.getvalue()


def within(middle):
    """Bytes between the parts of a PDF, where no reader of papers looks."""
    head, rest = PDF.split(b"\n", 1)
    return head + b"\n%" + middle + b"\n" + rest


PAGE_OF_THE_WEB = b"<html><script>alert(1)</script></html>"
DISGUISED = {
    "an archive behind it": PDF + archive(),
    "an archive before it": archive() + PDF,
    "an archive around it": archive() + PDF + archive(),
    "an archive in it": within(archive()),
    "a script before it": b"alert(1)//\n" + PDF,
    "a page of the web before it": PAGE_OF_THE_WEB + PDF,
    "a page of the web behind it": PDF + PAGE_OF_THE_WEB,
    "a page of the web in it": within(PAGE_OF_THE_WEB),
    "an archive of 7z": within(b"7z\xbc\xaf\x27\x1c"),
    "an archive of RAR": within(b"Rar!\x1a\x07\x01\x00"),
    "an archive of tapes": b"%PDF-1.4\n%" + b"." * 247 + b"ustar" + within(b"")[9:],
}


@pytest.mark.parametrize("content", DISGUISED.values(), ids=DISGUISED.keys())
def test_what_a_pdf_is_as_well_stays_behind(content):
    kept = inspect(content)

    assert (kept.pages, kept.content[:5]) == (1, b"%PDF-")
    assert not zipfile.is_zipfile(BytesIO(kept.content))
    assert not re.search(rb"PK\x03\x04|alert|<html|7z\xbc|Rar!|ustar", kept.content)


def test_an_archive_in_a_stream_of_a_pdf_is_packed_anew():
    pdf, kept = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(archive())
    pdf.save(kept, compress_streams=False)

    assert zipfile.is_zipfile(BytesIO(kept.getvalue()))
    assert not zipfile.is_zipfile(BytesIO(inspect(kept.getvalue()).content))


def test_an_archive_in_a_photograph_in_a_pdf_is_refused():
    pdf, kept = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    photo = pdf.make_stream(written(paper(), "JPEG") + archive())
    photo.Subtype, photo.Filter = pikepdf.Name.Image, pikepdf.Name.DCTDecode
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=photo))
    pdf.save(kept)

    assert reason(kept.getvalue()) == "active"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP"])
def test_what_lies_behind_a_picture_stays_behind(kind):
    kept = inspect(written(paper(), kind) + archive() + PAGE_OF_THE_WEB)

    assert not zipfile.is_zipfile(BytesIO(kept.content))
    assert not re.search(rb"PK\x03\x04|alert", kept.content)


def test_names_in_the_letters_of_an_office_are_read():
    """Programs of offices write names of fonts in GBK, as keys and as values."""
    pdf, kept = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    odd = kept.getvalue().replace(
        b"/MediaBox", b"/Annots[<</Subtype/#cb#ce/S/#cc#e5/A<</S/#cc#e5>>>>]/#cb#ce/#cc#e5/MediaBox"
    )

    assert inspect(odd).pages == 1
