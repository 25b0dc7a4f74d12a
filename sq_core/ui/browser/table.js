// Draws a table that reads like print. Cells are set as text, never as markup: most come from workbooks.
// A row that can be asked where it comes from ends in a button; pressing anywhere in the row does the same.
const NARROW = 4; // so many columns fit on a phone; rows of more are stacked there, every cell under its name
const SHORT = 7; // a word that long is not worth breaking
const LONG = 60; // such a text wants a measure to be read in
const PHONE = 40; // rem
const SVG = "http://www.w3.org/2000/svg";
const WHY = "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13ZM8 7.2v4M8 4.8v.2";

function cell(tag, column, text, tone, note) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (column.number) made.classList.add("number");
  else if (text.length <= SHORT) made.classList.add("short");
  else if (text.length > LONG) made.classList.add("long");
  if (tone) made.classList.add(...tone.split(" "));
  if (note) {
    const small = document.createElement("small");
    small.textContent = note;
    made.append(small);
  }
  return made;
}

function headed(column) {
  const made = cell("th", column, column.name, "");
  made.scope = "col";
  made.setAttribute("role", "columnheader");
  if (column.unit) {
    const unit = document.createElement("span");
    unit.className = "unit";
    unit.textContent = column.unit;
    made.append(" ", unit);
  }
  return made;
}

// On a phone the rows of a broad table follow each other, every cell under its name. What is still wider than its place is
// moved by the arrow keys, too, once the tabulator has reached it.
function fitting(frame, table, label, broad) {
  const fit = () => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    table.classList.toggle("stacked", broad && frame.clientWidth < PHONE * rem);
    const wide = frame.scrollWidth > frame.clientWidth + 1;
    table.classList.toggle("wide", wide);
    for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", label]]) {
      if (wide) frame.setAttribute(name, value);
      else frame.removeAttribute(name);
    }
  };
  frame.onscroll = () => table.classList.toggle("moved", frame.scrollLeft > 0);
  frame.sizes?.disconnect();
  frame.sizes = new ResizeObserver(fit);
  frame.sizes.observe(frame);
}

function sign() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", WHY);
  svg.append(path);
  return svg;
}

function askable(line, token, told, data, ask) {
  const place = line.insertCell();
  place.className = "ask";
  if (!token) return;
  const button = document.createElement("button");
  button.type = "button";
  button.title = data.ask;
  button.dataset.ask = token;
  button.setAttribute("aria-label", `${data.ask}: ${told}`);
  button.append(sign());
  button.onclick = (event) => {
    event.stopPropagation();
    ask(token);
  };
  place.append(button);
  line.className = "asks";
  line.onclick = () => {
    const chosen = document.getSelection?.()?.toString() ?? "";
    if (!chosen) ask(token); // somebody who marks a figure to copy it asks nothing
  };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = parentElement.querySelector(".frame");
  const focused = parentElement.activeElement?.dataset?.ask;
  const asks = data.asks ?? [];
  const table = document.createElement("table");
  table.setAttribute("aria-label", data.label);
  table.setAttribute("role", "table"); // said aloud as a table even where it is laid out as a list
  if (data.columns.length > NARROW) table.style.minWidth = `${data.columns.length * 6.2}rem`;
  const head = table.createTHead().insertRow();
  head.append(...data.columns.map(headed));
  if (asks.length) head.insertCell().className = "ask";
  const body = table.createTBody();
  data.rows.forEach((row, number) => {
    const line = body.insertRow();
    line.setAttribute("role", "row");
    row.forEach(([text, tone, note], index) => {
      const made = cell("td", data.columns[index], text, tone, note);
      made.setAttribute("role", "cell");
      made.dataset.name = [data.columns[index].name, data.columns[index].unit].filter(Boolean).join(" ");
      line.append(made);
    });
    if (asks.length) askable(line, asks[number], row[0][0], data, (token) => setTriggerValue("asked", token));
  });
  frame.replaceChildren(table);
  fitting(frame, table, data.label, data.columns.length > NARROW);
  if (focused) frame.querySelector(`[data-ask="${CSS.escape(focused)}"]`)?.focus();
}
