"""Die Ausnahme für Formeln, die nicht gerechnet werden können."""


class NichtBerechenbar(Exception):
    """Die Maschine kann diese Formel nicht rechnen; der Text sagt dem Anwender, warum."""
