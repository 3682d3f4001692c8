"""The evidence on claims, loaded from the database as the rules of evidence take it."""

from claims.evidence.loading import load_evidence

__all__ = ["load_evidence"]
