"""Was Stichtag, Zeitraum und Vertragsstand auf das Deckblatt bringen; die anderen Rahmen stehen in `laufzeit`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from calc.parameter import vertrag
from recalculation.datei.zellwert import seriell
from workbooks.bausteine.blaetter import laufzeit
from workbooks.bausteine.blaetter.werte import KATALOG
from workbooks.bausteine.blaetter.zeitrahmen import (
    BEISPIEL,
    BREITEN,
    LETZTE,
    Feld,
    Festes,
    Zeitteil,
    zeitteil,
)
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, Pruefung, bezug
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.rahmen import Vertragszeit
from workbooks.bausteine.grund.regeln import SCHWELLEN, als_tag, genannt, rein, zu_kurz
from workbooks.bausteine.grund.worte import BESTAETIGEN, BESTAETIGT

__all__ = ["BREITEN", "LETZTE", "Feld", "Festes", "Zeitteil", "laufzeit", "zeitteil"]
_KEINE_ZAHLEN = (
    "keine gefunden: jede Zahl auf dem Blatt Parameter ist als eigener Wert mit Quelle einzutragen"
)


@zeitteil.register
def _vertragszeit(rahmen: Vertragszeit, bau: Bau) -> Zeitteil:
    von, bis = rahmen.stand(bau.stichtag)
    hinweis = f"Tag, dessen Vertragsstand gilt; Werte sind ab {rahmen.ab:%d.%m.%Y} hinterlegt."
    stichtag = Grenze("tag", hinweis, f"{seriell(rahmen.ab):.0f}", eingabe.TAG.bis)
    return Zeitteil(
        kopf=_vertragslage(rahmen, bau),
        felder=(
            ("Stichtag (Vertragsstand, der gilt)", "meta_stichtag", zellen.DATUM, stichtag, True),
            ("Zeitraum von", "eingabe_zeitraum_von", zellen.DATUM, eingabe.TAG, True),
            ("Zeitraum bis", "eingabe_zeitraum_bis", zellen.DATUM, eingabe.TAG, True),
        ),
        vorgabe={"meta_stichtag": bau.stichtag} if bau.stichtag else {},
        beispiel=_beispiel(rahmen, bau.stichtag),
        zur_vorlage=(
            ("gebaut für den Vertragsstand ab", von, "meta_stand_von"),
            ("bis (leer: kein späterer hinterlegt)", bis, "meta_stand_bis"),
        ),
        kurz=(
            ("Zeitraum von", "eingabe_zeitraum_von", zellen.DATUM),
            ("Zeitraum bis", "eingabe_zeitraum_bis", zellen.DATUM),
            ("Stichtag des Vertragsstands", "meta_stichtag", zellen.DATUM),
        ),
        pruefungen=_pruefungen(bau),
        danach=partial(_bestaetigung, bau, rahmen),
    )


def _vertragslage(rahmen: Vertragszeit, bau: Bau) -> Festes:
    v = bau.vorlage
    hinterlegt = parameter.laden(v.land)
    zahlen = [KATALOG[a.name].parameter for a in v.werte if KATALOG[a.name].parameter in hinterlegt]
    quellen = dict.fromkeys(s.link or s.quelle for s in vertrag.am(v.land, bau.stand))
    return (
        ("Leistungssystematik", v.gegenstand, ""),
        ("Vertragsstand", rahmen.worte(bau.stand) + (v.ende and f"; diese Vorlage {v.ende}"), ""),
        ("Quelle dazu", "; ".join([*quellen, "Werte: Blatt Quellen"]), ""),
        *(() if zahlen else (("Öffentliche Zahlen", _KEINE_ZAHLEN, ""),)),
    )


def _beispiel(rahmen: Vertragszeit, stichtag: date | None) -> dict[str, object]:
    """Angaben des Beispiels: ein Jahr."""
    tag, beginn = rahmen.beispiel(stichtag)
    ende = (beginn - timedelta(days=beginn.day == 29 and beginn.month == 2)).replace(year=beginn.year + 1)
    return {
        **BEISPIEL,
        "meta_stichtag": tag,
        "eingabe_zeitraum_von": beginn,
        "eingabe_zeitraum_bis": ende - timedelta(days=1),
    }


def _bestaetigung(bau: Bau, rahmen: Vertragszeit, blatt: Worksheet, ab: int) -> int:
    """Ungewöhnliche Tage brauchen einen Grund; ein Vertragsstand, der noch nicht bestätigt ist, nur einen Vermerk."""
    for zeile, wort, name, form, grenze in (
        (ab, "Zeitraum, Stichtag bestätigt, weil", "eingabe_bestaetigt_zeitraum", zellen.TEXT, eingabe.TEXT),
        (ab + 1, "Vertragsstand geprüft am", "eingabe_vertragsstand_geprueft", zellen.DATUM, eingabe.TAG),
        (ab + 2, "… von", "eingabe_vertragsstand_von", zellen.TEXT, eingabe.TEXT),
    ):
        zellen.text(blatt[f"A{zeile}"], wort)
        zellen.eingabezelle(blatt[f"B{zeile}"], None, form, rechts=False)
        grenze.anwenden(blatt, f"B{zeile}")
        bau.name(name, blatt, f"B{zeile}")
        blatt.merge_cells(f"C{zeile}:{LETZTE}{zeile}")
        if falsch := grenze.verletzt(bezug(blatt, f"B{zeile}")):
            bau.werte_falsch.append(falsch)
    zellen.text(blatt[f"C{ab}"], _frage(bau, rahmen), grau=True)
    gefragt = f'LEFT($C${ab},5)="bitte"'
    zellen.rot_wenn(blatt, f"C{ab}", gefragt)
    bau.offen.append(f'LEFT({bezug(blatt, f"C{ab}")},5)="bitte"')
    bau.name("zeilenhinweis_deckblatt", blatt, f"C{ab}")
    bau.name("hinweis_vertragsstand", blatt, f"C{ab + 1}")
    return ab + 3


def _frage(bau: Bau, rahmen: Vertragszeit) -> str:
    """Formel: was am Zeitraum zu bestätigen ist. Meldet auch an, was daran falsch ist."""
    von, bis, tag = "eingabe_zeitraum_von", "eingabe_zeitraum_bis", "meta_stichtag"
    ende = f"{seriell(letzter):.0f}" if (letzter := rahmen.ende(bau.stichtag)) else ""
    monate, hoechstens = (int(SCHWELLEN[f"zeitraum_{n}"]) for n in ("monate", "hoechstens"))
    bau.werte_falsch += [
        f"IF(ISNUMBER({von}),{von}<{seriell(rahmen.ab):.0f},FALSE)",
        f"IF(AND(ISNUMBER({von}),ISNUMBER({bis})),{bis}>=DATE(YEAR({von}),MONTH({von})+{hoechstens},DAY({von})),FALSE)",
    ]
    jahr = f"DATE(YEAR({von}),MONTH({von})+{monate},DAY({von}))"
    zeit = f'{als_tag(von)}&" bis "&{als_tag(bis)}'
    fragen = [
        (f"{tag}<{von}", f'"Stichtag "&{als_tag(tag)}', "Stichtag vor dem Zeitraum"),
        (f"{bis}+1<>{jahr}", zeit, f"Zeitraum nicht {monate} Monate"),
    ]
    if ende:
        fragen.append((f"{bis}>{ende}", f'"Stand bis "&{als_tag(ende)}', "Vertragsstand endet im Zeitraum"))
    # erst was nicht bestätigt ist; jede Frage hat eigene Worte, damit keine Antwort zwei beantwortet
    kern = f'IF(OR({",".join(b for b, _, _ in fragen)}),"{BESTAETIGT}","")'
    for bedingung, wert, text in reversed(fragen):
        offen = f"IF({bedingung},NOT({genannt(wert, rein('eingabe_bestaetigt_zeitraum'))}),FALSE)"
        kern = f'IF({offen},"{BESTAETIGEN} »"&{wert}&"«: {text}",{kern})'
    return f'=IF(AND(ISNUMBER({tag}),ISNUMBER({von}),ISNUMBER({bis})),{kern},"")'


def vertragsstand(bau: Bau) -> None:
    """Der Hinweis auf dem Deckblatt, wenn alle Blätter mit Vertragswerten stehen; er hält nichts auf."""
    offen = f"AND(ISNUMBER(eingabe_zeitraum_bis),OR({','.join(bau.unbestaetigt)}))"
    satz = "Vertragswerte nicht bis zum Ende des Zeitraums bestätigt (Blatt Parameter): Stand prüfen, Tag und Name"
    tag, wer = "eingabe_vertragsstand_geprueft", "eingabe_vertragsstand_von"
    geprueft = f"IF(ISNUMBER({tag}),AND({tag}>=meta_stand_von,NOT({zu_kurz(wer)})),FALSE)"
    formel = f'=IF({offen},IF({geprueft},"geprüft","{satz}"),"")'
    blatt, ort = next(iter(bau.mappe.defined_names["hinweis_vertragsstand"].destinations))
    zelle = bau.mappe[blatt][ort.replace("$", "")]
    zellen.text(zelle, formel, grau=True)
    bau.mappe[blatt].row_dimensions[zelle.row].height = zellen.hoehe((satz, sum(BREITEN[2:])))


def _pruefungen(bau: Bau) -> tuple[Pruefung, ...]:
    return (
        Pruefung(
            "zeitraum",
            "Zeitraum: Beginn vor Ende, Stichtag nicht nach dem Ende",
            "AND(ISNUMBER(eingabe_zeitraum_von),ISNUMBER(eingabe_zeitraum_bis),ISNUMBER(meta_stichtag),"
            "IF(ISNUMBER(eingabe_zeitraum_bis),AND(eingabe_zeitraum_von<=eingabe_zeitraum_bis,meta_stichtag<=eingabe_zeitraum_bis),FALSE))",
            "Stichtag und Zeitraum auf dem Deckblatt eintragen oder berichtigen.",
            nativ=True,
        ),
        Pruefung(
            "stichtag",
            "Stichtag: liegt in dem Vertragsstand, für den die Vorlage gebaut ist",
            'IF(ISNUMBER(meta_stichtag),AND(meta_stichtag>=meta_stand_von,OR(meta_stand_bis="",meta_stichtag<=meta_stand_bis)),TRUE)',
            f"Vorlage für diesen Tag neu bauen: egh vorlage {bau.vorlage.name} --stichtag TT.MM.JJJJ",
            nativ=True,
        ),
    )
