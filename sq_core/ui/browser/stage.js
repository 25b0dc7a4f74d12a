// How the page stands on paper and on a wall. Paper is white whatever the screen is, and every sheet says how old its
// numbers are. Before an audience the arrows (or a presenter's remote) go through the sections, and Escape ends it.
const PAINTED = ["color", "background-color", "border-top-color", "border-right-color", "border-bottom-color", "border-left-color", "fill", "stroke"];
const [PAUSE, STILL, LONGEST] = [80, 4, 2400]; // milliseconds, how often nothing may move, milliseconds
const [SETTLED, TRIES] = [300, 10]; // milliseconds a dialog is given to take the keyboard by itself, and how often
const DIALOG = "[data-testid=stDialog]";
const STEPS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

function hexadecimal(colour) {
  const [red, green, blue, opacity] = colour.match(/[\d.]+/g)?.map(Number) ?? [];
  if (blue === undefined || opacity === 0) return "";
  return "#" + [red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, "0")).join("").toUpperCase();
}

function* everything(root) {
  for (const node of root.querySelectorAll("*")) {
    yield node;
    if (node.shadowRoot) yield* everything(node.shadowRoot);
  }
}

// A field, a chooser or a dialog has the key first.
function taken(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector("[role=dialog],[data-testid=stPopoverBody]")) return true;
  const focused = event.composedPath()[0];
  return Boolean(focused.closest?.("input,textarea,select,[contenteditable=true],[role=radiogroup],[role=region],[role=combobox],canvas"));
}

class Stage {
  constructor() {
    this.painted = new Map();
    this.paper = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.paper];
    addEventListener("keydown", (event) => this.pressed(event));
    addEventListener("click", (event) => this.clicked(event), true);
    new MutationObserver((changes) => {
      this.opened(changes);
      this.closed(changes);
      this.named(changes);
    }).observe(document.body, { childList: true, subtree: true });
    addEventListener("beforeprint", () => this.paint());
    addEventListener("afterprint", () => this.restore());
  }

  pressed(event) {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "p") {
      event.preventDefault();
      this.print();
    }
    if (!this.presenting || taken(event)) return;
    if (event.key === "Escape") this.leave();
    else if (STEPS[event.key]) {
      event.preventDefault();
      this.step(STEPS[event.key]);
    }
  }

  // A dialog opened by the space bar is left without the keyboard, and Escape would not close it.
  opened(changes) {
    if (!changes.some((change) => [...change.addedNodes].some((node) => node.matches?.(DIALOG) || node.querySelector?.(DIALOG)))) return;
    const look = (tries) => {
      const dialog = document.querySelector(`${DIALOG} [role=dialog]`);
      if (!dialog || dialog.contains(document.activeElement) || !tries) return;
      dialog.focus();
      setTimeout(look, SETTLED, tries - 1);
    };
    setTimeout(look, SETTLED, TRIES);
  }

  // Who closes a dialog by key stands again where it was opened, though the element was drawn anew in between.
  closed(changes) {
    const gone = changes.some((change) => [...change.removedNodes].some((node) => node.matches?.(DIALOG) || node.querySelector?.(DIALOG)));
    if (!gone || document.querySelector(DIALOG) || document.activeElement !== document.body || !this.opener) return;
    const { node, host, name } = this.opener;
    const again = node.isConnected ? node : host && document.querySelector(host)?.shadowRoot?.querySelector(name);
    again?.focus();
  }

  // What opens from a button that shows only an icon is called as the button is.
  named(changes) {
    if (!changes.some((change) => change.addedNodes.length)) return;
    for (const body of document.querySelectorAll('[data-testid=stPopoverBody][aria-label=""]')) {
      const label = document.querySelector("[data-testid=stPopoverButton][aria-expanded=true]")?.getAttribute("aria-label");
      if (!label) continue;
      body.setAttribute("aria-label", label);
    }
  }

  remember(path) {
    const node = path.find((one) => one.matches?.("button"));
    if (!node || node.closest(DIALOG)) return;
    const key = [...(node.getRootNode().host?.closest("[class*=st-key-]")?.classList ?? [])].find((one) => one.startsWith("st-key-"));
    const [named] = ["metric", "tool", "ask"].filter((one) => node.dataset[one]);
    const host = key && `.${CSS.escape(key)} [data-testid=stBidiComponentIsolated]`;
    this.opener = { node, host: named && host, name: named && `[data-${named}="${CSS.escape(node.dataset[named])}"]` };
  }

  // The browser prints; the server need not hear of it.
  clicked(event) {
    this.remember(event.composedPath());
    if (!event.composedPath().some((node) => node.matches?.(".st-key-shell-print button"))) return;
    event.stopImmediatePropagation();
    this.print();
  }

  // Lays the page out as wide as paper and waits until every picture stands; the browser's own menu prints it as it is.
  async print() {
    document.documentElement.toggleAttribute("data-paper", true);
    const widths = () => [...document.querySelectorAll("svg.marks")].map((picture) => picture.getAttribute("width")).join();
    let [before, still] = ["", 0];
    for (let waited = 0; still < STILL && waited < LONGEST; waited += PAUSE) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      const now = widths();
      still = now === before ? still + 1 : 0;
      before = now;
    }
    print();
  }

  paint() {
    this.line();
    if (this.painted.size || !Object.keys(this.instead).length) return;
    const found = [];
    for (const node of everything(document)) {
      if (node.closest("[role=radio]")) continue;
      const shown = getComputedStyle(node);
      const changes = PAINTED.map((name) => [name, this.instead[hexadecimal(shown.getPropertyValue(name))]]).filter(([, colour]) => colour);
      if (changes.length) found.push([node, changes]);
    }
    for (const [node, changes] of found) {
      this.painted.set(node, node.getAttribute("style"));
      for (const [name, colour] of changes) node.style.setProperty(name, colour, "important");
    }
  }

  restore() {
    for (const [node, style] of this.painted) {
      if (style === null) node.removeAttribute("style");
      else node.setAttribute("style", style);
    }
    this.painted.clear();
    document.documentElement.toggleAttribute("data-paper", false);
  }

  // Every sheet: what it is, how old its numbers are, and its number.
  line() {
    const said = [document.querySelector("h1")?.innerText, document.querySelector(".st-key-shell_footer")?.innerText];
    const text = JSON.stringify(said.filter(Boolean).map((part) => part.trim()).join(" · "));
    const type = `font: 8pt ${this.family}; color: ${this.muted}`;
    this.paper.replaceSync(`@page { @bottom-left { content: ${text}; white-space: nowrap; ${type} } @bottom-right { content: counter(page) " / " counter(pages); ${type} } }`);
  }
}

export default function ({ data, setTriggerValue }) {
  const stage = (window.__sqStage ??= new Stage());
  stage.presenting = data.presenting;
  stage.instead = data.paper.instead;
  stage.family = data.paper.family;
  stage.muted = data.paper.muted;
  stage.step = (by) => setTriggerValue("step", by);
  stage.leave = () => setTriggerValue("leave", true);
  document.documentElement.toggleAttribute("data-presenting", data.presenting);
  for (const [name, colour] of Object.entries(data.colours)) document.documentElement.style.setProperty(`--sq-${name}`, colour);
}
