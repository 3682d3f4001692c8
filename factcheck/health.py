"""How the house is: the database must answer, Redis should."""

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def show_health(request: HttpRequest) -> HttpResponse:
    """200 with ``status`` ok or degraded (Redis silent), 503 with failing (no database)."""
    database, broker = ask_database(), ask_redis()
    status = "failing" if not database else "ok" if broker else "degraded"
    answer = {"status": status, "database": name_state(database), "redis": name_state(broker)}
    return JsonResponse(answer, status=200 if database else 503)


def name_state(answers: bool) -> str:
    return "ok" if answers else "down"


def ask_database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def ask_redis() -> bool:
    with redis.Redis.from_url(settings.REDIS_URL, **settings.REDIS_TIMEOUTS) as client:
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
