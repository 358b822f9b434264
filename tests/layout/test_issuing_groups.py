"""Groups and teams that help a region, as issuers. Every name here is invented."""

from __future__ import annotations

import pytest

from extract.reading import read_bytes

BODY = "关于做好消费帮扶工作的通知\n各工作组：\n现将有关事项通知如下。\n一、优先采购霍城县农产品。\n"


@pytest.mark.parametrize(
    ("issuer", "adcode"),
    [
        ("南通市对口支援伊宁县前方工作组项目协作组", "320600"),
        ("江苏省对口支援克州前方指挥部产业合作组", "320000"),
        ("温州市驻阿坝州东西部协作工作队", "330300"),
        ("宁波市东西部协作驻凉山联络组", "330200"),
    ],
)
def test_a_group_that_signs_is_the_issuer(issuer: str, adcode: str) -> None:
    text = f"{issuer}文件\n甲协〔2024〕3号\n{BODY}{issuer}\n2024年3月5日\n"
    (reading,) = read_bytes(text.encode(), "a.txt").notices
    assert (reading.record.issuer, reading.record.adcode) == (issuer, adcode)
