"""Rules of an institution that stop EGH.xlam or its Python, as Windows' registry holds them.

Pure: reading comes in as a function. Names and values as in Microsoft's ADMX files for Office 16.0 and Defender.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Lesen = Callable[[str, str, str], object]
"""Branch ("HKCU", "HKLM"), key and name → value, None where there is none."""

_OFFICE = r"Software\Policies\Microsoft\Office\16.0"
_DEFENDER = r"Software\Policies\Microsoft\Windows Defender"
_SCHARF = {"1", "6"}  # block, warn; 2 only writes down
_UNSIGNIERT = "EGH.xlam ist nicht signiert; die IT kann sie signieren (Handbuch, »PCs für mehrere«)."


@dataclass(frozen=True)
class _Regel:
    schluessel: str
    name: str
    satz: str


_REGELN = (
    _Regel(_OFFICE + r"\Common", "vbaoff", "VBA ist für Office abgeschaltet; kein Add-in mit Formeln läuft."),
    _Regel(_OFFICE + r"\Excel\Security", "DisableAllAddins", "Alle Add-ins von Excel sind abgeschaltet."),
    _Regel(_OFFICE + r"\Excel\Security", "RequireAddinSig", f"Add-ins müssen signiert sein. {_UNSIGNIERT}"),
    _Regel(
        _OFFICE + r"\Common\Security",
        "requirealwaysonmacrosig",
        f"Was Excel immer lädt, muss signiert sein. {_UNSIGNIERT}",
    ),
    _Regel(
        _OFFICE + r"\Excel\Security\Trusted Locations",
        "AllLocationsDisabled",
        f"Vertrauenswürdige Speicherorte sind abgeschaltet, auch XLSTART. {_UNSIGNIERT}",
    ),
)
_ANGRIFFSFLAECHE = {
    "d4f940ab-401b-4efc-aadc-ad5f3c50688a": "Defender hindert Office, Programme zu starten; die IT kann das Python der "
    "Umgebung ausnehmen.",
    "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b": "Defender hindert Office-Makros, Windows-Funktionen zu rufen; die IT kann "
    "EGH.xlam ausnehmen.",
}


def gefunden(lies: Lesen) -> Iterator[str]:
    """One sentence per rule in force, with the place where the IT finds it."""
    for regel in _REGELN:
        for zweig in ("HKCU", "HKLM"):
            if lies(zweig, regel.schluessel, regel.name) == 1:
                yield f"{regel.satz} ({zweig}\\{regel.schluessel}\\{regel.name})"
    for kennung, satz in _ANGRIFFSFLAECHE.items():
        if _scharf(lies, kennung):
            yield f"{satz} (Regel {kennung})"


def _scharf(lies: Lesen, kennung: str) -> bool:
    """By group policy a value of its own, by Intune one text `kennung=1|kennung=2`."""
    eigener = lies("HKLM", _DEFENDER + r"\Windows Defender Exploit Guard\ASR\Rules", kennung)
    alle = str(lies("HKLM", _DEFENDER + r"\Policy Manager", "ASRRules") or "").lower().split("|")
    return str(eigener).strip() in _SCHARF or any(f"{kennung}={art}" in alle for art in _SCHARF)
