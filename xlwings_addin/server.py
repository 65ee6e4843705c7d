"""Start of Excel's Python: the command line that EGH.xlam hands to the xlwings DLL calls `serve`."""

from __future__ import annotations

from xlwings_addin import ersatz, host


def serve(clsid: str, addin: str) -> None:
    """Serve the add-in of version `addin` under the COM class `clsid` until Excel ends."""
    host.gehoert_zu(addin)
    ersatz.com_server().serve(clsid)
