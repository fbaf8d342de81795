"""A virus scanner to ask: ClamAV's daemon where it is installed, and a server of its protocol."""

import shutil
import socketserver
import struct
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from adapters.virus_scanning import ClamScanner

HARMFUL = b"(VIRUS)"
"""What both find. It stands in a PDF in the place of ``(pypdf)``."""
FINDING = "DoneOnce.Test"
CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
_START_SECONDS = 30


class Handler(socketserver.StreamRequestHandler):
    """One file by the command INSTREAM, as clamd's manual has it."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        came = b""
        while (length := struct.unpack(">I", self.rfile.read(4))[0]) > 0:
            came += self.rfile.read(length)
        found = HARMFUL in came
        self.wfile.write(b"stream: " + (FINDING.encode() + b" FOUND" if found else b"OK") + b"\0")


@contextmanager
def serving(handler=Handler):
    """Serve the protocol on a free port of this machine; yield the address."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@contextmanager
def running(folder: Path):
    """Run ClamAV's daemon, which knows one signature; yield the address."""
    (folder / "signatures").mkdir()
    (folder / "signatures" / "test.ndb").write_text(f"{FINDING}:0:*:{HARMFUL.hex()}\n")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    settings = {
        "LocalSocket": folder / "clamd.ctl",
        "DatabaseDirectory": folder / "signatures",
        "Foreground": "yes",
        "User": "root",
    }
    at = folder / "clamd.conf"
    at.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    with subprocess.Popen(
        [str(CLAMD), "-c", str(at)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as daemon:
        until = time.monotonic() + _START_SECONDS
        while not (folder / "clamd.ctl").exists() and time.monotonic() < until:
            time.sleep(0.05)
        yield f"unix:{folder / 'clamd.ctl'}"
        daemon.terminate()


class Switched:
    """A scanner that can be switched off; it says how often it was asked."""

    def __init__(self, address, *, on=True):
        self.on, self.asked = on, 0
        self._on, self._off = ClamScanner(address), ClamScanner("tcp://127.0.0.1:1")

    def find(self, content):
        self.asked += 1
        return (self._on if self.on else self._off).find(content)
