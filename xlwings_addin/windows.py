"""What only Windows knows: drives and rights of folders. The reading of it is in `rechte` and `installation`."""

from __future__ import annotations

import ctypes
from pathlib import Path

from xlwings_addin import rechte

_DRIVE_REMOTE = 4
_DACL = 4  # DACL_SECURITY_INFORMATION
_SDDL_REVISION_1 = 1


def im_netz(pfad: Path) -> bool:
    """Whether a path lies on a server or on a drive that stands for one."""
    if str(pfad).startswith("\\\\"):
        return True
    return bool(ctypes.windll.kernel32.GetDriveTypeW(pfad.anchor) == _DRIVE_REMOTE)  # type: ignore[attr-defined]


def registrierung(zweig: str, schluessel: str, name: str) -> object:
    """A value of the registry, None where there is none; `zweig`: "HKCU" or "HKLM"."""
    import winreg

    wurzel = {"HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE"}[zweig]
    try:
        with winreg.OpenKey(getattr(winreg, wurzel), schluessel) as offen:  # type: ignore[attr-defined]
            return winreg.QueryValueEx(offen, name)[0]  # type: ignore[attr-defined]
    except OSError:
        return None


def wer_schreibt(ordner: Path) -> list[str]:
    """Who besides administrators and this user may change the folder."""
    import win32api  # type: ignore[import-untyped]
    import win32con  # type: ignore[import-untyped]
    import win32security  # type: ignore[import-untyped]

    marke = win32security.OpenProcessToken(win32api.GetCurrentProcess(), win32con.TOKEN_QUERY)
    sid, _ = win32security.GetTokenInformation(marke, win32security.TokenUser)
    beschreibung = win32security.GetFileSecurity(str(ordner), _DACL)
    sddl = win32security.ConvertSecurityDescriptorToStringSecurityDescriptor(
        beschreibung, _SDDL_REVISION_1, _DACL
    )
    return rechte.fremde(sddl, {win32security.ConvertSidToStringSid(sid)})
