"""The kiosk as ``manage.py serve`` serves it, with a window: what does its process still hold?"""

import os
import sys
from multiprocessing.connection import Listener
from threading import Thread

import runtime
from tests.forgetting.walking import held, uploads_of, visit_of


def _answer(address: str) -> None:
    with Listener(address) as listener:
        while True:
            with listener.accept() as asking:
                kind, about = asking.recv()
                asking.send(_ASKED[kind](about))


_ASKED = {"held": held, "uploads": uploads_of, "visit": visit_of}


if __name__ == "__main__":
    Thread(target=_answer, args=(os.environ["WATCHED_AT"],), daemon=True).start()
    sys.exit(runtime.serve("kiosk", port=int(sys.argv[1])))
