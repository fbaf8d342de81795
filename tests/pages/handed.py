"""What a page hands to the browser, as the browser would get it."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def handed_over(app: AppTest) -> list[dict[str, Any]]:
    """Return the files that are handed to the browser now."""
    protos = [one.proto for one in app.get("bidi_component")]
    return [json.loads(one.json) for one in protos if one.component_name == "handing_over"]
