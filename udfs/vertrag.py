"""Formeln zu den hinterlegten Werten der Landesrahmenverträge."""

from calc import parameter as werte
from udfs import typen as t


def parameter(land: t.LandOderBund, name: t.Parametername, stichtag: t.Stichtag = None) -> float:
    """Hinterlegter Wert eines Landesrahmenvertrags. [wie hinterlegt]"""
    return werte.zahl(land, name, stichtag)


def quelle(land: t.LandOderBund, name: t.Parametername, stichtag: t.Stichtag = None) -> str:
    """Quelle eines hinterlegten Wertes. [Text]"""
    stand = werte.geltend(land, name, stichtag)
    ende = stand.laufzeit_bis
    if stichtag is None or ende is None or stichtag <= ende:
        return stand.quelle
    return f"{stand.quelle}; nach Laufzeitende {ende:%d.%m.%Y} fortgeschrieben"


def beleg(land: t.LandOderBund, name: t.Parametername, stichtag: t.Stichtag = None) -> str:
    """Beleg eines hinterlegten Wertes: amtlich, fachvortrag, sekundaer, nachgerechnet oder annahme. [Text]"""
    return werte.geltend(land, name, stichtag).beleg
