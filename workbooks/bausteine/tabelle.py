"""Eingabetabelle: je Zeile ein Fall, leere Zeilen bleiben leer, jede Zeile sagt selbst, was ihr fehlt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import zellen
from workbooks.bausteine.bau import Bau, Druck, bezug
from workbooks.bausteine.eingabe import TEXT, Grenze
from workbooks.bausteine.regeln import Regel

_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "_"})
OK, UNVOLLSTAENDIG, FALSCH = "ok", "unvollständig", "Wert prüfen"
PERSON_DOPPELT = "Person doppelt"
NICHT_PRUEFBAR = "nicht prüfbar: Add-in fehlt"
BESTAETIGEN, BESTAETIGT = "bitte bestätigen", "bestätigt"
PERSON = 'IF(ISNUMBER({fall}),{fall},IF(TRIM({fall})="","","#"&TRIM({fall})))'
"""Schlüssel einer Person: ihre Fallnummer ohne Leerzeichen am Rand; »#« hält 007 und 7 auseinander."""

_UNKLAR = f'IF(addin_fehlt,"{NICHT_PRUEFBAR}","{FALSCH}")'
_ESCAPE = 'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({0},"~","~~"),"*","~*"),"?","~?")'


@dataclass(frozen=True)
class Spalte:
    """Eine Spalte: Eingabe mit `grenze` oder gerechnet mit `formel`, in der {beginn} die Zelle der Zeile ist."""

    schluessel: str
    kopf: str
    breite: float
    format: str = zellen.TEXT
    grenze: Grenze | None = None
    formel: str = ""
    weg: str = ""  # Rechenweg in Worten
    pflicht: bool = False
    fehlt: str = ""  # Bedingung »fehlt« nur aus Eingaben, für eine gerechnete Pflichtspalte
    verborgen: bool = False


@dataclass
class Tabelle:
    """Eine gebaute Tabelle: Bezüge auf ihre Spalten und Formeln über ihre Zeilen."""

    blatt: Worksheet
    spalten: Sequence[Spalte]
    erste: int
    letzte: int
    _buchstaben: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Spaltenbuchstaben merken."""
        self._buchstaben = {s.schluessel: get_column_letter(i) for i, s in enumerate(self.spalten, 1)}

    def buchstabe(self, schluessel: str) -> str:
        """Buchstabe einer Spalte."""
        return self._buchstaben[schluessel]

    def bereich(self, schluessel: str) -> str:
        """Alle Zeilen einer Spalte, absolut mit Blatt."""
        s = self._buchstaben[schluessel]
        return bezug(self.blatt, f"{s}{self.erste}:{s}{self.letzte}")

    def block(self, von: str, bis: str) -> str:
        """Alle Zeilen mehrerer Spalten."""
        return bezug(self.blatt, f"{self._buchstaben[von]}{self.erste}:{self._buchstaben[bis]}{self.letzte}")

    def anzahl(self, hinweis: str) -> str:
        """Formel: Zeilen, deren Hinweis so beginnt."""
        return f'COUNTIF({self.bereich("hinweis")},"{hinweis}*")'

    @property
    def leer(self) -> str:
        """Bedingung: keine Zeile belegt."""
        return f'COUNTIF({self.bereich("hinweis")},"?*")=0'

    def wenn_vollstaendig(self, formel: str) -> str:
        """Formel, die leer bleibt, solange keine Zeile belegt oder eine unvollständig ist."""
        return f'=IF(OR({self.leer},{self.anzahl(UNVOLLSTAENDIG)}>0),"",{formel})'

    def gesamt(self, schluessel: str, bedingung: str = "") -> str:
        """Formel: Summe einer Spalte; leer auch, wenn keine Zeile gerechnet ist, etwa weil ein Parameter fehlt."""
        b = self.bereich(schluessel)
        return self.wenn_vollstaendig(f'IF({keine_zahl(b)},"",{self.summe(schluessel, bedingung)})')

    def summe(self, schluessel: str, bedingung: str = "") -> str:
        """Formel: Summe einer Spalte über die Zeilen, für die `bedingung` gilt; Fehler bleiben Fehler."""
        if not bedingung:
            return f"SUM({self.bereich(schluessel)})"
        return f"SUMPRODUCT(({bedingung})*1,{self.bereich(schluessel)})"


def tabelle(
    bau: Bau,
    blatt: Worksheet,
    kopfzeile: int,
    spalten: Sequence[Spalte],
    anzahl: int,
    inhalt: Sequence[Sequence[object]],
    regeln: Sequence[Regel] = (),
    schluessel: str = "",
    leise: str = "",
) -> Tabelle:
    """Die Tabelle schreiben; `inhalt` füllt die Eingabespalten der ersten Zeilen. Meldet ihre Prüfungen an.

    Sichtbar sind die belegten Zeilen und eine freie; `leise` (Bedingung mit {spalte}) zeigt eine Zeile grau und kursiv.

    Hinter den Spalten stehen Hinweis, Grund einer Bestätigung und verborgen `schluessel` (Formel: woran eine doppelte
    Zeile zu erkennen ist) und `pruefwert`: 0, oder #NV in einer falschen Zeile. Wer {pruefwert} in eine Formel addiert,
    gibt diesen Fehler weiter.
    """
    spalten = (*spalten, *_anhang(schluessel))
    eingaben = [s for s in spalten if s.grenze]
    ergebnis = Tabelle(blatt, spalten, kopfzeile + 2, kopfzeile + 1 + max(anzahl, len(inhalt)))
    for nummer, spalte in enumerate(spalten, 1):
        zellen.kopfzelle(blatt.cell(kopfzeile, nummer), spalte.kopf)
        zellen.wegzelle(blatt.cell(kopfzeile + 1, nummer), spalte.weg)
        blatt.column_dimensions[get_column_letter(nummer)].width = spalte.breite
    sichtbar = [s for s in spalten if not s.verborgen]
    blatt.row_dimensions[kopfzeile].height = 42
    blatt.row_dimensions[kopfzeile + 1].height = zellen.hoehe(*((s.weg, s.breite) for s in sichtbar))
    for zeile in range(ergebnis.erste, ergebnis.letzte + 1):
        nummer = zeile - ergebnis.erste
        werte = dict(
            zip(
                (s.schluessel for s in eingaben), inhalt[nummer] if nummer < len(inhalt) else (), strict=False
            )
        )
        _zeile(ergebnis, zeile, werte, regeln)
    for nummer, spalte in enumerate(spalten, 1):
        if spalte.grenze:
            buchstabe = get_column_letter(nummer)
            spalte.grenze.anwenden(blatt, f"{buchstabe}{ergebnis.erste}:{buchstabe}{ergebnis.letzte}")
    s = ergebnis.buchstabe("hinweis")
    hinweise = f"{s}{ergebnis.erste}:{s}{ergebnis.letzte}"
    gut = f'OR({s}{ergebnis.erste}="{OK}",{s}{ergebnis.erste}="{BESTAETIGT}")'
    zellen.rot_wenn(blatt, hinweise, f'AND({s}{ergebnis.erste}<>"",NOT({gut}))')
    _wachsen(ergebnis, leise)
    for spalte in spalten:
        blatt.column_dimensions[ergebnis.buchstabe(spalte.schluessel)].hidden = spalte.verborgen
    _pruefungen(bau, ergebnis, regeln)
    bau.gedruckt[blatt.title] = Druck(
        get_column_letter(len(spalten) - len(_anhang(schluessel))),
        f'MAX({ergebnis.erste},SUMPRODUCT(MAX(({ergebnis.bereich("hinweis")}<>"")*ROW({ergebnis.bereich("hinweis")}))))',
    )
    for name, woher in (("zeilenhinweis", "hinweis"), ("pruefwerte", "pruefwert")):
        b = ergebnis.buchstabe(woher)
        bau.name(f"{name}_{_ascii(blatt.title)}", blatt, f"{b}{ergebnis.erste}:{b}{ergebnis.letzte}")
    return ergebnis


def _anhang(schluessel: str) -> tuple[Spalte, ...]:
    return (
        Spalte("hinweis", "Hinweis", 24, formel="-"),
        Spalte("grund", "bestätigt,\nweil", 22, grenze=TEXT, weg="nur wenn gefragt"),
        *((Spalte("schluessel", "Schlüssel", 10, formel=schluessel, verborgen=True),) if schluessel else ()),
        Spalte("pruefwert", "Prüfwert", 10, "General", formel="-", verborgen=True),
    )


def _zeile(t: Tabelle, zeile: int, werte: dict[str, object], regeln: Sequence[Regel]) -> None:
    bezuege = {s.schluessel: f"${t.buchstabe(s.schluessel)}{zeile}" for s in t.spalten}
    eigene = {"hinweis": _hinweis, "pruefwert": _pruefwert}
    for nummer, spalte in enumerate(t.spalten, 1):
        zelle = t.blatt.cell(zeile, nummer)
        rechts = spalte.format != zellen.TEXT
        if spalte.grenze:
            zellen.stumm(zelle, werte.get(spalte.schluessel), spalte.format, rechts, eingabe=True)
        elif spalte.schluessel in eigene:
            zellen.stumm(zelle, eigene[spalte.schluessel](t, zeile, regeln, bezuege), "General", rechts=False)
        else:
            zellen.stumm(
                zelle, "=" + spalte.formel.format_map(bezuege), spalte.format if rechts else "General", rechts
            )


def _wachsen(t: Tabelle, leise: str) -> None:
    """Belegte Zeilen und die nächste freie haben Farbe und Rahmen, in einer leeren Tabelle die ersten fünf."""
    h, z, davor = f"${t.buchstabe('hinweis')}", t.erste, t.erste - 1
    am_anfang = f'ROWS({h}${z}:{h}{z})<=IF({h}${z}="",5,1)'
    bedingung = f'OR({h}{z}<>"",{h}{davor}<>"",{am_anfang})'
    zeile = {s.schluessel: f"${t.buchstabe(s.schluessel)}{z}" for s in t.spalten}
    for farbe, eingaben in ((zellen.EINGABE, True), (zellen.FORMEL, False)):
        buchstaben = [
            t.buchstabe(s.schluessel) for s in t.spalten if bool(s.grenze) == eingaben and not s.verborgen
        ]
        bereich = " ".join(f"{b}{z}:{b}{t.letzte}" for b in buchstaben)
        if leise:
            zellen.einblenden(t.blatt, bereich, leise.format_map(zeile), farbe, leise=True)
        zellen.einblenden(t.blatt, bereich, bedingung, farbe)


def keine_zahl(bereich: str) -> str:
    """Bedingung: im Bereich steht weder eine Zahl noch ein Fehler; ein Fehler darf nicht als leer durchgehen."""
    return f"AND(COUNT({bereich})=0,NOT(ISERROR(SUM({bereich}))))"


def doppelt(text: str, bestaetigen: bool, kurz: bool = False) -> Regel:
    """Regel: derselbe Schlüssel steht noch einmal. `kurz`: Schlüssel unter 250 Zeichen in vielen Zeilen (schneller)."""
    if kurz:
        zahl = f"COUNTIF({{alle_schluessel}},{_ESCAPE.format('{schluessel}')})"
    else:
        zahl = "SUMPRODUCT(--({alle_schluessel}={schluessel}))"
    return Regel(text, f'IF({{schluessel}}="",FALSE,{zahl}>1)', bestaetigen)


def _hinweis(t: Tabelle, zeile: int, regeln: Sequence[Regel], zelle: dict[str, str]) -> str:
    """Zustand der Zeile: leer, ok, unvollständig, Wert prüfen: …, bitte bestätigen: …, bestätigt."""
    fehlt = ",".join(_fehlt(s, zelle) for s in t.spalten if s.pflicht)
    kern = f'"{OK}"'
    fragen = _nach_regeln(t, regeln, zelle, bestaetigen=True)
    if fragen:
        offen = _erste_zutreffende(fragen, f"{BESTAETIGEN}: ", f'"{OK}"')
        kern = f'IF(TRIM({zelle["grund"]})="",{offen},IF(OR({",".join(b for _, b in fragen)}),"{BESTAETIGT}","{OK}"))'
    kern = _erste_zutreffende(_nach_regeln(t, regeln, zelle), f"{FALSCH}: ", _ohne_fehler(t, zeile, kern))
    kern = f'IF(OR({fehlt}),"{UNVOLLSTAENDIG}",{kern})'
    kern = _erste_zutreffende(_grenzen(t, zeile), f"{FALSCH}: ", kern)
    return f'=IF({_leer(t, zeile)},"",IFERROR({kern},{_UNKLAR}))'


def _pruefwert(t: Tabelle, zeile: int, regeln: Sequence[Regel], zelle: dict[str, str]) -> str:
    """0, in einer vollständigen falschen Zeile #NV; nur aus Eingaben, damit gerechnete Spalten darauf zeigen können."""
    falsch = ",".join(b for _, b in (*_grenzen(t, zeile), *_nach_regeln(t, regeln, zelle)))
    fehlt = [_fehlt(s, zelle) for s in t.spalten if s.pflicht and (s.grenze or s.fehlt)]
    return f'=IF({_leer(t, zeile)},"",IF(OR({",".join(fehlt)}),0,IF(OR({falsch}),NA(),0)))'


def _leer(t: Tabelle, zeile: int) -> str:
    return f"COUNTA({','.join(bereich for _, bereich, _ in _gruppen(t, zeile))})=0"


def _grenzen(t: Tabelle, zeile: int) -> list[tuple[str, str]]:
    """Was in den Zellen nicht erlaubt ist: (Überschrift der Spalte, Bedingung)."""
    return [
        (_wort(t.spalten[erste - 1].kopf), bedingung)
        for grenze, bereich, erste in _gruppen(t, zeile)
        if (bedingung := grenze.verletzt(bereich))
    ]


def _nach_regeln(
    t: Tabelle, regeln: Sequence[Regel], zelle: dict[str, str], bestaetigen: bool = False
) -> list[tuple[str, str]]:
    """Was an der Zeile im Ganzen falsch oder zu bestätigen ist: (Text, Bedingung)."""
    werte = dict(zelle)
    if "schluessel" in zelle:
        b = t.buchstabe("schluessel")
        werte["alle_schluessel"] = f"${b}${t.erste}:${b}${t.letzte}"
    return [(r.text, r.bedingung.format_map(werte)) for r in regeln if r.bestaetigen == bestaetigen]


def _ohne_fehler(t: Tabelle, zeile: int, kern: str) -> str:
    return f"IF(ISERROR(SUM({_gerechnet(t, zeile)})),{_UNKLAR},{kern})"


def _fehlt(spalte: Spalte, zellen_der_zeile: dict[str, str]) -> str:
    if spalte.fehlt:
        return spalte.fehlt.format_map(zellen_der_zeile)
    zelle = zellen_der_zeile[spalte.schluessel]
    if spalte.grenze is None:
        return f'IF(ISERROR({zelle}),FALSE,{zelle}="")'
    return f'TRIM({zelle})=""' if spalte.format == zellen.TEXT else f'{zelle}=""'


def _erste_zutreffende(faelle: Sequence[tuple[str, str]], vorsatz: str, sonst: str) -> str:
    for text, bedingung in reversed(faelle):
        sonst = f'IF({bedingung},"{vorsatz}{text}",{sonst})'
    return sonst


def _wort(kopf: str) -> str:
    """Überschrift einer Spalte ohne ihre Zeilenumbrüche: "Fall-/nummer" wird "Fallnummer"."""
    return kopf.replace("-\n", "").replace("\n", " ")


def _gerechnet(t: Tabelle, zeile: int) -> str:
    """Die gerechneten Spalten vor dem Hinweis, in dieser Zeile."""
    letzte = erste = column_index_from_string(t.buchstabe("hinweis")) - 1
    while t.spalten[erste - 2].grenze is None:
        erste -= 1
    return f"${get_column_letter(erste)}{zeile}:${get_column_letter(letzte)}{zeile}"


def _gruppen(t: Tabelle, zeile: int) -> list[tuple[Grenze, str, int]]:
    """Zusammenhängende Eingabespalten gleicher Grenze als ein Bereich der Zeile, mit der Nummer der ersten Spalte.

    Der Grund einer Bestätigung gehört nicht dazu: er macht keine Zeile belegt.
    """
    gruppen: list[tuple[Grenze, int, int]] = []
    for nummer, spalte in enumerate(t.spalten, 1):
        if spalte.grenze is None or spalte.schluessel == "grund":
            continue
        if (
            gruppen
            and spalte.grenze.art == "zahl"
            and gruppen[-1][0] == spalte.grenze
            and gruppen[-1][2] == nummer - 1
        ):
            gruppen[-1] = (spalte.grenze, gruppen[-1][1], nummer)
        else:
            gruppen.append((spalte.grenze, nummer, nummer))
    return [
        (g, f"${get_column_letter(a)}{zeile}" + (f":${get_column_letter(b)}{zeile}" if b > a else ""), a)
        for g, a, b in gruppen
    ]


def _pruefungen(bau: Bau, t: Tabelle, regeln: Sequence[Regel]) -> None:
    name = t.blatt.title
    bau.pflicht.append((f"Blatt {name}: jede begonnene Zeile vollständig", f"{t.anzahl(UNVOLLSTAENDIG)}=0"))
    bau.werte_falsch += [f"{t.anzahl(FALSCH)}>0", f"{t.anzahl(NICHT_PRUEFBAR)}>0"]
    if PERSON_DOPPELT in {r.text for r in regeln}:
        bau.pruefung(
            "fallnummern",
            f"Blatt {name}: keine Fallnummer steht doppelt",
            f"{t.anzahl(f'{FALSCH}: {PERSON_DOPPELT}')}+{t.anzahl(NICHT_PRUEFBAR)}=0",
            "Doppelte Zeilen zusammenfassen oder die Fallnummer ergänzen.",
        )
    bau.offen += [f"{t.anzahl(BESTAETIGEN)}>0", f"{t.anzahl(NICHT_PRUEFBAR)}>0"]
    haupt = next(s.schluessel for s in t.spalten if s.pflicht)
    bau.pruefung(
        f"zeilen_{_ascii(name)}",
        f"Blatt {name}: jede belegte Zeile wird gerechnet",
        f'SUMPRODUCT(({t.bereich(haupt)}<>"")*({t.bereich("hinweis")}=""))=0',
        "In eingefügte Zeilen die grauen Formeln der Nachbarzeile kopieren (Blattschutz hat kein Kennwort).",
    )


def _ascii(name: str) -> str:
    return name.lower().removeprefix("intern_").translate(_ASCII)
