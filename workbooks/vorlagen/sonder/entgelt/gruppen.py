"""Sätze je Gruppe nach Äquivalenzziffern: Gruppen mit freien Gewichten, oder die des Landes mit ihren Stellen."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, bezug, letzte_belegte
from workbooks.bausteine.grund.felder import kopf
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel, in_worten, neben_den_anderen
from workbooks.bausteine.grund.spalte import Spalte, Tabelle
from workbooks.bausteine.grund.tabelle import doppelt
from workbooks.vorlagen.sonder.entgelt.saetze import TAGE_JAHR, auf_cent, je_monat
from workbooks.vorlagen.sonder.entgelt.zufluss import Gruppe, Zufluss

_ANZAHL = 12
_KOPF = ("Gruppe", "VK je\nPerson", "Personen", "Satz je Tag", "vereinbart", "je Monat")


def freie_gruppen(bau: Bau, blatt: Worksheet, zufluss: Zufluss, z: int) -> Tabelle:
    """Eingabe von Gruppe, Gewichten (je Dienst) und Personen ab Zeile z. Name: `preis_gruppen`."""
    zellen.ueberschrift(blatt[f"A{z}"], "Satz je Gruppe und Tag, nach Gewichten")
    inhalt, kopfzeile = bau.inhalt("preisgruppen"), z + 1
    bereich = kopfzeile + 1, kopfzeile + max(_ANZAHL, len(inhalt))
    spalten = _spalten(zufluss, *bereich)
    woran = kennung(als_text("{gruppe}"), wenn=belegt("{gruppe}"))
    platz, regeln = Platz("preisgruppen", kopfzeile, hoehe=42), _regeln(zufluss, *bereich)
    t = liste(bau, blatt, platz, spalten, _ANZAHL, inhalt, regeln, woran)
    bau.name("preis_gruppen", blatt, t.ort("gruppe", "monat"))
    _fuer_gegenprobe(bau, blatt, t.ort("gruppe"), t.ort("vereinbart"))
    return t


def _spalten(zufluss: Zufluss, erste: int, letzte: int) -> tuple[Spalte, ...]:
    # keine Namen: ohne Add-in gälten sie als eine einzelne Angabe
    s = get_column_letter(2 + len(zufluss.dienste))
    (ohne, je_person), personen = tage_je_person(zufluss), f"${s}${erste}:${s}${letzte}"
    gewicht = eingabe.zahl(0, 100, "Gewicht (Äquivalenzziffer), ab 0.")
    menge = eingabe.zahl(0, 2000, "Personen der Gruppe, ab 0.")
    teile = []
    for n, name in enumerate(zufluss.dienste.values(), 2):
        s = get_column_letter(n)
        kosten = f"preis_kosten_{name}"
        satz = f"EGH_AEQUIVALENZ({kosten},{{{name}}},${s}${erste}:${s}${letzte},{personen})"
        teile.append(f"IF({kosten}=0,0,{satz})")
    fehlt = f'OR({{tag}}="",{{personen}}="",preis_kosten_tag="",{ohne},SUM({personen})=0)'
    jahr = f"({'+'.join(teile)})/({je_person})+{{pruefwert}}"
    return (
        Spalte("gruppe", "Gruppe", 0, grenze=eingabe.TEXT, pflicht=True),
        *(
            Spalte(
                name,
                f"Gewicht\n{wort}".strip(),
                0,
                einheiten.MENGE,
                gewicht,
                pflicht=True,
                # ein Gewicht für die Nacht braucht nur, wer Stellen der Nacht hat
                fehlt="" if name == "tag" else f'AND({{{name}}}="",N(preis_kosten_{name})>0)',
            )
            for wort, name in zufluss.dienste.items()
        ),
        Spalte("personen", "Personen", 0, einheiten.PERSONEN, menge, pflicht=True),
        Spalte("satz", "Satz je Tag", 0, einheiten.EUR_JE, formel=f'IF({fehlt},"",{jahr})', luecke=True),
        Spalte("vereinbart", "vereinbart", 0, einheiten.EUR_JE, formel=auf_cent("{satz}"), luecke=True),
        Spalte("monat", "je Monat", 0, einheiten.EUR_JE, formel=je_monat("{vereinbart}"), luecke=True),
    )


def _regeln(zufluss: Zufluss, erste: int, letzte: int) -> tuple[Regel, ...]:
    s = get_column_letter(2 + len(zufluss.dienste))
    plaetze, summe = zufluss.name("plaetze"), f"SUM(${s}${erste}:${s}${letzte})"
    return (
        doppelt("Gruppe steht zweimal da", bestaetigen=False),
        summenwort("gruppe"),
        Regel("mehr Personen als Plätze", f'AND({plaetze}<>"",N({{personen}})>0,{summe}>N({plaetze}))', in_worten("{personen}", "Personen")),
        Regel("gewollt?", "OR(AND(ISNUMBER({tag}),{tag}=0),AND(ISNUMBER({personen}),{personen}=0))", '"0"'),
        neben_den_anderen("tag", 10, ""),
    )  # fmt: skip


def gruppen_des_landes(bau: Bau, blatt: Worksheet, zufluss: Zufluss, z: int) -> str:
    """Je Gruppe des Vertrags der Satz nach VK je Person; gibt die letzte Zeile.

    Namen: `ergebnis_preis_hbg_X`, `ergebnis_preis_vereinbart_hbg_X` (X wie in `ergebnis_hbg_X_vk`). Eine Gruppe ohne
    Personen hat das Gewicht des Vertrags und verteilt keine Kosten.
    """
    zellen.ueberschrift(blatt[f"A{z}"], "Satz je Gruppe und Tag, nach VK je Person")
    kopf(blatt, z + 1, _KOPF)
    zeilen = [(f"={g.ort}", *_der_gruppe(g, zufluss)) for g in zufluss.gruppen]
    zeilen.append(("andere Gruppen", *_andere(zufluss)))
    erste, letzte = _je_zeile(blatt, z + 2, zeilen, zufluss)
    for zeile, g in enumerate(zufluss.gruppen, erste):
        bau.name(f"ergebnis_preis_hbg_{g.kurz}", blatt, f"D{zeile}")
        bau.name(f"ergebnis_preis_vereinbart_hbg_{g.kurz}", blatt, f"E{zeile}")
    _fuer_gegenprobe(bau, blatt, f"A{erste}:A{letzte}", f"E{erste}:E{letzte}")
    return str(letzte)


def gruppen_der_tabelle(bau: Bau, blatt: Worksheet, zufluss: Zufluss, z: int) -> str:
    """Je Zeile des Blatts Gruppen der Satz; gibt die Formel der letzten belegten Zeile. Name: `preis_gruppen`."""
    zellen.ueberschrift(blatt[f"A{z}"], "Satz je Gruppe und Tag, nach VK je Person")
    kopf(blatt, z + 1, _KOPF)

    def stelle(was: str, nummer: int) -> str:
        return f"INDEX(gruppen_{was},{nummer})"

    def zeile(n: int) -> tuple[str, str, str]:
        wort = stelle("namen", n)
        return f'=IF({wort}="","",{wort})', f"N({stelle('vk', n)})", f"N({stelle('anzahl', n)})"

    zeilen = [zeile(n) for n in range(1, zufluss.zeilen + 1)]
    erste, letzte = _je_zeile(blatt, z + 2, zeilen, zufluss)
    zellen.einblenden(blatt, f"A{erste}:F{letzte}", f'$A{erste}<>""')
    bau.name("preis_gruppen", blatt, f"A{erste}:F{letzte}")
    _fuer_gegenprobe(bau, blatt, f"A{erste}:A{letzte}", f"E{erste}:E{letzte}")
    return letzte_belegte(erste - 1, bezug(blatt, f"A{erste}:A{letzte}"))


def _je_zeile(
    blatt: Worksheet, erste: int, zeilen: Sequence[tuple[str, str, str]], zufluss: Zufluss
) -> tuple[int, int]:
    """Wort, Gewicht, Personen, Satz, vereinbarter Satz und Monatsbetrag; gibt die erste und die letzte Zeile."""
    letzte = erste - 1 + len(zeilen)
    fehlt, je_person = tage_je_person(zufluss)
    for zeile, (wort, gewicht, personen) in enumerate(zeilen, erste):
        alle = f"$B${erste}:$B${letzte},$C${erste}:$C${letzte}"
        satz = f"EGH_AEQUIVALENZ(ergebnis_kosten,$B{zeile},{alle})/({je_person})"
        zellen.formelzelle(blatt[f"A{zeile}"], wort, "@", rechts=False)
        for spalte, formel, form in (
            ("B", gewicht, einheiten.VZAE.format + ';;""'),
            ("C", personen, einheiten.PERSONEN.format + ';;""'),
            ("D", f'IF(OR(N($B{zeile})=0,ergebnis_kosten="",{fehlt}),"",{satz})', einheiten.EUR_JE.format),
            ("E", auf_cent(f"$D{zeile}"), einheiten.EUR_JE.format),
            ("F", je_monat(f"$E{zeile}"), einheiten.EUR_JE.format),
        ):
            zellen.formelzelle(blatt[f"{spalte}{zeile}"], f"={formel}", form)
    return erste, letzte


def _fuer_gegenprobe(bau: Bau, blatt: Worksheet, namen: str, saetze: str) -> None:
    bau.name("preis_gruppen_namen", blatt, namen)
    bau.name("preis_gruppen_saetze", blatt, saetze)


def tage_je_person(zufluss: Zufluss) -> tuple[str, str]:
    """Bedingung, dass sie fehlen, und Formel: Tage eines Jahres, durch die das Geld einer Person geteilt wird."""
    tage, belegung = zufluss.berechnungstage, zufluss.name("belegung")
    if tage:
        return f'OR({tage}="",N(ergebnis_personen)=0)', f"{tage}/ergebnis_personen"
    return f'{belegung}=""', f"{TAGE_JAHR}*{belegung}"


def _der_gruppe(g: Gruppe, zufluss: Zufluss) -> tuple[str, str]:
    """Formeln: VK je Person und Personen."""
    vk, personen = g.name("vk"), g.name("personen")
    vertrag = f"IFERROR(EGH_HBG_VK({g.ort},meta_land,{zufluss.jahresstunden},meta_stichtag),0)"
    return f"IF(N({personen})>0,{vk}/{personen},{vertrag})", f"N({personen})"


def _andere(zufluss: Zufluss) -> tuple[str, str]:
    """Formeln: der Rest, damit die Kosten sich auf alle verteilen."""

    def rest(was: str) -> str:
        summe = "+".join(f"N({g.name(was)})" for g in zufluss.gruppen)
        return f"ROUND(N(ergebnis_{was})-({summe}),9)"

    return f"IF({rest('personen')}>0,{rest('vk')}/{rest('personen')},0)", rest("personen")
