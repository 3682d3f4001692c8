"""What the clock wakes a worker for on the upper floor. The work itself is rows; a lost message costs a moment."""

from celery import shared_task

from claims.actions.standings import settle_all


@shared_task(name="claims.settle_standings", ignore_result=True, acks_late=True)
def settle_standings() -> int:
    """Compute every standing that is due; give how many claims were taken."""
    return settle_all()
