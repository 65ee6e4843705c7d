"""Die Blätter für die Maschine: übersetzte Formeln, nichts Unberechenbares, freie Matrixbereiche."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from calc.runden import deutsch
from recalculation.datei import adresse
from recalculation.datei.adresse import Ort, Stelle
from recalculation.datei.aufbau import Aufbau
from recalculation.datei.blatt import Blatt
from recalculation.datei.formelzelle import Formelzelle
from recalculation.datei.grenzen import HOECHSTENS_FORMEL
from recalculation.eigene import Eigene
from recalculation.uebersetzung.formeln import Formeln, Uebersetzung
from recalculation.uebersetzung.formeltext import FELD, REST
from recalculation.uebersetzung.gemeinsame import Gemeinsame, Uebersetzte, gemeinsam_geschrieben
from recalculation.uebersetzung.hindernis import NichtBerechenbar
from recalculation.uebersetzung.uebersetzer import Uebersetzer


class Vorbereitung:
    """Was die Maschine von den Blättern bekommt.

    `teile`: Teil → XML; `formeln`: was darin zu rechnen ist; `wurzeln`: nicht berechenbare Zelle → Satz.
    """

    def __init__(
        self,
        aufbau: Aufbau,
        blaetter: list[Blatt],
        zellen: Mapping[Stelle, Formelzelle],
        eigene: Eigene,
    ) -> None:
        self.teile: dict[str, str] = {}
        self.uebersetzt: dict[Stelle, Uebersetzung] = {}
        self._anfaenge: dict[Stelle, Stelle] = {}
        self.wurzeln: dict[Stelle, str] = {}
        texte = "\n".join(
            text
            for blatt in blaetter
            for z in blatt.formelzellen()
            if (text := z.text) and len(text) <= HOECHSTENS_FORMEL
        )
        self.uebersetzer = Uebersetzer(aufbau, texte, eigene)
        for blatt in blaetter:
            self.teile[blatt.teil] = self._blatt(blatt)
        self.formeln = Formeln(zellen, self.uebersetzt, self._anfaenge)

    def _blatt(self, blatt: Blatt) -> str:
        aenderungen: dict[Ort, str | None] = {}
        gewoehnliche: list[Uebersetzte] = []
        formelorte: set[Ort] = set()
        cdata = "<![CDATA[" in blatt.xml

        def bleibt(formel: str) -> bool:
            return (
                not cdata and len(formel) <= HOECHSTENS_FORMEL and self.uebersetzer.ueberall_harmlos(formel)
            )

        gemeinsame = Gemeinsame(blatt, bleibt)
        for z in blatt.formelzellen():
            roh, anfang = gemeinsame.gelesen(z)
            if anfang is not None:
                self._anfaenge[blatt.name, z.ort] = blatt.name, anfang
                continue
            gewoehnlich = not z.f_attribute and not cdata and len(roh or "") <= HOECHSTENS_FORMEL
            if roh and gewoehnlich and not self.uebersetzer.noetig(roh):
                continue
            try:
                uebersetzung = self._uebersetzt(blatt, z, roh)
                text = uebersetzung.text
            except NichtBerechenbar as grund:
                self.wurzeln[blatt.name, z.ort] = str(grund)
                # Der gespeicherte Wert bleibt als Festwert stehen; was davon abhängt, wird nicht übernommen.
                aenderungen[z.ort] = blatt.ohne_formel(z)
                continue
            self.uebersetzt[blatt.name, z.ort] = uebersetzung
            if z.art != "array" and uebersetzung.gestalt is not None:
                gewoehnliche.append((z, uebersetzung))
            if text != roh or z.f_attribute or "<![CDATA[" in z.inhalt:
                aenderungen[z.ort] = blatt.mit_formel(z, text, z.f_attribute if z.dynamisch else "")
            if z.art == "array":
                formelorte = formelorte or {f.ort for f in blatt.formelzellen()}
                frei = [ort for ort in z.bereich.orte() if ort not in formelorte]
                if z.dynamisch:  # gespeicherte Werte würden den Überlauf versperren
                    aenderungen.update(dict.fromkeys(ort for ort in frei if ort in blatt.index()))
                else:
                    aenderungen.update(_uebrige(blatt, z, frei))
        aenderungen |= gemeinsam_geschrieben(blatt, gewoehnliche)
        return blatt.xml_neu(aenderungen) if aenderungen else blatt.xml

    def neu_uebersetzt(self, blatt: Blatt, zellen: Iterable[Formelzelle]) -> dict[Stelle, str]:
        """Was jetzt anders lautet als zuerst, seit bekannt ist, wo Texte als Zahlen zu lesen sind; Zelle → Formel.

        Was damit nicht berechenbar ist, kommt zu den `wurzeln`.
        """
        gemeinsame = Gemeinsame(blatt, lambda _: False)
        anders = {}
        for z in zellen:
            zelle = blatt.name, z.ort
            try:
                u = self._uebersetzt(blatt, z, gemeinsame.gelesen(z)[0])
            except NichtBerechenbar as grund:
                self.wurzeln[zelle] = str(grund)
                continue
            if u.text != self.formeln.text(zelle):
                self.uebersetzt[zelle] = u
                anders[zelle] = u.text
        return anders

    def _uebersetzt(self, blatt: Blatt, z: Formelzelle, roh: str | None) -> Uebersetzung:
        if z.art == "dataTable":
            raise NichtBerechenbar("Datentabellen (Was-wäre-wenn) werden nicht gerechnet.")
        if not roh:
            raise NichtBerechenbar("Die Formel der Zelle ist leer; der alte Wert bleibt stehen.")
        if len(roh) > HOECHSTENS_FORMEL:
            raise NichtBerechenbar(
                f"Die Formel hat mehr als {deutsch(HOECHSTENS_FORMEL)} Zeichen; der alte Wert bleibt stehen."
            )
        if z.art != "array":
            return self.uebersetzer.uebersetze(roh, blatt.name, z.ort)
        fuellt = (1, 1) if z.dynamisch else (z.bereich.hoehe, z.bereich.breite)
        u = self.uebersetzer.uebersetze(roh, blatt.name, z.ort, feld=True, fuellt=fuellt)
        if z.dynamisch:
            return u
        return u._replace(text=f"{FELD}({u.text},{z.bereich.hoehe},{z.bereich.breite},{_merkmal(blatt, z)})")


def _uebrige(blatt: Blatt, z: Formelzelle, orte: Sequence[Ort]) -> dict[Ort, str | None]:
    """Je weitere Zelle einer Matrixformel von fester Größe eine Formel, die auf den Anfang zeigt.

    Ließe man die Maschine überlaufen, wüsste sie erst nach dem Rechnen, was an diesen Zellen hängt: mit der
    geladenen Maschine blieben dann alte Werte stehen.
    """
    anfang, merkmal, f = adresse.a1(*z.ort), _merkmal(blatt, z), f"{blatt.p}f"

    def zelle(ort: Ort) -> str:
        stelle = f"{ort.zeile - z.ort.zeile},{ort.spalte - z.ort.spalte}"
        return blatt.element(blatt.leere_zelle(ort), f"<{f}>{REST}({anfang},{merkmal},{stelle})</{f}>")

    return {ort: zelle(ort) for ort in orte}


def _merkmal(blatt: Blatt, z: Formelzelle) -> str:
    """Text, unter dem die Maschine sich das ganze Feld merkt; je Blatt und Zelle ein eigener."""
    return f'"{blatt.teil} {adresse.a1(*z.ort)}"'
