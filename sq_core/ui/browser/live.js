// Listens for the number of the newest change set and asks for a rerun when it is not the one on the page, and says to
// readers of the screen what was recalculated. Nobody is interrupted: what is half typed, a list that stands open and a
// dialog being read are waited for. A hidden tab holds no line: a browser allows six to one server.
// The same way it asks when the page turned light or dark by itself: pictures are drawn for the one or the other.
const WAIT = 250; // several changes at once are one rerun
const AGAIN = 500; // how soon to look again whether somebody has finished
const STOPPED = 10_000; // text left alone for so long is not being typed; the rerun leaves it where it stands
const REOPEN = 3_000; // a proxy that answers for a stopped server ends the line for good; then it is opened anew
const ENGAGED = "[role=dialog],[role=combobox][aria-expanded=true],#portal textarea,#portal input,[data-baseweb=calendar]";

function focused() {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one;
}

function engaged(line) {
  if (line.composing || document.querySelector(ENGAGED)) return true;
  return line.typed !== null && focused() === line.typed && Date.now() - line.typedAt < STOPPED;
}

function look() {
  return getComputedStyle(document.querySelector("[data-testid=stApp]")).colorScheme;
}

function wanting(line) {
  return (line.newest > line.shown && line.newest !== line.asked) || (look() !== line.look && look() !== line.askedLook);
}

function running() {
  return document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "running";
}

function open(line) {
  if (line.source || document.hidden) return;
  const source = (line.source = new EventSource("api/events"));
  source.onmessage = (event) => {
    line.newest = Number(event.data);
    consider(line);
  };
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED || line.source !== source) return;
    line.source = null;
    setTimeout(() => open(line), REOPEN);
  };
}

function close(line) {
  line.source?.close();
  line.source = null;
}

function consider(line, wait = WAIT) {
  clearTimeout(line.timer);
  if (!wanting(line)) return;
  line.timer = setTimeout(() => {
    if (running() || engaged(line)) return consider(line, AGAIN);
    line.asked = line.newest;
    line.askedLook = look();
    line.ask(line.newest);
  }, wait);
}

function typed(line, event) {
  line.typed = event.composedPath()[0];
  line.typedAt = Date.now();
}

// Streamlit takes a line at Enter, and several lines at Ctrl+Enter.
function entered(line, event) {
  if (event.key !== "Enter" || event.isComposing) return;
  const several = event.composedPath()[0].tagName === "TEXTAREA";
  if (!several || event.ctrlKey || event.metaKey) line.typed = null;
}

function watch(line) {
  const turned = () => setTimeout(() => consider(line), WAIT); // Streamlit turns first
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", turned);
  document.addEventListener("visibilitychange", () => (document.hidden ? close(line) : open(line)));
  document.addEventListener("input", (event) => typed(line, event), true);
  document.addEventListener("keydown", (event) => entered(line, event), true);
  document.addEventListener("compositionstart", () => (line.composing = true), true);
  document.addEventListener("compositionend", () => (line.composing = false), true);
  document.addEventListener("focusout", () => { line.typed = null; line.composing = false; consider(line); }, true);
}

// A region that is spoken when its text changes; what it says stands beside it for those who see.
function say(parent, text) {
  const region = parent.querySelector(".said");
  if (region.textContent !== text) region.textContent = text;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const line = (window.__sqLine ??= {
    source: null, newest: 0, shown: 0, asked: 0, timer: 0, typed: null, typedAt: 0, composing: false, ready: false, look: null, askedLook: "",
  });
  line.shown = data.edition;
  if (line.look !== data.look) line.askedLook = "";
  line.look = data.look;
  line.ask = (edition) => setTriggerValue("moved", edition);
  if (!line.ready) {
    line.ready = true;
    watch(line);
  }
  say(parentElement, data.said);
  open(line);
  consider(line);
}
