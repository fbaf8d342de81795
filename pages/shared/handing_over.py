"""Hand files, papers and pictures to the browser within the page: they have no address (law 14).

What ``st.download_button`` and ``st.image`` show can be fetched by whoever has its address, for
as long as Streamlit keeps it, which is longer than the page. A test sees to it that no page uses
them.
"""

from base64 import b64encode
from collections.abc import Callable
from html import escape
from typing import Literal
from uuid import uuid4

import streamlit as st

from pages.shared.components import script_of

_PNG = b"\x89PNG"


def offer_file(
    words: str,
    content: Callable[[], bytes],
    *,
    name: str,
    media_type: str,
    key: str,
    is_main: bool = False,
    width: Literal["stretch", "content"] = "content",
) -> None:
    """Offer to take a file along; it is fetched, and sent, only when somebody asks for it.

    Raises:
        ServiceError: If it was asked for and cannot be had.
    """
    kind: Literal["primary", "secondary"] = "primary" if is_main else "secondary"
    pressed = st.button(words, key=key, icon=":material/download:", type=kind, width=width)
    if pressed:
        _hand_over(content(), name=name, media_type=media_type, key=key)


def _hand_over(content: bytes, *, name: str, media_type: str, key: str) -> None:
    handing = st.components.v2.component("handing_over", js=script_of("handing_over"))
    with st.container(key=f"unseen_{key}"):
        handing(
            data={
                "name": name,
                "type": media_type,
                "content": b64encode(content).decode(),
                "mark": uuid4().hex,
            },
            key=f"handed.{key}",
        )


def offer_print(words: str, page: Callable[[], str], *, key: str, while_printing: str) -> None:
    """Offer to print a paper on the printer of the browser; it says ``while_printing``.

    Raises:
        ServiceError: If it was asked for and cannot be had.
    """
    if not st.button(words, key=key, icon=":material/print:", width="stretch"):
        return
    printing = st.components.v2.component("printing", js=script_of("printing"))
    with st.container(key=f"unseen_{key}"):
        printing(data={"page": page(), "mark": uuid4().hex}, key=f"printed.{key}")
    st.html(f'<p class="src" role="status">{escape(while_printing)}</p>')


def picture(content: bytes, described: str) -> str:
    """Return a picture as HTML, with what is written below it.

    Examples:
        >>> picture(b"GIF", "A & B")[:49]
        '<figure><img src="data:image/jpeg;base64,R0lG" al'
    """
    kind, words = "png" if content.startswith(_PNG) else "jpeg", escape(described)
    source = f"data:image/{kind};base64,{b64encode(content).decode()}"
    return f'<figure><img src="{source}" alt="{words}"><figcaption>{words}</figcaption></figure>'
