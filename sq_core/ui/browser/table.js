// Draws a table that reads like print. Cells are set as text, never as markup: most come from workbooks.
const NARROW = 4; // so many columns fit on a phone; more are read by scrolling sideways
const SHORT = 7; // a word that long is not worth breaking

function cell(tag, column, text, tone) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (column.number) made.classList.add("number");
  else if (text.length <= SHORT) made.classList.add("short");
  if (tone) made.classList.add(...tone.split(" "));
  return made;
}

export default function ({ data, parentElement }) {
  const table = document.createElement("table");
  table.setAttribute("aria-label", data.label);
  if (data.columns.length > NARROW) table.style.minWidth = `${data.columns.length * 6.2}rem`;
  const head = table.createTHead().insertRow();
  for (const column of data.columns) {
    const made = cell("th", column, column.name, "");
    made.scope = "col";
    head.append(made);
  }
  const body = table.createTBody();
  for (const row of data.rows) {
    const line = body.insertRow();
    row.forEach(([text, tone], index) => line.append(cell("td", data.columns[index], text, tone)));
  }
  parentElement.querySelector(".frame").replaceChildren(table);
}
