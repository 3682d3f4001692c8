"""The picture browsers ask every site for is there, at the address they ask."""

from django.test import Client


def test_the_icon_is_where_browsers_look_for_it(client: Client) -> None:
    answer = client.get("/favicon.ico")
    picture = b"".join(answer)
    assert answer.status_code == 200
    assert picture[:6] == b"\x00\x00\x01\x00\x03\x00", "an icon in three sizes"
    assert "icon" in answer["Content-Type"]
    assert "Set-Cookie" not in answer
