"""The dossier: all that one claim's page, API answer, export and preview show, as one frozen value."""

from claims.dossier.frame import Dossier
from claims.dossier.opening import open_dossier, open_dossiers

__all__ = ["Dossier", "open_dossier", "open_dossiers"]
