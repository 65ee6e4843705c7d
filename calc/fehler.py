"""Die eine Ausnahme, mit der Regeln und Parameter »so geht es nicht« sagen."""

WERT = "#VALUE!"  # falsche Art von Eingabe
ZAHL = "#NUM!"  # Zahl außerhalb ihres Bereichs
NV = "#N/A"  # der Vertrag hat hier keinen Wert


class Regelfehler(ValueError):
    """Trägt den Fehlercode der Tabellenkalkulation und einen deutschen Satz für den Anwender."""

    def __init__(self, code: str, satz: str) -> None:
        super().__init__(satz)
        self.code = code
        self.satz = satz
