"""The stylesheet of the pictures, as one that stands alone carries it, and what its door has to allow for that."""

import hashlib
from base64 import b64encode
from pathlib import Path

from claims.pictures.markup import clean

FILE = Path(__file__).parent.parent / "static" / "claims" / "pictures.css"
SHEET = clean(FILE.read_text(encoding="utf-8"))
SHEET_HASH = "sha256-" + b64encode(hashlib.sha256(SHEET.encode()).digest()).decode()
