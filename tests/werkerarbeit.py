"""Work for other processes: a module of its own, so that they load nothing else."""

import os
import struct
from multiprocessing import connection


def arbeit(auftrag: int) -> int:
    """At 3 the process dies, at 6 it dies within its answer, at 4 the work fails."""
    if auftrag == 3:
        os._exit(9)
    if auftrag == 6:
        connection.Connection._send_bytes = _stirb_mitten_darin
    if auftrag == 4:
        raise ValueError(auftrag)
    return 10 * auftrag


def _stirb_mitten_darin(leitung: connection.Connection, _: object) -> None:
    os.write(leitung.fileno(), struct.pack("!i", 100_000) + b"und weiter kommt nichts")
    os._exit(9)
