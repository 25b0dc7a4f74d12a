// What stands under a picture: its notation, the way to its source, and the picture to take along. A picture is taken as it
// stands on the page, with its sentence, what it shows and how old it is, always in the colours of paper.
const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  source: ["M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13ZM8 7.2v4M8 4.8v.2"],
  copy: ["M5.5 5.5h8v8.5h-8Z", "M10.5 5.5V2h-8v8.5h3"],
  png: ["M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11"],
  svg: ["M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11"],
  done: ["M2.5 8.5 6.2 12 13.5 4"],
};
const SHOWN = 1800; // how long a button says that it is done
const MARGIN = 20;
const DENSITY = 2; // pixels of a picture per pixel of the page, for slides

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function drawn(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function icon(name) {
  const svg = drawn("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
  svg.append(...ICONS[name].map((d) => drawn("path", { d })));
  return svg;
}

// Breaks a text where it may be broken: at spaces, and between Chinese characters but not before their punctuation.
function broken(text, width, font) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const pieces = text.match(/[\u2e80-\u9fff\uff00-\uffef][，。；：、！？）”》]*|\s+|[^\s\u2e80-\u9fff\uff00-\uffef]+/g) ?? [];
  const lines = [""];
  for (const piece of pieces) {
    const longer = lines.at(-1) + piece;
    if (lines.at(-1) && pen.measureText(longer.trimEnd()).width > width) lines.push(piece.trimStart());
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trimEnd()).filter(Boolean);
}

// Replaces the colours of a dark page by those of paper.
function onPaper(picture, colours) {
  for (const node of [picture, ...picture.querySelectorAll("*")]) {
    for (const name of ["fill", "stroke", "stop-color"]) {
      const paper = colours[node.getAttribute(name)?.toUpperCase()];
      if (paper) node.setAttribute(name, paper);
    }
  }
}

// Sets the picture under its sentence and over the line that says how old it is.
function composed(chart, data) {
  const { ink, muted, page, family } = data.paper;
  const [width, height] = [Number(chart.getAttribute("width")), Number(chart.getAttribute("height"))];
  const sheet = drawn("svg", { xmlns: SVG, "font-family": family });
  let top = MARGIN;
  const write = (text, size, weight, fill, after) => {
    for (const line of broken(text, width, `${weight} ${size}px ${family}`)) {
      top += size;
      const words = drawn("text", { x: MARGIN, y: top, "font-size": size, "font-weight": weight, fill });
      words.textContent = line;
      sheet.append(words);
      top += size * 0.4;
    }
    top += after;
  };
  write(data.title, 16, 600, ink, 2);
  write(data.subtitle, 12.5, 400, muted, 8);
  const picture = chart.cloneNode(true);
  picture.removeAttribute("style");
  picture.setAttribute("x", MARGIN);
  picture.setAttribute("y", top);
  onPaper(picture, data.paper.instead);
  sheet.append(picture);
  top += height + 10;
  if (data.note) write(data.note, 12, 400, muted, 2);
  write(document.querySelector(".st-key-shell_footer")?.innerText.trim() ?? "", 12, 400, muted, 0);
  const [full, high] = [width + 2 * MARGIN, Math.ceil(top + MARGIN - 6)];
  for (const [name, value] of [["width", full], ["height", high], ["viewBox", `0 0 ${full} ${high}`]]) sheet.setAttribute(name, value);
  sheet.prepend(drawn("rect", { width: full, height: high, fill: page }));
  return new Blob([new XMLSerializer().serializeToString(sheet)], { type: "image/svg+xml" });
}

async function asPixels(blob) {
  const address = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width * DENSITY, image.height * DENSITY];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function download(blob, name) {
  const link = element("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Where the page did not come over a safe line, browsers have no clipboard for us; the old way still takes text.
async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = element("textarea");
  field.value = text;
  field.style.cssText = "position:fixed;opacity:0";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

async function copyPicture(blob, name) {
  const pixels = asPixels(blob);
  if (navigator.clipboard && window.ClipboardItem) return navigator.clipboard.write([new ClipboardItem({ "image/png": pixels })]);
  download(await pixels, `${name}.png`);
}

const DOES = {
  source: (data, chart, ask) => ask("source"),
  sentence: (data) => copyText(data.text),
  copy: (data, chart) => copyPicture(composed(chart(), data), data.name),
  png: async (data, chart) => download(await asPixels(composed(chart(), data)), `${data.name}.png`),
  svg: async (data, chart) => download(composed(chart(), data), `${data.name}.svg`),
};

function button(tool, data, chart, ask, said) {
  const made = element("button");
  made.type = "button";
  made.dataset.tool = tool.name;
  made.title = tool.label;
  const face = ICONS[tool.name] ? tool.name : "copy";
  made.append(icon(face));
  if (tool.text) made.append(element("span", "", tool.text));
  else made.setAttribute("aria-label", tool.label);
  made.onclick = async () => {
    await DOES[tool.name](data, chart, ask);
    if (!tool.done) return;
    said.textContent = tool.done;
    made.classList.add("done");
    made.firstChild.replaceWith(icon("done"));
    setTimeout(() => {
      said.textContent = "";
      made.classList.remove("done");
      made.firstChild.replaceWith(icon(face));
    }, SHOWN);
  };
  return made;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = parentElement.querySelector(".frame");
  frame.ask = (name) => setTriggerValue("asked", name);
  const written = JSON.stringify(data);
  if (frame.written === written) return;
  frame.written = written;
  const focused = parentElement.activeElement?.dataset?.tool;
  const host = parentElement.host ?? parentElement.getRootNode().host;
  const chart = () => host.closest("[class*=_frame]").querySelector("[data-testid=stVegaLiteChart] svg.marks");
  const said = element("span", "said");
  said.setAttribute("role", "status");
  const ask = (name) => frame.ask(name);
  const row = element("div", "buttons");
  row.append(...data.tools.map((tool) => button(tool, data, chart, ask, said)), said);
  frame.replaceChildren(...(data.note ? [element("div", "note", data.note)] : []), row);
  if (focused) frame.querySelector(`[data-tool="${focused}"]`)?.focus();
}
