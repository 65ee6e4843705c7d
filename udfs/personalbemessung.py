"""Formeln von Stunden zu Stellen."""

from calc import personalbemessung
from udfs import typen as t
from udfs import zeiten


def jahresstunden(stunden_woche: t.StundenWoche, wochen_jahr: t.WochenJahr52 = 52.0) -> float:
    """Stunden im Jahr aus Stunden je Woche. [Std./Jahr]"""
    return personalbemessung.jahresstunden(stunden_woche, wochen_jahr)


def vzae(stunden_jahr: t.StundenJahr, jahresstunden_vzae: t.JahresstundenVzae) -> float:
    """Vollzeitäquivalente zu Stunden im Jahr. [VZÄ]"""
    return personalbemessung.vzae(stunden_jahr, jahresstunden_vzae)


def vk_umrechnen(
    vk: t.Vk, wochenstunden_alt: t.WochenstundenAlt, wochenstunden_neu: t.WochenstundenNeu
) -> float:
    """Stellenanteil auf eine andere Vollzeitwoche umgerechnet. [VK]"""
    return personalbemessung.vk_umrechnen(vk, wochenstunden_alt, wochenstunden_neu)


def hochrechnung(
    summe_stichprobe: t.SummeStichprobe,
    anzahl_stichprobe: t.AnzahlStichprobe,
    anzahl_gesamt: t.AnzahlGesamt,
) -> float:
    """Summe einer Stichprobe, auf alle Personen hochgerechnet. [wie summe_stichprobe]"""
    return personalbemessung.hochrechnung(summe_stichprobe, anzahl_stichprobe, anzahl_gesamt)


def belegungstage(
    aufenthalt_von: zeiten.AufenthaltVon,
    aufenthalt_bis: zeiten.AufenthaltBis,
    zeitraum_von: zeiten.ZeitraumVon,
    zeitraum_bis: zeiten.ZeitraumBis,
) -> float:
    """Tage eines Aufenthalts im Zeitraum; beide Enden zählen. [Tage]"""
    return float(personalbemessung.belegungstage(aufenthalt_von, aufenthalt_bis, zeitraum_von, zeitraum_bis))


def ausschoepfung(
    stunden_erbracht: t.StundenErbracht,
    stunden_bewilligt_woche: t.StundenBewilligtWoche,
    zeitraum_von: zeiten.ZeitraumVon,
    zeitraum_bis: zeiten.ZeitraumBis,
) -> float:
    """Anteil der bewilligten Stunden, der im Zeitraum erbracht ist. [Anteil]"""
    return personalbemessung.ausschoepfung(
        stunden_erbracht, stunden_bewilligt_woche, zeitraum_von, zeitraum_bis
    )
