"""Make .venv what one lock file says: ``python3 requirements/set_up.py embedded|dev``. Needs python3 3.11 alone.

pip brings uv, pinned by hash, and uv brings the rest, pinned by hash. Where Python came without pip (Debian keeps
it in a package of its own), pip is borrowed from Debian's archive, into the clone and without any right of root.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
LOCKS = BASE / "requirements"
VENV = BASE / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "synced"
TOOLS = VENV / "tools"
BORROWED = VENV / "borrowed"
HOLDS = {"embedded": ("embedded", "dev"), "dev": ("dev",)}  # the lock files that hold all of what is asked for


def say(text: str) -> None:
    print(text, flush=True)


def run(*command: str | Path, **variables: str) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=BASE, env={**os.environ, **variables})


def works(*command: str | Path) -> bool:
    try:
        return subprocess.run([str(part) for part in command], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def stamp_of(asked: str) -> str:
    texts = [(LOCKS / f"{lock}.lock").read_bytes() for lock in ("bootstrap", asked)]
    return f"{asked} {hashlib.sha256(b''.join(texts)).hexdigest()}"


def is_done(asked: str) -> bool:
    """The environment runs and was filled from the present text of a lock file that holds what is asked for."""
    filled = STAMP.exists() and STAMP.read_text() in [stamp_of(lock) for lock in HOLDS[asked]]
    return filled and works(PYTHON, "-c", "")


def make_environment() -> None:
    """A .venv whose Python runs; one that does not (moved, or its Python is gone) is made again."""
    if works(PYTHON, "-c", ""):
        return
    say(f"Making .venv with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", "--without-pip", VENV)


def find_pip() -> list[str | Path]:
    """The command that is pip for our environment."""
    if works(PYTHON, "-m", "pip", "--version") or works(PYTHON, "-m", "ensurepip"):
        return [PYTHON, "-m", "pip"]
    wheels = sorted(Path("/usr/share/python-wheels").glob("pip-*.whl")) or sorted(
        borrow("python3-pip-whl", "usr/share/python-wheels").glob("pip-*.whl")
    )
    return [PYTHON, wheels[-1] / "pip"]


def find_certificates(configured: dict[str, str]) -> dict[str, str]:
    """Whom to trust, for pip and uv alike: the list that environment or pip's configuration names, else the machine's
    own; borrowed where the machine has none."""
    named = os.environ.get("SSL_CERT_FILE") or os.environ.get("PIP_CERT") or configured.get("cert")
    bundle = Path(named or "/etc/ssl/certs/ca-certificates.crt")
    if not named and not bundle.exists() and Path("/etc/debian_version").exists():
        borrowed = borrow("ca-certificates", "usr/share/ca-certificates/mozilla").glob("*.crt")
        bundle = BORROWED / "certificates.pem"
        bundle.write_bytes(b"".join(certificate.read_bytes() for certificate in borrowed))
    found = {name: str(bundle) for name in ("SSL_CERT_FILE", "PIP_CERT") if not os.environ.get(name)}
    return found if bundle.exists() else {}


def borrow(package: str, inside: str) -> Path:
    """The folder ``inside`` a package of Debian's archive, apt having checked its signature; nothing is installed."""
    if not (BORROWED / package).exists():
        say(f"Borrowing {package} from Debian's archive")
        options = [f"Dir::State::lists={BORROWED / 'lists'}", f"Dir::Cache={BORROWED / 'cache'}"]
        options += ["APT::Sandbox::User=root"] if os.getuid() == 0 else []
        apt = ["apt-get", "-qq", *(part for option in options for part in ("-o", option))]
        for folder in ("lists/partial", "cache/archives/partial"):
            (BORROWED / folder).mkdir(parents=True, exist_ok=True)
        try:
            run(*apt, "update")
            subprocess.run([*apt, "download", package], check=True, cwd=BORROWED)
            half = BORROWED / f"{package}.half"  # whole under its own name or not at all, whenever this is stopped
            shutil.rmtree(half, ignore_errors=True)
            run("dpkg-deb", "-x", next(BORROWED.glob(f"{package}_*.deb")), half)
            half.rename(BORROWED / package)
        except (OSError, subprocess.CalledProcessError, StopIteration):
            sys.exit("Python came without pip and it could not be fetched; as root: apt-get install python3-venv")
    return BORROWED / package / inside


def read_configuration(pip: list[str | Path]) -> dict[str, str]:
    """What pip's configuration says, by the last part of each name; uv does not read it."""
    command = [*map(str, pip), "config", "list"]
    listed = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    settings = dict(line.split("=", 1) for line in listed.splitlines() if "=" in line)
    return {key.rpartition(".")[2]: value.strip("'\"") for key, value in settings.items()}


def find_index(configured: dict[str, str]) -> dict[str, str]:
    """Where pip's configuration names another index, uv is told."""
    index = configured.get("index-url", "")
    return {"UV_DEFAULT_INDEX": index} if index and "UV_DEFAULT_INDEX" not in os.environ else {}


def fill_environment(asked: str) -> None:
    """Install exactly the lock file; pip itself does it where uv cannot run or finds no way out."""
    lock = LOCKS / f"{asked}.lock"
    pip = find_pip()
    configured = read_configuration(pip)
    outside = {
        **find_certificates(configured),
        **find_index(configured),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }
    install: list[str | Path] = ["install", "-qq", "--require-hashes"]
    say("Fetching uv")
    run(*pip, *install, "--upgrade", "--target", TOOLS, "-r", LOCKS / "bootstrap.lock", **outside)
    say(f"Installing requirements/{asked}.lock")
    try:
        run(TOOLS / "bin" / "uv", "pip", "sync", "-q", "--python", PYTHON, "--require-hashes", lock, **outside)
    except (OSError, subprocess.CalledProcessError):
        say("uv could not; trying with pip")
        run(*find_pip(), *install, "-r", lock, **outside)  # uv may have taken pip away
    STAMP.write_text(stamp_of(asked))


def main() -> None:
    asked = sys.argv[1] if len(sys.argv) == 2 else ""
    if asked not in HOLDS:
        sys.exit(f"{Path(__file__).name} embedded|dev")
    if sys.version_info < (3, 11):  # noqa: UP036 - the one place that older Pythons reach
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    with (BASE / ".venv.lock").open("w") as lock:  # two makes at once: the second waits and finds it done
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_done(asked):
            try:
                make_environment()
                fill_environment(asked)
            except subprocess.CalledProcessError as error:
                sys.exit(f"Setting up failed: {Path(str(error.cmd[0])).name} ended with {error.returncode}")


if __name__ == "__main__":
    main()
