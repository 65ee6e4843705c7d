"""Whether a change of the building blocks leaves every template as it was: the XML of its parts, before and after.

    python benchmarks/same_sheets.py store FOLDER
    python benchmarks/same_sheets.py compare FOLDER

All templates in both forms, empty and with their example; one that has ended as on its last day. Not calculated: the
same formulas give the same values. The version on the cover is left out.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from itertools import product
from pathlib import Path

from workbooks import vorlagen
from workbooks.bausteine.grund.bau import Umfang
from workbooks.excelform import FORMEN
from workbooks.fertigung import teile

ROWS = 3


def kinds() -> Iterator[tuple[str, str, bool]]:
    yield from product((v.name for v in vorlagen.ALLE), FORMEN, (False, True))


def parts(kind: tuple[str, str, bool]) -> dict[str, bytes]:
    name, form, example = kind
    template = vorlagen.finde(name)
    assert template is not None
    book = vorlagen.bauen(template, example, template.rahmen.stand(None)[1], Umfang(*(ROWS,) * 4), form)
    sheet, cell = next(iter(book.defined_names["meta_version"].destinations))
    book[sheet][cell] = "x"
    return {part: text for part, text in teile(book, form).items() if not part.startswith("docProps/")}


def packed(content: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in sorted(content.items()):
            archive.writestr(zipfile.ZipInfo(part), text)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {part: archive.read(part) for part in archive.namelist()}


def compared(path: Path, now: dict[str, bytes]) -> list[str]:
    before = unpacked(path.read_bytes())
    return [
        f"{path.stem}: {part} {hashlib.md5(before.get(part, b'')).hexdigest()[:6]} → "
        f"{hashlib.md5(now.get(part, b'')).hexdigest()[:6]}"
        for part in sorted(before.keys() | now.keys())
        if before.get(part) != now.get(part)
    ]


def main() -> int:
    command = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    command.add_argument("what", choices=("store", "compare"))
    command.add_argument("folder", type=Path)
    command.add_argument("--only", default="", help="names that begin so")
    given = command.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    all_kinds = [kind for kind in kinds() if kind[0].startswith(given.only)]
    different: list[str] = []
    with ProcessPoolExecutor() as workers:
        for (name, form, example), content in zip(all_kinds, workers.map(parts, all_kinds), strict=True):
            path = given.folder / f"{name}-{form}-{'example' if example else 'empty'}.zip"
            if given.what == "store":
                path.write_bytes(packed(content))
            else:
                different += compared(path, content)
    print(*different, f"{len(all_kinds)} workbooks, {len(different)} parts differ", sep="\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
