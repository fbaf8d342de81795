"""Debian's nginx on this machine, with the shipped configuration, before two processes."""

import datetime
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.serving import free_port
from tests.conftest import ROOT

SHIPPED = ROOT / "deploy" / "nginx"
PROCESSES = 2
PAGE = """
import os
import streamlit as st

st.markdown(f"process {os.getpid()}")
st.file_uploader("file")
"""
SERVE = """
import sys
from pathlib import Path
from adapters.serving import limits, server
from adapters.serving.health import watching_routes

script, port = Path(sys.argv[1]), int(sys.argv[2])
many = limits.Limits(300, 120, 60 * limits.MEGABYTE, 600 * limits.MEGABYTE)
at = server.Listening("127.0.0.1", port, "127.0.0.1")
routes = watching_routes(lambda: (), "token")
sys.exit(server.serve(script, at, letters=15, routes=routes, limits=many))
"""
MAIN = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include done_once/done_once.conf;
}}
"""


@dataclass(frozen=True)
class Hall:
    """What is reached from outside; ``ports`` are those of the processes."""

    port: int
    plain_port: int
    ports: tuple[int, ...]
    folder: Path

    @property
    def log(self):
        return (self.folder / "access.log").read_text()


def program():
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@contextmanager
def process(folder, port):
    script = folder / "page.py"
    script.write_text(PAGE)
    command = [sys.executable, "-c", SERVE, str(script), str(port)]
    with (folder / f"app-{port}.log").open("wb") as log:
        running = subprocess.Popen(
            command, cwd=ROOT, stderr=log, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        yield running
        running.terminate()
        running.wait()


@contextmanager
def hall(folder):
    """Two processes, and nginx before them, with names and ports of the test put in."""
    ports = tuple(free_port() for _ in range(PROCESSES))
    hall_served = Hall(free_port(), free_port(), ports, folder)
    _write_certificate(folder)
    _write_configuration(hall_served)
    with ExitStack() as stack:
        for port in ports:
            stack.enter_context(process(folder, port))
        with subprocess.Popen([program(), "-p", folder, "-c", folder / "nginx.conf"]) as nginx:
            try:
                yield hall_served
            finally:
                nginx.terminate()


def _write_configuration(hall_served):
    shutil.copytree(SHIPPED, hall_served.folder / "done_once")
    first, second = hall_served.ports
    put_in = {
        "127.0.0.1:8511": f"127.0.0.1:{first}",
        "127.0.0.1:8512": f"127.0.0.1:{second}",
        "listen 443 ": f"listen 127.0.0.1:{hall_served.port} ",
        "listen 80 ": f"listen 127.0.0.1:{hall_served.plain_port} ",
        "/var/log/nginx/done_once.log": str(hall_served.folder / "access.log"),
        "/etc/done-once/tls/hall": str(hall_served.folder / "hall"),
        "/etc/done-once/tls/designer": str(hall_served.folder / "hall"),
    }
    for file in (hall_served.folder / "done_once").iterdir():
        text = file.read_text()
        for shipped, ours in put_in.items():
            text = text.replace(shipped, ours)
        file.write_text(text)
    (hall_served.folder / "nginx.conf").write_text(MAIN.format(folder=hall_served.folder))


def _write_certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hall.example")])
    now = datetime.datetime.now(datetime.UTC)
    names = [x509.DNSName("hall.example"), x509.IPAddress(ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "hall.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "hall.key").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
