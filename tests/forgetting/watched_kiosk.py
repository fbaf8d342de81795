"""The kiosk as it is served, with a window: a test asks what its process still holds."""

import os
import runpy
from multiprocessing.connection import Listener
from pathlib import Path
from threading import Thread

import streamlit as st

from tests.forgetting.walking import held, visit_of

ROOT = Path(__file__).parents[2]


@st.cache_resource
def open_window() -> None:
    """Answer questions about this process as long as it lives."""
    Thread(target=_answer, args=(os.environ["WATCHED_AT"],), daemon=True).start()


def _answer(address: str) -> None:
    with Listener(address) as listener:
        while True:
            with listener.accept() as asking:
                kind, about = asking.recv()
                asking.send(held(about) if kind == "held" else visit_of(about))


if __name__ == "__main__":
    open_window()
    runpy.run_path(str(ROOT / "kiosk_app.py"), run_name="__main__")
