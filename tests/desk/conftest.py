"""The full house is the admin's."""

from tests.claims.admin.conftest import full_house

__all__ = ["full_house"]
