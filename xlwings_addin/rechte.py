"""Who may change a folder on Windows, read from its security descriptor as text (SDDL).

Whoever may write into the folder of Python or of the DLL puts code into the Excel of everybody who loads them.
"""

from __future__ import annotations

import re
from collections.abc import Collection

# Rights that let somebody put or change a file: by SDDL's two letters and by the bits of a mask.
_SCHREIBEN = {"FA", "FW", "GA", "GW", "DC", "LC", "DT", "SD", "WD", "WO"}
_BITS = 0x2 | 0x4 | 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000
_ACE = re.compile(r"\(([A-Z]+);([A-Z]*);([^;]*);[^;]*;[^;]*;([^;)]+)[^)]*\)")
_MEHRERE = {  # well-known SIDs of more than one person, in SDDL's short and in the long form
    "WD": "Jeder", "S-1-1-0": "Jeder",
    "AU": "Authentifizierte Benutzer", "S-1-5-11": "Authentifizierte Benutzer",
    "BU": "Benutzer", "S-1-5-32-545": "Benutzer",
    "IU": "Interaktiv", "S-1-5-4": "Interaktiv",
    "NU": "Netzwerk", "S-1-5-2": "Netzwerk",
    "BG": "Gäste", "S-1-5-32-546": "Gäste",
    "AN": "Anonym", "S-1-5-7": "Anonym",
    "DU": "Domänen-Benutzer",
}  # fmt: skip
# Administrators, system, TrustedInstaller, creator and owner of what is created: they may anyway.
_DUERFEN = {"BA", "SY", "CO", "LS", "NS", "OW", "S-1-5-18", "S-1-5-32-544", "S-1-3-0", "S-1-3-4"}
_VERTRAUT = re.compile(r"S-1-5-80-956008885-.*")  # TrustedInstaller
_DOMAENE = re.compile(r"S-1-5-21-.*-(?:51[2389])")  # domain administrators, users (513) and their kin


def fremde(sddl: str, eigene: Collection[str]) -> list[str]:
    """Who besides administrators and `eigene` (SIDs of the user) may change the folder; names or SIDs.

    A descriptor without a list of rights lets everybody do everything.
    """
    teil = re.search(r"D:([A-Z]*)((?:\([^()]*\))*)", sddl)
    if teil is None or "NO_ACCESS_CONTROL" in sddl or not teil[2]:
        return ["Jeder"] if teil is None or "NO_ACCESS_CONTROL" in sddl else []
    gefunden: dict[str, None] = {}
    for art, vererbung, recht, wer in _ACE.findall(teil[2]):
        if art != "A" or "IO" in re.findall("..", vererbung) or not _schreibt(recht):
            continue  # IO: counts for what is created inside, not for the folder
        if wer in _DUERFEN or wer in eigene or _VERTRAUT.fullmatch(wer):
            continue
        if _DOMAENE.fullmatch(wer) and not wer.endswith("-513"):
            continue
        gefunden[_MEHRERE.get(wer, "Domänen-Benutzer" if wer.endswith("-513") else wer)] = None
    return list(gefunden)


def _schreibt(recht: str) -> bool:
    if recht.lower().startswith("0x"):
        return bool(int(recht, 16) & _BITS)
    return bool(_SCHREIBEN & set(re.findall("..", recht)))
