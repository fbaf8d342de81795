"""A PDF is taken if anybody can open it, and refused for what it does, not for names in it."""

import re
import zlib
from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    TextStringObject,
)

from core.errors import UploadRefusedError
from core.materials.inspecting import inspect
from tests.papers import PDF

ANYWHERE = [0, 0, 9, 9]
NAMES = ("EF", "JS", "JavaScript", "Launch", "EmbeddedFiles", "RichMedia", "XFA", "AA", "A", "S")
SCRIPT = {"S": "/JavaScript", "JS": "app.alert(1)"}


def made(value):
    """Objects of a PDF from plain ones: text that begins with a slash is a name."""
    if isinstance(value, dict):
        return DictionaryObject({NameObject(f"/{key}"): made(item) for key, item in value.items()})
    if isinstance(value, list):
        return ArrayObject(made(item) for item in value)
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    return FloatObject(value) if isinstance(value, int) else value


def document(root=None, page=None, *, change=None, **password):
    writer, kept = PdfWriter(), BytesIO()
    for _ in range(2):
        writer.add_blank_page(width=595, height=842)
    if change:
        root = change(writer)
    writer.root_object.update(made(root or {}))
    writer.pages[1].update(made(page or {}))
    if password:
        writer.encrypt(**password)
    writer.write(kept)
    return kept.getvalue()


def reason(content):
    with pytest.raises(UploadRefusedError) as refusal:
        inspect(content)
    return refusal.value.message_key.removeprefix("error.applicant.upload_")


def annotation(**more):
    return {"Annots": [{"Subtype": "/Widget", "Rect": ANYWHERE, **more}]}


@pytest.mark.parametrize("cipher", ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_a_pdf_that_opens_without_a_password_is_taken(cipher):
    with_owner = {"user_password": "", "owner_password": "an owner's", "algorithm": cipher}
    taken = document(**with_owner)

    assert inspect(taken).pages == 2
    assert reason(document({"OpenAction": SCRIPT}, **with_owner)) == "active"
    assert reason(document(**{**with_owner, "user_password": "a reader's"})) == "locked"


@pytest.mark.parametrize(
    "preface", [b"\n", b"\xef\xbb\xbf", b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 1_024]
)
def test_what_stands_before_the_header_goes(preface):
    kept = inspect(preface + PDF)

    assert (kept.content, kept.pages) == (PDF, 1)


def test_a_pdf_that_counts_what_stands_before_it_is_written_anew_without():
    def moved(found):
        return b"%010d" % (int(found[0]) + 500)

    table = PDF.rindex(b"\nxref") + 1
    places = re.sub(rb"\d{10}(?= \d{5} n)", moved, PDF[table:])
    start = re.sub(rb"(?<=startxref\n)\d+", moved, places)
    counted = b"y" * 500 + PDF[:table] + start

    kept = inspect(counted)

    assert (kept.content[:5], kept.pages, b"yyyy" in kept.content) == (b"%PDF-", 1, False)


def lists_of_names(writer):
    stream = DecodedStreamObject()
    stream.update(made({"Type": "/XObject", "Subtype": "/Form", "BBox": ANYWHERE}))
    form = writer._add_object(stream)
    font = made({"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"})
    writer.pages[0][NameObject("/Resources")] = made(
        {
            "Font": dict.fromkeys(NAMES, font),
            "XObject": dict.fromkeys(NAMES, form),
            "ExtGState": {name: {"CA": 1} for name in NAMES},
            "Properties": {name: {"JS": "x", "F": form} for name in NAMES},
            "ColorSpace": dict.fromkeys(NAMES, "/DeviceRGB"),
        }
    )
    writer.add_metadata({f"/{name}": "x" for name in NAMES})
    return {}


HARMLESS = {
    "parts of a text": {
        "StructTreeRoot": {
            "RoleMap": dict.fromkeys(NAMES, "/P"),
            "K": [{"S": "/Launch", "A": {"O": "/Layout"}}, {"S": "/JavaScript"}],
        }
    },
    "empty lists": {"Names": {name: {"Names": []} for name in ("JavaScript", "EmbeddedFiles")}},
    "places": {"Dests": {"EF": [], "JS": {"D": []}}},
    "going to a page": {"OpenAction": {"S": "/GoTo", "D": []}},
    "showing a page": {"OpenAction": []},
    "a form": {"AcroForm": {"Fields": [], "XFA": NullObject()}},
}


@pytest.mark.parametrize("root", HARMLESS.values(), ids=HARMLESS.keys())
def test_names_that_mean_nothing_where_they_stand_are_no_activity(root):
    assert inspect(document(root)).pages == 2


def test_names_of_fonts_pictures_and_looks_are_no_activity():
    looks = annotation(AP={"N": {"JS": NullObject(), "EF": {"F": 1}}})

    assert inspect(document(page=looks, change=lists_of_names)).pages == 2


ACTIVE_ROOTS = {
    "at opening": {"OpenAction": SCRIPT},
    "at closing": {"AA": {"WC": SCRIPT}},
    "behind other actions": {
        "OpenAction": {"S": "/GoTo", "Next": [{"S": "/Named", "Next": SCRIPT}]}
    },
    "beside a film": {"OpenAction": {"S": "/Rendition", "JS": "x"}},
    "of the file": {"Names": {"JavaScript": {"Kids": [{"Names": ["a", SCRIPT]}]}}},
    "in a field": {"AcroForm": {"Fields": [{"Kids": [{"AA": {"K": SCRIPT}}]}]}},
    "a form that is a program": {"AcroForm": {"XFA": ["template", "x"]}},
    "in the contents": {"Outlines": {"First": {"Next": {"A": SCRIPT}}}},
    "a file beside it": {"AF": [{"EF": {"UF": "x"}}]},
    "files in it": {"Names": {"EmbeddedFiles": {"Names": ["a", {"F": "a"}]}}},
}
ACTIVE_PAGES = {
    "at turning": {"AA": {"O": SCRIPT}},
    "at touching": annotation(A={"S": "/Launch", "F": "cmd.exe"}),
    "at typing": annotation(AA={"K": SCRIPT}),
    "a file pinned on": annotation(FS={"EF": {"F": "x"}}),
    "a film of old": {"Annots": [{"Subtype": "/Movie", "Rect": ANYWHERE}]},
    "a sound": {"Annots": [{"Subtype": "/Sound", "Rect": ANYWHERE}]},
    "reading in another file": annotation(A={"S": "/ImportData", "F": "a.fdf"}),
    "opening a file in it": annotation(A={"S": "/GoToE", "T": {"R": "/C", "N": "a"}}),
    "a film": {"Annots": [{"Subtype": "/RichMedia", "Rect": ANYWHERE}]},
}


@pytest.mark.parametrize("root", ACTIVE_ROOTS.values(), ids=ACTIVE_ROOTS.keys())
def test_what_runs_or_hides_something_is_refused(root):
    assert reason(document(root)) == "active"


@pytest.mark.parametrize("page", ACTIVE_PAGES.values(), ids=ACTIVE_PAGES.keys())
def test_what_a_page_runs_or_hides_is_refused(page):
    assert reason(document(page=page)) == "active"


def spread(writer):
    """A script each part of which is an object of its own, and which is called a font as well."""
    apart = writer._add_object
    action = apart(made({"S": apart(NameObject("/Launch")), "F": apart(TextStringObject("x"))}))
    writer.pages[0][NameObject("/Resources")] = made({"Font": {"F1": action}})
    return {"OpenAction": action}


def test_hiding_a_script_behind_references_does_not_help():
    assert reason(document(change=spread)) == "active"


def test_writing_names_in_another_way_does_not_help():
    written = document({"OpenAction": SCRIPT})
    encoded = written.replace(b"/JavaScript", b"/J#61vaScri#70t").replace(b"/JS", b"/#4aS")

    assert reason(encoded.replace(b"/OpenAction", b"/Open#41ction")) == "active"


def packed(action):
    """A PDF whose objects lie packed in a stream, where no search for a name finds them."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        action,
    )
    places = [sum(len(part) + 1 for part in objects[:place]) for place in range(4)]
    head = b" ".join(b"%d %d" % (place + 1, at) for place, at in enumerate(places)) + b" "
    body = zlib.compress(head + b" ".join(objects))
    stream = b"5 0 obj<</Type/ObjStm/N 4/First %d/Filter/FlateDecode/Length %d>>stream\n"
    file = b"%PDF-1.5\n" + stream % (len(head), len(body)) + body + b"\nendstream endobj\n"
    rows = [(0, 0, 0), *((2, 5, place) for place in range(4)), (1, 9, 0), (1, len(file), 0)]
    table = b"".join(bytes([kind]) + at.to_bytes(4) + bytes([more]) for kind, at, more in rows)
    about = b"6 0 obj<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return file + about + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(file)


def test_a_script_in_a_packed_stream_is_found():
    assert inspect(packed(b"<</S/GoTo/D[3 0 R/Fit]>>")).pages == 1
    assert reason(packed(b"<</S/#4aavaScript/JS(x)>>")) == "active"


@pytest.mark.parametrize("lost", [b"%%EOF", b"%EOF", b"EOF", b"F"])
def test_a_lost_mark_at_the_end_of_a_pdf_is_set(lost):
    whole = document().rstrip()
    cut = whole[: -len(lost)] if whole.endswith(lost) else whole

    kept = inspect(cut)

    assert (kept.pages, kept.content.rstrip()[-5:]) == (2, b"%%EOF")


def test_half_a_pdf_is_refused():
    whole = document()

    assert reason(whole[: len(whole) // 2]) == "broken"
