"""Diagramme, auch in Grau lesbar: dunkle und helle Töne, keine Farbe trägt allein die Aussage."""

from __future__ import annotations

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import LegendEntry
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

DUNKEL, MITTEL, HELL = "1F4E79", "7F9DB9", "D9D9D9"


def bruecke(blatt: Worksheet, erste: int, ort: str, titel: str) -> None:
    """Wasserfall aus der Brückentabelle: unsichtbarer Sockel, darauf Stand, Zunahme, Abnahme."""
    reihen = ((4, None), (8, DUNKEL), (5, MITTEL), (6, HELL))
    diagramm = _saeulen(titel, gestapelt=True)
    for spalte, farbe in reihen:
        diagramm.add_data(
            Reference(blatt, min_col=spalte, min_row=erste - 1, max_row=erste + 4), titles_from_data=True
        )
        _faerben(diagramm.series[-1], farbe)
    diagramm.set_categories(Reference(blatt, min_col=1, min_row=erste, max_row=erste + 4))
    diagramm.legend.legendEntry = [LegendEntry(idx=0, delete=True)]  # der Sockel sagt nichts
    _setzen(blatt, diagramm, ort)


def saeulen(
    blatt: Worksheet,
    titel: str,
    kopfzeile: int,
    letzte: int,
    spalten: tuple[int, ...],
    ort: str,
    achse: str = "#,##0.0",
) -> None:
    """Säulen je Zeile einer Tabelle, gestapelt, wenn es mehrere Spalten sind."""
    diagramm = _saeulen(titel, gestapelt=len(spalten) > 1)
    for spalte, farbe in zip(spalten, (DUNKEL, HELL, MITTEL), strict=False):
        diagramm.add_data(
            Reference(blatt, min_col=spalte, min_row=kopfzeile, max_row=letzte), titles_from_data=True
        )
        _faerben(diagramm.series[-1], farbe)
    diagramm.set_categories(Reference(blatt, min_col=1, min_row=kopfzeile + 1, max_row=letzte))
    if len(spalten) == 1:
        diagramm.legend = None
        diagramm.layout.manualLayout.h = 0.68
    diagramm.y_axis.number_format = achse
    _setzen(blatt, diagramm, ort)


def _setzen(blatt: Worksheet, diagramm: BarChart, ort: str) -> None:
    """So breit wie die Spalten des Blatts, höchstens 24 cm: was darüber hinausragt, schneidet der Druck ab."""
    pixel = sum(
        s.width * 7 + 5 for s in blatt.column_dimensions.values() if not s.hidden
    )  # Arial 10: 7 je Zeichen
    diagramm.width = min(24, pixel / 96 * 2.54 - 0.3)
    blatt.add_chart(diagramm, ort)


def _saeulen(titel: str, gestapelt: bool) -> BarChart:
    diagramm = BarChart()
    diagramm.type = "col"
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
    diagramm.legend.txPr = _absatz(900)
    for achse in (diagramm.x_axis, diagramm.y_axis):
        achse.delete = False
        achse.txPr = _absatz(900)
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
    reihe.dLbls.txPr = _absatz(900, "FFFFFF" if farbe == DUNKEL else "000000")


def _zeichen(groesse: int, fett: bool = False, farbe: str = "000000") -> CharacterProperties:
    return CharacterProperties(latin=Font(typeface="Arial"), sz=groesse, b=fett, solidFill=farbe)


def _absatz(groesse: int, farbe: str = "000000") -> RichText:
    zeichen = _zeichen(groesse, farbe=farbe)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=zeichen), endParaRPr=zeichen)])
