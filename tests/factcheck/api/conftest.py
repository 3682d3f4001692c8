"""What these tests stand on: the two newsrooms of the API's tests."""

from tests.claims.api.conftest import house, key, stranger

__all__ = ["house", "key", "stranger"]
