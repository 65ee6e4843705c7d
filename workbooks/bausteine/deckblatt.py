"""Deckblatt: worum es geht, für wen, für welchen Zeitraum, mit welchen Angeboten, in welchem Stand."""

from __future__ import annotations

from datetime import date

from openpyxl.styles import Protection
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import ANGEBOTE, STATUS, Bau, bezug
from workbooks.bausteine.eingabe import Grenze
from workbooks.bausteine.regeln import SCHWELLEN
from workbooks.recalculation.zellwert import seriell

LISTE_ANGEBOTE = f"Deckblatt!$B$24:$B${23 + ANGEBOTE}"
FREIGABE = range(26 + ANGEBOTE, 29 + ANGEBOTE)
"""Zeilen: erstellt, geprüft, freigegeben."""
_FORMEN = {
    "neutral": "neutral: für egh rechnen, Excel und LibreOffice",
    "excel": "excel: für Excel unter Windows mit dem Add-in EGH.xlam",
}
BEISPIEL = {
    "meta_traeger": "Musterträger (Rechenbeispiel)",
    "meta_aktenzeichen": "Muster 1",
    "meta_stichtag": date(2025, 1, 1),
    "eingabe_zeitraum_von": date(2025, 1, 1),
    "eingabe_zeitraum_bis": date(2025, 12, 31),
}


def deckblatt(bau: Bau, angebote: tuple[str, ...], version: str) -> None:
    """Das erste Blatt; `angebote` füllt im Beispiel die Liste der Angebote."""
    v = bau.vorlage
    blatt = bau.blatt("Deckblatt", f"{v.titel}, {v.landesname}", (34, 46, 30), quer=False)
    zellen.text(
        blatt["A3"],
        "Die grauen Zahlen rechnet das Add-in EGH; ohne es: speichern, schließen, egh rechnen DATEI aufrufen.",
        grau=True,
        umbruch=False,
    )
    fest = (
        ("Land", v.land, "meta_land"),
        ("Leistungssystematik", v.leistungssystematik, ""),
        ("Vertragsstand", v.vertragsstand, ""),
        ("Quelle dazu", v.vertragsquelle, ""),
        ("Vorlage", v.name, "meta_vorlage"),
        ("Version", version, "meta_version"),
        ("Form der Formeln", _FORMEN[bau.form], "meta_form"),
    )
    for zeile, (wort, wert, name) in enumerate(fest, 4):
        zellen.text(blatt[f"A{zeile}"], wort)
        zellen.formelzelle(blatt[f"B{zeile}"], wert, rechts=False)
        blatt.merge_cells(f"B{zeile}:C{zeile}")
        blatt.row_dimensions[zeile].height = 15 * (1 + len(str(wert)) // 68)
        if name:
            bau.name(name, blatt, f"B{zeile}")
    _eingaben(bau, blatt)
    zellen.kopfzelle(blatt["A23"], "Angebote")
    zellen.kopfzelle(blatt["B23"], "Name (wie in der Spalte »Angebot« der Tabellen)")
    for nummer in range(ANGEBOTE):
        zellen.text(blatt[f"A{24 + nummer}"], f"Angebot {nummer + 1}")
        eintrag = angebote[nummer] if bau.beispiel and nummer < len(angebote) else None
        zellen.eingabezelle(blatt[f"B{24 + nummer}"], eintrag, rechts=False)
    eingabe.TEXT.anwenden(blatt, LISTE_ANGEBOTE.partition("!")[2].replace("$", ""))
    bau.name("eingabe_angebote", blatt, f"B24:B{23 + ANGEBOTE}")
    _freigabe(blatt, FREIGABE[0] - 1)
    _farben(blatt, 30 + ANGEBOTE)
    bau.pruefung(
        "angebote_eindeutig",
        "Deckblatt: jedes Angebot steht nur einmal in der Liste",
        "AND("
        + ",".join(
            f'IF(Deckblatt!$B${z}="",TRUE,SUMPRODUCT(--({LISTE_ANGEBOTE}=Deckblatt!$B${z}))=1)'
            for z in range(24, 24 + ANGEBOTE)
        )
        + ")",
        "Doppelte Namen auf dem Deckblatt ändern.",
        nativ=True,
    )


def _eingaben(bau: Bau, blatt: Worksheet) -> None:
    ab = bau.vorlage.ab
    hinweis = f"Tag, dessen Vertragsstand gilt; Werte sind ab {ab:%d.%m.%Y} hinterlegt."
    stichtag = Grenze("tag", hinweis, f"{seriell(ab):.0f}", eingabe.TAG.bis)
    felder: tuple[tuple[str, str, str, Grenze, bool], ...] = (
        ("Träger", "meta_traeger", zellen.TEXT, eingabe.TEXT, True),
        ("Aktenzeichen", "meta_aktenzeichen", zellen.TEXT, eingabe.TEXT, False),
        ("Stichtag (Vertragsstand, der gilt)", "meta_stichtag", zellen.DATUM, stichtag, True),
        ("Zeitraum von", "eingabe_zeitraum_von", zellen.DATUM, eingabe.TAG, True),
        ("Zeitraum bis", "eingabe_zeitraum_bis", zellen.DATUM, eingabe.TAG, True),
        ("Status", "meta_status", zellen.TEXT, eingabe.auswahl(*STATUS), True),
        ("Bearbeitungsstand (Angabe)", "meta_stand", zellen.DATUM, eingabe.TAG, False),
    )
    zellen.ueberschrift(blatt["A11"], "Angaben zur Kalkulation")
    blatt.row_dimensions[11].height = 27  # Abstand zum festen Teil darüber
    vorgabe = {"meta_status": STATUS[0], **(BEISPIEL if bau.beispiel else {})}
    if bau.stichtag:
        vorgabe["meta_stichtag"] = bau.stichtag
    for zeile, (wort, name, zahlenformat, grenze, pflicht) in enumerate(felder, 12):
        zellen.text(blatt[f"A{zeile}"], wort)
        zellen.eingabezelle(blatt[f"B{zeile}"], vorgabe.get(name), zahlenformat, rechts=False)
        zellen.text(blatt[f"C{zeile}"], "Pflichtangabe" if pflicht else "freiwillig", grau=True)
        grenze.anwenden(blatt, f"B{zeile}")
        bau.name(name, blatt, f"B{zeile}")
        ort = bezug(blatt, f"B{zeile}")
        if pflicht:
            bau.pflicht.append((f"Deckblatt: {wort}", f'{ort}<>""'))
        if grenze.verletzt(ort):
            bau.werte_falsch.append(grenze.verletzt(ort))
    _bestaetigung(bau, blatt)
    zellen.ueberschrift(blatt["A21"], "Angebote")
    blatt.row_dimensions[21].height = 27
    zellen.text(
        blatt["A22"], "Wer nur ein Angebot hat, kann die Liste leer lassen.", grau=True, umbruch=False
    )
    bau.pruefung(
        "zeitraum",
        "Zeitraum: Beginn vor Ende, Stichtag nicht nach dem Ende",
        "AND(ISNUMBER(eingabe_zeitraum_von),ISNUMBER(eingabe_zeitraum_bis),ISNUMBER(meta_stichtag),"
        "IF(ISNUMBER(eingabe_zeitraum_bis),AND(eingabe_zeitraum_von<=eingabe_zeitraum_bis,meta_stichtag<=eingabe_zeitraum_bis),FALSE))",
        "Stichtag und Zeitraum auf dem Deckblatt eintragen oder berichtigen.",
        nativ=True,
    )


def _bestaetigung(bau: Bau, blatt: Worksheet) -> None:
    """Ungewöhnliche Tage brauchen einen Grund; ein Vertragsstand, der noch nicht bestätigt ist, nur einen Vermerk."""
    von, bis, tag = "eingabe_zeitraum_von", "eingabe_zeitraum_bis", "meta_stichtag"
    monate, hoechstens = (int(SCHWELLEN[f"zeitraum_{n}"]) for n in ("monate", "hoechstens"))
    bau.werte_falsch += [
        f"IF(ISNUMBER({von}),{von}<{seriell(bau.vorlage.ab):.0f},FALSE)",
        f"IF(AND(ISNUMBER({von}),ISNUMBER({bis})),{bis}>=DATE(YEAR({von}),MONTH({von})+{hoechstens},DAY({von})),FALSE)",
    ]
    jahr = f"DATE(YEAR({von}),MONTH({von})+{monate},DAY({von}))"
    fragen = (
        (f"{tag}<{von}", "Stichtag vor dem Zeitraum"),
        (f"{bis}+1<>{jahr}", f"Zeitraum nicht {monate} Monate"),
    )
    frage = 'IF(TRIM($B$19)="","bitte bestätigen: {}","bestätigt")'
    kern = '""'
    for bedingung, text in reversed(fragen):
        kern = f"IF({bedingung},{frage.format(text)},{kern})"
    for zeile, wort, name in (
        (19, "Zeitraum, Stichtag bestätigt, weil", "eingabe_bestaetigt_zeitraum"),
        (20, "Vertragsstand geprüft am, von", "eingabe_vertragsstand_geprueft"),
    ):
        zellen.text(blatt[f"A{zeile}"], wort)
        zellen.eingabezelle(blatt[f"B{zeile}"], None, rechts=False)
        eingabe.TEXT.anwenden(blatt, f"B{zeile}")
        bau.name(name, blatt, f"B{zeile}")
    zahlen = f"AND(ISNUMBER({tag}),ISNUMBER({von}),ISNUMBER({bis}))"
    zellen.text(blatt["C19"], f'=IF({zahlen},{kern},"")', grau=True)
    zellen.rot_wenn(blatt, "C19", 'LEFT($C$19,5)="bitte"')
    bau.offen.append('LEFT(Deckblatt!$C$19,5)="bitte"')
    bau.name("zeilenhinweis_deckblatt", blatt, "C19")
    bau.name("hinweis_vertragsstand", blatt, "C20")


def vertragsstand(bau: Bau) -> None:
    """Der Hinweis auf dem Deckblatt, wenn alle Blätter mit Vertragswerten stehen; er hält nichts auf."""
    offen = f"AND(ISNUMBER(eingabe_zeitraum_bis),OR({','.join(bau.unbestaetigt)}))"
    satz = "Vertragswerte nicht bis zum Ende des Zeitraums bestätigt (Blatt Parameter): Stand prüfen und hier vermerken"
    formel = f'=IF({offen},IF(TRIM($B$20)="","{satz}","geprüft"),"")'
    zellen.text(bau.mappe["Deckblatt"]["C20"], formel, grau=True)


def _freigabe(blatt: Worksheet, zeile: int) -> None:
    for spalte, wort in zip("ABC", ("Freigabe", "Name", "Datum"), strict=True):
        zellen.kopfzelle(blatt[f"{spalte}{zeile}"], wort)
    for nummer, wort in enumerate(("erstellt", "geprüft", "freigegeben"), zeile + 1):
        zellen.text(blatt[f"A{nummer}"], wort)
        zellen.eingabezelle(blatt[f"B{nummer}"], None, rechts=False)
        zellen.eingabezelle(blatt[f"C{nummer}"], None, zellen.DATUM, rechts=False)
    eingabe.TEXT.anwenden(blatt, f"B{zeile + 1}:B{zeile + 3}")
    eingabe.TAG.anwenden(blatt, f"C{zeile + 1}:C{zeile + 3}")


def _farben(blatt: Worksheet, zeile: int) -> None:
    zellen.eingabezelle(blatt[f"A{zeile}"], None, rechts=False)
    blatt[f"A{zeile}"].value = "gelb: hier eintragen"
    blatt[f"A{zeile}"].protection = Protection(locked=True)
    zellen.formelzelle(
        blatt[f"B{zeile}"], "grau: gerechnet, gesperrt (Blattschutz ohne Kennwort)", rechts=False
    )
    zellen.text(blatt[f"C{zeile}"], "Anleitung: Blatt Hilfe", grau=True)
