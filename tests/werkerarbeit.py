"""Work for other processes: a module of its own, so that they load nothing else."""

import os


def arbeit(auftrag: int) -> int:
    """At 3 the process dies, at 4 the work fails."""
    if auftrag == 3:
        os._exit(9)
    if auftrag == 4:
        raise ValueError(auftrag)
    return 10 * auftrag
