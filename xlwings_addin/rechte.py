"""Who may change a folder on Windows, read from its security descriptor as text (SDDL).

Whoever may write into the folder of Python or of the DLL puts code into the Excel of everybody who loads them. What
cannot be read for sure counts as open.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

UNLESBAR = "Rechte nicht lesbar"

# Rights that let somebody put or change a file: by SDDL's two letters and by the bits of a mask. KA and KW are names of
# registry rights whose bits mean for a folder: everything, and adding files.
_SCHREIBEN = {"FA", "FW", "GA", "GW", "DC", "LC", "DT", "SD", "WD", "WO", "KA", "KW"}
_ANDERE = {"CC", "SW", "RP", "WP", "LO", "CR", "RC", "FR", "FX", "GR", "GX", "KR", "KX"}
_BITS = 0x2 | 0x4 | 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x2000000 | 0x10000000 | 0x40000000
_ERLAUBEND = {"A", "OA", "XA", "ZA"}  # also those for an object or under a condition
_VERBIETEND = {"D", "OD", "XD"}
_MEHRERE = {  # well-known SIDs of more than one person, in SDDL's short and in the long form
    "WD": "Jeder", "S-1-1-0": "Jeder",
    "AU": "Authentifizierte Benutzer", "S-1-5-11": "Authentifizierte Benutzer",
    "BU": "Benutzer", "S-1-5-32-545": "Benutzer",
    "IU": "Interaktiv", "S-1-5-4": "Interaktiv",
    "NU": "Netzwerk", "S-1-5-2": "Netzwerk",
    "BG": "Gäste", "S-1-5-32-546": "Gäste",
    "AN": "Anonym", "S-1-5-7": "Anonym",
    "DU": "Domänen-Benutzer",
    "LS": "Lokaler Dienst", "S-1-5-19": "Lokaler Dienst",
    "NS": "Netzwerkdienst", "S-1-5-20": "Netzwerkdienst",
}  # fmt: skip
# Administrators of the PC and of the domain, system, creator and owner of what is created: they may anyway.
_DUERFEN = {"BA", "SY", "CO", "OW", "LA", "DA", "EA", "S-1-5-18", "S-1-5-32-544", "S-1-3-0", "S-1-3-4"}
_VERTRAUT = re.compile(r"S-1-5-80-956008885-.*")  # TrustedInstaller
_VERWALTER = re.compile(
    r"S-1-5-21-.*-(?:500|512|518|519)"
)  # administrator, administrators of domain and forest


def fremde(sddl: str, eigene: Collection[str]) -> list[str]:
    """Who besides administrators and `eigene` (SIDs of the user) may change the folder; names or SIDs.

    A descriptor without a list of rights lets everybody do everything. Rights that count only for what is created
    inside (IO) count too: python.exe and the DLL are inside.
    """
    anfang = re.search(r"D:(?:P|AI|AR)*(?=\(|S:|$)", sddl)
    if anfang is None or "NO_ACCESS_CONTROL" in sddl:
        return ["Jeder"]
    gefunden: dict[str, None] = {}
    for eintrag in _eintraege(sddl[anfang.end() :]):
        felder = eintrag.split(";", 6)
        if len(felder) < 6 or felder[0] not in _ERLAUBEND | _VERBIETEND:
            return [UNLESBAR]
        art, _, recht, _, _, wer = felder[:6]
        if art in _VERBIETEND or wer in _DUERFEN or wer in eigene:
            continue
        if _VERTRAUT.fullmatch(wer) or _VERWALTER.fullmatch(wer) or not _schreibt(recht):
            continue
        gefunden[_MEHRERE.get(wer, "Domänen-Benutzer" if wer.endswith("-513") else wer)] = None
    return list(gefunden)


def _eintraege(text: str) -> Iterator[str]:
    """What stands in the outermost parentheses, up to the next list (S:); a condition has parentheses of its own."""
    tiefe, anfang = 0, 0
    for ort, zeichen in enumerate(text):
        if zeichen == "(":
            anfang = ort + 1 if tiefe == 0 else anfang
            tiefe += 1
        elif zeichen == ")":
            tiefe -= 1
            if tiefe == 0:
                yield text[anfang:ort]
        elif tiefe == 0:
            if not text.startswith("S:", ort):
                yield ""  # something that is no entry
            return
    if tiefe:
        yield ""


def _schreibt(recht: str) -> bool:
    if re.fullmatch("0[xX][0-9a-fA-F]+", recht):
        return bool(int(recht, 16) & _BITS)
    paare = set(re.findall("..", recht))
    return len(recht) % 2 == 1 or bool(paare & _SCHREIBEN) or not paare <= _ANDERE
