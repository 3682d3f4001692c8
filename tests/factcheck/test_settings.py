"""Settings come from the environment alone, and what would be unsafe for a newsroom's server refuses by name."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

FILE = str(Path(settings.BASE_DIR) / "factcheck" / "settings.py")
DATABASE = ["DATABASE_URL", "DATABASE_PASSWORD", "DATABASE_POOL"]
SECRET = ["SECRET_KEY", "SECRET_KEY_OLD", "SECRET_KEY_FILE", "REDIS_PASSWORD"]
PLACE = ["FACTCHECK_ENV", "DEBUG", "ALLOWED_HOSTS", "SITE_URL", "REDIS_URL", "BEHIND_PROXY", "PORT", "STATIC_ROOT"]
LIMITS = ["API_LIMIT_STRANGER", "API_LIMIT_KEY", "API_LIMIT_PERSON", "PROXY_HOPS"]
KEY = "k9X!" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2
SAFE = {
    "FACTCHECK_ENV": "production",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "facts.newsroom.test",
    "SITE_URL": "https://facts.newsroom.test",
    "DATABASE_URL": "postgresql://house:p%40ss@db.newsroom.test:6432/facts?sslmode=require",
    "REDIS_URL": "redis://cache.newsroom.test:6379/2",
    "BEHIND_PROXY": "1",
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The settings under exactly these variables, in a data folder of their own."""

    def read_settings(**variables: str) -> dict[str, Any]:
        for name in (*DATABASE, *SECRET, *PLACE, *LIMITS):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("FACTCHECK_DATA", str(tmp_path / "data"))
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(FILE)

    return read_settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "1"),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 80),
        ("SECRET_KEY", f"django-insecure-{KEY}"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "facts.newsroom.test,*.test"),
        ("ALLOWED_HOSTS", "facts.newsroom.test,.test"),
        ("SECRET_KEY_OLD", "changeme"),
        ("SITE_URL", "https://"),
        ("SITE_URL", "https://elsewhere.test"),
        ("SITE_URL", "https://facts.newsroom.test/desk"),
        ("DATABASE_URL", "postgresql://postgres:postgres@db.newsroom.test/facts"),
        ("DATABASE_URL", "postgresql://house:House@db.newsroom.test/facts"),
        ("SITE_URL", ""),
        ("SITE_URL", "http://facts.newsroom.test"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "sqlite:///facts.db"),
        ("DATABASE_URL", "postgresql://house@db.newsroom.test:many/facts"),
        ("REDIS_URL", ""),
        ("REDIS_URL", "memcached://cache"),
        ("FACTCHECK_ENV", "prod"),
        ("TIME_ZONE", "Mars/Base"),
        ("LOG_LEVEL", "LOUD"),
        ("DEBUG", "perhaps"),
        ("BEHIND_PROXY", "maybe"),
        ("DATABASE_POOL", "-1"),
        ("API_LIMIT_STRANGER", "0"),
        ("API_LIMIT_STRANGER", "-1"),
        ("API_LIMIT_STRANGER", "9" * 5000),
        ("API_LIMIT_KEY", "0"),
        ("API_LIMIT_KEY", "1e3"),
        ("API_LIMIT_PERSON", "0"),
        ("PROXY_HOPS", "0"),
        ("PROXY_HOPS", "11"),
        ("CARD_FRAME_ANCESTORS", "https://a.example; script-src *"),
        ("CARD_FRAME_ANCESTORS", "javascript:alert(1)"),
        ("CARD_FRAME_ANCESTORS", "https://a.example/path"),
        ("CARD_FRAME_ANCESTORS", "'unsafe-inline'"),
        ("CARD_FRAME_ANCESTORS", "'none',https://a.example"),
        ("CARD_FRAME_ANCESTORS", "https://a.example https://b.example"),
    ],
)
def test_an_unsafe_or_unclear_setting_is_refused_by_its_name(read: Any, name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        read(**{**SAFE, name: value})


def test_nobody_believes_more_proxies_than_were_declared(read: Any) -> None:
    with pytest.raises(ImproperlyConfigured, match="PROXY_HOPS"):
        read(**{**SAFE, "BEHIND_PROXY": "0", "PROXY_HOPS": "1"})
    assert read(**{**SAFE, "BEHIND_PROXY": "0"})["PROXY_HOPS"] == 0
    assert read(**SAFE)["PROXY_HOPS"] == 1
    assert read(**{**SAFE, "PROXY_HOPS": "2"})["PROXY_HOPS"] == 2


def test_all_refusals_are_named_at_once(read: Any) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read(FACTCHECK_ENV="production", DEBUG="1")
    for name in ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "REDIS_URL"):
        assert name in str(refused.value)


def test_a_newsrooms_server_speaks_https_only(read: Any) -> None:
    found = read(**SAFE)
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://facts.newsroom.test"]


def test_no_header_of_a_visitor_is_believed_unless_a_proxy_is_declared(read: Any) -> None:
    assert "SECURE_PROXY_SSL_HEADER" not in read(**{**SAFE, "BEHIND_PROXY": "0"})


def test_a_database_address_is_taken_apart(read: Any) -> None:
    found = read(**SAFE)["DATABASES"]["default"]
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("house", "p@ss", "db.newsroom.test")
    assert (found["PORT"], found["NAME"], found["OPTIONS"]["sslmode"]) == ("6432", "facts", "require")


def test_web_processes_get_a_pool_and_nothing_else_does(read: Any) -> None:
    assert read(**SAFE, DATABASE_POOL="7")["DATABASES"]["default"]["OPTIONS"]["pool"]["max_size"] == 7
    assert "pool" not in read(**SAFE)["DATABASES"]["default"]["OPTIONS"]


def test_secrets_may_lie_in_files(read: Any, tmp_path: Path) -> None:
    for name in ("key", "database", "redis"):
        (tmp_path / name).write_text(f"{KEY}{name}/@\n")
    found = read(
        **{name: value for name, value in SAFE.items() if name != "SECRET_KEY"},
        SECRET_KEY_FILE=str(tmp_path / "key"),
        DATABASE_PASSWORD_FILE=str(tmp_path / "database"),
        REDIS_PASSWORD_FILE=str(tmp_path / "redis"),
    )
    assert found["SECRET_KEY"] == f"{KEY}key/@"
    assert found["DATABASES"]["default"]["PASSWORD"] == f"{KEY}database/@"
    assert found["REDIS_URL"].startswith("redis://:k9X%21")
    assert found["REDIS_URL"].endswith("redis%2F%40@cache.newsroom.test:6379/2")


def test_a_secret_given_twice_or_in_no_file_is_refused(read: Any, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FILE"):
        read(**SAFE, SECRET_KEY_FILE=str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured, match="DATABASE_PASSWORD_FILE"):
        read(**SAFE, DATABASE_PASSWORD_FILE=str(tmp_path / "missing"))


def test_a_local_house_makes_its_own_secret_and_keeps_it(read: Any, tmp_path: Path) -> None:
    first, second = read()["SECRET_KEY"], read()["SECRET_KEY"]
    assert first == second
    assert len(first) >= 50
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o077 == 0


def test_a_local_house_is_not_shown_to_the_world(read: Any) -> None:
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS"):
        read(ALLOWED_HOSTS="facts.newsroom.test")


def test_celery_is_told_the_same_redis_in_its_own_spelling(read: Any) -> None:
    assert read(**SAFE)["CELERY_BROKER_URL"] == SAFE["REDIS_URL"]
    assert read(REDIS_URL="unix:///run/valkey.sock?db=3")["CELERY_BROKER_URL"] == (
        "redis+socket:///run/valkey.sock?virtual_host=3"
    )


@pytest.mark.slow
def test_the_deployment_check_of_a_newsrooms_server_has_nothing_to_say(tmp_path: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "DEBUG"],
        check=False,
        cwd=settings.BASE_DIR,
        env={
            **SAFE,
            "HSTS_SUBDOMAINS": "1",
            "PATH": "/usr/bin:/bin",
            "FACTCHECK_DATA": str(tmp_path),
            "STATIC_ROOT": str(tmp_path),
        },
        capture_output=True,
        text=True,
    )
    assert checked.stdout == "System check identified no issues (0 silenced).\n"
    assert checked.stderr == ""
    assert checked.returncode == 0


def test_who_may_frame_the_cards_is_named_by_origin(read: Any) -> None:
    assert read(**SAFE)["CARD_FRAME_ANCESTORS"] == ["*"]
    said = "https://news.example,https://*.news.example:8443,'self'"
    assert read(**SAFE, CARD_FRAME_ANCESTORS=said)["CARD_FRAME_ANCESTORS"] == said.split(",")


@pytest.mark.parametrize(
    ("name", "number"),
    [("nope.Nope", "E001"), ("claims.extraction.interface.Nope", "E001"), ("os.path.join", "E002"), ("nope", "E001")],
)
def test_an_extractor_that_is_none_is_refused_by_name(settings: Any, name: str, number: str) -> None:
    settings.EXTRACTOR = name
    (found,) = run_checks()
    assert found.id == f"claims.{number}"
    assert "EXTRACTOR" in found.msg
    assert name in found.msg


def test_no_word_is_given_for_other_hosts_below_ours_unless_it_is_asked_for(read: Any) -> None:
    assert not read(**SAFE)["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert not read(**SAFE)["SECURE_HSTS_PRELOAD"]
    assert read(**SAFE, HSTS_SUBDOMAINS="1")["SECURE_HSTS_INCLUDE_SUBDOMAINS"]


def test_letters_go_where_they_are_told_to_with_a_limit_of_time(read: Any) -> None:
    found = read(**SAFE, EMAIL_HOST="mail.newsroom.test", EMAIL_SECURITY="tls", EMAIL_PORT="465")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_SSL"]) == ("mail.newsroom.test", 465, True)
    assert (found["EMAIL_USE_TLS"], found["DEFAULT_FROM_EMAIL"]) == (False, "factcheck@facts.newsroom.test")
    assert 0 < found["EMAIL_TIMEOUT"] <= 30
    with pytest.raises(ImproperlyConfigured, match="EMAIL_SECURITY"):
        read(**SAFE, EMAIL_SECURITY="perhaps")


def test_statements_of_the_web_end_after_a_while_and_those_of_workers_do_not(read: Any) -> None:
    assert "options" not in read(**SAFE)["DATABASES"]["default"]["OPTIONS"]
    given = read(**SAFE, DATABASE_STATEMENT_SECONDS="20")["DATABASES"]["default"]["OPTIONS"]
    assert given["options"] == "-c statement_timeout=20s"


def test_the_web_has_its_pool_and_its_limit_of_time_also_where_compose_hands_on_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DATABASE_POOL", "DATABASE_STATEMENT_SECONDS"):
        monkeypatch.setenv(name, "")
    runpy.run_path(str(Path(FILE).with_name("wsgi.py")))
    assert (os.environ["DATABASE_POOL"], os.environ["DATABASE_STATEMENT_SECONDS"]) == ("10", "20")


def test_every_setting_is_listed_and_reaches_a_newsrooms_server() -> None:
    rooms = [Path(FILE), *(Path(FILE).with_name(name) for name in ("webserver.py", "wsgi.py"))]
    code = "\n".join(path.read_text(encoding="utf-8") for path in rooms)
    names = set(re.findall(r'(?:read_[a-z]+|environ\.get|setdefault)\("([A-Z][A-Z_]+)"', code)) - {
        "DJANGO_SETTINGS_MODULE"
    }
    listed = Path(settings.BASE_DIR, "docs", "settings.md").read_text(encoding="utf-8")
    assert [name for name in sorted(names) if f"`{name}`" not in listed] == []
    assert len(names) > 30
    compose = Path(settings.BASE_DIR, "docker-compose.yml").read_text(encoding="utf-8")
    fixed = {"DEBUG", "STATIC_ROOT", "BIND", "PORT", "FORWARDED_ALLOW_IPS", "REDIS_PREFIX"}  # the image sees to these
    missing = [
        name for name in sorted(names - fixed) if not re.search(rf"^    {name}(_FILE)?:", compose, re.MULTILINE)
    ]
    assert missing == []
