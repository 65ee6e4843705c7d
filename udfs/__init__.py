"""Was ein Tabellenblatt sieht: die Formeln EGH_…, einmal erklärt für alle Hosts.

FUNKTIONEN ist die eine Liste; Excel, LibreOffice, Rechnen ohne Office, Dokumentation und Tests gehen sie durch.
"""

from udfs.arbeitszeit import betreuungszeit, betreuungszeit_kette, bjaz, njaz, njaz_berechnen
from udfs.berlin import (
    be_erreichbarkeit,
    be_fallstunden,
    be_fls_satz,
    be_jahresstunden,
    be_kle,
    be_personalkosten,
    be_stunden_woche,
    be_vorschuss,
)
from udfs.budget import (
    budget,
    budget_projektion,
    kompensationsbedarf,
    mindernutzung,
    monatsrate,
    rate,
    traegerbudget,
)
from udfs.controlling import (
    abweichung,
    fallkosten,
    mengeneffekt,
    mischanteil,
    preiseffekt,
    quote,
    struktureffekt,
    veraenderung,
)
from udfs.entgelt import (
    abrechnungstage,
    aequivalenz,
    fls_satz,
    jahresmittel,
    monatssatz,
    personalkosten,
    tagessatz,
    tarif,
    tariferhoehung,
    unteres_drittel,
)
from udfs.fallabgleich import fallabgleich
from udfs.fortschreibung import flaechenanteil, fortschreibung
from udfs.grenze import Argument, Formel, aufruf, blattname, formel
from udfs.hessen import he_kompensatorisch, he_qualifiziert
from udfs.hilfebedarf import (
    hbg,
    hbg_abstand,
    hbg_minuten,
    hbg_schluessel,
    hbg_stunden,
    hbg_tabelle,
    hbg_vk,
    vk_minuten,
)
from udfs.personalbemessung import (
    ausschoepfung,
    belegungstage,
    hochrechnung,
    jahresstunden,
    vk_umrechnen,
    vzae,
)
from udfs.pooling import gruppenzeit, poolanteil
from udfs.stundentafel import deckung, einsatzdauer, einsatzstunden, stundentafel, zuschlagsstunden
from udfs.vertrag import beleg, parameter, quelle
from udfs.werte import DEUTSCHE_FEHLER, NICHT_GEGEBEN, Fehler, ist_leer

FUNKTIONEN = (
    bjaz,
    njaz_berechnen,
    njaz,
    betreuungszeit,
    betreuungszeit_kette,
    hbg,
    hbg_minuten,
    hbg_abstand,
    hbg_stunden,
    hbg_vk,
    vk_minuten,
    vk_umrechnen,
    hbg_schluessel,
    hbg_tabelle,
    einsatzdauer,
    einsatzstunden,
    vzae,
    stundentafel,
    jahresstunden,
    hochrechnung,
    belegungstage,
    ausschoepfung,
    zuschlagsstunden,
    deckung,
    gruppenzeit,
    poolanteil,
    he_qualifiziert,
    he_kompensatorisch,
    fortschreibung,
    flaechenanteil,
    tarif,
    personalkosten,
    tariferhoehung,
    jahresmittel,
    fls_satz,
    tagessatz,
    monatssatz,
    abrechnungstage,
    aequivalenz,
    unteres_drittel,
    be_erreichbarkeit,
    be_jahresstunden,
    be_personalkosten,
    be_fallstunden,
    be_fls_satz,
    be_kle,
    be_stunden_woche,
    be_vorschuss,
    budget,
    budget_projektion,
    fallkosten,
    veraenderung,
    monatsrate,
    rate,
    traegerbudget,
    kompensationsbedarf,
    mindernutzung,
    abweichung,
    quote,
    mengeneffekt,
    preiseffekt,
    struktureffekt,
    mischanteil,
    fallabgleich,
    parameter,
    quelle,
    beleg,
)

__all__ = [
    "DEUTSCHE_FEHLER",
    "FUNKTIONEN",
    "NICHT_GEGEBEN",
    "Argument",
    "Fehler",
    "Formel",
    "aufruf",
    "blattname",
    "formel",
    "ist_leer",
]
