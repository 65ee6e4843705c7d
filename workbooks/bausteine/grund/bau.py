"""Was alle Blätter einer Vorlage teilen: die Mappe im Bau, ihre Namen, Prüfungen und Seiteneinrichtung."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import absolute_coordinate, get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import zellen
from workbooks.bausteine.grund.vorlage import Vorlage
from workbooks.bausteine.grund.worte import DECKBLATT
from workbooks.excelform import FORMEN

_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
STATUS = ("Entwurf", "Versandt", "Angenommen")


@dataclass(frozen=True)
class Umfang:
    """Zeilen der Eingabetabellen."""

    dienste: int = 60
    personen: int = 500
    angebote: int = 40
    anbieter: int = 100  # in mehrjährigen Budgets
    anpassungen: int = 40
    massnahmen: int = 40
    kostentraeger: int = 40
    jahre: int = 20  # einer Zeitreihe
    vereinbart: int = 40  # Leistungserbringer × Leistungstypen im Controlling
    monatsstand: int = 200
    kennzahlen: int = 20
    controlling: int = 40  # Ziele, Bewegungen, Verschiebungen
    weitere: int = 40  # in Tabellen neben der eigentlichen Kalkulation


@dataclass(frozen=True)
class Pruefung:
    """Eine Prüfung: native Formel, die WAHR oder FALSCH gibt, und was bei FALSCH zu tun ist."""

    name: str
    text: str
    formel: str
    rat: str
    nativ: bool = False  # hängt an keiner EGH-Formel: gilt auch ohne Add-in
    probe: str = ""  # Formel einer Zahl, die in `formel` {probe} heißt
    folgt: str = (
        ""  # Bedingung: sie ist nur falsch, weil eine andere es ist; leer: wenn `formel` ein Fehler ist
    )


@dataclass(frozen=True)
class EigenerWert:
    """Ein Parameter, der sich durch einen eigenen Wert ersetzen lässt, und seine Zeile dort."""

    name: str
    text: str
    einheit: str
    format: str
    blatt: Worksheet
    zeile: int


@dataclass(frozen=True)
class Druck:
    """Was von einem Blatt gedruckt wird: bis zu dieser Spalte, und (Formel) bis zu dieser Zeile.

    `spalten`: Formel der Anzahl der Spalten, wenn es nicht immer alle bis `spalte` sind.
    """

    spalte: str
    zeile: str = ""
    spalten: str = ""


@dataclass
class Bau:
    """Eine Vorlage im Bau. Die Blätter melden hier an, was Prüfung und Kurzfassung zeigen."""

    vorlage: Vorlage
    beispiel: bool = False
    stichtag: date | None = None
    umfang: Umfang = field(default_factory=Umfang)
    form: str = FORMEN[0]
    eigene_werte: Mapping[str, tuple[float, str]] = field(default_factory=dict)  # --parameter
    mappe: Workbook = field(default_factory=Workbook)
    pruefungen: list[Pruefung] = field(default_factory=list)
    pflicht: list[tuple[str, str]] = field(default_factory=list)  # (was fehlt, Bedingung »ist da«)
    werte_falsch: list[str] = field(default_factory=list)  # Bedingungen »Wert außerhalb des Erlaubten«
    unbestaetigt: list[str] = field(
        default_factory=list
    )  # »ein Vertragswert ist nicht bis zum Ende bestätigt«
    daten: Mapping[str, Sequence[Sequence[object]]] = field(
        default_factory=dict
    )  # Zeilen der Tabellen, statt Beispiel
    gedruckt: dict[str, Druck] = field(default_factory=dict)
    eigene: list[EigenerWert] = field(default_factory=list)
    offen: list[str] = field(default_factory=list)  # Bedingungen »eine Bestätigung fehlt«
    ohne_zahl: list[str] = field(
        default_factory=list
    )  # Bereiche, in denen #NV eine Antwort ist (Lücke der Zeitreihe)
    zur_vorlage: tuple[tuple[str, object, str], ...] = ()  # (Wort, Wert, Name): womit diese Mappe gebaut ist
    inhalt_ab: int = 0  # Zeile des Deckblatts, ab der die Blätter genannt werden
    flach: set[str] = field(default_factory=set)  # Blätter für andere Programme: ab Zeile 1, nicht gedruckt

    @property
    def stand(self) -> date:
        """Erster Tag des Vertragsstands, für den gebaut wird. Fehler: ValueError ohne einen."""
        von = self.vorlage.rahmen.stand(self.stichtag)[0]
        if von is None:
            raise ValueError(f"{self.vorlage.name} hat keinen Vertragsstand")
        return von

    def titel(self, was: str) -> str:
        """Titel eines Blatts: was darauf steht, Vorlage und Land."""
        return f"{was}: {self.vorlage.titel}, {self.vorlage.landesname}"

    def inhalt(self, tabelle: str) -> Sequence[Sequence[object]]:
        """Zeilen des Beispiels für eine Tabelle; leer ohne Beispiel."""
        if tabelle in self.daten:
            return self.daten[tabelle]
        b = self.vorlage.beispiel
        if tabelle in b.tabellen or (b.tabellen and not self.vorlage.variante):
            zeilen: Sequence[Sequence[object]] = b.tabellen[tabelle]
        else:
            zeilen = getattr(b, tabelle)
        return zeilen if self.beispiel else ()

    def blatt(
        self, name: str, titel: str, breiten: Sequence[float], kopfzeilen: int = 3, quer: bool = True
    ) -> Worksheet:
        """Neues Blatt im Aussehen des Hauses: Titel, Hinweis auf fehlendes Add-in; A4, Schutz ohne Kennwort."""
        blatt = self.leeres_blatt(name)
        for spalte, breite in enumerate(breiten, 1):
            blatt.column_dimensions[get_column_letter(spalte)].width = breite
        blatt["A1"] = titel
        blatt["A1"].font = zellen.schrift(14, bold=True, color=zellen.AKZENT)
        if name != DECKBLATT:
            ende = f'&"  ·  {self.vorlage.ende}"' if self.vorlage.ende else ""
            zellen.text(blatt["A2"], _KOPFZEILE + ende, grau=True, umbruch=False)
        blatt.sheet_view.showGridLines = False
        blatt.freeze_panes = f"A{kopfzeilen + 1}"
        self._druck(blatt, kopfzeilen, quer)
        return blatt

    def leeres_blatt(self, name: str) -> Worksheet:
        """Neues Blatt mit dem verborgenen Namen, an dem `egh rechnen` es als unseres erkennt."""
        blatt = self.mappe.create_sheet(name)
        self.name(f"blatt_{blatt_teil(name)}", blatt, "A1")
        self.mappe.defined_names[f"blatt_{blatt_teil(name)}"].hidden = True
        return blatt

    def _druck(self, blatt: Worksheet, kopfzeilen: int, quer: bool) -> None:
        blatt.page_setup.orientation = "landscape" if quer else "portrait"
        blatt.page_setup.paperSize = blatt.PAPERSIZE_A4
        blatt.page_setup.fitToWidth, blatt.page_setup.fitToHeight = 1, 0
        blatt.sheet_properties.pageSetUpPr.fitToPage = True
        blatt.print_title_rows = f"1:{kopfzeilen}"
        blatt.page_margins.left = blatt.page_margins.right = 0.4
        blatt.page_margins.top, blatt.page_margins.bottom = 0.6, 0.7
        # short: the title stands at the top, and a longer text runs into the sheet's name on an upright page
        blatt.oddFooter.left.text = f"EGH-Kalkulation, Vorlage {self.vorlage.name.upper()}"
        blatt.oddFooter.left.size = blatt.oddFooter.center.size = blatt.oddFooter.right.size = 8
        blatt.oddFooter.center.text = "&A"
        blatt.oddFooter.right.text = "Seite &P von &N"
        schutz = blatt.protection
        schutz.sheet = True
        schutz.formatColumns = schutz.formatRows = schutz.formatCells = schutz.insertRows = False

    def name(self, name: str, blatt: Worksheet, adresse: str) -> None:
        """Definierter Name für eine Zelle oder einen Bereich; keiner ersetzt still einen anderen."""
        if name in self.mappe.defined_names:
            raise ValueError(f"Der Name {name} ist schon vergeben (jetzt {blatt.title}!{adresse}).")
        self.mappe.defined_names[name] = DefinedName(name, attr_text=bezug(blatt, adresse))

    def nur_wenn(self, blatt: Worksheet, bedingung: str) -> None:
        """Verborgen als `gilt_BLATT`, ob das Blatt gilt; sonst bleibt es aus Druck und Weitergabe."""
        ort = f"{get_column_letter(blatt.max_column + 2)}1"
        blatt[ort] = f"={bedingung}"
        self.name(f"gilt_{blatt_teil(blatt.title)}", blatt, ort)
        blatt.column_dimensions[ort[:-1]].hidden = True

    def pruefung(
        self, name: str, text: str, formel: str, rat: str, nativ: bool = False, probe: str = ""
    ) -> None:
        """Eine Prüfung für das Blatt »Prüfung« anmelden.

        `nativ`: sie gilt auch ohne Add-in. `probe`: eine Zahl, in `formel` {probe}, die in einer eigenen Zelle steht;
        LibreOffice rechnet Zellen, deren Ergebnis WAHR oder FALSCH ist, beim Öffnen neu und kennt EGH-Formeln nicht.
        """
        if name in {p.name for p in self.pruefungen}:
            raise ValueError(f"Die Prüfung {name} gibt es schon (jetzt: {text}).")
        self.pruefungen.append(Pruefung(name, text, formel, rat, nativ, probe))


def blatt_teil(blatt: str) -> str:
    """Name eines Blatts als Teil eines definierten Namens."""
    return "".join(z if z.isalnum() else "_" for z in blatt.lower().translate(_UMLAUTE))


def angezeigt(zelle: str) -> str:
    """Formel: der Inhalt als Text zum Lesen; eine Kommazahl fehlt, denn ihr Komma hängt vom Rechner ab."""
    return f'IF(ISNUMBER({zelle}),IF(INT({zelle})={zelle},{zelle}&"",""),T({zelle}))'


_KOPFZEILE = (
    f'=IF(meta_traeger="","",{angezeigt("meta_traeger")}&"  ·  ")'
    f'&IF(meta_aktenzeichen="","","Az. "&{angezeigt("meta_aktenzeichen")}&"  ·  ")&T(meta_status)'
)


def letzte_belegte(erste: int, bereich: str) -> str:
    """Formel: die letzte Zeile, in der etwas steht, mindestens `erste`; so weit wird gedruckt."""
    return f'MAX({erste},SUMPRODUCT(MAX(({bereich}<>"")*ROW({bereich}))))'


def nter(liste: str, n: int) -> str:
    """Formel: der n-te Eintrag einer Liste; leer, wenn sie durch gelöschte Zeilen kürzer ist."""
    return f'IF({n}>ROWS({liste}),"",INDEX({liste},{n},1))'


def bezug(blatt: Worksheet, adresse: str) -> str:
    """Absoluter Bezug mit Blatt, für Namen und Formeln anderer Blätter."""
    return f"{quote_sheetname(blatt.title)}!{absolute_coordinate(adresse)}"
