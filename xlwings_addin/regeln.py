"""Rules of an institution that stop EGH.xlam or its Python, as Windows' registry holds them.

Pure: reading comes in as a function. Names and values as in Microsoft's ADMX files for Office 16.0 and Defender.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Fund:
    """A rule in force: its sentence, whether a signed EGH.xlam satisfies it, whether exemptions may (not readable)."""

    satz: str
    verlangt_signatur: bool = False
    vielleicht: bool = False


Lesen = Callable[[str, str, str], object]
"""Branch ("HKCU", "HKLM"), key and name → value, None where there is none."""

_OFFICE = (r"Software\Policies\Microsoft\Office\16.0", r"Software\Policies\Microsoft\Cloud\Office\16.0")
_DEFENDER = r"Software\Policies\Microsoft\Windows Defender"
_SCHARF = {"1", "6"}  # block, warn; 2 only writes down
_UNSIGNIERT = "EGH.xlam ist nicht signiert; die IT kann sie signieren (Handbuch, »PCs für mehrere«)."


@dataclass(frozen=True)
class _Regel:
    schluessel: str
    name: str
    satz: str
    verlangt_signatur: bool = False


_REGELN = (
    _Regel(r"\Common", "vbaoff", "VBA ist für Office abgeschaltet; kein Add-in mit Formeln läuft."),
    _Regel(r"\Excel\Security", "DisableAllAddins", "Alle Add-ins von Excel sind abgeschaltet."),
    _Regel(r"\Excel\Security", "RequireAddinSig", f"Add-ins müssen signiert sein. {_UNSIGNIERT}", True),
    _Regel(
        r"\Common\Security",
        "requirealwaysonmacrosig",
        f"Was Excel immer lädt, muss signiert sein. {_UNSIGNIERT}",
        True,
    ),
    _Regel(
        r"\Excel\Security\Trusted Locations",
        "AllLocationsDisabled",
        f"Vertrauenswürdige Speicherorte sind abgeschaltet, auch XLSTART. {_UNSIGNIERT}",
        True,
    ),
)
_ANGRIFFSFLAECHE = {
    "d4f940ab-401b-4efc-aadc-ad5f3c50688a": "Defender hindert Office, Programme zu starten; die IT kann das Python der "
    "Umgebung ausnehmen.",
    "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b": "Defender hindert Office-Makros, Windows-Funktionen zu rufen; die IT kann "
    "EGH.xlam ausnehmen.",
}


def gefunden(lies: Lesen) -> Iterator[Fund]:
    """The rules in force, with the place where the IT finds them."""
    for regel in _REGELN:
        for schluessel in (wurzel + regel.schluessel for wurzel in _OFFICE):
            for zweig in ("HKCU", "HKLM"):
                if lies(zweig, schluessel, regel.name) == 1:
                    ort = f"{zweig}\\{schluessel}\\{regel.name}"
                    yield Fund(f"{regel.satz} ({ort})", regel.verlangt_signatur)
    for kennung, satz in _ANGRIFFSFLAECHE.items():
        if _scharf(lies, kennung):
            yield Fund(
                f"{satz} (Regel {kennung}; ob das schon geschehen ist, lässt sich hier nicht lesen)",
                vielleicht=True,
            )


def _scharf(lies: Lesen, kennung: str) -> bool:
    """By group policy a value of its own, if rules are on at all; by Intune one text `kennung=1|kennung=2`."""
    gruppe = _DEFENDER + r"\Windows Defender Exploit Guard\ASR"
    eigener = lies("HKLM", gruppe + r"\Rules", kennung)
    an = lies("HKLM", gruppe, "ExploitGuard_ASR_Rules") != 0
    alle = str(lies("HKLM", _DEFENDER + r"\Policy Manager", "ASRRules") or "").lower().split("|")
    return (an and str(eigener).strip() in _SCHARF) or any(f"{kennung}={art}" in alle for art in _SCHARF)
