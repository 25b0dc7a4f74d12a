"""Questionnaires: which columns are items, on what scale, and what counts as an answer."""

import pytest

from sq_core.errors import WorkbookRefused
from sq_core.ingest.scales import find_word_scale, word_scales
from tests.ingest.looks import Rows, found, only, read_rows, rules


def answers(rows: Rows, **more: object) -> dict[tuple[int, str], tuple[float | None, float | None]]:
    table = only(read_rows(rows, "survey_responses", **more)).answers  # type: ignore[arg-type]
    assert table is not None
    return {(a["row_no"], a["item"]): (a["expectation"], a["perception"]) for a in table.to_pylist()}


PAIRS: list[list[object]] = [
    ["타임스탬프", "귀하의 성별을", "1-1", "1-2", "2-1", "2-2"],
    ["2022/05/01 3:12:45 오후 GMT+9", "여", 7, 6, 5, None],
    ["2022/05/02 3:12:45 오후 GMT+9", "남", 6, 4, 3, 2],
]


def test_codes_alone_make_a_questionnaire() -> None:
    intake = read_rows(PAIRS)
    sheet = only(intake)
    assert (sheet.contract, sheet.rows_read) == ("survey_responses", 2)
    assert answers(PAIRS) == {(2, "1"): (7, 6), (3, "1"): (6, 4), (2, "2"): (5, None), (3, "2"): (3, 2)}
    assert [(match.column, match.role) for match in sheet.columns if match.how == "item"] == [
        ("item:1", "expectation"),
        ("item:1", "perception"),
        ("item:2", "expectation"),
        ("item:2", "perception"),
    ]
    assert sheet.rows.column("respondent").to_pylist() == ["2", "3"]
    assert str(sheet.rows.column("date")[0]) == "2022-05-01"


@pytest.mark.parametrize(
    "headers",
    [
        ["E1", "P1", "E2", "P2"],
        ["1期望", "1感知", "2期望", "2感知"],
        ["Q1_E", "Q1_P", "Q2_E", "Q2_P"],
        ["1-1. 应有的样子（期望）", "1-2. 实际的样子", "2-1.应有", "2-2 实际"],
        ["题1（期望）", "题1（感知）", "题2（期望）", "题2（感知）"],
    ],
)
def test_pairs_are_spelt_in_many_ways(headers: list[str]) -> None:
    got = answers([headers, [7, 6, 5, 4], [7, 7, 7, 7]])
    assert [pair for (row, _), pair in got.items() if row == 2] == [(7, 6), (5, 4)]


def test_all_pairs_share_one_scale() -> None:
    sheet = only(read_rows([["1-1", "1-2", "2-1", "2-2"], [5, 5, 7, 6], [4, 3, 6, 1]]))
    assert [(i.item, i.scale_low, i.scale_high, i.paired) for i in sheet.items] == [
        ("1", 1, 7, True),
        ("2", 1, 7, True),
    ]


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([1, 5], (1, 5)),
        ([1, 7], (1, 7)),
        ([0, 5], (0, 10)),
        ([1, 9], (1, 10)),
        ([0, 85], (0, 100)),
        ([2, 98, 50], (0, 100)),
    ],
)
def test_the_smallest_usual_scale_that_holds_all_answers(values: list[int], scale: tuple[int, int]) -> None:
    intake = read_rows([["客户类型", "地区", "Q7. 您满意吗"], *[["a", "b", v] for v in values]])
    (item,) = only(intake).items
    assert (item.item, item.wording, (item.scale_low, item.scale_high)) == ("Q7", "您满意吗", scale)
    assert found(intake, "scale-inferred").weight == "noted"


def test_single_items_within_seven_share_a_scale_and_others_keep_theirs() -> None:
    rows = [["地区", "Q1", "Q2", "Q3"], ["a", 5, 7, 10], ["b", 4, 2, 0]]
    items = {item.item: (item.scale_low, item.scale_high) for item in only(read_rows(rows)).items}
    assert items == {"Q1": (1, 7), "Q2": (1, 7), "Q3": (0, 10)}


def test_three_parts_are_questions_not_pairs() -> None:
    sheet = only(read_rows([["地区", "7-1", "7-2", "7-3"], ["a", 5, 4, 3], ["b", 1, 2, 3]], "survey_responses"))
    assert [(item.item, item.paired) for item in sheet.items] == [("7-1", False), ("7-2", False), ("7-3", False)]


def test_words_are_scores_and_some_are_none() -> None:
    words = ["Extremely likely", "Likely", "Neither likely nor unlikely", "Unlikely", "Extremely unlikely"]
    rows: list[list[object]] = [["time", "surgery", "rating"]]
    rows += [[f"2023-07-{n + 10} 15:28:00", "Earls Court", word] for n, word in enumerate(words * 3)]
    rows += [["2023-07-30 10:00:00", "Earls Court", "Don't know"]]
    intake = read_rows(rows)
    assert list(answers(rows).values())[:5] == [(None, 5), (None, 4), (None, 3), (None, 2), (None, 1)]
    assert only(intake).rows_read == 16
    assert (found(intake, "not-scored").count, found(intake, "not-scored").cells) == (1, ("C17",))
    assert only(intake).items[0].item == "rating"


@pytest.mark.parametrize(
    ("ticked", "scores"),
    [
        (["非常满意", "满意", "一般", "不满意", "非常不满意"], [5, 4, 3, 2, 1]),
        (["非常满意", "满意", "比较满意", "一般", "比较不满意", "不满意", "非常不满意"], [7, 6, 5, 4, 3, 2, 1]),
        (["Strongly agree", "AGREE", "Neither agree nor disagree", "Disagree", "Strongly disagree"], [5, 4, 3, 2, 1]),
        (["5 - Very satisfied", "4 - Satisfied", "3 - Neutral", "2 - Dissatisfied"], [5, 4, 3, 2]),
        (["Excellent", "Very good", "Good", "Fair", "Poor"], [5, 4, 3, 2, 1]),
        (["Always", "Usually", "Sometimes", "Never"], [4, 3, 2, 1]),
    ],
)
def test_word_scales(ticked: list[str], scores: list[float]) -> None:
    rows = [["地区", "渠道", "总体评价"], *[["a", "b", word] for word in ticked]]
    assert [perception for _, perception in answers(rows).values()] == scores


def test_a_scale_of_words_gives_different_words_different_scores() -> None:
    for scale in word_scales().scales:
        assert scale.high - scale.low + 1 == len(set(scale.scores.values()))
        assert not set(scale.scores) & (word_scales().unscored - {"一般"})
    assert find_word_scale({"好": 3, "红色": 5}) is None


def test_known_items_are_held_to_their_scale() -> None:
    rows = [["地区", "服务", "Q2"], ["a", 4, 5], ["b", 6, 98], ["c", 99, 3]]
    intake = read_rows(rows, "survey_responses", known={"服务": (1, 5), "Q2": (1, 5)})
    assert found(intake, "out-of-scale").cells == ("B3",)
    assert {f.value for f in intake.findings if f.rule == "special-code"} == {"98", "99"}
    assert "scale-inferred" not in rules(intake)
    assert (only(intake).rows_read, only(intake).rows_refused) == (2, 1)


def test_known_codes_are_found_with_or_without_q() -> None:
    sheet = only(read_rows([["地区", "Q1", "Q2"], ["a", 4, 5], ["b", 3, 5]], "survey_responses", known={"1": (1, 5)}))
    assert [item.item for item in sheet.items] == ["1", "Q2"]
    pairs = only(read_rows(PAIRS, known={"11": (1, 5), "12": (1, 5), "1": (1, 7), "2": (1, 7)}))
    assert {item.item for item in pairs.items} == {"1", "2"}


def test_special_codes_do_not_widen_the_scale() -> None:
    intake = read_rows([["地区", "Q1"], ["a", 5], ["b", 99], ["c", 1], ["d", -1]], "survey_responses")
    assert (only(intake).items[0].scale_low, only(intake).items[0].scale_high) == (1, 5)
    assert {f.cells for f in intake.findings if f.rule == "special-code"} == {("B3",), ("B5",)}


def test_an_item_over_two_columns_is_refused_and_both_are_named() -> None:
    intake = read_rows([["1-1", "1-2", "2-1", "2-2", "2-1"], [5, 4, 3, 2, 1], [5, 4, 3, 2, 1]])
    finding = found(intake, "item-twice")
    assert finding.weight == "refused"
    assert "C/E" in finding.message.en
    mended = read_rows([["1-1", "1-2", "2-1", "2-2", "2-1"], [5, 4, 3, 2, 1], [5, 4, 3, 2, 1]], chosen={"E": ""})
    assert not mended.refused


def test_a_question_numbered_like_a_pair_is_kept_apart() -> None:
    rows = [["1-1", "1-2", "2-1", "2-2", "1. 总体满意"], [7, 6, 7, 6, 5], [7, 6, 7, 6, 4]]
    intake = read_rows(rows)
    assert not intake.refused
    assert {item.item: item.scale_high for item in only(intake).items} == {"1": 7, "2": 7, "Q1": 5}
    assert next(match for match in only(intake).columns if match.letter == "E").column == "item:Q1"
    assert found(intake, "item-renamed").weight == "noted"


def test_free_text_stays_unused_and_is_named() -> None:
    rows = [["地区", "Q1", "Q2", "还有什么建议"], ["a", 1, 5, "快一点"], ["b", 2, 4, "无"], ["c", 3, 3, "态度好"]]
    intake = read_rows(rows)
    assert "还有什么建议" in found(intake, "column-unused").message.zh


def test_an_answer_that_is_no_score_is_refused() -> None:
    rows = [
        ["地区", "Q1", "Q2"],
        *[["a", n % 5 + 1, n % 5 + 1] for n in range(18)],
        ["b", "abc", 4],
        ["c", "#DIV/0!", 4],
    ]
    intake = read_rows(rows)
    assert (found(intake, "not-a-score").count, found(intake, "not-a-score").cells) == (2, ("B20", "B21"))
    assert only(intake).answers is not None
    assert 20 not in only(intake).answers.column("row_no").to_pylist()  # type: ignore[union-attr]


def test_a_person_may_name_items() -> None:
    rows = [["地区", "网点环境", "网点环境2"], ["a", 5, 4], ["b", 3, 2]]
    with pytest.raises(WorkbookRefused):
        read_rows(rows)
    intake = read_rows(rows, "survey_responses", chosen={"B": "item:12-1", "C": "item:12-2"})
    table = only(intake).answers
    assert table is not None
    assert table.to_pylist()[0] == {"row_no": 2, "item": "12", "expectation": 5, "perception": 4}


def test_numbers_for_headers_are_no_codes() -> None:
    with pytest.raises(WorkbookRefused):
        read_rows([["406.87", "93.13", "5.96", "13.3", "5.35", "0.73", "a"], [1, 2, 3, 4, 5, 1, "x"]])


def test_rows_without_any_answer_are_left_out_and_said() -> None:
    rows = [["Q1", "Q2", "Q3", "性别"], [1, 2, 3, "女"], [None, None, None, "男"], [5, 5, 5, "女"]]
    assert found(read_rows(rows), "rows-without-content").count == 1
