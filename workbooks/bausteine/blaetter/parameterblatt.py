"""Blatt »Parameter«: Vertragswert, eigener Wert daneben, der geltende Wert, Quelle und Beleg."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from workbooks.bausteine.blaetter import kenntnis
from workbooks.bausteine.blaetter.stundeninhalt import doppelabzug, schon_abgezogen, sieht_abgezogen_aus
from workbooks.bausteine.blaetter.werte import KATALOG, Wert, wert
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, EigenerWert, bezug
from workbooks.bausteine.grund.regeln import SCHWELLEN, UEBLICH, genannt, in_worten, rein, zu_kurz
from workbooks.bausteine.grund.worte import BESTAETIGEN, BESTAETIGT, FALSCH, ZUR_KENNTNIS

KOPF = (
    "Grundlage",
    "Vertragswert",
    "eigener Wert",
    "gilt",
    "Einheit",
    "Quelle des Vertragswerts",
    "Beleg",
    "bestätigt bis",
    "Quelle des eigenen Werts",
    "bestätigt, weil",
    "Hinweis",
)
BREITEN = (34, 14.5, 13.5, 13.5, 13, 29, 20, 11.5, 22, 22, 26)
BELEGE_IN_WORTEN = {
    "amtlich": "amtlich",
    "fachvortrag": "nach Fachvortrag, am Vertrag nicht geprüft",
    "sekundaer": "aus zweiter Hand, am Vertrag nicht geprüft",
    "nachgerechnet": "aus gedruckten Zahlen nachgerechnet",
    "annahme": "angenommen, durch einen belegten Wert ersetzen",
}
_VERBORGEN = "MN"  # Spalten mit den Belegen in Worten
_ABWEICHUNG = SCHWELLEN["abweichung_vertrag"]
_LEER = '""'
_WEIT_WEG = f"weicht über {_ABWEICHUNG * 100:g} % vom Vertrag ab"


def parameterblatt(bau: Bau) -> tuple[Worksheet, int]:
    """Das Blatt »Parameter« mit den Zeilen der Vorlage; gibt es und seine letzte Zeile."""
    v = bau.vorlage
    blatt = bau.blatt("Parameter", bau.titel("Parameter"), BREITEN, 5)
    beispiel = v.beispiel.eigene_werte if bau.beispiel else {}
    # nur wo das Land am Stand keinen Wert hat
    beispiel = {
        n: w for n, w in beispiel.items() if not parameter.hinterlegt(v.land, KATALOG[n].parameter, bau.stand)
    }
    letzte = werte(bau, blatt, 5, [wert(v.land, angabe) for angabe in v.werte], beispiel)
    doppelabzug(bau, blatt, {angabe.name: z for z, angabe in enumerate(v.werte, 6)})
    return blatt, letzte


def werte(
    bau: Bau,
    blatt: Worksheet,
    kopfzeile: int,
    liste: Sequence[Wert],
    beispiel: Mapping[str, tuple[object, str]],
) -> int:
    """Die Zeilen schreiben; `beispiel` nennt eigene Werte mit Quelle. Gibt die letzte Zeile."""
    for spalte, wort in zip("ABCDEFGHIJK", KOPF, strict=True):
        zellen.kopfzelle(blatt[f"{spalte}{kopfzeile}"], wort)
    blatt.row_dimensions[kopfzeile].height = 30
    for zeile, w in enumerate(liste, kopfzeile + 1):
        leer: tuple[object, str | None] = (None, None)
        eigen, quelle = bau.eigene_werte.get(w.parameter) or beispiel.get(w.name) or leer
        _zeile(bau, blatt, zeile, w, eigen, quelle)
    letzte = kopfzeile + len(liste)
    spalten = {s: bezug(blatt, f"{s}{kopfzeile + 1}:{s}{letzte}") for s in "CHIK"}
    k = f"$K{kopfzeile + 1}"
    ruhig = f'{k}="",{k}="{BESTAETIGT}",LEFT({k},{len(ZUR_KENNTNIS)})="{ZUR_KENNTNIS}"'
    zellen.rot_wenn(blatt, f"K{kopfzeile + 1}:K{letzte}", f"NOT(OR({ruhig}))")
    bau.gedruckt[blatt.title] = Druck("I")  # dahinter stehen Rückfragen an den, der ausfüllt
    bau.name(f"zeilenhinweis_{blatt.title.lower()}", blatt, f"K{kopfzeile + 1}:K{letzte}")
    bau.offen.append(f'COUNTIF({spalten["K"]},"{BESTAETIGEN}*")>0')
    geendet = [
        f'AND({bezug(blatt, f"C{z}")}="",ISERROR({bezug(blatt, f"B{z}")}))'
        for z in range(kopfzeile + 1, letzte + 1)
    ]
    _pruefungen(bau, blatt.title, spalten, geendet)
    return letzte


def _zeile(bau: Bau, blatt: Worksheet, zeile: int, w: Wert, eigen: object, quelle: object) -> None:
    stand = parameter.laden(bau.vorlage.land).get(w.parameter)
    aufruf = f'(meta_land,"{w.parameter}",meta_stichtag)'
    zellen.text(blatt[f"A{zeile}"], w.text)
    vertragswert = f"=EGH_PARAMETER{aufruf}" if stand else "nicht hinterlegt"
    zellen.formelzelle(blatt[f"B{zeile}"], vertragswert, w.format)
    _eigener_wert(bau, blatt, zeile, w, eigen, quelle)
    _gilt(bau, blatt, zeile, w, bool(stand))
    bau.name(f"parameter_{w.name}", blatt, f"D{zeile}")
    zellen.text(blatt[f"E{zeile}"], w.einheit)
    zellen.text(blatt[f"F{zeile}"], f"=EGH_QUELLE{aufruf}" if stand else "", grau=True)
    zellen.text(blatt[f"G{zeile}"], _beleg(bau, blatt, aufruf) if stand else "", grau=True)
    zellen.text(blatt[f"H{zeile}"], stand.geprueft if stand else None, grau=True)
    blatt[f"H{zeile}"].number_format = zellen.DATUM
    staende = stand.staende if stand else ()
    blatt.row_dimensions[zeile].height = zellen.hoehe(
        (w.text, BREITEN[0]),
        (quelle or "", BREITEN[8]),
        *((s.quelle, BREITEN[5]) for s in staende),
        *((BELEGE_IN_WORTEN[s.beleg], BREITEN[6]) for s in staende),
        *(
            (f"{ZUR_KENNTNIS}: {k['text']}", BREITEN[10])
            for k in kenntnis.neben(w.parameter, bau.vorlage.land)
        ),
    )
    if w.pflicht:
        bau.pflicht.append((f"{blatt.title}: {w.text}", f'{bezug(blatt, f"D{zeile}")}<>""'))


def _eigener_wert(bau: Bau, blatt: Worksheet, zeile: int, w: Wert, eigen: object, quelle: object) -> None:
    """Eingabe des eigenen Werts mit Quelle und Grund; gesperrt, wo der Vertragswert sich nicht ersetzen lässt."""
    if not w.eigener:
        zellen.formelzelle(blatt[f"C{zeile}"], None, w.format)
        for spalte in "IJ":
            zellen.formelzelle(blatt[f"{spalte}{zeile}"], None)
        return
    zellen.eingabezelle(blatt[f"C{zeile}"], eigen, w.format)
    w.grenze.anwenden(blatt, f"C{zeile}")
    bau.name(f"eingabe_{w.name}", blatt, f"C{zeile}")
    bau.eigene.append(EigenerWert(w.name, w.text, w.einheit, w.format, blatt, zeile))
    bau.werte_falsch.append(w.grenze.verletzt(bezug(blatt, f"C{zeile}")))
    for spalte, inhalt in (("I", quelle), ("J", None)):
        zellen.eingabezelle(blatt[f"{spalte}{zeile}"], inhalt, rechts=False)
        eingabe.TEXT.anwenden(blatt, f"{spalte}{zeile}")


def _gilt(bau: Bau, blatt: Worksheet, zeile: int, w: Wert, hinterlegt: bool) -> None:
    """Der geltende Wert und der Hinweis, wenn der eigene falsch oder ungewöhnlich ist."""
    b, c = f"$B${zeile}", f"$C${zeile}"
    falsch = w.grenze.verletzt(c)
    vertrag = b if hinterlegt else '""'
    gilt = f'=IF({c}="",{vertrag},IF({falsch},NA(),{c}))' if w.eigener else f"={b}"
    fragen = [(f"AND(ISNUMBER({b}),ISNUMBER({c}),ABS(N({c})-N({b}))>{_ABWEICHUNG:g}*ABS(N({b})))", _WEIT_WEG)]
    fragen += _unueblich(w, b, c, hinterlegt, {angabe.name for angabe in bau.vorlage.werte})
    anteil = w.einheit == "Anteil"
    wert = in_worten(f"100*{c}" if anteil else c, "%" if anteil else w.einheit.partition("/")[0])
    sonst = _LEER
    for bedingung, text in reversed(fragen):
        sonst = f'IF({bedingung},"{BESTAETIGEN} »"&{wert}&"«: {text}",{sonst})'
    eine = ",".join(bedingung for bedingung, _ in fragen)
    frage = f'IF(OR({eine}),IF({genannt(wert, rein(f"$J${zeile}"))},"{BESTAETIGT}",{sonst}),"")'
    zu_wissen = kenntnis.formel(w.parameter, bau.vorlage.land, c)
    if zu_wissen:
        frage = f'IF({frage}="",{zu_wissen},{frage})'
    hinweis = f'=IF({c}="",{zu_wissen or _LEER},IF({falsch},"{FALSCH}: {w.grenze.hinweis}",{frage}))'
    zellen.formelzelle(blatt[f"K{zeile}"], hinweis if w.eigener else None, "General", rechts=False)
    zellen.formelzelle(blatt[f"D{zeile}"], gilt, w.format, fett=True)


def _unueblich(w: Wert, b: str, c: str, hinterlegt: bool, angaben: Set[str]) -> list[tuple[str, str]]:
    """Fragen nach dem, was auch ohne Vertragswert unüblich ist: (Bedingung, Text)."""
    fragen = []
    if w.name in UEBLICH:
        fragen.append((UEBLICH[w.name].verlassen(c), UEBLICH[w.name].text()))
    if w.name == "njaz" and "anteil_indirekt" in angaben:
        schon = schon_abgezogen(b, c) if hinterlegt else sieht_abgezogen_aus(c)
        fragen.append((schon, "indirekte Zeit schon abgezogen?"))
    if w.name == "tage_jahr":
        februar = "DATE(YEAR(eingabe_zeitraum_bis),2,29)"
        ohne = f"OR(MONTH({februar})<>2,{februar}>eingabe_zeitraum_bis,{februar}<eingabe_zeitraum_von)"
        zuvor = "DATE(YEAR(eingabe_zeitraum_von),2,29)"
        auch = f"OR(MONTH({zuvor})<>2,{zuvor}<eingabe_zeitraum_von,{zuvor}>eingabe_zeitraum_bis)"
        da = "AND(ISNUMBER(eingabe_zeitraum_von),ISNUMBER(eingabe_zeitraum_bis))"
        fragen += [
            (f"IF({c}=366,IF({da},AND({ohne},{auch}),FALSE),FALSE)", "kein 29. Februar im Zeitraum"),
            (f"AND({c}<>365,{c}<>365.25,{c}<>366)", "üblich sind 365, 365,25 oder 366"),
        ]
    return fragen


def _beleg(bau: Bau, blatt: Worksheet, aufruf: str) -> str:
    """Formel: der Beleg in Worten, damit niemand einen Fachvortrag für ein Zitat des Vertrags hält."""
    if "belege" not in bau.mappe.defined_names:
        _belege(bau, blatt)
    return f"=INDEX(belege,MATCH(EGH_BELEG{aufruf},INDEX(belege,0,1),0),2)"


def _belege(bau: Bau, blatt: Worksheet) -> None:
    """Verborgen, was die Belege in Worten heißen."""
    for zeile, paar in enumerate(BELEGE_IN_WORTEN.items(), 1):
        for spalte, wort in zip(_VERBORGEN, paar, strict=True):
            blatt[f"{spalte}{zeile}"] = wort
            blatt.column_dimensions[spalte].hidden = True
    bau.name("belege", blatt, f"{_VERBORGEN[0]}1:{_VERBORGEN[1]}{len(BELEGE_IN_WORTEN)}")


def _pruefungen(bau: Bau, titel: str, spalte: dict[str, str], geendet: Sequence[str]) -> None:
    endung = "" if titel == "Parameter" else f"_{titel.lower()}"
    bau.unbestaetigt.append(
        f'SUMPRODUCT(({spalte["C"]}="")*({spalte["H"]}<>"")*({spalte["H"]}<eingabe_zeitraum_bis))>0'
    )
    bau.pruefung(
        f"vertragsstand{endung}",
        f"{titel}: am Stichtag gilt jeder Vertragswert, für den kein eigener eingetragen ist",
        f"NOT(OR({','.join(geendet)}))",
        "Ein Vertragswert hat geendet: den Stichtag berichtigen oder den Wert als eigenen mit Quelle eintragen.",
    )
    bau.pruefung(
        f"eigene_werte_belegt{endung}",
        f"{titel}: jeder eigene Wert nennt seine Quelle",
        f'SUMPRODUCT(({spalte["C"]}<>"")*({zu_kurz(spalte["I"])}))=0',
        "In der Spalte »Quelle des eigenen Werts« eintragen, woher er stammt (mindestens drei Zeichen).",
        nativ=True,
    )


def wochenbasis(bau: Bau, stunden: str = "") -> None:
    """Bedarf und Nettojahresarbeitszeit müssen auf denselben Wochen je Jahr beruhen.

    `stunden`: Name des Wertes, der auf `wochen_njaz` beruht; wer dessen Wochen ändert, muss auch ihn ändern. Nichts, wo
    die Vorlage nach keinen Wochen fragt.
    """
    if not {"parameter_wochen_jahr", "parameter_wochen_njaz"} <= set(bau.mappe.defined_names):
        return
    bau.pruefung(
        "wochenbasis",
        "Bedarf und Nettojahresarbeitszeit beruhen auf denselben Wochen je Jahr",
        "ABS(parameter_wochen_jahr-parameter_wochen_njaz)<0.005",
        "Den Bedarf auf die Wochen des Vertrags umrechnen oder eine eigene Nettojahresarbeitszeit mit ihren Wochen "
        "eintragen.",
    )
    if stunden:
        bau.pruefung(
            "wochen_grundlage",
            "Eigene Wochen der Nettojahresarbeitszeit nur zusammen mit deren eigenem Wert",
            f'IF(eingabe_wochen_njaz="",TRUE,eingabe_{stunden}<>"")',
            "Der Vertragswert beruht auf den Wochen des Vertrags: eigene Wochen löschen oder auch ihn eintragen.",
        )
