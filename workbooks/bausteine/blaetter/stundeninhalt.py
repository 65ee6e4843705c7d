"""Was die Stunde eines Angebots enthält, und dass indirekte Zeit nicht zweimal abgezogen wird."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from workbooks.bausteine.blaetter.werte import KATALOG
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, bezug
from workbooks.bausteine.grund.eingabe import Grenze
from workbooks.bausteine.grund.regeln import SCHWELLEN, genannt, in_worten, rein
from workbooks.bausteine.grund.vorlage import Vorlage

NUR_DIREKT, MIT_MITTELBAR = "nur direkt", "direkt und mittelbar"
KOPF = ("Stunde enthält", "davon\nMin.", "Fahr-\nzeit")
OFFEN = "noch nicht gesagt, was die Stunde enthält"
INHALT = "eingabe_stunde_enthaelt"
_STUNDEN = ("anteil_indirekt", "jahresstunden_vk")
_GRENZEN = (
    (eingabe.auswahl(NUR_DIREKT, MIT_MITTELBAR), "enthaelt", zellen.TEXT),
    (eingabe.zahl(0, 60, "Minuten mittelbarer Leistung in einer Stunde, 0 bis 60."), "minuten", "0"),
    (eingabe.auswahl("ja", "nein"), "fahrzeit", zellen.TEXT),
)


def rechnet_stunden(vorlage: Vorlage) -> bool:
    """Ob die Vorlage aus Stunden Stellen macht; nur dann fragt sie nach deren Inhalt."""
    return any(a.name in _STUNDEN for a in vorlage.werte)


def spalten(bau: Bau, blatt: Worksheet, buchstaben: str, erste: int, letzte: int) -> None:
    """Die drei Spalten neben der Liste der Angebote. Namen: `eingabe_stunde_enthaelt`, `…_minuten`, `…_fahrzeit`."""
    for spalte, (grenze, name, zahlenformat) in zip(buchstaben, _GRENZEN, strict=True):
        bereich = f"{spalte}{erste}:{spalte}{letzte}"
        for zeile in range(erste, letzte + 1):
            rechts = zahlenformat != zellen.TEXT
            beispiel = (
                NUR_DIREKT if name == "enthaelt" and zeile < erste + len(bau.inhalt("angebote")) else None
            )
            zellen.stumm(blatt[f"{spalte}{zeile}"], beispiel, zahlenformat, rechts, eingabe=True)
        grenze.anwenden(blatt, bereich)
        ort = bezug(blatt, bereich)
        bau.werte_falsch.append(
            grenze.verletzt(ort) if grenze.art == "zahl" else _nicht_zur_auswahl(ort, grenze)
        )
        bau.name(f"eingabe_stunde_{name}", blatt, bereich)


def _nicht_zur_auswahl(ort: str, grenze: Grenze) -> str:
    """Bedingung über alle Zeilen einer Spalte: je Zeile eine würde bei vielen Angeboten zu lang."""
    andere = "*".join(f'({ort}<>"{wort}")' for wort in ("", *grenze.liste.strip('"').split(",")))
    return f"SUMPRODUCT({andere})>0"


def frage(zeile: int, enthaelt: str, minuten: str) -> tuple[str, str, str]:
    """Bedingung, Wert in Worten und Text: Minuten, die zu »nur direkt« nicht passen."""
    ort = f"${minuten}{zeile}"
    return (
        f'AND(${enthaelt}{zeile}="{NUR_DIREKT}",N({ort})>0)',
        in_worten(ort, "Min."),
        "enthält die Stunde doch mittelbare Leistung?",
    )


def doppelabzug(bau: Bau, blatt: Worksheet, zeilen: dict[str, int]) -> None:
    """`pruefung_doppelabzug`: kein Anteil indirekter Zeit wird von dem abgezogen, was ihn schon nicht mehr enthält.

    `zeilen`: Name des Werts → Zeile des Blatts »Parameter«.
    """
    if "anteil_indirekt" not in zeilen:
        return
    schon = _an_der_arbeitszeit(bau, blatt, zeilen["njaz"]) if "njaz" in zeilen else []
    pruefung(bau, "parameter_anteil_indirekt", schon, "Parameter")


def pruefung(bau: Bau, anteil: str, schon: list[str], blatt: str) -> None:
    """Die Prüfung anmelden. `anteil`: Name des Anteils, `schon`: Bedingungen, unter denen die Arbeitszeit ohne ihn ist.

    Zweimal abgezogen ist, wenn zwei von dreien zutreffen: ein Anteil, eine Arbeitszeit ohne ihn, Minuten mit ihm.
    """
    mal = [f"IF(N({anteil})>0,1,0)", f"IF(OR({','.join(schon)}),1,0)" if schon else "0"]
    wo = ""
    if INHALT in bau.mappe.defined_names:
        mal.append(f'IF(SUMPRODUCT(--({INHALT}="{MIT_MITTELBAR}"))>0,1,0)')
        wo = f" (Blatt {bau.mappe.defined_names[INHALT].attr_text.partition('!')[0].strip(chr(39))})"
    bau.pruefung(
        "doppelabzug",
        "Indirekte Zeit: nichts deutet darauf, dass sie zweimal abgezogen ist",
        f"{'+'.join(mal)}<2",
        f"Steht sie schon in der Stunde{wo} oder ist die Arbeitszeit schon ohne sie, gehören 0 % auf das Blatt "
        f"{blatt}; sonst berichtigen, was dort oder als Arbeitszeit steht, oder den Wert bestätigen.",
    )


def _an_der_arbeitszeit(bau: Bau, blatt: Worksheet, zeile: int) -> list[str]:
    """Bedingungen: der Vertragswert ist schon gemindert; der eigene sieht so aus und ist nicht bestätigt."""
    b, c, grund = (bezug(blatt, f"${s}${zeile}") for s in "BCJ")
    hinterlegt = parameter.laden(bau.vorlage.land).get(KATALOG["njaz"].parameter)
    gefunden = []
    if hinterlegt is not None and hinterlegt.bezug == "nach_indirekt":
        gefunden.append(f'{c}=""')
    wert = in_worten(c, "Std.")
    abgezogen = schon_abgezogen(b, c) if hinterlegt is not None else sieht_abgezogen_aus(c)
    return [*gefunden, f"IF({abgezogen},NOT({genannt(wert, rein(grund))}),FALSE)"]


def schon_abgezogen(vertrag: str, eigener: str) -> str:
    """Bedingung: die eigene Nettojahresarbeitszeit ist bis auf 0,5 % die des Vertrags ohne den Anteil."""
    netto = f"{vertrag}*(1-parameter_anteil_indirekt)"
    nah = f"AND(N({eigener})>0,parameter_anteil_indirekt>0,ABS({eigener}-{netto})<=0.005*{netto})"
    return f"IFERROR({nah},FALSE)"


def sieht_abgezogen_aus(eigener: str) -> str:
    """Bedingung, wo kein Vertragswert zum Vergleich da ist: so wenig bleibt erst nach Abzug indirekter Zeit."""
    return f"AND(N({eigener})>0,N(parameter_anteil_indirekt)>0,N({eigener})<{SCHWELLEN['njaz_ohne_abzug']:g})"
