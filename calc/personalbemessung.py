"""Von Stunden zu Stellen: VZÄ, VK, Hochrechnung aus einer Stichprobe; Tage und Stunden eines Zeitraums."""

from typing import Optional

from calc.fehler import ZAHL, Regelfehler


def jahresstunden(stunden_woche: float, wochen_jahr: float) -> float:
    """Stunden im Jahr aus Stunden je Woche. [Std./Jahr]

    Stunden je Woche × Wochen je Jahr.

    Quelle: Beispielrechnung NRW (2,25 × 52 = 117,00).
    """
    return stunden_woche * wochen_jahr


def vzae(stunden_jahr: float, jahresstunden_vzae: float) -> float:
    """Vollzeitäquivalente, die eine Jahresstundenzahl decken. [VZÄ]

    Stunden im Jahr ÷ Jahresstunden eines VZÄ.

    Quelle: Beispielrechnung NRW (117 ÷ 1.372 = 0,0853; gedruckt steht abgeschnitten 0,08).
    """
    return stunden_jahr / jahresstunden_vzae


def vk_umrechnen(vk: float, wochenstunden_alt: float, wochenstunden_neu: float) -> float:
    """Dieselbe Arbeitsmenge als VK einer anderen Vollzeitwoche. [VK]

    VK × alte ÷ neue Wochenstunden.

    Quelle: Verhältnisrechnung; die Berliner Personalschlüssel gelten für 38,5 Wochenstunden.
    """
    return vk * wochenstunden_alt / wochenstunden_neu


def hochrechnung(summe_stichprobe: float, anzahl_stichprobe: float, anzahl_gesamt: float) -> float:
    """Wert für alle Personen aus der Summe einer Stichprobe. [wie summe_stichprobe]

    Summe ÷ Personen der Stichprobe × alle Personen.

    Quelle: qualifizierte Schätzung an einer repräsentativen Anzahl Leistungsberechtigter.
    """
    return summe_stichprobe / anzahl_stichprobe * anzahl_gesamt


def belegungstage(
    aufenthalt_von: int, aufenthalt_bis: Optional[int], zeitraum_von: int, zeitraum_bis: int
) -> int:
    """Tage eines Aufenthalts im Zeitraum. [Tage]

    Tage sind fortlaufende Nummern. Erster und letzter zählen; ohne Ende läuft der Aufenthalt noch; ohne gemeinsame
    Tage 0.

    Quelle: Tage eines Kalenders (01.03. bis 15.09.2026 sind 199).
    Fehler: #NUM!, wenn ein Beginn nach seinem Ende liegt.
    """
    if zeitraum_von > zeitraum_bis or (aufenthalt_bis is not None and aufenthalt_von > aufenthalt_bis):
        raise Regelfehler(ZAHL, "Ein Beginn liegt nach seinem Ende.")
    ende = zeitraum_bis if aufenthalt_bis is None else min(aufenthalt_bis, zeitraum_bis)
    return max(0, ende - max(aufenthalt_von, zeitraum_von) + 1)


def ausschoepfung(
    stunden_erbracht: float, stunden_bewilligt_woche: float, zeitraum_von: int, zeitraum_bis: int
) -> float:
    """Anteil der bewilligten Stunden, der erbracht ist; auch über 1. [Anteil]

    Erbracht ÷ (bewilligt je Woche × Tage ÷ 7); erster und letzter Tag zählen.

    Quelle: Verhältnisrechnung (52 ÷ (2,25 × 181 ÷ 7) = 0,8938).
    Fehler: #NUM!, wenn der Beginn nach dem Ende liegt.
    """
    tage = belegungstage(zeitraum_von, zeitraum_bis, zeitraum_von, zeitraum_bis)
    return stunden_erbracht / (stunden_bewilligt_woche * tage / 7)
