"""Bausteine der Vorlagen: ein Aussehen, ein Aufbau. Drei Flügel, Bezüge nur nach links:

`grund` (Zellen, Tabellen, Regeln) ← `blaetter` (Blätter, die jede Vorlage hat) ← `fach` (was gerechnet wird).
"""
