"""Made-up people: names, and valid ID numbers of an area code that was never given out. Pure."""

import datetime as dt
from random import Random

SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
GIVEN_M = (
    "志强",
    "建国",
    "永胜",
    "立新",
    "文军",
    "海涛",
    "德林",
    "国庆",
    "长江",
    "玉山",
    "春生",
    "明",
    "伟",
    "刚",
    "振华",
)
GIVEN_F = (
    "秀兰",
    "桂英",
    "丽娟",
    "玉梅",
    "春华",
    "淑芬",
    "晓红",
    "艳",
    "敏",
    "静",
    "雪梅",
    "凤霞",
    "丽",
    "桂芝",
    "海燕",
)
GIVEN_CHILD = ("子涵", "浩然", "雨桐", "思远", "欣怡", "宇航", "梓萱", "博文")
STREETS = ("和平路", "向阳街", "建设路", "文化街", "花园街", "光明路", "铁路街", "健康路")
UNASSIGNED_AREA = "239900"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Identities:
    """Names and ID numbers, the same for the same seed; no two people share a number, nor two people of two areas."""

    def __init__(self, random: Random, area: str = UNASSIGNED_AREA) -> None:
        self.random, self.area = random, area
        self._given: dict[tuple[dt.date, str], int] = {}

    def surname(self) -> str:
        return self.random.choice(SURNAMES)

    def given(self, sex: str, *, child: bool = False) -> str:
        return self.random.choice(GIVEN_CHILD if child else GIVEN_M if sex == "M" else GIVEN_F)

    def id_number(self, born: dt.date, sex: str) -> str:
        used = self._given.get((born, sex), 0)
        self._given[(born, sex)] = used + 1
        digits = f"{self.area}{born:%Y%m%d}{2 * used + (sex == 'M'):03d}"
        return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11]

    def phone(self) -> str:
        return f"130{self.random.randrange(10**8):08d}"

    def bank_account(self) -> str:
        """Of no bank: none issues numbers that begin so."""
        return f"990000{self.random.randrange(10**13):013d}"

    def address(self) -> str:
        number, unit, room = self.random.randint(1, 180), self.random.randint(1, 6), self.random.randint(1, 7)
        return f"{self.random.choice(STREETS)}{number}号{unit}单元{room}0{self.random.randint(1, 3)}室"

    def birthday(self, age: int, on: dt.date) -> dt.date:
        """A birthday on which somebody is ``age`` on the day ``on``."""
        return dt.date(on.year - age, on.month, min(on.day, 28)) - dt.timedelta(days=self.random.randint(20, 300))
