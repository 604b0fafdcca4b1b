/* Where one is in a story, how long the rest will take her, and keys for its chapters. */

const bar = document.querySelector(".reading-bar");
const stories = [...document.querySelectorAll(".chapter .story")];
const line = bar.querySelector(".reading-progress");
const left = bar.querySelector(".reading-left");

const kept = {
  get(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null; // a browser may keep nothing
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // then it is known until the page is left
    }
  },
};

// Where she is ------------------------------------------------------------------------------------------------------
const words = stories.map((story) => Number(story.dataset.words));
const total = words.reduce((sum, each) => sum + each, 0);

/* From 0, when a text's first line is at the top, to 1, when its last is in sight. */
function fractionOf(story) {
  const { top, height } = story.getBoundingClientRect();
  const hidden = height - innerHeight;
  if (top + height <= innerHeight) return 1;
  return hidden > 0 ? Math.min(1, Math.max(0, -top / hidden)) : 0;
}

const read = () => stories.reduce((sum, story, n) => sum + words[n] * fractionOf(story), 0);

function draw(now) {
  const [from, to] = [Number(line.dataset.from), Number(line.dataset.to)];
  const at = `${from + (to - from) * (total ? now / total : 0)}%`;
  line.querySelector(".read").setAttribute("x2", at);
  line.querySelector("circle").setAttribute("cx", at);
}

// How long it will take ---------------------------------------------------------------------------------------------
/* Her own pace, which is kept in this browser and told to nobody: words and the minutes they took, by language, since
   scripts without spaces count letters. It begins with what is common. */
const language = stories[0]?.lang.split("-")[0] || "und";
const COMMON = { ja: 400, zh: 400, th: 900, lo: 900, km: 900, my: 900 };
const paces = kept.get("pace") ?? {};
const pace = (paces[language] ??= { words: 3 * (COMMON[language] ?? 230), minutes: 3 });
const SLOWEST = 0.2; // of her pace
const FASTEST = 4;
const LONGEST = 5; // minutes between two looks; after more she was elsewhere
const REMEMBERED = 120; // minutes

const perMinute = () => pace.words / pace.minutes;
let since = { at: performance.now(), read: read() };

function learn(now) {
  const minutes = (performance.now() - since.at) / 60_000;
  const some = now - since.read;
  if (some === 0) return;
  const speed = some / minutes / perMinute();
  since = { at: performance.now(), read: now };
  if (minutes > LONGEST || speed < SLOWEST || speed > FASTEST) return;
  const keep = pace.minutes > REMEMBERED ? 0.5 : 1;
  pace.words = pace.words * keep + some;
  pace.minutes = pace.minutes * keep + minutes;
  kept.set("pace", paces);
}

function timeFor(some) {
  const minutes = Math.max(1, Math.round(some / perMinute()));
  const unit = minutes < 90 ? "minute" : "hour";
  const number = unit === "minute" ? minutes : Math.round(minutes / 60);
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "short" }).format(number);
}

function tell(now) {
  const rest = total - now;
  const said = rest > 0 ? bar.dataset.left.replace("%s", timeFor(rest)) : bar.dataset.done;
  if (left && left.textContent !== said) left.textContent = said;
}

let asked = false;
let pause;
function look() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    const now = read();
    draw(now);
    tell(now);
  });
  clearTimeout(pause);
  pause = setTimeout(() => learn(read()), 600);
}

if (stories.length) {
  addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(document.querySelector("#chapters"));
  document.addEventListener("visibilitychange", () => {
    since = { at: performance.now(), read: read() };
  });
}

// Keys --------------------------------------------------------------------------------------------------------------
const help = document.querySelector("#keys");
const letters = help?.querySelector("[name=letters]");
if (letters) {
  letters.checked = kept.get("keys") !== false;
  letters.addEventListener("change", () => kept.set("keys", letters.checked));
}

help?.querySelector("[data-close]").addEventListener("click", () => help.close());

const TYPED_INTO = "input, textarea, select, [contenteditable], dialog, [popover], .margin-bar, .margin-sheet";
const BY_LETTER = { j: "next", n: "next", k: "prev", p: "prev" };

/* The arrow that points the way the lines run leads on. */
function byArrow(key) {
  const onwards = stories[0] && getComputedStyle(stories[0]).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  const isBusy = visualViewport?.scale > 1 || !getSelection().isCollapsed; // they move what is enlarged, or a selection
  return isBusy ? null : key === onwards ? "next" : "prev";
}

function go(way) {
  const link = bar.querySelector(`[rel=${way}]`);
  if (link) return link.click();
  if (stories.length < 2) return undefined;
  const here = stories.findLastIndex((story) => story.closest(".chapter").getBoundingClientRect().top < 120);
  const there = stories[here + (way === "next" ? 1 : -1)];
  return there?.closest(".chapter").scrollIntoView();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.(TYPED_INTO)) return;
  if (event.key === "?" && help) {
    event.preventDefault();
    help.showModal();
  }
  if (event.shiftKey) return;
  const way = byArrow(event.key) ?? (letters?.checked ? BY_LETTER[event.key] : null);
  if (!way) return;
  event.preventDefault();
  go(way);
});

// Notes, when she wishes them otherwise while she reads ----------------------------------------------------------------
document.addEventListener("look", () => {
  const folded = document.documentElement.dataset.notes === "folded";
  for (const note of document.querySelectorAll(folded ? "aside.note" : "details.note")) {
    const [label, ...words] = note.children;
    if (!label.matches(".note-label") || !note.querySelector("blockquote")) continue;
    const other = document.createElement(folded ? "details" : "aside");
    const said = document.createElement(folded ? "summary" : "p");
    other.className = "note";
    other.dir = note.dir;
    said.className = "note-label";
    said.append(...label.childNodes);
    other.append(said, ...words);
    note.replaceWith(other);
  }
});
