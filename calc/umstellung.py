"""Umstellung von Tagessätzen nach Gruppen auf Fachleistungsstunden und kalkulatorische Leistungseinheit."""

from calc.fehler import ZAHL, Regelfehler


def erreichbarkeit(
    stunden_werktag: float, stunden_frei: float, jahrestage: float, feiertage_werktags: float
) -> float:
    """Stunden der Erreichbarkeit im Jahr. [Std./Jahr]

    An arbeitsfreien Tagen (2/7 des Jahres und Feiertage an Werktagen) die einen, an allen anderen die anderen Stunden.

    Quelle: Umrechnungstool V 8.0 der Senatsverwaltung Berlin, nach einer Nachbildung; am amtlichen Tool prüfen.
    """
    frei = jahrestage * 2 / 7 + feiertage_werktags
    return stunden_werktag * (jahrestage - frei) + stunden_frei * frei


def jahresstunden(njaz: float, wochenstunden: float, wochenstunden_vk: float) -> float:
    """Nettojahresarbeitsstunden bei einer anderen Vollzeitwoche. [Std./Jahr]

    Jahresstunden × Wochenstunden ÷ die Wochenstunden, für die sie gelten.

    Quelle: Umrechnungstool V 8.0 der Senatsverwaltung Berlin, nach einer Nachbildung; am amtlichen Tool prüfen.
    """
    return njaz * wochenstunden / wochenstunden_vk


def personalkosten(
    satz_unten: float, satz_oben: float, vk_unten: float, vk_oben: float, tage: float
) -> float:
    """Personalkosten einer VK im Jahr aus zwei Tagessätzen. [EUR/Jahr]

    Unterschied der Sätze × Berechnungstage ÷ Unterschied der Schlüssel.

    Quelle: Umrechnungstool V 8.0 der Senatsverwaltung Berlin, nach einer Nachbildung; am amtlichen Tool prüfen.

    Fehler: #NUM!, wenn die oberen Werte nicht beide größer sind.
    """
    if satz_oben <= satz_unten or vk_oben <= vk_unten:
        raise Regelfehler(ZAHL, "Satz und VK der oberen Gruppe müssen größer sein als die der unteren.")
    return (satz_oben - satz_unten) * tage / (vk_oben - vk_unten)


def fallstunden(
    vk: float,
    jahresstunden_vk: float,
    erreichbarkeit_jahr: float,
    anteil_fallunspezifisch: float,
    anteil_wege: float,
) -> float:
    """Fallspezifische Stunden eines Angebots im Jahr. [Std./Jahr]

    (VK × Jahresstunden × (1 − fallunspezifisch) − Erreichbarkeit) × (1 − Wege ÷ Wochenstunden).

    Quelle: Umrechnungstool V 8.0 der Senatsverwaltung Berlin, nach einer Nachbildung; am amtlichen Tool prüfen.

    Fehler: #NUM!, wenn die Wegezeit die Woche füllt oder die Erreichbarkeit mehr ist als die Stunden.
    """
    if anteil_wege >= 1:
        raise Regelfehler(ZAHL, "Die Wegezeit füllt die ganze Woche; wochenstunden prüfen.")
    stunden = vk * jahresstunden_vk * (1 - anteil_fallunspezifisch) - erreichbarkeit_jahr
    if stunden < 0:
        raise Regelfehler(
            ZAHL, "Die Erreichbarkeit braucht mehr Stunden, als die VK haben; vk und erreichbarkeit prüfen."
        )
    return stunden * (1 - anteil_wege)


def fls_satz(personalkosten_vk: float, jahresstunden_vk: float, auslastung: float) -> float:
    """Satz einer Fachleistungsstunde. [EUR/Std.]

    Personalkosten einer VK ÷ (Jahresstunden × Auslastung).

    Quelle: Umrechnungstool V 8.0 der Senatsverwaltung Berlin, nach einer Nachbildung; am amtlichen Tool prüfen.
    """
    return personalkosten_vk / (jahresstunden_vk * auslastung)


def kle(budget_bisher: float, fallkosten: float, tage: float, plaetze: float, satz: float) -> float:
    """Kalkulatorische Leistungseinheit je Platz und Tag. [Std./Tag]

    Was vom bisherigen Budget nach den fallspezifischen Personalkosten bleibt ÷ (Tage × Plätze) ÷ Satz der Stunde;
    negativ, wenn die Stunden allein schon mehr kosten.

    Quelle: Umrechnungstool V 8.0 der Senatsverwaltung Berlin, nach einer Nachbildung; am amtlichen Tool prüfen.

    Fehler: #NUM!, wenn der Satz der Stunde 0 ist.
    """
    if satz <= 0:
        raise Regelfehler(ZAHL, "Der Satz der Fachleistungsstunde ist 0; personalkosten prüfen.")
    return (budget_bisher - fallkosten) / tage / plaetze / satz


def stunden_woche(vk_person: float, fallstunden_jahr: float, vk_summe: float, wochen_jahr: float) -> float:
    """Stunden einer Person je Woche. [Std./Woche]

    Fallspezifische Stunden × Schlüssel der Person ÷ Summe der Schlüssel ÷ Wochen je Jahr.

    Quelle: Umrechnungstool V 8.0 der Senatsverwaltung Berlin, nach einer Nachbildung; am amtlichen Tool prüfen.
    """
    return fallstunden_jahr / vk_summe * vk_person / wochen_jahr


def vorschuss(stunden_monat: float, kle_tag: float, satz: float, jahrestage: float) -> float:
    """Vorschuss je Person und Monat. [EUR/Monat]

    (Stunden je Monat + Leistungseinheit je Tag × Tage eines Monats) × Satz der Stunde.

    Quelle: Umrechnungstool V 8.0 der Senatsverwaltung Berlin, nach einer Nachbildung; am amtlichen Tool prüfen.
    """
    return (stunden_monat + kle_tag * jahrestage / 12) * satz
