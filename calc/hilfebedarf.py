"""Hilfebedarfsgruppen: Zeitkorridore, Planungsstunden, Personalschlüssel."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isinf
from typing import Optional

from calc.fehler import NV, Regelfehler
from calc.runden import deutsch, runden

TAGE_WOCHE = 7


@dataclass(frozen=True)
class Stufe:
    """Eine Zeile des Rasters: Korridor in ganzen Minuten je Woche und Mittelwert, oder VK je Person."""

    hbg: str
    von: Optional[float] = None
    bis: Optional[float] = None  # None bei gesetztem `von`: nach oben offen
    mittel: Optional[float] = None
    vk: Optional[float] = None


Raster = tuple[Stufe, ...]


def maengel(raster: Raster) -> list[str]:
    """Was an einem Raster nicht stimmt: doppelte Namen, Lücken, Reihenfolge, Mittelwert außerhalb."""
    gefunden = [] if raster else ["keine Stufe"]
    if len({s.hbg for s in raster}) != len(raster):
        gefunden.append("eine HBG steht doppelt")
    for stufe in raster:
        if (stufe.von is None) == (stufe.vk is None) or stufe.vk == 0:
            gefunden.append(f"HBG {stufe.hbg}: entweder Korridor oder VK über 0")
        elif stufe.von is not None and stufe.bis is not None:
            if stufe.mittel is None or not stufe.von <= stufe.mittel <= stufe.bis:
                gefunden.append(f"HBG {stufe.hbg}: Mittelwert nicht im Korridor")
        elif stufe.bis is None and stufe.mittel is not None:
            gefunden.append(f"HBG {stufe.hbg}: offener Korridor mit Mittelwert")
    for vorher, danach in zip(raster, raster[1:]):
        if danach.von is not None and (vorher.bis is None or danach.von != vorher.bis + 1):
            gefunden.append(f"zwischen HBG {vorher.hbg} und {danach.hbg} ist eine Lücke oder Überschneidung")
        if danach.vk is not None and (vorher.vk is None or danach.vk <= vorher.vk):
            gefunden.append(f"VK steigt nicht von HBG {vorher.hbg} auf {danach.hbg}")
    return gefunden


def _mit_korridoren(raster: Raster) -> Raster:
    if raster[0].von is None:
        raise Regelfehler(
            NV, "Dieser Vertrag bildet die HBG nicht nach Minuten; es sind keine Korridore hinterlegt."
        )
    return raster


def _stufe(hbg: str, raster: Raster) -> Stufe:
    for stufe in raster:
        if stufe.hbg == hbg:
            return stufe
    raise Regelfehler(
        NV, f"HBG {hbg} gibt es in diesem Vertrag nicht; vorhanden sind {raster[0].hbg} bis {raster[-1].hbg}."
    )


def hbg_aus_minuten(minuten_woche: float, raster: Raster) -> str:
    """Hilfebedarfsgruppe, in deren Korridor die Minuten liegen; bei genau 0 Minuten leer. [HBG]

    Minuten kaufmännisch auf ganze gerundet, dann die Stufe mit von ≤ Minuten ≤ bis.

    Quelle: Zeitkorridore des Landesrahmenvertrags (Parameter »hbg«).
    Fehler: #N/A unter dem ersten und über dem letzten geschlossenen Korridor und in Verträgen ohne Korridore.
    """
    stufen = _mit_korridoren(raster)
    if minuten_woche == 0:
        return ""
    minuten = runden(minuten_woche)
    for stufe in reversed(stufen):
        if stufe.von is not None and minuten >= stufe.von:
            if stufe.bis is not None and minuten > stufe.bis:
                raise Regelfehler(NV, f"{deutsch(minuten_woche)} Min./Woche liegen über der obersten HBG.")
            return stufe.hbg
    raise Regelfehler(
        NV,
        f"{deutsch(minuten_woche)} Min./Woche liegen unter dem ersten Korridor "
        f"(HBG {stufen[0].hbg} ab {deutsch(stufen[0].von or 0)} Min./Woche).",
    )


def mittelwert(hbg: str, raster: Raster) -> float:
    """Mittelwert des Korridors einer HBG. [Min./Woche]

    Quelle: gedruckter Wert des Landesrahmenvertrags (Parameter »hbg«), nicht aus dem Korridor gerechnet.
    Fehler: #N/A für unbekannte HBG, für die offene oberste Stufe und in Verträgen ohne Korridore.
    """
    stufe = _stufe(hbg, _mit_korridoren(raster))
    if stufe.mittel is None:
        raise Regelfehler(
            NV,
            f"HBG {hbg} wird individuell berechnet und hat keinen Mittelwert; "
            "mit den tatsächlichen Minuten rechnen (EGH_VK_MINUTEN).",
        )
    return stufe.mittel


def abstand(minuten_woche: float, raster: Raster) -> float:
    """Minuten bis zur nächsthöheren HBG. [Min./Woche]

    Beginn des nächsten Korridors − kaufmännisch gerundete Minuten.

    Quelle: Zeitkorridore des Landesrahmenvertrags (Parameter »hbg«).
    Fehler: #N/A in der obersten Stufe und in Verträgen ohne Korridore.
    """
    minuten = runden(minuten_woche)
    for stufe in _mit_korridoren(raster):
        if stufe.von is not None and stufe.von > minuten:
            return stufe.von - minuten
    raise Regelfehler(NV, f"{deutsch(minuten_woche)} Min./Woche liegen in der obersten HBG {raster[-1].hbg}.")


def stunden_woche(minuten_woche: float) -> float:
    """Planungsstunden je Woche. [Std./Woche]

    Minuten ÷ 60.

    Quelle: HBG-Tabelle Thüringen, Spalte »Planungsstunden pro Woche«.
    """
    return minuten_woche / 60


def stunden_tag(minuten_woche: float) -> float:
    """Planungsstunden je Kalendertag. [Std./Tag]

    Stunden je Woche ÷ 7.

    Quelle: HBG-Tabelle Thüringen, Spalte »Planungsstunden pro Tag«.
    """
    return stunden_woche(minuten_woche) / TAGE_WOCHE


def stunden_jahr(minuten_woche: float, wochen_jahr: float) -> float:
    """Planungsstunden im Jahr. [Std./Jahr]

    Stunden je Woche × Wochen je Jahr.

    Quelle: HBG-Tabelle Thüringen, Spalte »Planungsstunden pro Jahr« (365/7 Wochen).
    """
    return stunden_woche(minuten_woche) * wochen_jahr


def vk_aus_minuten(minuten_woche: float, wochen_jahr: float, jahresstunden_vk: float) -> float:
    """VK je Person aus Minuten je Woche. [VK]

    Planungsstunden im Jahr ÷ Jahresstunden einer VK.

    Quelle: HBG-Tabelle Thüringen, Spalte »entspricht VK«.
    """
    return stunden_jahr(minuten_woche, wochen_jahr) / jahresstunden_vk


def gespeicherte_vk(hbg: str, raster: Raster) -> float:
    """VK je Person, wo der Vertrag den Personalschlüssel selbst festlegt. [VK]

    Quelle: Personalschlüssel des Landesrahmenvertrags (Parameter »hbg«).
    Fehler: #N/A für unbekannte HBG.
    """
    vk = _stufe(hbg, raster).vk
    if vk is None:
        raise Regelfehler(NV, "Dieser Vertrag legt keine VK je HBG fest.")
    return vk


def schluessel(vk: float) -> float:
    """Personen je VK, das x in »1 : x«. [Personen/VK]

    1 ÷ VK je Person.

    Quelle: HBG-Tabelle Thüringen, Spalte »Schlüssel 1:«.
    """
    if isinf(vk):
        raise OverflowError("VK ist unendlich")  # 1 ÷ ∞ wäre eine scheinbare 0
    return 1 / vk


def hat_korridore(raster: Sequence[Stufe]) -> bool:
    """Ob der Vertrag die HBG nach Minuten bildet (sonst legt er VK je HBG fest)."""
    return raster[0].von is not None
