"""Formeln zur Umstellung der Berliner Tagessätze auf Fachleistungsstunden und kalkulatorische Leistungseinheit."""

from datetime import date
from typing import Optional

from calc import parameter, umstellung
from udfs import typen as t

_LAND = "BE"


def _wert(name: str, stichtag: Optional[date]) -> float:
    return parameter.zahl(_LAND, name, stichtag)


def _jahrestage(stichtag: Optional[date]) -> float:
    return 7 * _wert("wochen_jahr", stichtag)


def _tage(stichtag: Optional[date]) -> float:
    """Berechnungstage je Platz."""
    return _jahrestage(stichtag) * _wert("auslastung", stichtag)


def be_erreichbarkeit(
    stunden_werktag: t.StundenWerktag, stunden_frei: t.StundenFrei, stichtag: t.Stichtag = None
) -> float:
    """Stunden der Erreichbarkeit im Jahr. [Std./Jahr]"""
    feiertage = _wert("feiertage_werktags", stichtag)
    return umstellung.erreichbarkeit(stunden_werktag, stunden_frei, _jahrestage(stichtag), feiertage)


def be_jahresstunden(wochenstunden: t.Wochenstunden, stichtag: t.Stichtag = None) -> float:
    """Nettojahresarbeitsstunden einer VK dieser Vollzeitwoche. [Std./Jahr]"""
    return umstellung.jahresstunden(
        _wert("nettojahresarbeitszeit", stichtag), wochenstunden, _wert("wochenstunden_vk", stichtag)
    )


def be_personalkosten(
    satz_unten: t.SatzUnten,
    satz_oben: t.SatzOben,
    vk_unten: t.VkUnten,
    vk_oben: t.VkOben,
    stichtag: t.Stichtag = None,
) -> float:
    """Personalkosten einer VK aus den Tagessätzen zweier Gruppen. [EUR/Jahr]"""
    return umstellung.personalkosten(satz_unten, satz_oben, vk_unten, vk_oben, _tage(stichtag))


def be_fallstunden(
    vk: t.Vk, wochenstunden: t.Wochenstunden, erreichbarkeit: t.Erreichbarkeit, stichtag: t.Stichtag = None
) -> float:
    """Fallspezifische Stunden eines Angebots im Jahr. [Std./Jahr]"""
    return umstellung.fallstunden(
        vk,
        be_jahresstunden(wochenstunden, stichtag),
        erreichbarkeit,
        _wert("anteil_fallunspezifisch", stichtag),
        _wert("wegezeit", stichtag) / wochenstunden,
    )


def be_fls_satz(
    personalkosten: t.Personalkosten, wochenstunden: t.Wochenstunden, stichtag: t.Stichtag = None
) -> float:
    """Satz einer Fachleistungsstunde. [EUR/Std.]"""
    stunden = be_jahresstunden(wochenstunden, stichtag)
    return umstellung.fls_satz(personalkosten, stunden, _wert("auslastung", stichtag))


def be_kle(
    budget_bisher: t.BudgetBisher,
    fallstunden: t.Fallstunden,
    personalkosten: t.Personalkosten,
    wochenstunden: t.Wochenstunden,
    plaetze: t.Plaetze,
    stichtag: t.Stichtag = None,
) -> float:
    """Kalkulatorische Leistungseinheit je Platz und Tag; negativ, wenn die Stunden mehr kosten. [Std./Tag]"""
    fallkosten = fallstunden / be_jahresstunden(wochenstunden, stichtag) * personalkosten
    satz = be_fls_satz(personalkosten, wochenstunden, stichtag)
    return umstellung.kle(budget_bisher, fallkosten, _tage(stichtag), plaetze, satz)


def be_stunden_woche(
    vk_person: t.VkPerson, fallstunden: t.Fallstunden, vk_summe: t.VkSumme, stichtag: t.Stichtag = None
) -> float:
    """Stunden einer Person je Woche nach ihrem Schlüssel. [Std./Woche]"""
    return umstellung.stunden_woche(vk_person, fallstunden, vk_summe, _wert("wochen_jahr", stichtag))


def be_vorschuss(
    stunden_monat: t.StundenMonat, kle_tag: t.KleTag, fls_satz: t.FlsSatz, stichtag: t.Stichtag = None
) -> float:
    """Vorschuss je Person und Monat. [EUR/Monat]"""
    return umstellung.vorschuss(stunden_monat, kle_tag, fls_satz, _jahrestage(stichtag))
