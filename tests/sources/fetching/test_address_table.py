"""Which addresses are refused, one row for each kind of inside, and that the outside is not."""

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.fetching.address_table import REFUSED, why_not_dial
from sources.fetching.policy import Policy

INSIDE = [
    ("0.0.0.0", "this network"),  # noqa: S104  # a row of the table, nothing is bound
    ("0.1.2.3", "this network"),
    ("10.0.0.1", "private use"),
    ("10.255.255.255", "private use"),
    ("100.64.0.1", "shared"),
    ("100.100.100.200", "shared"),
    ("100.127.255.255", "shared"),
    ("127.0.0.1", "loopback"),
    ("127.255.255.254", "loopback"),
    ("168.63.129.16", "cloud"),
    ("169.254.169.254", "metadata"),
    ("172.16.0.1", "private use"),
    ("172.31.255.255", "private use"),
    ("192.0.0.192", "IETF"),
    ("192.0.2.1", "documentation"),
    ("192.31.196.1", "AS112"),
    ("192.52.193.1", "multicast"),
    ("192.88.99.1", "6to4"),
    ("192.168.1.1", "private use"),
    ("192.175.48.1", "AS112"),
    ("198.18.0.1", "benchmarking"),
    ("198.19.255.255", "benchmarking"),
    ("198.51.100.7", "documentation"),
    ("203.0.113.7", "documentation"),
    ("224.0.0.1", "multicast"),
    ("239.255.255.250", "multicast"),
    ("240.0.0.1", "reserved"),
    ("255.255.255.255", "broadcast"),
    ("::", "unspecified"),
    ("::1", "loopback"),
    ("::127.0.0.1", "compatible"),
    ("::ffff:127.0.0.1", "mapped"),
    ("::ffff:93.184.216.34", "mapped"),
    ("::ffff:0:10.0.0.1", "translated"),
    ("64:ff9b::7f00:1", "NAT64"),
    ("64:ff9b::5db8:d822", "NAT64"),
    ("64:ff9b:1::a00:1", "NAT64"),
    ("100::1", "discard"),
    ("100:0:0:1::1", "dummy"),
    ("2001::1", "Teredo"),
    ("2001:0:7f00:1::", "Teredo"),
    ("2001:2::1", "benchmarking"),
    ("2001:3::1", "IETF"),
    ("2001:4:112::1", "IETF"),
    ("2001:10::1", "ORCHID"),
    ("2001:20::1", "ORCHIDv2"),
    ("2001:30::1", "IETF"),
    ("2001:db8::1", "documentation"),
    ("2002:7f00:1::", "6to4"),
    ("2002:a00:1::1", "6to4"),
    ("2620:4f:8000::1", "AS112"),
    ("3ffe::1", "6bone"),
    ("3fff::1", "documentation"),
    ("5f00::1", "segment"),
    ("fc00::1", "unique local"),
    ("fd00:ec2::254", "unique local"),
    ("fe80::1", "link-local"),
    ("fe80::1%eth0", "zone"),
    ("fec0::1", "site-local"),
    ("ff02::1", "multicast"),
    ("ff0e::1", "multicast"),
    ("4000::1", "not given out"),
    ("200::1", "not given out"),
]
OUTSIDE = [
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.1",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2606:2800:220:1:248:1893:25c8:1946",
    "2a00:1450:4001:81b::200e",
]


@pytest.mark.parametrize(("address", "why"), INSIDE)
def test_an_inside_address_is_refused_with_its_kind(address: str, why: str) -> None:
    assert why in (why_not_dial(address) or "")


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_public_address_may_be_dialled(address: str) -> None:
    assert why_not_dial(address) is None


def test_every_row_of_the_table_has_an_example() -> None:
    examples = [IPv4Address(a) if "." in a and ":" not in a else IPv6Address(a) for a, _ in INSIDE]
    for network, why in REFUSED:
        assert any(a.version == network.version and a in network for a in examples), f"{network} ({why})"


@given(st.ip_addresses())
def test_whatever_python_calls_private_is_refused_too(address: IPv4Address | IPv6Address) -> None:
    if address.is_private or address.is_multicast or address.is_reserved or address.is_loopback:
        assert why_not_dial(address) is not None


def test_a_permission_is_for_one_address_and_one_port() -> None:
    policy = Policy(permitted=frozenset({("127.0.0.1", 8099)}))
    assert policy.why_not_dial("127.0.0.1", 8099) is None
    assert policy.why_not_dial("127.0.0.1", 80) == "loopback"
    assert policy.why_not_dial("127.0.0.2", 8099) == "port 8099"
    assert policy.why_not_dial("93.184.216.34", 8099) == "port 8099"
    assert policy.why_not_dial("::ffff:127.0.0.1", 80) == "IPv4-mapped"


def test_an_installation_may_refuse_public_addresses_of_its_own() -> None:
    policy = Policy(also_refused=(ip_network("93.184.216.0/24"),))
    assert policy.why_not_dial("93.184.216.34", 443) == "refused by this installation"
    assert policy.why_not_dial("93.184.217.34", 443) is None
