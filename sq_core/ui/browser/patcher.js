// Streamlit speaks English in its own buttons and messages. This says them in the page's language, names that language to
// readers of the screen, and keeps what belongs to the document and not to an element: text size, the reader's name, and
// whether the server knows which theme is shown.
const ATTRIBUTES = ["placeholder", "aria-label", "aria-valuetext", "title", "alt"];
// Text of the programme itself: its own words are bilingual already, and its data must not be touched.
const OURS = "[data-testid=stMarkdownContainer],[data-testid=stText],[data-testid=stTable],[data-testid=stCode],[data-testid=stVegaLiteChart],pre,code,textarea,td,[role=option],[contenteditable=true]";
// Streamlit writes some of its own words the way it writes ours; these are its own.
const THEIRS = "[data-testid=stFileUploaderDropzone],[data-testid=stFileUploaderFile]";

// Whole sentences are Streamlit's wherever they stand.
const SENTENCE = 25;

function sentence(text) {
  return text.trim().length >= SENTENCE && Object.hasOwn(WORDS, text.trim());
}

function translated(text) {
  const bare = text.trim();
  if (!bare || !/[A-Za-z]/.test(bare)) return null;
  if (Object.hasOwn(WORDS, bare)) return text.replace(bare, WORDS[bare]);
  for (const [pattern, say] of PATTERNS) {
    const match = bare.match(pattern);
    const said = match && say(match);
    if (said) return text.replace(bare, () => said);
  }
  return null;
}

// An icon is called by the name of its drawing, which helps nobody in any language.
function plain(text) {
  return /^[a-z0-9_]+ icon$/.test(text) ? "icon" : null;
}

class Patcher {
  constructor() {
    this.kept = new WeakMap(); // node -> name -> [what Streamlit wrote, what we wrote]
    this.lang = "";
    this.checked = 0;
    this.watcher = new MutationObserver((changes) => this.seen(changes));
    this.watcher.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
  }

  speak(lang) {
    if (this.lang === lang) return;
    this.lang = lang;
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    this.walk(document.body);
  }

  seen(changes) {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach((node) => this.walk(node));
      else if (change.type === "characterData") this.text(change.target);
      else this.attributes(change.target);
    }
    this.theme();
    this.name();
  }

  // A button that shows only an icon is called by what it does.
  name() {
    for (const [key, label] of Object.entries(this.labels ?? {})) {
      for (const button of document.querySelectorAll(`.st-key-${key} button`)) {
        if (button.getAttribute("aria-label") !== label) button.setAttribute("aria-label", label);
      }
    }
  }

  walk(root) {
    if (root.nodeType === Node.TEXT_NODE) return this.text(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    this.attributes(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      if (walker.currentNode.nodeType === Node.TEXT_NODE) this.text(walker.currentNode);
      else this.attributes(walker.currentNode);
    }
  }

  text(node) {
    const parent = node.parentElement;
    if (!parent || (parent.closest(OURS) && !parent.closest(THEIRS) && !sentence(node.data)) || /^(SCRIPT|STYLE)$/.test(parent.tagName)) return;
    if (parent.closest("[data-testid=stIconMaterial]")) return;
    this.swap(node, "", node.data, (value) => { node.data = value; });
  }

  attributes(node) {
    for (const name of ATTRIBUTES) {
      const value = node.getAttribute?.(name);
      if (value) this.swap(node, name, value, (next) => node.setAttribute(name, next));
    }
  }

  swap(node, name, value, write) {
    const kept = this.kept.get(node) ?? {};
    const was = kept[name];
    const original = was && was[1] === value ? was[0] : value;
    const said = (this.lang === "zh" ? translated(original) : plain(original)) ?? original;
    const wanted = dated(said, this.lang, node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
    if (wanted === value) return;
    kept[name] = [original, wanted];
    this.kept.set(node, kept);
    write(wanted);
  }

  theme() {
    const now = Date.now();
    if (!this.mistaken || now - this.checked < 500) return;
    this.checked = now;
    const app = document.querySelector("[data-testid=stApp]");
    const [red, green, blue] = (getComputedStyle(app ?? document.body).backgroundColor.match(/\d+/g) ?? [255, 255, 255]).map(Number);
    const shown = (red * 299 + green * 587 + blue * 114) / 1000 < 128 ? "dark" : "light";
    if (shown !== this.believed && shown !== this.told) {
      this.told = shown;
      this.mistaken(shown);
    }
  }
}

// Streamlit writes an address in strokes: the chapter, then what is chosen in it. One act of a person is one step back.
function countSteps() {
  let acted = false;
  const push = history.pushState;
  for (const act of ["pointerdown", "keydown", "click"]) document.addEventListener(act, () => { acted = true; }, true);
  history.pushState = function (state, title, url) {
    if (!acted) return history.replaceState(state, title, url);
    acted = false;
    return push.call(history, state, title, url);
  };
}

export default function ({ data, setTriggerValue }) {
  if (!window.__sqPatcher) countSteps();
  const patcher = (window.__sqPatcher ??= new Patcher());
  patcher.believed = data.theme;
  patcher.told = "";
  patcher.mistaken = (theme) => setTriggerValue("theme", theme);
  patcher.labels = data.labels;
  patcher.speak(data.lang);
  patcher.name();
  patcher.theme();
  document.documentElement.style.fontSize = data.size ? `${data.size}px` : "";
  const kept = "path=/; max-age=31536000; SameSite=Lax";
  if (data.name) document.cookie = `${data.cookie}=${encodeURIComponent(data.name)}; ${kept}`;
  if (data.seen) document.cookie = `${data.seen_cookie}=${data.seen}; ${kept}`;
}
