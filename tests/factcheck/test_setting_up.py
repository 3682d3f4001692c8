"""Setting up an environment: what is borrowed is whole, and whom the machine was told to trust is trusted."""

import importlib.util
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings


@pytest.fixture
def set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script as a module whose borrowed things lie in a folder of the test, and that runs nothing outside."""
    spec = importlib.util.spec_from_file_location("set_up_here", settings.BASE_DIR / "requirements" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "BORROWED", tmp_path / "borrowed")
    monkeypatch.setattr(module.subprocess, "run", lambda *command, **options: None)
    for name in ("SSL_CERT_FILE", "PIP_CERT", "UV_DEFAULT_INDEX"):
        monkeypatch.delenv(name, raising=False)
    return module


def unpack(fails: bool) -> Callable[..., None]:
    """What stands for apt and dpkg: the second writes one file, and then may break off."""

    def run(*command: Any, **variables: str) -> None:
        if command[0] == "dpkg-deb":
            (Path(command[-1]) / "usr").mkdir(parents=True)
            if fails:
                raise subprocess.CalledProcessError(2, "dpkg-deb")
            (Path(command[-1]) / "usr" / "whole").touch()

    return run


def test_a_package_that_was_unpacked_in_part_is_unpacked_again(set_up: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (set_up.BORROWED).mkdir()
    (set_up.BORROWED / "pip_1_all.deb").touch()
    monkeypatch.setattr(set_up, "run", unpack(fails=True))
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        set_up.borrow("pip", "usr")
    assert not (set_up.BORROWED / "pip").exists()
    monkeypatch.setattr(set_up, "run", unpack(fails=False))
    assert (set_up.borrow("pip", "usr") / "whole").exists()
    monkeypatch.setattr(set_up, "run", None)
    assert (set_up.borrow("pip", "usr") / "whole").exists(), "what is here is not fetched again"


def test_whom_to_trust_is_what_environment_or_configuration_says(
    set_up: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ours = tmp_path / "ours.pem"
    ours.touch()
    assert set_up.find_certificates({"cert": str(ours)}) == {"SSL_CERT_FILE": str(ours), "PIP_CERT": str(ours)}
    monkeypatch.setenv("PIP_CERT", str(ours))
    assert set_up.find_certificates({}) == {"SSL_CERT_FILE": str(ours)}, "what is set is left as it is"
    monkeypatch.setenv("SSL_CERT_FILE", str(ours))
    assert set_up.find_certificates({}) == {}


def test_another_index_of_pips_is_uvs_too(set_up: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    configured = {"index-url": "https://packages.example/simple"}
    assert set_up.find_index(configured) == {"UV_DEFAULT_INDEX": "https://packages.example/simple"}
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://other.example/simple")
    assert set_up.find_index(configured) == {}
