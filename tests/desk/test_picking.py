"""Picking a source by name offers those of one's own newsrooms, the likest first, however many others there are."""

import pytest
from django.urls import reverse

from claims.actions.name_keys import refresh_name_keys
from newsrooms.models import Newsroom
from sources.models import Source
from tests.claims.admin.full_house import House

pytestmark = pytest.mark.django_db


def test_many_of_that_name_in_another_newsroom_hide_none_of_ones_own(full_house: House) -> None:
    theirs = Newsroom.objects.get(slug="hill-courier")
    Source.objects.bulk_create(
        Source(newsroom=theirs, name=f"Міністерство рибальства {n}", kind="government", external_id=f"m{n}")
        for n in range(60)
    )
    Source.objects.bulk_create(
        Source(newsroom=full_house.newsroom, name=name, kind="government", external_id=name)
        for name in ("Міністерство рибальства та моря", "Архів міністерства рибальства", "Міністерство рибальства")
    )
    for newsroom in (theirs, full_house.newsroom):
        refresh_name_keys(newsroom.pk)
    for asked in ("Міністерство рибальства", "Ministerstvo rybalstva"):
        answer = full_house.client("reporter").get(reverse("desk:pick", args=["sources"]), {"q": asked})
        offered = [one["label"] for one in answer.json()["offered"]]
        assert offered[0] == "Міністерство рибальства", asked
        assert set(offered) >= {"Міністерство рибальства та моря", "Архів міністерства рибальства"}, asked
        assert not [name for name in offered if name[-1].isdigit()]
