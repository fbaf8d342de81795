"""Pictures that stand in a form, as addresses that a page can hold."""

from base64 import b64encode
from collections.abc import Mapping

from core.forms.department_forms import FormEntry
from core.forms.pictures import digest_in


def picture_at(pictures: Mapping[str, bytes], entry: FormEntry) -> str:
    """Return the picture that a value names as an address; nothing if it names none.

    Examples:
        >>> from core.catalogue.models import FieldType
        >>> picture_at({}, FormEntry("F1", "photo", FieldType.TEXT, "words"))
        ''
    """
    content = pictures.get(digest_in(entry.value))
    if content is None:
        return ""
    kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{b64encode(content).decode('ascii')}"
