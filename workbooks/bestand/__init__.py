"""Ein Personenbestand: Zeilen mit Land, Leistungserbringer, Bedarf und Zeitraum → Stunden und VK je Abschnitt.

Gerechnet wird mit denselben Formeln EGH_… wie in einer Mappe, je verschiedenem Bedarf einmal. Bis zuletzt werden nur
ganze Tage gezählt, deshalb ist gleich, wie die Zeilen auf Blöcke und Rechner verteilt waren.
"""
