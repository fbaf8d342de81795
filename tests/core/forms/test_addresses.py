"""An address is entered in parts and stays the text that it is (law 3)."""

import pytest

from core.forms.addresses import AddressParts, other_addresses, split_address

ADDRESSES = [
    "广东省 肇庆市 端州区 天宁路1号",
    "朝阳区建国路 1",
    "中山市石岐街道民族东路 2-3 号",
    "解放路 88 号 3 栋 201",
    "107 国道 5 号",
    "G321 国道旁",
    "１２３ Main Street",
    " 上海市浦东新区世纪大道 100 号",
    "香港特别行政区中环\n2 楼",
    "广东省肇庆市端州区",
    "",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_letter_of_an_address_is_lost_in_its_parts(address):
    parts = split_address(address)

    assert parts.region + parts.street + parts.number == address


@pytest.mark.parametrize(
    ("address", "region", "number"),
    [
        ("广东省 肇庆市 端州区 天宁路1号", "广东省 肇庆市 端州区", "1号"),
        ("中山市石岐街道民族东路 2-3 号", "中山市", "2-3 号"),
        ("新兴县新城镇", "新兴县", ""),
        ("107 国道 5 号", "", "5 号"),
        ("G321 国道旁", "", ""),
        ("朝阳区建国路 1", "", "1"),  # there are several 朝阳区
        ("上海市浦东新区世纪大道 100 号", "上海市浦东新区", "100 号"),
    ],
)
def test_region_and_number_are_distinguished_only_where_they_are_certain(address, region, number):
    parts = split_address(address)

    assert (parts.region, parts.number) == (region, number)


def test_a_region_alone_is_no_address_when_chosen_but_stays_where_it_was_given():
    assert AddressParts(region="广东省肇庆市").written is None
    assert split_address("广东省肇庆市").written == "广东省肇庆市"


def test_addresses_on_the_form_are_offered_once_and_never_what_stands_there_already():
    written = [("经营场所", "西江路 2 号"), ("住址", "西江路 2 号"), ("送达", " "), ("住所", 5)]

    assert dict(other_addresses(written, None)) == {"经营场所": "西江路 2 号"}
    assert dict(other_addresses(written, "西江路 2 号")) == {}
