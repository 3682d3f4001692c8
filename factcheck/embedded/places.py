"""Where everything of one data folder lies: clusters, sockets, locks, logs, and the addresses that follow from it."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from factcheck.embedded.binaries import NoServerError
from factcheck.embedded.locks import open_lock
from factcheck.environment import why_no_folder

LONGEST_SOCKET = 107  # bytes in sockaddr_un, the closing zero not counted
LONGEST_NAME = "/.s.PGSQL.5432.lock"


@dataclass(frozen=True)
class Places:
    """One data folder. Two folders share nothing, so two copies of the house run side by side."""

    data: Path

    @classmethod
    def from_environment(cls, base: Path) -> "Places":
        """FACTCHECK_DATA, else .data in ``base``; a relative FACTCHECK_DATA is meant from the current folder."""
        return cls(Path(os.path.abspath(os.environ.get("FACTCHECK_DATA") or base / ".data")))

    def make(self) -> None:
        """The folder, ours to write in; NoServerError when it cannot be."""
        try:
            self.logs.mkdir(parents=True, exist_ok=True)
            os.close(open_lock(self.users_lock))
        except OSError as error:
            raise NoServerError(why_no_folder(self.data, error)) from error

    @property
    def sockets(self) -> Path:
        """The folder of both sockets: in the data where the path fits a socket address, else a short one."""
        inside = self.data / "run"
        if len(os.fsencode(f"{inside}{LONGEST_NAME}")) <= LONGEST_SOCKET:
            return inside
        key = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        # Not TMPDIR, which may differ between two shells. The keeper makes it private.
        return Path("/tmp") / f"factcheck-{os.getuid()}-{key}"  # noqa: S108 - see above

    @property
    def postgresql(self) -> Path:
        return self.data / "postgresql"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def secret_key(self) -> Path:
        return self.data / "secret_key"

    @property
    def users_lock(self) -> Path:
        """Held shared by whoever uses the servers; the keeper waits to hold it alone, which means nobody does."""
        return self.data / "users.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the one keeper of this folder for as long as it lives."""
        return self.data / "keeper.lock"

    @property
    def ready(self) -> Path:
        """Stands here while both servers answer."""
        return self.data / "ready"

    @property
    def database_url(self) -> str:
        return f"postgresql://factcheck@/factcheck?host={quote(str(self.sockets), safe='')}"

    @property
    def redis_url(self) -> str:
        return f"unix://{self.valkey_socket}?db=0"
