"""Importing case files: each record judged, then written in bulk, all or nothing."""

from claims.actions.importing.run import ImportResult, import_case

__all__ = ["ImportResult", "import_case"]
