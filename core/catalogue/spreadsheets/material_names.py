"""What the name of a material says besides: in which form, how many, with whose signature.

Departments write 身份证复印件（一式两份，加盖公章） into one cell. What a column says of its own
goes first; what is clear in the name is taken; what is not is told.
"""

import re
from collections.abc import Set
from typing import Any

from core.catalogue.spreadsheets.cells import closed_word, notes_in
from core.catalogue.spreadsheets.quantities import count_of, squeezed
from core.catalogue.spreadsheets.rows import RowReading, brief
from core.catalogue.spreadsheets.words import FORM_WORDS

_FORM = re.compile(r"原件|复印件|扫描件|电子件|电子版")
_TAKEN_BACK = re.compile(r"[不无非免或]\w?$|^或|^/")
_COPIES = re.compile(
    r"(?:(?:不少于|不低于|不超过|至少|最少|最多|超过)|每\w)?"
    r"(?:一式|各|共)?[\d零一二两三四五六七八九十百千几多半数第约至到~\-–—.]+[份套张]"
    r"(?:以上|以下|以内|左右)?"
)
"""Whatever may be a number of copies; what is none, but a range or more or less, is told."""
_IN_NOTES = {
    "signing": re.compile(r"章|签字|签名"),
    "necessity": re.compile(r"容缺|必要|必需|如有|选交|选填"),
    "exemption_by": re.compile(r"免提交|免交|免于|[无不]需提|共享|电子证照"),
}
_ANYWHERE = {
    "signing": re.compile(
        r"加盖|[需须应由]\w*(?:签字|签名|盖章)|[,;、].*(?:签字|签名|章)"
        r"|(?:签字|签名|签章|盖章)(?:件|版)?$"
    ),
    "necessity": re.compile(r"可?容缺|必要时|如有|如需|若有|若需|视情"),
}


def said_by_name(name: str, given: Set[str], reading: RowReading) -> dict[str, Any]:
    """Return what a name says of what no column does; tell what is unclear."""
    text = squeezed(name)
    said: dict[str, Any] = {}
    if "form" not in given:
        said |= _read_attribute(_form_in, "form", text, reading)
    if "copies" not in given:
        said |= _read_attribute(_copies_in, "copies", text, reading)
    for attribute in _IN_NOTES:
        if attribute not in given and (unclear := _unclear(attribute, text)):
            reading.note("name-says-more", text=brief(unclear))
    return said


def _unclear(attribute: str, text: str) -> str:
    """Return what a name says of an attribute, in its notes or in the words themselves."""
    if notes := [note for note in notes_in(text) if _IN_NOTES[attribute].search(note)]:
        return "；".join(notes)
    found = _ANYWHERE[attribute].search(text) if attribute in _ANYWHERE else None
    return found[0] if found else ""


def _read_attribute(read: Any, attribute: str, text: str, reading: RowReading) -> dict[str, Any]:
    try:
        found = read(text)
    except ValueError as unclear:
        reading.note("name-says-more", text=brief(str(unclear)))
        return {}
    return {} if found is None else {attribute: found}


def _form_in(text: str) -> str | None:
    """Return the form that a name states, if it states one.

    Examples:
        >>> _form_in("身份证原件及复印件"), _form_in("营业执照(复印件)"), _form_in("申请书")
        ('original_and_copy', 'copy', None)
    """
    found = list(_FORM.finditer(text))
    if not found:
        return None
    start, end = found[0].start(), found[-1].end()
    form = closed_word(FORM_WORDS, text[start:end])
    if form is None or _TAKEN_BACK.search(text[:start]) or _TAKEN_BACK.search(text[end:]):
        raise ValueError(text[start:end])
    return form


def _copies_in(text: str) -> int | None:
    """Return how many copies a name asks for, if it does.

    Examples:
        >>> _copies_in("申请书(一式两份)"), _copies_in("申请书")
        (2, None)
    """
    found = _COPIES.findall(text)
    if len(found) > 1:
        raise ValueError("；".join(found))
    return count_of(found[0]) if found else None
