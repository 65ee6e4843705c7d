"""Eine geöffnete Arbeitsmappe: Werte lesen und setzen, rechnen, speichern."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from calc.runden import deutsch
from recalculation import MOTOREN
from recalculation.datei import adresse
from recalculation.datei.adresse import Bereich, Ort, Stelle
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.blatt import Blatt
from recalculation.datei.ersetzen import ersetze_atomar
from recalculation.datei.grenzen import HOECHSTENS_GELESEN
from recalculation.datei.paket import Paket, Unbrauchbar, dateiinhalt
from recalculation.datei.zellwert import TAGE_1904, eingabe, seriell
from recalculation.funktionen.datum import teile
from recalculation.lauf import Lauf
from recalculation.rechnung import Rechnung, Zellmeldung
from udfs import Fehler
from workbooks import druck, vermerk, vorlagenblaetter
from workbooks.rechner import EGH


class Arbeitsmappe:
    """Zugriff über definierte Namen oder Adressen: `m["eingabe_njaz"]`, `m["Blatt!A1"]`, `m["Blatt!A1:C9"]`.

    Gelesen werden Zahlen als float, Text als str, Wahrheitswerte als bool, Leeres als None, Fehler als `Fehler`,
    Bereiche als Liste von Zeilen; Datum und Uhrzeit sind Excel-Zahlen. Nach einer Änderung liest erst wieder,
    wer gerechnet hat.
    """

    def __init__(self, paket: Paket, pfad: Path) -> None:
        self.pfad = pfad
        self._paket = paket
        self._aufbau = Aufbau(paket)
        self._gelesen: bytes | None = None  # was in der Datei stand; None, solange es sie nicht gibt
        self._geaendert = False
        # gesetzte Zellen, bis jemand rechnet oder die Datei liest: jede für sich durchsuchte das ganze Blatt neu
        self._gesetzt: dict[str, dict[Ort, str | None]] = {}
        self._eingaben: dict[Stelle, Any] = {}  # ihre Werte
        self._seit_dem_lauf: dict[Stelle, Any] = {}  # davon die, die die Maschine noch nicht kennt
        self._sperre = threading.RLock()  # zwei Fäden in derselben Maschine warteten ewig aufeinander
        self._lauf: Lauf | None = None
        self._rechnung: Rechnung | None = None

    @classmethod
    def oeffnen(cls, pfad: str | PathLike[str]) -> Arbeitsmappe:
        """Datei öffnen. Fehler: `Unbrauchbar`, OSError, TypeError."""
        if not isinstance(pfad, (str, PathLike)):
            raise TypeError("Erwartet wird der Pfad einer Datei.")
        roh = dateiinhalt(pfad)
        mappe = cls(Paket(roh), Path(pfad))
        mappe._gelesen = roh
        return mappe

    @property
    def formeln(self) -> int:
        """Anzahl der Formelzellen."""
        if self._rechnung is not None:
            return self._rechnung.formeln
        return sum(len(blatt.formelzellen()) for blatt in self._aufbau.blaetter.values())

    @property
    def blaetter(self) -> list[str]:
        """Namen der Blätter."""
        return list(self._aufbau.blattnamen)

    def namen(self, vorsatz: str = "") -> list[str]:
        """Definierte Namen, die auf Zellen zeigen und mit `vorsatz` beginnen, in der Reihenfolge der Datei."""
        blaetter = {name.lower() for name in self._aufbau.blaetter}
        ziele = [(n.name, n.ziel()) for n in self._aufbau.namen if n.name.lower().startswith(vorsatz)]
        return [name for name, ziel in ziele if ziel is not None and ziel[0].lower() in blaetter]

    def ort(self, schluessel: str) -> tuple[str, Bereich]:
        """Blatt und Bereich eines Namens oder einer Adresse. Fehler: KeyError."""
        blatt, bereich = self._ziel(schluessel)
        return blatt.name, bereich

    def zahlenformat(self, schluessel: str) -> str:
        """Zahlenformat der ersten Zelle eines Namens oder einer Adresse, z. B. "@" für Text. Fehler: KeyError."""
        blatt, bereich = self._ziel(schluessel)
        return self._aufbau.formate.von(blatt, Ort(bereich.zeile, bereich.spalte))

    def als_tag(self, schluessel: str) -> date | None:
        """Der Tag in der ersten Zelle, wenn ihr Zahlenformat einen zeigt. Fehler: wie beim Lesen."""
        blatt, bereich = self._ziel(schluessel)
        wert = self[adresse.voll(blatt.name, bereich.zeile, bereich.spalte)]
        schlicht = re.sub(r'\[[^\]]*\]|"[^"]*"', "", self.zahlenformat(schluessel))
        tage = wert + (TAGE_1904 if self._aufbau.datum_1904 else 0) if type(wert) is float else 0
        ist_tag = re.search("[dy]", schlicht, re.I) and 60 < tage < 2958466
        return date(*teile(int(tage))) if ist_tag else None

    def gesperrt(self, schluessel: str) -> bool:
        """Ob der Blattschutz die erste Zelle sperrt; FALSCH auch auf einem Blatt ohne Schutz. Fehler: KeyError."""
        blatt, bereich = self._ziel(schluessel)
        return blatt.geschuetzt and self._aufbau.formate.gesperrt(blatt, Ort(bereich.zeile, bereich.spalte))

    def __getitem__(self, schluessel: str) -> Any:
        """Wert einer Zelle oder eines Bereichs.

        Fehler: KeyError bei unbekanntem Namen oder Blatt; RuntimeError, wenn seit einer Änderung nicht gerechnet
        wurde, ein Ergebnis noch fehlt oder nicht berechenbar ist (in unseren Vorlagen steht dort ein `Fehler`).
        """
        self._nicht_ungerechnet()
        blatt, bereich = self._begrenzt(schluessel)
        werte = [
            [self._wert(blatt, Ort(z, s)) for s in range(bereich.spalte, bereich.bis_spalte + 1)]
            for z in range(bereich.zeile, bereich.bis_zeile + 1)
        ]
        return werte[0][0] if len(werte) == 1 and len(werte[0]) == 1 else werte

    def __setitem__(self, schluessel: str, wert: Any) -> None:
        """Eingabe setzen: Zahl, Text, bool, None (leeren), date, datetime, time; für Bereiche eine Liste von Zeilen.

        Fehler: KeyError bei unbekanntem Namen oder Blatt; ValueError bei einer Formelzelle, falscher Form oder
        nicht endlicher Zahl. Dann ist nichts geändert.
        """
        blatt, bereich = self._begrenzt(schluessel)
        wert = _ohne_numpy(wert)
        zeilen = wert if isinstance(wert, (list, tuple)) else [[wert]]
        if len(zeilen) != bereich.hoehe or any(
            not isinstance(zeile, (list, tuple)) or len(zeile) != bereich.breite for zeile in zeilen
        ):
            raise ValueError(
                f"{schluessel} hat {bereich.hoehe} × {bereich.breite} Zellen; die Werte passen nicht."
            )
        zeilen = [[_ohne_numpy(w) for w in zeile] for zeile in zeilen]
        index = blatt.index()
        aenderungen: dict[Ort, str | None] = {}
        for ort, inhalt in zip(bereich.orte(), (w for zeile in zeilen for w in zeile), strict=True):
            if blatt.hat_formel(ort):
                raise ValueError(
                    f"{adresse.voll(blatt.name, *ort)} enthält eine Formel und wird nicht überschrieben."
                )
            if tabelle := self._aufbau.kopf_von_tabelle(blatt.name, ort):
                raise ValueError(
                    f"{adresse.voll(blatt.name, *ort)} ist eine Überschrift der Tabelle {tabelle} und wird nicht "
                    "überschrieben."
                )
            attr = index[ort][2] if ort in index else blatt.leere_zelle(ort)
            if ort in index or inhalt is not None:
                aenderungen[ort] = blatt.mit_eingabe(attr, *eingabe(self._tageszahl(inhalt), blatt.p))
            else:
                aenderungen[ort] = None  # leert auch, was seit dem letzten Rechnen dort gesetzt wurde
        with self._sperre:
            self._gesetzt.setdefault(blatt.name, {}).update(aenderungen)
            self._geaendert = True
            for ort, inhalt in zip(bereich.orte(), (w for zeile in zeilen for w in zeile), strict=True):
                self._seit_dem_lauf[blatt.name, ort] = self._eingaben[blatt.name, ort] = self._als_wert(
                    inhalt
                )
                if self._aufbau.merke_text(blatt.name, ort, inhalt):
                    self._ablegen()

    def _als_wert(self, eingegeben: Any) -> Any:
        """Was eine Eingabe beim Lesen ergibt."""
        if eingegeben is None or eingegeben == "":
            return None
        fest = isinstance(eingegeben, (bool, str, Fehler))
        return eingegeben if fest else float(self._tageszahl(eingegeben))

    def _tageszahl(self, wert: Any) -> Any:
        zahl = seriell(wert)
        versatz = TAGE_1904 if self._aufbau.datum_1904 and isinstance(wert, date) else 0
        if zahl is not wert and zahl < versatz + isinstance(wert, date) * (not versatz):
            raise ValueError("Das Datum liegt vor dem ersten Tag, den Excel kennt.")
        return zahl - versatz if versatz else zahl

    def _einarbeiten(self) -> None:
        """Gesetzte Zellen in ihre Blätter schreiben. Fehler: `Unbrauchbar`."""
        for name, gesetzt in self._gesetzt.items():
            aenderungen: dict[Ort, str | None] = {ort: zelle for ort, zelle in gesetzt.items() if zelle}
            if not aenderungen:
                continue
            blatt = self._aufbau.blaetter[name]
            self._aufbau.ersetze(blatt, blatt.xml_neu(aenderungen))
        self._gesetzt, self._eingaben = {}, {}
        if self._lauf is not None and self._rechnung is not None and self._rechnung.werte:
            self._lauf.schreiben()
        if self._rechnung is not None and self._rechnung.vollstaendig:
            teile, mappenteil = self._paket.teile, self._aufbau.mappenteil
            teile[mappenteil] = vermerk.fortgeschrieben(teile[mappenteil])

    def _ablegen(self) -> None:
        """Die geladene Maschine nicht weiter benutzen; ihre Werte stehen danach in den Blättern."""
        if self._lauf is not None:
            self._einarbeiten()
            self._lauf = None

    def rechnen(self, engine: str = "eingebaut") -> Arbeitsmappe:
        """Alle Formeln rechnen. Fehler: ValueError bei unbekannter engine, `Unbrauchbar`."""
        if engine not in MOTOREN:
            raise ValueError(f"„{engine}“ gibt es nicht; es gibt: {', '.join(MOTOREN)}.")
        with self._sperre:
            rechnung = self._lauf.schritt(self._seit_dem_lauf) if self._lauf is not None else None
            if rechnung is None:
                self._einarbeiten()
                self._lauf = Lauf(self._aufbau, EGH, vorlagenblaetter.ersatz(self._aufbau))
                rechnung = self._lauf.ausfuehren()
            self._seit_dem_lauf = {}
            self._rechnung = rechnung
            self._geaendert = False
            if veraltet := druck.veraltet(self):
                for name, zeile in veraltet.items():
                    self[name] = zeile
                return self.rechnen(engine)
            teile, mappenteil = self._paket.teile, self._aufbau.mappenteil
            teile[mappenteil] = druck.gesetzt(teile[mappenteil], self)
        return self

    def fehler(self) -> list[Zellmeldung]:
        """Zellen ohne brauchbares Ergebnis nach dem letzten rechnen(), mit Code und deutschem Satz."""
        if self._rechnung is None or self._geaendert:
            raise RuntimeError("Die Mappe ist nicht gerechnet; erst rechnen() aufrufen.")
        with self._sperre:
            return list(self._rechnung.meldungen.values())

    def inhalt(self) -> bytes:
        """Die Datei, wie `speichern` sie schreibt. Fehler: RuntimeError (nicht gerechnet)."""
        with self._sperre:
            self._nicht_ungerechnet()
            self._einarbeiten()
            return self._paket.bytes()

    def speichern(self, pfad: str | PathLike[str] | None = None, neu: bool = False) -> Path:
        """Datei atomar schreiben, ohne Angabe über die gelesene. `neu`: es darf sie noch nicht geben.

        Fehler: RuntimeError (nicht gerechnet), ValueError (andere Endung), OSError; `Unbrauchbar`, wenn ein anderes
        Programm die gelesene Datei inzwischen geändert hat.
        """
        self._nicht_ungerechnet()
        ziel = Path(pfad) if pfad is not None else self.pfad
        if ziel.suffix.lower() != self.pfad.suffix.lower():
            raise ValueError(f"Die Ausgabe muss auf {self.pfad.suffix} enden wie {self.pfad.name}.")
        self._einarbeiten()
        neuer = self._paket.bytes()
        if self._gelesen is not None and ziel.exists() and self.pfad.exists() and ziel.samefile(self.pfad):
            jetzt = dateiinhalt(ziel)
            if jetzt not in (self._gelesen, neuer):
                raise Unbrauchbar(
                    f"{ziel} wurde inzwischen von einem anderen Programm geändert; nichts geschrieben. Dort schließen "
                    "und den Befehl wiederholen."
                )
            if jetzt != neuer:
                ersetze_atomar(ziel, neuer, neu)
            self._gelesen = neuer
        else:
            ersetze_atomar(ziel, neuer, neu)
        return ziel

    def _nicht_ungerechnet(self) -> None:
        if self._geaendert:
            raise RuntimeError("Seit der letzten Änderung wurde nicht gerechnet; erst rechnen() aufrufen.")

    def _wert(self, blatt: Blatt, ort: Ort) -> Any:
        rechnung = self._rechnung or Rechnung(0)
        anker = rechnung.gesperrt.get((blatt.name, ort))
        if anker is not None and (meldung := rechnung.ohne_ergebnis.get(anker)):
            raise RuntimeError(f"{meldung.zelle} ist nicht berechenbar: {meldung.satz}")
        zelle = (blatt.name, ort)
        try:
            if zelle in rechnung.werte:
                wert = rechnung.werte[zelle]
            else:
                wert = self._eingaben[zelle] if zelle in self._eingaben else blatt.wert(ort)
        except KeyError:
            voll = adresse.voll(blatt.name, *ort)
            raise RuntimeError(f"{voll} ist noch nicht gerechnet; erst rechnen() aufrufen.") from None
        if not isinstance(wert, Fehler):
            return wert
        with self._sperre:
            erklaert = rechnung.meldungen.get(zelle)
        return Fehler(erklaert.code, erklaert.satz) if erklaert else wert

    def _ziel(self, schluessel: str) -> tuple[Blatt, Bereich]:
        if not isinstance(schluessel, str):
            raise KeyError("Erwartet wird ein Name oder eine Adresse als Text.")
        geteilt = adresse.mit_blatt(schluessel)
        if geteilt is not None:
            return self._blatt(geteilt[0]), _als_bereich(geteilt[1])
        name = self._aufbau.finde_name(schluessel)
        if name is None:
            raise KeyError(self._unbekannt("Name", schluessel, (n.name for n in self._aufbau.namen)))
        ziel = name.ziel()
        if ziel is None:
            raise KeyError(f"Der Name {name.name} zeigt nicht auf Zellen ({name.bezug}).")
        return self._blatt(ziel[0]), ziel[1]

    def _begrenzt(self, schluessel: str) -> tuple[Blatt, Bereich]:
        """Wie `_ziel`, für alles, was Zelle für Zelle geht. Fehler: dazu `Unbrauchbar`, wenn es zu viele sind."""
        blatt, bereich = self._ziel(schluessel)
        if bereich.anzahl > HOECHSTENS_GELESEN:
            raise Unbrauchbar(
                f"{schluessel} hat {deutsch(bereich.anzahl)} Zellen; auf einmal gelesen werden höchstens "
                f"{deutsch(HOECHSTENS_GELESEN)}."
            )
        return blatt, bereich

    def _blatt(self, name: str) -> Blatt:
        for vorhanden, blatt in self._aufbau.blaetter.items():
            if vorhanden.lower() == name.lower():
                return blatt
        raise KeyError(self._unbekannt("Blatt", name, self._aufbau.blaetter))

    @staticmethod
    def _unbekannt(was: str, gesucht: str, vorhanden: Iterable[str]) -> str:
        import difflib  # nur für diese Meldung

        alle = list(vorhanden)
        gleich = [name for name in alle if name.lower().endswith(f"_{gesucht.lower()}")]
        aehnlich = dict.fromkeys([*gleich, *difflib.get_close_matches(gesucht, alle, n=3)][:3])
        if re.fullmatch(r"\$?[A-Za-z]{1,3}\$?[0-9]+", gesucht):
            return f"„{gesucht}“ ist eine Zelle ohne Blatt; etwa Blatt!{gesucht} schreiben."
        hinweis = f" Ähnlich: {', '.join(aehnlich)}." if aehnlich else ""
        return f"{was} „{gesucht}“ gibt es in der Mappe nicht.{hinweis}"


def _ohne_numpy(wert: Any) -> Any:
    """Zahlen, Wahrheitswerte und Felder von numpy als die von Python; np.True_ wäre sonst eine 1."""
    return wert.tolist() if type(wert).__module__ == "numpy" else wert


def _als_bereich(text: str) -> Bereich:
    try:
        return adresse.bereich(text)
    except ValueError as grund:
        raise KeyError(str(grund)) from None
