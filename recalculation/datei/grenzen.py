"""Wie viel eine Datei verlangen darf: jede Grenze einmal, mit dem, was sie begründet.

Eine Datei von wenigen Kilobyte soll weder Minuten noch Gigabytes kosten. Über einer Grenze steht ein Satz, nie ein
halbes Ergebnis.
"""

HOECHSTENS_ENTPACKT = 300_000_000
"""Bytes aller Teile einer Datei zusammen: eine Million Formelzellen haben etwa 80 MB."""
HOECHSTENS_GEPACKT = 200
"""So viel größer als gepackt darf ein Teil sein: Mappen kommen auf 10 bis 30, Bomben auf 1.000."""
UNVERDAECHTIG = 10_000_000
"""Bytes, bis zu denen es gleich ist, wie dicht ein Teil gepackt war."""
HOECHSTENS_TEXTE = 2_000_000
"""Gemeinsame Texte einer Mappe: zwei Millionen brauchen etwa 200 MB."""
HOECHSTENS_FELDZELLEN = 250_000
"""Zellen, die alle Matrixformeln und Datentabellen zusammen füllen: etwa 4 Sekunden und 300 MB."""
HOECHSTENS_NAMENSZELLEN = 250_000
"""Zellen aller Namen, über die `egh rechnen` berichtet: eine Vorlage mit 10.000 Zeilen je Tabelle hat 50.000."""
HOECHSTENS_GELESEN = 2_000_000
"""Zellen, die sich auf einmal lesen oder setzen lassen: eine ganze Spalte hat gut eine Million."""
HOECHSTENS_BEZOGEN = 3_000_000_000
"""Belegte Zellen, die alle Formeln mit sehr großen Bereichen zusammen nennen: etwa 3 Sekunden …"""
HOECHSTENS_BEZOGEN_JE_ZELLE = 2_000_000
"""… und für jede Zelle, die wirklich in der Mappe steht, so viele mehr: wer viel hat, darf viel rechnen."""
RUECKRUF_WIEGT = 1_000
"""So viel mehr kostet eine Zelle, die die Maschine uns einzeln gibt, statt sie selbst zu rechnen."""
HOECHSTENS_FORMEL = 8_192
"""Zeichen einer Formel: mehr nimmt Excel nicht."""
HOECHSTENS_ZEICHEN = 32_767
"""Zeichen (UTF-16) eines Textes in einer Zelle: mehr nimmt Excel nicht und nennt die Datei beschädigt."""
