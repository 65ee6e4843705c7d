"""Deckblatt: worum es geht, für wen, für welchen Zeitraum, mit welchen Angeboten, in welchem Stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from openpyxl.styles import Protection
from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from calc.parameter import vertrag
from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.angebotsliste import angebotsliste
from workbooks.bausteine.bau import STATUS, Bau, bezug
from workbooks.bausteine.eingabe import Grenze
from workbooks.bausteine.regeln import SCHWELLEN
from workbooks.bausteine.werte import KATALOG
from workbooks.recalculation.zellwert import seriell

BREITEN = (34, 40, 20, 9, 10, 14)
FORMEN_IN_WORTEN = {
    "neutral": "neutral: für egh rechnen, Excel und LibreOffice",
    "excel": "excel: für Excel unter Windows mit dem Add-in EGH.xlam",
}
BEISPIEL = {
    "meta_traeger": "Musterträger (Rechenbeispiel)",
    "meta_aktenzeichen": "Muster 1",
}
_KEINE_ZAHLEN = (
    "keine gefunden: jede Zahl auf dem Blatt Parameter ist als eigener Wert mit Quelle einzutragen"
)
_BEISPIELTAG = date(2025, 1, 1)


def deckblatt(bau: Bau, version: str) -> None:
    """Das erste Blatt; die Liste der Angebote steht zuletzt, damit sie wachsen kann."""
    v = bau.vorlage
    blatt = bau.blatt("Deckblatt", f"{v.titel}, {v.landesname}", BREITEN, quer=False)
    zellen.text(
        blatt["A3"],
        "Die grauen Zahlen rechnet das Add-in EGH; ohne es: speichern, schließen, egh rechnen DATEI aufrufen.",
        grau=True,
        umbruch=False,
    )
    hinterlegt = parameter.laden(v.land)
    zahlen = [KATALOG[a.name].parameter for a in v.werte if KATALOG[a.name].parameter in hinterlegt]
    keine = () if zahlen else (("Öffentliche Zahlen", _KEINE_ZAHLEN, ""),)
    quellen = dict.fromkeys(s.link or s.quelle for s in vertrag.am(v.land, bau.stand))
    z = fest(
        bau,
        blatt,
        4,
        (
            ("Land", v.land, "meta_land"),
            ("Leistungssystematik", v.leistungssystematik, ""),
            ("Vertragsstand", v.vertragsstand(bau.stand), ""),
            ("Quelle dazu", "; ".join([*quellen, "Werte: Blatt Quellen"]), ""),
            *keine,
        ),
    )
    z = _angaben(bau, blatt, z)
    z = freigabe(bau, blatt, z + 1)
    farben(blatt, z + 1)
    zellen.ueberschrift(blatt[f"A{z + 3}"], "Zur Vorlage")
    z = fest(bau, blatt, z + 4, _zur_vorlage(bau, version))
    _pruefungen(bau)
    angebotsliste(bau, blatt, z + 1)


def _zur_vorlage(bau: Bau, version: str) -> tuple[tuple[str, object, str], ...]:
    von, bis = bau.vorlage.stand(bau.stichtag)
    return (
        ("Vorlage", bau.vorlage.name, "meta_vorlage"),
        ("Variante", bau.vorlage.variante, "meta_variante"),
        ("gebaut für den Vertragsstand ab", von, "meta_stand_von"),
        ("bis (leer: kein späterer hinterlegt)", bis, "meta_stand_bis"),
        ("Version", version, "meta_version"),
        ("Form der Formeln", FORMEN_IN_WORTEN[bau.form], "meta_form"),
    )


def fest(bau: Bau, blatt: Worksheet, ab: int, zeilen: tuple[tuple[str, object, str], ...]) -> int:
    """Zeilen (Wort, Wert, Name), die niemand ausfüllt; gibt die nächste freie."""
    for zeile, (wort, wert, name) in enumerate(zeilen, ab):
        zellen.text(blatt[f"A{zeile}"], wort)
        zahlenformat = zellen.DATUM if isinstance(wert, date) else "General"
        zellen.formelzelle(blatt[f"B{zeile}"], wert, zahlenformat, rechts=False)
        blatt.merge_cells(f"B{zeile}:E{zeile}")
        blatt.row_dimensions[zeile].height = zellen.hoehe((wort, BREITEN[0]), (str(wert), sum(BREITEN[1:5])))
        if name:
            bau.name(name, blatt, f"B{zeile}")
    return ab + len(zeilen)


def _felder(bau: Bau) -> tuple[tuple[str, str, str, Grenze, bool], ...]:
    ab = bau.vorlage.ab
    hinweis = f"Tag, dessen Vertragsstand gilt; Werte sind ab {ab:%d.%m.%Y} hinterlegt."
    stichtag = Grenze("tag", hinweis, f"{seriell(ab):.0f}", eingabe.TAG.bis)
    return (
        ("Leistungserbringer", "meta_traeger", zellen.TEXT, eingabe.TEXT, True),
        ("Ansprechpartner", "meta_ansprechpartner", zellen.TEXT, eingabe.TEXT, False),
        ("Leistungsträger (an wen)", "meta_leistungstraeger", zellen.TEXT, eingabe.TEXT, False),
        ("Aktenzeichen", "meta_aktenzeichen", zellen.TEXT, eingabe.TEXT, False),
        ("Stichtag (Vertragsstand, der gilt)", "meta_stichtag", zellen.DATUM, stichtag, True),
        ("Zeitraum von", "eingabe_zeitraum_von", zellen.DATUM, eingabe.TAG, True),
        ("Zeitraum bis", "eingabe_zeitraum_bis", zellen.DATUM, eingabe.TAG, True),
        ("Status", "meta_status", zellen.TEXT, eingabe.auswahl(*STATUS), True),
        ("Bearbeitungsstand (Angabe)", "meta_stand", zellen.DATUM, eingabe.TAG, False),
    )


def _angaben(bau: Bau, blatt: Worksheet, ab: int) -> int:
    """Die Angaben zur Kalkulation; gibt die nächste freie Zeile."""
    vorgabe: dict[str, object] = {"meta_status": STATUS[0], **(_beispiel(bau) if bau.beispiel else {})}
    if bau.stichtag:
        vorgabe["meta_stichtag"] = bau.stichtag
    return _bestaetigung(bau, blatt, angaben(bau, blatt, ab, _felder(bau), vorgabe))


def angaben(
    bau: Bau,
    blatt: Worksheet,
    ab: int,
    felder: Sequence[tuple[str, str, str, Grenze, bool]],
    vorgabe: Mapping[str, object],
) -> int:
    """Überschrift und je Feld (Wort, Name, Format, Grenze, Pflicht) eine Eingabe; gibt die nächste freie Zeile."""
    zellen.ueberschrift(blatt[f"A{ab}"], "Angaben zur Kalkulation")
    blatt.row_dimensions[ab].height = 27  # Abstand zum festen Teil darüber
    for zeile, (wort, name, zahlenformat, grenze, pflicht) in enumerate(felder, ab + 1):
        zellen.text(blatt[f"A{zeile}"], wort)
        zellen.eingabezelle(blatt[f"B{zeile}"], vorgabe.get(name), zahlenformat, rechts=False)
        zellen.text(blatt[f"C{zeile}"], "Pflichtangabe" if pflicht else "freiwillig", grau=True)
        grenze.anwenden(blatt, f"B{zeile}")
        bau.name(name, blatt, f"B{zeile}")
        ort = bezug(blatt, f"B{zeile}")
        if pflicht:
            bau.pflicht.append((f"Deckblatt: {wort}", f'{ort}<>""'))
        if falsch := grenze.verletzt(ort):
            bau.werte_falsch.append(falsch)
    return ab + 1 + len(felder)


def _beispiel(bau: Bau) -> dict[str, object]:
    """Angaben des Beispiels: das Jahr 2025, wo der Vertragsstand das zulässt, sonst zwölf Monate ab seinem Beginn."""
    von, bis = bau.vorlage.stand(bau.stichtag)
    im_stand = von <= _BEISPIELTAG and (bis is None or bis >= _BEISPIELTAG)
    tag = bau.stichtag or (_BEISPIELTAG if im_stand else von)
    beginn = _BEISPIELTAG if im_stand and tag.year == _BEISPIELTAG.year else tag
    ende = (beginn - timedelta(days=beginn.day == 29 and beginn.month == 2)).replace(year=beginn.year + 1)
    return {
        **BEISPIEL,
        "meta_stichtag": tag,
        "eingabe_zeitraum_von": beginn,
        "eingabe_zeitraum_bis": ende - timedelta(days=1),
    }


def _bestaetigung(bau: Bau, blatt: Worksheet, ab: int) -> int:
    """Ungewöhnliche Tage brauchen einen Grund; ein Vertragsstand, der noch nicht bestätigt ist, nur einen Vermerk."""
    for zeile, wort, name in (
        (ab, "Zeitraum, Stichtag bestätigt, weil", "eingabe_bestaetigt_zeitraum"),
        (ab + 1, "Vertragsstand geprüft am, von", "eingabe_vertragsstand_geprueft"),
    ):
        zellen.text(blatt[f"A{zeile}"], wort)
        zellen.eingabezelle(blatt[f"B{zeile}"], None, rechts=False)
        eingabe.TEXT.anwenden(blatt, f"B{zeile}")
        bau.name(name, blatt, f"B{zeile}")
        blatt.merge_cells(f"C{zeile}:E{zeile}")
    zellen.text(blatt[f"C{ab}"], _frage(bau), grau=True)
    gefragt = f'LEFT($C${ab},5)="bitte"'
    zellen.rot_wenn(blatt, f"C{ab}", gefragt)
    bau.offen.append(f'LEFT(Deckblatt!$C${ab},5)="bitte"')
    bau.name("zeilenhinweis_deckblatt", blatt, f"C{ab}")
    bau.name("hinweis_vertragsstand", blatt, f"C{ab + 1}")
    return ab + 2


def _frage(bau: Bau) -> str:
    """Formel: was am Zeitraum zu bestätigen ist. Meldet auch an, was daran falsch ist."""
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
    frage = 'IF(TRIM(eingabe_bestaetigt_zeitraum)="","bitte bestätigen: {}","bestätigt")'
    kern = '""'
    for bedingung, text in reversed(fragen):
        kern = f"IF({bedingung},{frage.format(text)},{kern})"
    return f'=IF(AND(ISNUMBER({tag}),ISNUMBER({von}),ISNUMBER({bis})),{kern},"")'


def vertragsstand(bau: Bau) -> None:
    """Der Hinweis auf dem Deckblatt, wenn alle Blätter mit Vertragswerten stehen; er hält nichts auf."""
    offen = f"AND(ISNUMBER(eingabe_zeitraum_bis),OR({','.join(bau.unbestaetigt)}))"
    satz = "Vertragswerte nicht bis zum Ende des Zeitraums bestätigt (Blatt Parameter): Stand prüfen und hier vermerken"
    formel = f'=IF({offen},IF(TRIM(eingabe_vertragsstand_geprueft)="","{satz}","geprüft"),"")'
    blatt, ort = next(iter(bau.mappe.defined_names["hinweis_vertragsstand"].destinations))
    zelle = bau.mappe[blatt][ort.replace("$", "")]
    zellen.text(zelle, formel, grau=True)
    bau.mappe[blatt].row_dimensions[zelle.row].height = zellen.hoehe((satz, sum(BREITEN[2:5])))


def freigabe(bau: Bau, blatt: Worksheet, ab: int) -> int:
    """Wer erstellt, geprüft und freigegeben hat; gibt die nächste freie Zeile."""
    for spalte, wort in zip("ABC", ("Freigabe", "Name", "Datum"), strict=True):
        zellen.kopfzelle(blatt[f"{spalte}{ab}"], wort)
    for zeile, wort in enumerate(("erstellt", "geprüft", "freigegeben"), ab + 1):
        zellen.text(blatt[f"A{zeile}"], wort)
        zellen.eingabezelle(blatt[f"B{zeile}"], None, rechts=False)
        zellen.eingabezelle(blatt[f"C{zeile}"], None, zellen.DATUM, rechts=False)
    eingabe.TEXT.anwenden(blatt, f"B{ab + 1}:B{ab + 3}")
    eingabe.TAG.anwenden(blatt, f"C{ab + 1}:C{ab + 3}")
    bau.name("freigabe", blatt, f"A{ab + 1}:C{ab + 3}")
    return ab + 4


def farben(blatt: Worksheet, zeile: int) -> None:
    """Was Gelb und Grau heißen."""
    zellen.eingabezelle(blatt[f"A{zeile}"], None, rechts=False)
    blatt[f"A{zeile}"].value = "gelb: hier eintragen"
    blatt[f"A{zeile}"].protection = Protection(locked=True)
    zellen.formelzelle(blatt[f"B{zeile}"], "grau: gerechnet, gesperrt (kein Kennwort)", rechts=False)
    zellen.text(blatt[f"C{zeile}"], "Anleitung: Blatt Hilfe", grau=True)


def _pruefungen(bau: Bau) -> None:
    bau.pruefung(
        "zeitraum",
        "Zeitraum: Beginn vor Ende, Stichtag nicht nach dem Ende",
        "AND(ISNUMBER(eingabe_zeitraum_von),ISNUMBER(eingabe_zeitraum_bis),ISNUMBER(meta_stichtag),"
        "IF(ISNUMBER(eingabe_zeitraum_bis),AND(eingabe_zeitraum_von<=eingabe_zeitraum_bis,meta_stichtag<=eingabe_zeitraum_bis),FALSE))",
        "Stichtag und Zeitraum auf dem Deckblatt eintragen oder berichtigen.",
        nativ=True,
    )
    bau.pruefung(
        "stichtag",
        "Stichtag: liegt in dem Vertragsstand, für den die Vorlage gebaut ist",
        'IF(ISNUMBER(meta_stichtag),AND(meta_stichtag>=meta_stand_von,OR(meta_stand_bis="",meta_stichtag<=meta_stand_bis)),TRUE)',
        f"Vorlage für diesen Tag neu bauen: egh vorlage {bau.vorlage.name} --stichtag TT.MM.JJJJ",
        nativ=True,
    )
