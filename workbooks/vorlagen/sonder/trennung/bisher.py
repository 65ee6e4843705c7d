"""Blatt »Bisher«: Plätze, Berechnungstage und die drei alten Pauschalen je Person und Tag."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.regeln import UEBLICH, Regel, in_worten

BLATT = "Bisher"
PAUSCHALEN = {"GP": "Grundpauschale", "MP": "Maßnahmepauschale", "IB": "Investitionsbetrag"}


def bisher(bau: Bau) -> None:
    """Namen: `eingabe_plaetze`, `eingabe_tage_jahr`, `eingabe_auslastung`, `eingabe_satz_gp` … und `bisher_gp` … im Jahr."""
    blatt = bau.blatt(BLATT, bau.titel("Bisherige Vergütung"), (42, 16, 34, 10, 10, 22), 3)
    satz = (
        "Ein Angebot, wie es zuletzt vereinbart war. Zwei Angebote mit verschiedenen Sätzen sind zwei Mappen."
    )
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    z = eingaben(bau, blatt, 5, (*_angebot(), *_saetze()))
    zellen.ueberschrift(blatt[f"A{z + 1}"], "Im Jahr")
    ergebnisse(bau, blatt, z + 2, (_tage(), *_im_jahr()))
    bau.gedruckt[BLATT] = Druck("F")


def _angebot() -> tuple[Feld, ...]:
    plaetze = eingabe.zahl(1, 2000, "Plätze des Angebots, 1 bis 2.000.")
    tage = eingabe.zahl(360, 366, "Tage je Jahr, 360 bis 366.")
    auslastung = eingabe.zahl(0.5, 1, "Auslastung von 50 % bis 100 %.")
    wenig = UEBLICH["auslastung"]
    niedrig = Regel(wenig.text(), wenig.verlassen("{wert}"), wenig.wert("{wert}"))
    return (
        Feld("Plätze", "plaetze", "#,##0", plaetze, 24, "alle, auch freie"),
        Feld(
            "Berechnungstage eines Jahres", "tage_jahr", zellen.ZAHL, tage, 365, "wie vereinbart: 365, 365,25"
        ),
        Feld("Auslastung", "auslastung", zellen.PROZENT, auslastung, 0.96, "wie vereinbart", frage=niedrig),
    )


def _saetze() -> tuple[Feld, ...]:
    satz = eingabe.zahl(0, 2000, "EUR je Person und Tag, ab 0.")
    monat = Regel(
        "EUR je Tag, nicht je Monat?", "AND(ISNUMBER({wert}),{wert}>400)", in_worten("{wert}", "EUR")
    )
    beispiele = {"GP": 22.4, "MP": 98.6, "IB": 14.1}
    return tuple(
        Feld(
            f"{wort} ({kurz})", f"satz_{kurz.lower()}", zellen.BETRAG, satz, beispiele[kurz], "EUR je Person und Tag",
            frage=monat,
        )
        for kurz, wort in PAUSCHALEN.items()
    )  # fmt: skip


def _tage() -> Wert:
    namen = ("eingabe_plaetze", "eingabe_tage_jahr", "eingabe_auslastung")
    fehlt = ",".join(f'{name}=""' for name in namen)
    formel = f'IF(OR({fehlt}),"",{"*".join(namen)})'
    return Wert(
        "Berechnungstage aller Plätze",
        "bisher_tage",
        formel,
        einheiten.TAGE_JAHR,
        "Plätze × Tage × Auslastung",
    )


def _im_jahr() -> tuple[Wert, ...]:
    return tuple(
        Wert(
            wort,
            f"bisher_{kurz.lower()}",
            f'IF(OR(bisher_tage="",eingabe_satz_{kurz.lower()}=""),"",eingabe_satz_{kurz.lower()}*bisher_tage)',
            einheiten.EUR_ZEICHEN,
            "Satz × Berechnungstage",
        )
        for kurz, wort in PAUSCHALEN.items()
    )
