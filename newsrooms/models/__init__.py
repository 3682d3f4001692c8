"""The nouns of a newsroom, one file each."""

from newsrooms.models.api_key import ApiKey
from newsrooms.models.membership import Membership
from newsrooms.models.newsroom import Newsroom
from newsrooms.models.user import User

__all__ = ["ApiKey", "Membership", "Newsroom", "User"]
