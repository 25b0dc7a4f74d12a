// Listens for the number of the newest change set and asks for a rerun when it is not the one on the page.
// A hidden tab holds no line: a browser allows six to one server. Somebody who types is not interrupted: it waits.
const WAIT = 400;

function typing() {
  const focused = document.activeElement;
  const kind = (focused?.tagName ?? "").toLowerCase();
  if (kind === "textarea" || focused?.isContentEditable) return true;
  return kind === "input" && !["checkbox", "radio", "button", "range"].includes(focused.type);
}

function open(line) {
  if (line.source || document.hidden) return;
  line.source = new EventSource("api/events");
  line.source.onmessage = (event) => {
    line.newest = Number(event.data);
    consider(line);
  };
}

function close(line) {
  line.source?.close();
  line.source = null;
}

function consider(line) {
  clearTimeout(line.timer);
  line.timer = setTimeout(() => {
    if (line.newest <= line.shown || line.newest === line.asked) return;
    if (typing()) return;
    line.asked = line.newest;
    line.ask(line.newest);
  }, WAIT);
}

export default function ({ data, setTriggerValue }) {
  const line = (window.__sqLine ??= { source: null, newest: 0, shown: 0, asked: 0, timer: 0, ready: false });
  line.shown = data.edition;
  line.ask = (edition) => setTriggerValue("moved", edition);
  if (!line.ready) {
    line.ready = true;
    document.addEventListener("visibilitychange", () => (document.hidden ? close(line) : open(line)));
    document.addEventListener("focusout", () => consider(line));
  }
  open(line);
  consider(line);
}
