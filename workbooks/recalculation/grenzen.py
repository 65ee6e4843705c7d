"""Wie viel eine Datei verlangen darf: jede Grenze einmal, mit dem, was sie begründet.

Eine Datei von wenigen Kilobyte soll weder Minuten noch Gigabytes kosten. Über einer Grenze steht ein Satz, nie ein
halbes Ergebnis.
"""

HOECHSTENS_ZEICHEN = 32_767
"""Zeichen (UTF-16) eines Textes in einer Zelle: mehr nimmt Excel nicht und nennt die Datei beschädigt."""
