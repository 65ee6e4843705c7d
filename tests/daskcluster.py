"""A Dask cluster as somebody starts it in a terminal: a scheduler, workers, each a process of its own."""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HIER = "127.0.0.1"
DASK = [sys.executable, "-m", "dask"]
TESTS = Path(__file__).parent


class DaskCluster:
    """`adresse` is what a user gives; every process ends with the block."""

    def __init__(self, ordner: Path, umgebung: dict[str, str] | None = None, protokoll: str = "tcp") -> None:
        self._ordner, self._protokoll = ordner, protokoll
        self._umgebung = {**os.environ, "PYTHONPATH": str(TESTS), **(umgebung or {})}
        self._prozesse: list[subprocess.Popen[bytes]] = []
        self.adresse = ""

    def __enter__(self) -> DaskCluster:
        datei = self._ordner / "scheduler.json"
        self._starte("scheduler", "--host", HIER, "--port", "0", "--no-dashboard", "--protocol", self._protokoll,
                     "--scheduler-file", datei)  # fmt: skip
        warte(lambda: datei.is_file() and b'"address"' in datei.read_bytes())
        self.adresse = json.loads(datei.read_bytes())["address"]
        return self

    def __exit__(self, *_: object) -> None:
        for prozess in self._prozesse:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(prozess.pid, signal.SIGKILL)
            prozess.wait()

    def werker(self, anzahl: int = 2, faeden: int = 1, *mehr: str, **umgebung: str) -> None:
        """Start some; they are there when one asks the scheduler, a moment later."""
        self._starte("worker", self.adresse, "--nworkers", str(anzahl), "--nthreads", str(faeden), "--no-dashboard",
                     *mehr, **umgebung)  # fmt: skip

    def rechnende(self) -> list[int]:
        """The processes in which workers compute: children of the second process on."""
        return [pid for p in self._prozesse[1:] for pid in kinder(p.pid) if b"spawn_main" in _befehl(pid)]

    def ende_der_verwaltung(self) -> None:
        os.killpg(self._prozesse[0].pid, signal.SIGKILL)

    def _starte(self, *argumente: str | Path, **umgebung: str) -> None:
        with (self._ordner / f"{len(self._prozesse)}.log").open("wb") as ausgabe:
            self._prozesse.append(
                subprocess.Popen([*DASK, *map(str, argumente)], stdout=ausgabe, stderr=ausgabe, cwd=self._ordner,
                                 env={**self._umgebung, **umgebung}, start_new_session=True)
            )  # fmt: skip


def kinder(pid: int) -> list[int]:
    """Processes that any of its threads started."""
    return [
        int(k) for p in Path(f"/proc/{pid}/task").glob("*/children") for k in p.read_text("ascii").split()
    ]


def _befehl(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return b""


def warte(worauf: Callable[[], bool], sekunden: float = 60) -> None:
    ende = time.monotonic() + sekunden
    while not worauf():
        if time.monotonic() > ende:
            raise TimeoutError
        time.sleep(0.05)


def zertifikate(ordner: Path) -> dict[str, str]:
    """A key and a certificate that signs itself, for this machine; as Dask's environment variables."""
    schluessel = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "egh")])
    jetzt = datetime.datetime.now(datetime.UTC)
    zertifikat = (
        x509.CertificateBuilder(name, name, schluessel.public_key(), x509.random_serial_number())
        .not_valid_before(jetzt - datetime.timedelta(days=1))
        .not_valid_after(jetzt + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HIER))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(schluessel, hashes.SHA256())
    )
    z, s = ordner / "zertifikat.pem", ordner / "schluessel.pem"
    z.write_bytes(zertifikat.public_bytes(serialization.Encoding.PEM))
    s.write_bytes(
        schluessel.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    wer = {
        f"{tls}{r}__{was}": str(p)
        for r in ("CLIENT", "SCHEDULER", "WORKER")
        for was, p in (("CERT", z), ("KEY", s))
    }
    return {f"{tls}CA_FILE": str(z), **wer}
