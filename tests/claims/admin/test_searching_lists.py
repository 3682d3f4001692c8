"""Every list of the desk can be searched and filtered, and a NUL in a search is as if it were not there."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from newsrooms.vocabulary import Role
from tests.claims.admin.full_house import House

pytestmark = pytest.mark.django_db
FEW = {"newsroom", "apikey", "webhookendpoint", "delivery", "user", "hashcheck"}  # filtered or searched, not both
LISTS = {model._meta.model_name: page for model, page in admin.site._registry.items()}


def test_every_list_can_be_searched_and_filtered() -> None:
    assert {name for name, page in LISTS.items() if not page.search_fields} <= FEW
    assert {name for name, page in LISTS.items() if not page.list_filter} <= FEW


@pytest.mark.parametrize("name", sorted(name for name, page in LISTS.items() if name and page.search_fields))
def test_a_nul_in_a_search_is_dropped(full_house: House, name: str) -> None:
    opts = LISTS[name].opts
    page = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    client = full_house.client(Role.ADMINISTRATOR)
    plain = client.get(f"{page}?q=boat").status_code
    assert plain in (200, 403)
    assert client.get(f"{page}?q=b%00oat").status_code == plain
    assert client.get(f"{page}?q=%00").status_code == plain
    assert client.get(f"{page}?q=x&o=%00").status_code == 404


def test_djangos_groups_are_no_noun_of_the_desk() -> None:
    assert not admin.site.is_registered(Group)
