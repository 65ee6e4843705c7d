"""Woraus Blätter bestehen: Zellen, Eingaben, Einheiten, Tabellen und ihre Regeln; kennt kein Blatt und kein Fach."""
