"""How gunicorn serves the house; the same file in front of a person and in a container."""

import os
import signal

from factcheck.embedded.children import die_with_parent

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = int(os.environ.get("WEB_THREADS") or 8)
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - memory, so that no disk stalls it
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 10_000
max_requests_jitter = 1_000
control_socket_disable = True
accesslog = None
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS") or "127.0.0.1,::1"


def post_fork(server: object, worker: object) -> None:
    """A worker does not outlive a master that was killed."""
    die_with_parent(signal.SIGKILL)
