"""Von Stunden zu Stellen: VZÄ, VK, Hochrechnung aus einer Stichprobe."""


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
