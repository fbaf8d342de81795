"""What a page hands to the browser, as the browser would get it."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def handed_over(app: AppTest) -> list[dict[str, Any]]:
    """Return the files that are handed to the browser now."""
    return _data_of("handing_over", app)


def printed(app: AppTest) -> list[str]:
    """Return the papers that the browser prints now."""
    return [data["page"] for data in _data_of("printing", app)]


def _data_of(component: str, app: AppTest) -> list[dict[str, Any]]:
    protos = [component.proto for component in app.get("bidi_component")]
    return [json.loads(proto.json) for proto in protos if proto.component_name == component]
