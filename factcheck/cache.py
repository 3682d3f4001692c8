"""A Redis cache that answers “not there” while Redis is gone or silent, and leaves it alone for a moment then."""

import logging
import time
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

REST_SECONDS = 5.0
log = logging.getLogger(__name__)


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache; a failure costs one timeout in REST_SECONDS for each process, never an error page."""

    rest_until: ClassVar[float] = 0.0

    def _forgive(self, ask: Callable[[], Any], otherwise: Any) -> Any:
        if time.monotonic() < ForgivingRedisCache.rest_until:
            return otherwise
        try:
            return ask()
        except RedisError as error:
            ForgivingRedisCache.rest_until = time.monotonic() + REST_SECONDS
            log.warning("Redis does not answer; going on without its cache: %s", error)
            return otherwise

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive(lambda: RedisCache.add(self, *args, **kwargs), True)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._forgive(lambda: RedisCache.get(self, key, default, version), default)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive(lambda: RedisCache.set(self, *args, **kwargs), None)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive(lambda: RedisCache.touch(self, *args, **kwargs), False)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive(lambda: RedisCache.delete(self, *args, **kwargs), False)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive(lambda: RedisCache.get_many(self, *args, **kwargs), {})

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive(lambda: RedisCache.has_key(self, *args, **kwargs), False)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> Any:
        return self._forgive(lambda: RedisCache.incr(self, key, delta, version), delta)

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> Any:
        return self._forgive(lambda: RedisCache.set_many(self, data, *args, **kwargs), list(data))

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive(lambda: RedisCache.delete_many(self, *args, **kwargs), None)

    def clear(self) -> Any:
        """Only what carries our prefix goes: Celery's messages, and perhaps another house, live beside it."""

        def clear_ours() -> bool:
            client = self._cache.get_client(None, write=True)
            for key in client.scan_iter(f"{self.key_prefix}:*", count=1000):
                client.delete(key)
            return True

        return self._forgive(clear_ours, False)
