"""Many keys are asked for with one value, in the rows of a noun and in their history."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from newsrooms.models import Membership
from tests.newsrooms.cast import open_harbour_post, open_hill_courier

pytestmark = pytest.mark.django_db


def test_it_finds_what_in_finds_and_says_it_in_the_same_words_for_any_number_of_keys() -> None:
    (post, _), (courier, _) = open_harbour_post(), open_hill_courier()
    shapes = set()
    for keys in ({post.pk}, {post.pk, courier.pk}, {courier.pk, -1}):
        with CaptureQueriesContext(connection) as asked:
            found = set(Membership.objects.filter(Q(newsroom__any_of=keys)).values_list("pk", flat=True))
        assert found == set(Membership.objects.filter(newsroom__in=keys).values_list("pk", flat=True)) != set()
        assert len(asked) == 1
        shapes.add(asked[0]["sql"].count("ANY"))
    assert shapes == {1}


def test_without_keys_the_database_is_not_asked() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert list(Membership.objects.filter(newsroom__any_of=[])) == []
    assert len(asked) == 0
