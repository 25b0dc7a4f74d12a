"""What the sample programme's customers complain about, in short sentences of their own, in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """A kind of complaint: how often, how much oftener after a long wait and on the phone, what it costs, in which words."""

    name: str
    share: float
    when_slow: float
    on_phone: float
    cost: float
    zh: tuple[str, ...]
    en: tuple[str, ...]

    def say(self, lang: str, first: int, second: int, third: int) -> str:
        """Put a complaint together from an opening, a core and a wish; the numbers choose, so that equal draws say the same."""
        cores = self.zh if lang == "zh" else self.en
        openings, wishes = (OPENINGS_ZH, WISHES_ZH) if lang == "zh" else (OPENINGS_EN, WISHES_EN)
        return openings[first % len(openings)] + cores[second % len(cores)] + wishes[third % len(wishes)]


OPENINGS_ZH = ("", "", "上周", "昨天", "这个月", "我是老客户，", "请问，", "第二次反映：")
WISHES_ZH = ("。", "。", "，请尽快处理。", "，希望给个说法。", "，非常失望。", "，要求补偿。")
OPENINGS_EN = ("", "", "Last week ", "Again: ", "As a long-time customer: ", "To be honest, ")
WISHES_EN = (".", ".", ", please fix it.", ", I want an answer.", ", very disappointing.")

COMPLAINTS = (
    Theme(
        "等待太久",
        0.30,
        2.2,
        2.0,
        80,
        (
            "电话排队四十分钟没人接",
            "客服热线一直占线打不进去",
            "等了三天没有任何回复",
            "排队太久，转了三次人工",
            "报修两天没人上门，等得太久",
            "电话里等了很久最后自动挂断",
        ),
        (
            "I waited forty minutes on the phone and nobody answered",
            "the hotline is always busy and I cannot get through",
            "no reply after three days of waiting",
            "I was put on hold three times",
            "waited two days for the repair and nobody came",
        ),
    ),
    Theme(
        "问题反复",
        0.18,
        1.6,
        1.1,
        150,
        (
            "同一个故障修了三次还没好",
            "问题反复出现，每次都要重新报修",
            "说已经解决，第二天又断网",
            "工单关闭了但问题根本没解决",
            "网络又掉线，上次就没修好",
        ),
        (
            "the same fault came back for the third time",
            "the ticket was closed but the problem is not solved",
            "it broke down again one day after the repair",
            "my connection drops again and again",
        ),
    ),
    Theme(
        "收费争议",
        0.11,
        0.8,
        0.9,
        620,
        (
            "账单重复扣费两个月",
            "多扣了套餐费，退费一直没到账",
            "没有订购的业务被收费",
            "退费申请拖了一个月，钱没退",
            "资费与宣传不一致，被多收钱",
        ),
        (
            "I was charged twice on my bill",
            "the refund has not arrived for a month",
            "I was billed for a service I never ordered",
            "the charge does not match the advertised price",
        ),
    ),
    Theme(
        "信息不一致",
        0.14,
        1.0,
        1.2,
        70,
        (
            "电话和门店说法不一样",
            "客服答复前后矛盾，不知道信谁",
            "应用里显示办结，门店说没有记录",
            "每次接电话的人说法都不同",
        ),
        (
            "the phone and the shop told me different things",
            "each agent gives a different answer",
            "the app says done but the branch has no record",
        ),
    ),
    Theme(
        "态度生硬",
        0.09,
        0.9,
        1.4,
        60,
        (
            "客服态度生硬，不耐烦",
            "工作人员语气很差，直接挂电话",
            "门店人员爱理不理，态度差",
        ),
        (
            "the agent was rude and hung up",
            "staff at the branch were unfriendly",
            "the agent was impatient and would not listen",
        ),
    ),
    Theme(
        "流程繁琐",
        0.11,
        1.0,
        0.8,
        50,
        (
            "办个变更要跑两次门店，流程太麻烦",
            "材料反复提交，流程复杂",
            "应用里找不到入口，操作太复杂",
            "一件小事要填三张表",
        ),
        (
            "I had to visit the branch twice for one change",
            "too many forms and too many steps",
            "the app is confusing and I cannot find the page",
        ),
    ),
    Theme(
        "上门失约",
        0.07,
        1.8,
        1.0,
        210,
        (
            "预约上午上门，师傅没来也没通知",
            "安装改期三次，白等一天",
            "约好的时间没人上门，失约",
        ),
        (
            "the technician did not show up for the appointment",
            "the installation was moved three times",
            "nobody came at the agreed time",
        ),
    ),
)
