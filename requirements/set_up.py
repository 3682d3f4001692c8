"""Make .venv what one lock file says: ``python3 requirements/set_up.py embedded|dev``. Needs python3 alone.
|dev``. Needs python3 3.11 and nothing else.

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
    return [PYTHON, borrow_pip() / "pip"]


def borrow_pip() -> Path:
    """The wheel of pip that Debian keeps for its own venv, installed or fetched with apt's signatures checked."""
    installed = Path("/usr/share/python-wheels")
    if wheels := sorted(installed.glob("pip-*.whl")):
        return wheels[-1]
    say("This Python has no pip; borrowing it from Debian's archive")
    folder = VENV / "apt"
    (folder / "lists" / "partial").mkdir(parents=True)
    (folder / "cache" / "archives" / "partial").mkdir(parents=True)
    apt = ["apt-get", "-qq", "-o", f"Dir::State::lists={folder / 'lists'}", "-o", f"Dir::Cache={folder / 'cache'}"]
    apt += ["-o", "APT::Sandbox::User=root"] if os.getuid() == 0 else []
    try:
        run(*apt, "update")
        subprocess.run([*apt, "download", "python3-pip-whl"], check=True, cwd=folder)
        run("dpkg-deb", "-x", next(folder.glob("*.deb")), folder / "unpacked")
        return sorted((folder / "unpacked" / "usr/share/python-wheels").glob("pip-*.whl"))[-1]
    except (OSError, subprocess.CalledProcessError, IndexError, StopIteration):
        sys.exit("Python has no pip and it could not be fetched; as root: apt-get install python3-venv")


def find_index(pip: list[str | Path]) -> dict[str, str]:
    """uv does not read pip's configuration; where that names another index, uv is told."""
    command = [*map(str, pip), "config", "list"]
    listed = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    settings = dict(line.split("=", 1) for line in listed.splitlines() if "=" in line)
    index = next((value.strip("'\"") for key, value in settings.items() if key.endswith(".index-url")), "")
    return {"UV_DEFAULT_INDEX": index} if index and "UV_DEFAULT_INDEX" not in os.environ else {}


def fill_environment(asked: str) -> None:
    """Install exactly the lock file; pip itself does it where uv cannot run or finds no way out."""
    lock = LOCKS / f"{asked}.lock"
    pip = find_pip()
    say("Fetching uv")
    quiet = ["--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
    run(*pip, "install", *quiet, "--upgrade", "--target", TOOLS, "--require-hashes", "-r", LOCKS / "bootstrap.lock")
    say(f"Installing requirements/{asked}.lock")
    try:
        run(TOOLS / "bin" / "uv", "pip", "sync", "--python", PYTHON, "--require-hashes", lock, **find_index(pip))
    except (OSError, subprocess.CalledProcessError):
        say("uv could not; trying with pip")
        run(*find_pip(), "install", "--disable-pip-version-check", "--require-hashes", "-r", lock)
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
