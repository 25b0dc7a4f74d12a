// The calendar of a date field speaks the browser's language, whatever the page speaks. Here it follows the page.
const CALENDAR = "[data-testid^=stDate],[role=dialog],[id^=react-aria-description]";
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
const WEEK = "日一二三四五六";
const MONTH = MONTHS.join("|");
const NUMERAL = [...NUMERALS].reverse().join("|");
const monthOf = (name) => MONTHS.indexOf(name) + 1;
const numberOf = (text) => (/^\d+$/.test(text) ? Number(text) : NUMERALS.indexOf(text) + 1);

const TO_CHINESE = [
  [new RegExp(`(?:(${DAYS.join("|")}), )?(${MONTH}) (\\d{1,2}), (\\d{4})`, "g"),
    (_, weekday, month, day, year) => `${year}年${monthOf(month)}月${day}日${weekday ? `星期${WEEK[DAYS.indexOf(weekday)]}` : ""}`],
  [new RegExp(`(${MONTH}) (\\d{4})`, "g"), (_, month, year) => `${year}年${monthOf(month)}月`],
  [new RegExp(`^(?:\\d{1,2} – )?(${MONTH})$`), (_, month) => `${monthOf(month)}月`],
  [/^Selected Date: /, () => "已选日期："], [/^Today, /, () => "今天，"], [/^Selected /, () => "已选择 "], [/,? selected$/, () => "，已选择"],
  [/^Next$/, () => "下一页"], [/^Month$/i, () => "月"], [/^Year$/i, () => "年"],
];
const TO_ENGLISH = [
  [/(\d{4})年(\d{1,2})月(\d{1,2})日(?:\s?星期([日一二三四五六]))?/g,
    (_, year, month, day, weekday) => `${weekday ? `${DAYS[WEEK.indexOf(weekday)]}, ` : ""}${MONTHS[month - 1]} ${day}, ${year}`],
  [/(\d{4})年(\d{1,2})月/g, (_, year, month) => `${MONTHS[month - 1]} ${year}`],
  [/^(\d{4})年$/, (_, year) => year],
  [new RegExp(`^(?:\\d{1,2} – )?(\\d{1,2}|${NUMERAL})月$`), (_, month) => MONTHS[numberOf(month) - 1]],
  [/^已选(?:日期|择日期)?：/, () => "Selected date: "], [/^今天，/, () => "Today, "], [/^已选择\s?/, () => "Selected "], [/，?\s?已选择$/, () => " selected"],
  [/^下一页$/, () => "Next"], [/^月$/, () => "Month"], [/^年$/, () => "Year"],
];

// The head of a column is one letter or two; which day it is follows from where the week begins.
function weekday(cell, lang) {
  const first = /^[S日]/.test(cell.parentElement.firstElementChild.textContent.trim()) ? 0 : 1;
  const day = (cell.cellIndex + first) % 7;
  return lang === "zh" ? WEEK[day] : DAYS[day].slice(0, 2);
}

function dated(text, lang, element) {
  if (!element?.closest(CALENDAR)) return text;
  if (element.tagName === "TH" && element.closest("[role=grid]")) return weekday(element, lang);
  return (lang === "zh" ? TO_CHINESE : TO_ENGLISH).reduce((said, [pattern, say]) => said.replace(pattern, say), text);
}
