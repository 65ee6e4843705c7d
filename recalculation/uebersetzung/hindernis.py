"""Die Ausnahme für Formeln, die nicht gerechnet werden können, und die Sätze, die nicht mehr sagen als das."""

import re

NICHT_LESBAR = "Die Formel ist nicht lesbar."
FREMDES = "Die Formel enthält etwas, das die Rechenmaschine nicht kennt."
_ZU_LANG = (
    "Die Formel hat für die Rechenmaschine zu viele Glieder oder Klammern; in mehrere Zellen teilen. "
    "Der alte Wert bleibt stehen."
)
_VIELE = 70  # so viele Rechenzeichen oder Klammern liest sie immer


class NichtBerechenbar(Exception):
    """Die Maschine kann diese Formel nicht rechnen; der Text sagt dem Anwender, warum."""


def genauer(satz: str, formel: str) -> str:
    """Der Satz; wo er nichts sagt und die Formel sehr lang ist (etwa 250 Glieder mit +), nennt er das."""
    lang = len(re.findall(r"[-+*/^&(]", formel)) > _VIELE
    return _ZU_LANG if lang and satz in (NICHT_LESBAR, FREMDES) else satz
