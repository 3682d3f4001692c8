"""The edition of the claim page: a name that changes with its templates, words and pictures: none is stale."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

HERE = Path(__file__).resolve().parent.parent
PRINTED_WITH = (
    "templates/claims/**/*.html",
    "telling/*.py",
    "pictures/**/*",
    "exports/*.py",
    "views/*.py",
    "templatetags/*.py",
    "dossier/*.py",
    "sentences.py",
    "spoken.py",
)


@lru_cache(maxsize=1)
def read_edition() -> str:
    """One hash of all that a claim page is printed with beside its data; read once in the life of a process."""
    digest = hashlib.sha256(
        f"{settings.SITE_URL} {static('claims/pages.css')} {static('claims/pictures.css')}".encode()
    )
    for pattern in PRINTED_WITH:
        for path in sorted(HERE.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    for folder in settings.LOCALE_PATHS:
        for path in sorted(Path(folder).glob("**/*.mo")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
