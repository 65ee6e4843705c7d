"""Das Handbuch als eine HTML-Datei im Paket: docs/handbuch.md und dahinter die Nachschlageseiten."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

_SEITE = """<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>EGH-Kalkulation: Handbuch</title>
<!-- Erzeugt mit `python -m egh.doku`; nicht von Hand ändern. -->
<style>
body {{ font: 15px/1.5 Arial, sans-serif; color: #222; max-width: 62em; margin: 2em auto; padding: 0 1em; }}
h1, h2, h3, h4 {{ color: #1f4e79; line-height: 1.25; margin-top: 1.8em; }}
h1 {{ border-bottom: 2px solid #1f4e79; margin-top: 2.5em; }}
table {{ border-collapse: collapse; margin: 1em 0; font-size: 14px; display: block; overflow-x: auto; }}
th, td {{ border: 1px solid #bbb; padding: .3em .6em; text-align: left; vertical-align: top; }}
th {{ background: #1f4e79; color: #fff; }}
code {{ background: #f2f2f2; padding: 0 .2em; }}
a {{ color: #1f4e79; }}
nav {{ background: #f2f2f2; padding: .5em 1.5em; }}
nav ul ul {{ columns: 3; }}
@media print {{ nav {{ display: none; }} body {{ max-width: none; }} }}
</style>
</head>
<body>
<nav>
{inhalt}
</nav>
{text}
</body>
</html>
"""


def handbuch_html(texte: Sequence[str]) -> str:
    """Die Markdown-Texte hintereinander als eine Seite mit Inhaltsverzeichnis. [HTML]"""
    from markdown_it import MarkdownIt

    text = "\n".join(MarkdownIt("commonmark").enable("table").render(t) for t in texte)
    verzeichnis: list[tuple[int, str, str]] = []

    def mit_anker(treffer: re.Match[str]) -> str:
        stufe, titel = int(treffer[1]), treffer[2]
        lesbar = unescape(re.sub(r"<[^>]+>", "", titel))
        anker = re.sub(r"\W+", "-", lesbar.lower()).strip("-")
        while any(anker == schon for _, schon, _ in verzeichnis):
            anker += "-2"
        verzeichnis.append((stufe, anker, lesbar))
        return f'<h{stufe} id="{anker}">{titel}</h{stufe}>'

    text = re.sub(r"<h(\d)>(.*?)</h\1>", mit_anker, text)
    return _SEITE.format(inhalt=_inhalt(verzeichnis), text=text)


def _inhalt(verzeichnis: Sequence[tuple[int, str, str]]) -> str:
    """Zwei Ebenen: die Teile und ihre Abschnitte."""
    zeilen = ["<ul>"]
    for stufe, anker, titel in verzeichnis:
        punkt = f'<a href="#{anker}">{escape(titel)}</a>'
        if stufe == 1:
            zeilen += ["</ul></li>"] if len(zeilen) > 1 else []
            zeilen.append(f"<li>{punkt}<ul>")
        elif stufe == 2:
            zeilen.append(f"<li>{punkt}</li>")
    return "\n".join([*zeilen, "</ul></li>", "</ul>"])
