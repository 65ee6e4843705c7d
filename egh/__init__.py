"""Die Befehlszeile `egh`."""
