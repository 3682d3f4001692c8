"""How gunicorn serves the house; the same file in front of a person and in a container."""

import os
import signal
import sys

from django.core.exceptions import ImproperlyConfigured

from factcheck.embedded.children import die_with_parent
from factcheck.environment import read_number, settle_settings

# A worker that cannot start is started again for ever; so the master asks, once, whether the settings will do.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("DATABASE_POOL", "10")
settle_settings()

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
try:
    workers = read_number("WEB_WORKERS", 2, least=1, most=1000)
    threads = read_number("WEB_THREADS", 8, least=1, most=1000)
except ImproperlyConfigured as error:
    sys.exit(str(error))
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
