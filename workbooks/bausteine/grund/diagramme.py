"""Diagramme, auch in Grau lesbar: dunkle und helle Töne, keine Farbe trägt allein die Aussage."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RichTextProperties,
)
from openpyxl.utils import column_index_from_string, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

DUNKEL, MITTEL, HELL = "1F4E79", "7F9DB9", "D9D9D9"


def bruecke(
    blatt: Worksheet, zeilen: tuple[int, int], spalten: str, ort: str, hoehe: float, zahlen: str = ""
) -> None:
    """Liegender Wasserfall neben der Brückentabelle: unsichtbarer Sockel, darauf Zunahme, Abnahme, Stand.

    Ohne Titel, Achse und Linien: solange die Tabelle leer ist, ist auch vom Diagramm nichts zu sehen. `zahlen`:
    Format der Beschriftung, wo das der Zellen zu lang ist.
    """
    diagramm = _saeulen("", gestapelt=True)
    diagramm.type, diagramm.title, diagramm.legend = "bar", None, None
    diagramm.visible_cells_only = False
    for buchstabe, farbe in zip(spalten, (None, MITTEL, HELL, DUNKEL), strict=True):
        spalte = column_index_from_string(buchstabe)
        diagramm.add_data(Reference(blatt, min_col=spalte, min_row=zeilen[0], max_row=zeilen[1]))
        _faerben(diagramm.series[-1], farbe)
        if (
            farbe != DUNKEL
        ):  # in schmalen Balken nicht zu lesen; der Betrag steht in derselben Zeile der Tabelle
            diagramm.series[-1].dLbls = None
        elif zahlen:
            diagramm.series[-1].dLbls.numFmt = zahlen
    diagramm.set_categories(Reference(blatt, min_col=1, min_row=zeilen[0], max_row=zeilen[1]))
    diagramm.x_axis.scaling.orientation = "maxMin"  # von oben nach unten wie die Tabelle
    diagramm.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    diagramm.x_axis.majorTickMark = "none"
    diagramm.y_axis.delete, diagramm.y_axis.majorGridlines = True, None
    diagramm.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    diagramm.layout = Layout(manualLayout=ManualLayout(xMode="edge", yMode="edge", x=0.36, y=0, w=0.62, h=1))
    diagramm.height = hoehe / 72 * 2.54
    _setzen(blatt, diagramm, ort, "EFGH")


def saeulen(
    blatt: Worksheet,
    titel: str,
    kopfzeile: int,
    letzte: int,
    spalte: int,
    ort: str,
    achse: str,
    liegend: bool = False,
    namen: int = 1,
    spalten: str = "",
    hoehe: float = 11.5,
    aus: Worksheet | None = None,
) -> None:
    """Eine Säule je Zeile einer Tabelle; ihre Namen stehen in der Spalte `namen`. `liegend`: für lange Zahlen.

    `aus`: das Blatt mit der Tabelle, wenn es ein anderes ist.

    `spalten`: so breit wird das Bild, ohne sie wie das Blatt. `hoehe`: eines liegenden, in Zentimetern.
    """
    diagramm = _saeulen(titel, gestapelt=False)
    aus = aus or blatt
    daten = Reference(aus, min_col=spalte, min_row=kopfzeile, max_row=letzte)
    diagramm.add_data(daten, titles_from_data=True)
    _faerben(diagramm.series[-1], DUNKEL)
    diagramm.series[-1].dLbls.txPr = _absatz(1000)
    diagramm.series[-1].dLbls.position = "outEnd"
    if liegend:
        diagramm.type, diagramm.height = "bar", hoehe
        diagramm.x_axis.scaling.orientation = "maxMin"  # von oben nach unten wie die Tabelle
        diagramm.y_axis.delete, diagramm.y_axis.majorGridlines = True, None
        diagramm.layout.manualLayout.y = 0.03
    diagramm.set_categories(Reference(aus, min_col=namen, min_row=kopfzeile + 1, max_row=letzte))
    diagramm.visible_cells_only = namen == 1
    diagramm.legend = None
    if spalten:
        diagramm.layout.manualLayout.x, diagramm.layout.manualLayout.w = 0.24, 0.6
    diagramm.layout.manualLayout.h = 0.68 if not liegend else 0.94
    diagramm.y_axis.number_format = achse
    _setzen(blatt, diagramm, ort, spalten)


def reihen(
    blatt: Worksheet,
    kopfzeile: int,
    zeilen: Sequence[int],
    spalten: str,
    ort: str,
    breite: str = "",
    zahlen: str = "#,##0",
) -> None:
    """Je Zeile eine Reihe Säulen über die Spalten (»G:I«), auch unter null; ein leeres Feld bleibt eine Lücke.

    Mehrere Reihen heißen, wie Spalte A sagt. `breite`: so breit wie diese Spalten, sonst wie das Blatt; dann sind die
    Werte alle positiv. Ohne Titel, Achse und Linien: ohne Werte sind nur Wörter zu sehen.
    """
    von, bis = (column_index_from_string(b) for b in spalten.split(":"))
    diagramm = _saeulen("", gestapelt=False)
    for zeile, farbe in zip(zeilen, (HELL, MITTEL, DUNKEL), strict=False):
        diagramm.add_data(Reference(blatt, min_col=von, max_col=bis, min_row=zeile), from_rows=True)
        reihe = diagramm.series[-1]
        reihe.tx = SeriesLabel(strRef=StrRef(f"{quote_sheetname(blatt.title)}!$A${zeile}"))
        _faerben(reihe, farbe)
        reihe.invertIfNegative = False  # sonst sind Säulen unter null weiß
        reihe.dLbls.txPr = _absatz(1000)
        reihe.dLbls.numFmt, reihe.dLbls.position = zahlen, "outEnd"
    diagramm.set_categories(Reference(blatt, min_col=von, max_col=bis, min_row=kopfzeile))
    if len(zeilen) == 1:
        diagramm.legend = None
    diagramm.x_axis.tickLblPos = "low"  # unter dem Diagramm, nicht an der Nulllinie
    diagramm.y_axis.delete, diagramm.y_axis.majorGridlines = True, None
    if not breite:
        diagramm.y_axis.scaling.min = None
    diagramm.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    diagramm.layout.manualLayout.y, diagramm.layout.manualLayout.h = 0.04, 0.78 if len(zeilen) == 1 else 0.68
    _setzen(blatt, diagramm, ort, breite)


def _setzen(blatt: Worksheet, diagramm: BarChart, ort: str, spalten: str = "") -> None:
    """So breit wie die Spalten (sonst das Blatt), höchstens 24 cm: was hinausragt, schneidet der Druck ab."""
    breiten = blatt.column_dimensions
    auf = spalten or [b for b in breiten if not breiten[b].hidden]
    pixel = sum(breiten[b].width * 7 + 5 for b in auf)  # Arial 10: 7 je Zeichen
    diagramm.width = min(24, pixel / 96 * 2.54 - 0.3)
    blatt.add_chart(diagramm, ort)


def _saeulen(titel: str, gestapelt: bool) -> BarChart:
    diagramm = BarChart()
    diagramm.type = "col"
    if titel:
        diagramm.title = titel
        diagramm.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_zeichen(1100, fett=True))
        for lauf in diagramm.title.tx.rich.p[0].r:
            lauf.rPr = _zeichen(1100, fett=True)
        diagramm.title.overlay = False
    diagramm.height = 7.5
    diagramm.gapWidth = 60
    if gestapelt:
        diagramm.grouping, diagramm.overlap = "stacked", 100
    diagramm.legend.position = "b"
    diagramm.legend.txPr = _absatz(1000)
    for achse in (diagramm.x_axis, diagramm.y_axis):
        achse.delete = False
        achse.txPr = _absatz(1000)
    diagramm.y_axis.number_format = "#,##0.0"
    diagramm.y_axis.scaling.min = 0  # sonst sieht ein kleiner Unterschied groß aus
    diagramm.y_axis.majorGridlines.spPr = GraphicalProperties(ln=_linie())
    diagramm.layout = Layout(
        manualLayout=ManualLayout(xMode="edge", yMode="edge", x=0.06, y=0.16, w=0.9, h=0.58)
    )
    return diagramm


def _linie() -> LineProperties:
    return LineProperties(solidFill="D9D9D9")


def _faerben(reihe: Series, farbe: str | None) -> None:
    if farbe is None:
        reihe.graphicalProperties.noFill = True
        reihe.graphicalProperties.line.noFill = True
        return
    reihe.graphicalProperties.solidFill = farbe
    reihe.graphicalProperties.line.solidFill = "404040"
    reihe.dLbls = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    reihe.dLbls.txPr = _absatz(1000, "FFFFFF" if farbe == DUNKEL else "000000")


def _zeichen(groesse: int, fett: bool = False, farbe: str = "000000") -> CharacterProperties:
    return CharacterProperties(latin=Font(typeface="Arial"), sz=groesse, b=fett, solidFill=farbe)


def _absatz(groesse: int, farbe: str = "000000") -> RichText:
    zeichen = _zeichen(groesse, farbe=farbe)
    return RichText(
        bodyPr=RichTextProperties(wrap="none"),
        p=[Paragraph(pPr=ParagraphProperties(defRPr=zeichen), endParaRPr=zeichen)],
    )


def tornado(blatt: Worksheet, zeilen: tuple[int, int], spalten: tuple[int, int], ort: str) -> int:
    """Je Zeile zwei liegende Balken nach beiden Seiten von null; gibt die Höhe in Zeilen des Blatts.

    `zeilen`: Kopf und letzte Zeile; Spalte 1 nennt, was sich ändert.
    """
    diagramm = _saeulen("", gestapelt=False)
    diagramm.type, diagramm.overlap, diagramm.gapWidth = "bar", 100, 40
    for spalte, farbe in zip(spalten, (MITTEL, DUNKEL), strict=True):
        daten = Reference(blatt, min_col=spalte, min_row=zeilen[0], max_row=zeilen[1])
        diagramm.add_data(daten, titles_from_data=True)
        _faerben(diagramm.series[-1], farbe)
        diagramm.series[-1].invertIfNegative = False
        diagramm.series[-1].dLbls.txPr = _absatz(1000)
        diagramm.series[-1].dLbls.position = "outEnd"
    diagramm.set_categories(Reference(blatt, min_col=1, min_row=zeilen[0] + 1, max_row=zeilen[1]))
    diagramm.x_axis.scaling.orientation = "maxMin"  # die breiteste oben wie in der Tabelle
    diagramm.x_axis.tickLblPos = "low"
    diagramm.y_axis.delete, diagramm.y_axis.majorGridlines = True, None
    diagramm.y_axis.scaling.min = None
    diagramm.layout.manualLayout.x, diagramm.layout.manualLayout.w = 0.3, 0.6
    diagramm.layout.manualLayout.y, diagramm.layout.manualLayout.h = 0.04, 0.76
    anzahl = zeilen[1] - zeilen[0]
    diagramm.height = 2.5 + 1.1 * anzahl
    _setzen(blatt, diagramm, ort, "ABCDEFG")
    return 2 + int(diagramm.height / 2.54 * 72 / 15) + 1
