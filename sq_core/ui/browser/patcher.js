// Streamlit speaks English in its own buttons and messages. This says them in the page's language, names that language to
// readers of the screen, and keeps what belongs to the document and not to an element: text size, the reader's name, and
// whether the server knows which theme is shown.
const WORDS = {
  "Main menu": "主菜单", "Rerun": "重新运行", "Settings": "设置", "Print": "打印", "Record a screencast": "录制屏幕",
  "Record screen": "录制屏幕", "Clear cache": "清除缓存", "Clear caches": "清除缓存", "About": "关于", "Get help": "获取帮助", "Report a bug": "报告问题",
  "Auto rerun": "自动运行", "Theme": "主题", "System": "跟随系统", "Light": "浅色", "Dark": "深色", "Appearance": "外观", "Wide mode": "宽屏",
  "Running...": "正在计算…", "Stop": "停止", "Stop script": "停止", "Connecting": "正在连接", "CONNECTING": "正在连接", "Connection error": "连接中断",
  "Connection timed out.": "连接超时。", "Network Error": "网络错误", "Try again": "重试",
  "Streamlit server is not responding. Are you connected to the internet?": "服务没有响应，请检查网络连接。",
  "Page not found": "没有这一页", "Skip to main content": "跳到正文", "App pages": "页面", "Sidebar": "侧栏",
  "Expand sidebar": "展开侧栏", "Collapse sidebar": "收起侧栏", "Open sidebar": "展开侧栏", "Close sidebar": "收起侧栏",
  "Close": "关闭", "Open": "打开", "Cancel": "取消", "OK": "确定", "Copy": "复制", "Copy to clipboard": "复制", "Copied": "已复制",
  "Fullscreen": "全屏", "Toggle fullscreen": "全屏", "Close fullscreen": "退出全屏", "View fullscreen": "全屏", "Exit fullscreen": "退出全屏",
  "Download as CSV": "下载 CSV", "Download as PNG": "下载 PNG", "Download as SVG": "下载 SVG", "Save as Image": "保存为图片", "Download failed": "下载失败",
  "Show data": "显示数据", "Show chart": "显示图表", "Data View": "数据", "Search": "搜索", "Close Search": "关闭搜索",
  "Next Result": "下一个", "Previous Result": "上一个", "Show/hide columns": "显示或隐藏列", "Add row": "添加行", "Delete row(s)": "删除行",
  "Clear selection": "清除选择", "Sort ascending": "升序", "Sort descending": "降序", "Pin column": "固定列", "Unpin column": "取消固定",
  "Hide column": "隐藏列", "Autosize": "自动列宽", "Autosize column": "自动列宽", "Format": "格式", "Statistics": "统计", "Copy column name": "复制列名", "Dataframe column menu": "列菜单",
  "Automatic": "自动", "Localized": "本地格式", "Plain": "普通", "Compact": "紧凑", "Dollar": "美元", "Euro": "欧元", "Yen": "日元", "Percent": "百分比",
  "Scientific": "科学计数", "Accounting": "会计", "Distance": "相对时间", "Calendar": "日历", "Duration": "时长", "Time": "时间",
  "Average": "平均", "Median": "中位数", "Minimum": "最小", "Maximum": "最大", "Count": "计数", "Distinct": "不同值", "Empty": "空", "Sum": "合计",
  "Standard deviation": "标准差", "Range": "范围", "Values": "值", "Based on sample": "依据抽样", "Average length": "平均长度", "Minimum length": "最短", "Maximum length": "最长",
  "No results": "没有结果", "No data": "没有数据", "No content": "没有内容", "empty": "空", "Select all": "全选", "Clear all": "全部清除", "Clear value": "清除",
  "Choose an option": "请选择", "Choose options": "请选择", "Choose an option or add one": "选择或新增", "Choose options or add new ones": "选择或新增", "Select...": "请选择", "Selected values": "已选",
  "Choose date": "选择日期", "Choose date range": "选择日期范围", "Choose date and time": "选择日期时间", "Quick select a date range": "快速选择日期范围", "Date range": "日期范围", "None": "无",
  "Past Week": "最近一周", "Past Month": "最近一月", "Past 3 Months": "最近三月", "Past 6 Months": "最近半年", "Past Year": "最近一年", "Past 2 Years": "最近两年",
  "Clear date": "清除日期", "Clear dates": "清除日期", "Clear time": "清除时间", "Clear entry": "清除", "Clear date and time": "清除日期时间",
  "Previous month": "上个月", "Next month": "下个月", "Previous page": "上一页", "Next page": "下一页", "Pagination": "分页", "Increment": "增加", "Decrement": "减少",
  "Use arrow keys to navigate dates. Enter to select. Escape to close.": "方向键选择日期，回车确定，Esc 关闭。",
  "Upload": "上传", "Upload file": "上传文件", "Upload files": "上传文件", "Browse files": "选择文件", "Add files": "添加文件", "Drag and drop file here": "把文件拖到这里", "Drag and drop files here": "把文件拖到这里",
  "Drag and drop here": "把文件拖到这里", "Only one file is allowed.": "只能上传一个文件。", "Too many files": "文件太多", "Remove file": "移除文件", "Cancel (Escape)": "取消（Esc）",
  "Press Enter to apply": "回车确认", "Press Ctrl+Enter to apply": "Ctrl+回车 确认", "Press Enter to submit form": "回车提交", "Link to heading": "标题链接", "Notifications": "通知",
  "Failed to generate file for download": "文件生成失败", "Loading mermaid diagram": "正在绘制", "Failed to render diagram": "无法绘制", "Unknown error": "未知错误", "Unknown Error": "未知错误", "Script execution error": "运行出错",
  "Copy Vega-Lite spec": "复制图表定义", "Vega-Lite spec copied": "已复制图表定义",
  "The page that you have requested does not seem to exist. Running the app's main page.": "您要找的页面不存在，已打开首页。",
  "Navigate to home page": "回到首页", "Show password text": "显示密码", "Hide password text": "隐藏密码", "Help": "说明", "Logo": "标志", "file upload": "上传文件", "View more": "更多", "View less": "收起",
};
const PATTERNS = [
  [/^(.{3,30}): (.+)$/, (m) => (Object.hasOwn(WORDS, m[1]) ? `${WORDS[m[1]]}：${m[2]}` : null)],
  [/^Limit (.+) per file(?: • (.+))?$/, (m) => `每个文件不超过 ${m[1]}${m[2] ? ` · ${m[2]}` : ""}`],
  [/^(\d+(?:\.\d+)?\s?[KMG]B) per file(?: • (.+))?$/, (m) => `每个文件不超过 ${m[1]}${m[2] ? ` · ${m[2]}` : ""}`],
  [/^File must be (.+) or smaller\.$/, (m) => `文件不能超过 ${m[1]}。`],
  [/^File is larger than (.+)$/, (m) => `文件超过 ${m[1]}`],
  [/^(.+) files are not allowed\.$/, (m) => `不接受 ${m[1]} 文件。`],
  [/^View (\d+) more$/, (m) => `再显示 ${m[1]} 项`],
  [/^Remove (.+)$/, (m) => `移除 ${m[1]}`],
  [/^Download as ([A-Z]+)$/, (m) => `下载 ${m[1]}`],
  [/^Upload (.+)$/, (m) => `上传 ${m[1]}`],
  [/^Select (\d+) matches$/, (m) => `选择 ${m[1]} 项匹配`],
  [/^(year|month|day|hour|minute), (.+)$/, (m) => `${m[2]}：${{ year: "年", month: "月", day: "日", hour: "时", minute: "分" }[m[1]]}`],
  [/^Choose date, (.+)$/, (m) => `选择日期，${m[1]}`],
  [/^Help for (.+)$/, (m) => `说明：${m[1]}`],
  [/^[a-z_]+ icon$/, () => "图标"],
  [/^Page (\d+)$/, (m) => `第 ${m[1]} 页`],
  [/^Showing page (\d+) of (\d+)$/, (m) => `第 ${m[1]} 页，共 ${m[2]} 页`],
  [/^You have requested page \/(.*), but no corresponding file was found.*$/, (m) => `没有名为 /${m[1]} 的页面，已打开首页。`],
];
const ATTRIBUTES = ["placeholder", "aria-label", "title", "alt"];
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
    const wanted = (this.lang === "zh" ? translated(original) : plain(original)) ?? original;
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
