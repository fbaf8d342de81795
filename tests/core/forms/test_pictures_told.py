"""A place that holds a picture says so, so that nobody reads the name of a file."""

import pytest

from core.catalogue.models import FieldType
from core.forms.department_forms import FormEntry

KEPT = "a" * 64 + ".jpg"


@pytest.mark.parametrize(
    ("value", "is_picture"),
    [(KEPT, True), ("照片.jpg", False), ("张三", False), (None, False), ([KEPT], False)],
)
def test_only_what_is_kept_as_a_picture_is_one(value, is_picture):
    assert FormEntry("F1", "照片", FieldType.TEXT, value).is_picture == is_picture
