"""Die Liste der Angebote auf dem Deckblatt: Name, Standort, Plätze, Belegung."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.blaetter import stundeninhalt
from workbooks.bausteine.blaetter.stundeninhalt import rechnet_stunden
from workbooks.bausteine.blaetter.zeitrahmen import LETZTE
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug, letzte_belegte
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.rand import nichts_daneben
from workbooks.bausteine.grund.regeln import genannt, in_worten, rein
from workbooks.bausteine.grund.worte import BESTAETIGEN, BESTAETIGT, ZUR_KENNTNIS

LISTE_ANGEBOTE = "eingabe_angebote"
"""Definierter Name der Liste; Auswahllisten und Formeln nennen ihn."""
DOPPELT, SUMME = "doppelt", "Summe statt Angebot"
_STUNDE = "FGH"  # was die Stunde enthält
_HINWEIS, _GRUND, _KENNUNG = (
    "I",
    "J",
    "K",
)  # neben dem Druck; die letzte verborgen: woran ein doppelter zu erkennen ist
_KOPF = ("Angebote", "Name (wie in den Tabellen)", "Standort", "Plätze", "Personen")
PLAETZE = eingabe.zahl(0, 9999, "Anzahl der Plätze, ab 0.")
PERSONEN = eingabe.zahl(0, 9999, "Anzahl der Personen (Belegung), ab 0.")


def angebotsliste(bau: Bau, blatt: Worksheet, ab: int) -> None:
    """Die Liste ab Zeile `ab`; zu sehen sind die belegten Zeilen und eine freie."""
    zellen.ueberschrift(blatt[f"A{ab}"], "Angebote")
    anzahl = bau.umfang.angebote
    satz = f"Wer nur ein Angebot hat, kann die Liste leer lassen. Platz für {anzahl}, die nächste Zeile erscheint."
    zellen.text(blatt[f"A{ab + 1}"], satz, grau=True, umbruch=False)
    stunden = rechnet_stunden(bau.vorlage)
    breit = "ABCDE" + (_STUNDE if stunden else "")
    for spalte, wort in zip(breit, (*_KOPF, *(stundeninhalt.KOPF if stunden else ())), strict=True):
        zellen.kopfzelle(blatt[f"{spalte}{ab + 2}"], wort)
    blatt.row_dimensions[ab + 2].height = 28
    erste, letzte = ab + 3, ab + 2 + anzahl
    for zeile in range(erste, letzte + 1):
        _zeile(bau, blatt, zeile, erste)
    blatt.column_dimensions[_KENNUNG].hidden = True
    zellen.einblenden(blatt, f"B{erste}:{breit[-1]}{letzte}", f'$A{erste}<>""', zellen.EINGABE)
    _hinweisspalten(blatt, erste, letzte)
    if stunden:
        stundeninhalt.spalten(bau, blatt, _STUNDE, erste, letzte)
    eingabe.TEXT.anwenden(blatt, f"B{erste}:C{letzte}")
    for spalte, grenze, was in (("D", PLAETZE, "plaetze"), ("E", PERSONEN, "belegung")):
        bereich = f"{spalte}{erste}:{spalte}{letzte}"
        grenze.anwenden(blatt, bereich)
        bau.werte_falsch.append(grenze.verletzt(bezug(blatt, bereich)))
        bau.name(f"eingabe_{was}", blatt, bereich)
    bau.name(LISTE_ANGEBOTE, blatt, f"B{erste}:B{letzte}")
    bau.name("eingabe_standorte", blatt, f"C{erste}:C{letzte}")
    namen = bezug(blatt, f"B{erste}:B{letzte}")
    bau.gedruckt[blatt.title] = Druck(LETZTE, letzte_belegte(erste, namen))
    daneben = nichts_daneben(blatt, ("B", breit[-1]), ab + 2, (erste, letzte))
    hinweise = bezug(blatt, f"{_HINWEIS}{erste}:{_HINWEIS}{letzte}")
    bau.name("zeilenhinweis_angebote", blatt, f"{_HINWEIS}{erste}:{_HINWEIS}{letzte}")
    bau.offen.append(f'COUNTIF({hinweise},"{BESTAETIGEN}*")>0')
    bau.pruefung(
        "angebote_eindeutig",
        "Deckblatt: jedes Angebot steht nur einmal und in der Liste",
        f'AND(COUNTIF({hinweise},"{DOPPELT}")+COUNTIF({hinweise},"{SUMME}")=0,{daneben})',
        "Doppelte Namen und Summenzeilen auf dem Deckblatt ändern; was über oder unter der Liste steht, hineinsetzen.",
        nativ=True,
    )


def _hinweisspalten(blatt: Worksheet, erste: int, letzte: int) -> None:
    h, g = f"${_HINWEIS}{erste}", f"${_GRUND}{erste}"
    blatt.column_dimensions[_HINWEIS].width, blatt.column_dimensions[_GRUND].width = 44, 30
    ruhig = f'OR({h}="",{h}="{BESTAETIGT}",LEFT({h},{len(ZUR_KENNTNIS)})="{ZUR_KENNTNIS}")'
    zellen.rot_wenn(blatt, f"{_HINWEIS}{erste}:{_HINWEIS}{letzte}", f"NOT({ruhig})")
    gefragt = f'OR({g}<>"",LEFT({h},{len(BESTAETIGEN)})="{BESTAETIGEN}")'
    zellen.einblenden(blatt, f"{_GRUND}{erste}:{_GRUND}{letzte}", gefragt, zellen.EINGABE)
    eingabe.TEXT.anwenden(blatt, f"{_GRUND}{erste}:{_GRUND}{letzte}")


def summe(bereich: str, grenze: Grenze) -> str:
    """Formel (ohne =): Summe einer Spalte der Liste; leer, solange ein Angebot fehlt, #NV, sobald eines falsch ist."""
    fehlt = f'SUMPRODUCT(({LISTE_ANGEBOTE}<>"")*({bereich}=""))>0'
    return f'IF(COUNTA({bereich})=0,"",IF({grenze.verletzt(bereich)},NA(),IF({fehlt},"",SUM({bereich}))))'


def _zeile(bau: Bau, blatt: Worksheet, zeile: int, erste: int) -> None:
    nummer = zeile - erste
    # die wievielte Zeile, nicht die Zelle darüber: die kann gelöscht werden
    hier = f"ROWS($B${erste}:$B{zeile})"
    da = f'OR($B{zeile}<>"",{hier}<=COUNTA({LISTE_ANGEBOTE})+1)'
    zellen.text(blatt[f"A{zeile}"], f'=IF({da},"Angebot "&{hier},"")')
    namen = bau.inhalt("angebote")
    name = namen[nummer] if nummer < len(namen) else None
    zellen.stumm(blatt[f"B{zeile}"], name, zellen.TEXT, rechts=False, eingabe=True)
    zellen.stumm(blatt[f"C{zeile}"], None, zellen.TEXT, rechts=False, eingabe=True)
    for spalte in "DE":
        zellen.stumm(blatt[f"{spalte}{zeile}"], None, "0", eingabe=True)
    ort = f"$B{zeile}"
    woran = kennung(als_text(ort), wenn=belegt(ort))
    zellen.stumm(blatt[f"{_KENNUNG}{zeile}"], f"={woran}", "General", rechts=False)


def hinweise(bau: Bau) -> None:
    """Neben jedem Angebot, was mit ihm nicht stimmt; erst, wenn die Tabellen stehen, die seine Personen nennen."""
    titel, bereich = next(iter(bau.mappe.defined_names[LISTE_ANGEBOTE].destinations))
    blatt = bau.mappe[titel]
    erste, letzte = (int(ort.rpartition("$")[2]) for ort in bereich.split(":"))
    for zeile in range(erste, letzte + 1):
        schluessel = f"${_KENNUNG}${erste}:${_KENNUNG}${letzte}"
        gleiche = f"SUMPRODUCT(--({schluessel}=${_KENNUNG}{zeile}))>1"
        summe = summenwort("name").bedingung.format(name=f"$B{zeile}")
        worte = f'IF({summe},"{SUMME}",IF({gleiche},"{DOPPELT}",{_fragen(bau, zeile)}))'
        zellen.text(blatt[f"{_HINWEIS}{zeile}"], f'=IF(${_KENNUNG}{zeile}="","",{worte})', umbruch=False)
        zellen.stumm(blatt[f"{_GRUND}{zeile}"], None, zellen.TEXT, rechts=False, eingabe=True)


def _fragen(bau: Bau, zeile: int) -> str:
    """Formel: was an Plätzen und Personen zu bestätigen ist, gegeneinander und gegen die Tabelle der Personen."""
    plaetze, personen, grund = f"$D{zeile}", f"$E{zeile}", rein(f"${_GRUND}{zeile}")
    tabelle = _in_der_tabelle(bau, f"$B{zeile}")
    fragen: tuple[tuple[str, str, str], ...] = (
        (
            f"AND(ISNUMBER({personen}),{tabelle}>0,{personen}<>{tabelle})",
            in_worten(personen, "Personen"),
            f'in den Tabellen "&{tabelle}&"',
        ),
        (
            f"AND(ISNUMBER({plaetze}),MAX(N({personen}),{tabelle})>N({plaetze}))",
            in_worten(plaetze, "Plätze"),
            "mehr Personen als Plätze",
        ),
    )
    if rechnet_stunden(bau.vorlage):
        fragen = (*fragen, stundeninhalt.frage(zeile, *_STUNDE[:2]))
    sonst = '""'
    if rechnet_stunden(bau.vorlage):
        offen = f'"{ZUR_KENNTNIS}: {stundeninhalt.OFFEN}"'
        sonst = f'IF(${_STUNDE[0]}{zeile}="",{offen},"")'
    kern = f'IF(OR({",".join(b for b, _, _ in fragen)}),"{BESTAETIGT}",{sonst})'
    for bedingung, wert, text in reversed(fragen):
        offen = f"IF({bedingung},NOT({genannt(wert, grund)}),FALSE)"
        kern = f'IF({offen},"{BESTAETIGEN} »"&{wert}&"«: {text}",{kern})'
    return f'IFERROR({kern},"")'


def _in_der_tabelle(bau: Bau, angebot: str) -> str:
    """Formel: Personen eines Angebots; in Gruppen stehen Zahlen, sonst je Person eine Zeile."""
    namen = bau.mappe.defined_names
    if "eingabe_personen" in namen:
        return f"SUMPRODUCT(--(INDEX(eingabe_personen,0,2)={angebot}))"
    if "eingabe_gruppen" in namen:
        return f"SUMIF(INDEX(eingabe_gruppen,0,1),{angebot},INDEX(eingabe_gruppen,0,3))"
    return "0"  # nur Dienste und Leistungen
