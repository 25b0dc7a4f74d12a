// Draws a row of cards from data. Texts are set as text, never as markup: a name may come from a workbook.
const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  good: ["M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1Z", true],
  watch: ["M8 1.2 15.4 14.6H.6Z", true],
  bad: ["M1.5 1.5h13v13h-13Z", true],
  none: ["M2 8h12", false],
  stale: ["M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13ZM8 4.5V8l2.6 1.8", false],
  thin: ["M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13Z", false],
  open: ["M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13ZM8 1.5v13", false],
  apart: ["M2 4h5v8H2ZM9 4h5v8H9Z", false],
  empty: ["M2 2h12v12H2Z", false],
  broken: ["M2.5 2.5l11 11M13.5 2.5l-11 11", false],
};

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function drawing(viewBox, paths) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("aria-hidden", "true");
  for (const [shape, attributes] of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
    svg.append(path);
  }
  return svg;
}

function shapeOf(status) {
  const [shape, solid] = SHAPES[status] ?? SHAPES.none;
  const look = solid
    ? { fill: "currentColor" }
    : { fill: "none", stroke: "currentColor", "stroke-width": "2", "stroke-linecap": "round" };
  return drawing("0 0 16 16", [[shape, look]]);
}

function course(spark) {
  const box = element("div", "spark");
  if (!spark) {
    box.classList.add("none");
    return box;
  }
  const svg = drawing("0 0 100 100", [
    [spark.planned, { class: "planned" }],
    [spark.actual, { class: "actual" }],
    [spark.running, { class: "running" }],
  ]);
  svg.setAttribute("preserveAspectRatio", "none");
  const end = element("span", spark.open ? "end open" : "end");
  end.style.left = `${spark.x}%`;
  end.style.top = `${spark.y}%`;
  box.append(svg, end);
  return box;
}

function standing(card) {
  const status = element("div", `status ${card.tone}`);
  if (card.word) status.append(shapeOf(card.status));
  status.append(element("span", "", card.word || "\u00a0"));
  return status;
}

// Two lists: what the value aims at, and how it moved. Label at the left, figure at the right, its unit set smaller.
function lines(card) {
  const box = element("div", "lines");
  for (const kind of ["aim", "change"]) {
    const list = element("div", "list");
    for (const line of card.lines.filter((one) => one.kind === kind)) {
      const figure = element("span", `figure ${line.tone}`);
      figure.append(element(line.tone ? "b" : "span", "", line.text));
      if (line.unit) figure.append(element("small", "", line.unit));
      list.append(element("span", "label", line.label), figure);
    }
    box.append(list);
  }
  return box;
}

function foot(card) {
  const box = element("div", "foot");
  for (const part of card.foot) {
    const group = element("span", "part");
    group.append(...part.map((text) => element("span", "", text)));
    box.append(group);
  }
  return box;
}

function reason(card) {
  const box = element("div", "reason", card.reason);
  box.append(element("p", "", card.remedy));
  return box;
}

function drawn(card, ask) {
  const button = element("button", "card");
  button.type = "button";
  button.title = card.ask;
  button.dataset.metric = card.metric;
  button.dataset.status = card.status;
  button.setAttribute("aria-label", card.told);
  const value = element("div", "value");
  value.append(element("span", "", card.text));
  if (card.unit) value.append(element("span", "unit", card.unit));
  const why = drawing("0 0 16 16", [
    ["M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13ZM8 7.2v4M8 4.8v.2", { fill: "none", stroke: "currentColor", "stroke-width": "1.4", "stroke-linecap": "round" }],
  ]);
  why.setAttribute("class", "why");
  button.append(element("div", "name", card.name), value, standing(card));
  if (card.reason) button.append(reason(card));
  else button.append(course(card.spark), lines(card), foot(card));
  button.append(why);
  button.onclick = () => ask(card.token);
  return button;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = parentElement.querySelector(".frame");
  frame.ask = (token) => setTriggerValue("asked", token);
  const written = JSON.stringify(data);
  if (frame.written === written) return; // a card that is being pressed is not taken away by a rerun that changes nothing
  frame.written = written;
  const focused = parentElement.activeElement?.dataset?.metric;
  const grid = element("div", "grid");
  grid.dataset.count = String(data.cards.length);
  grid.append(...data.cards.map((card) => drawn(card, (token) => frame.ask(token))));
  frame.replaceChildren(grid);
  if (focused) frame.querySelector(`[data-metric="${CSS.escape(focused)}"]`)?.focus();
}
