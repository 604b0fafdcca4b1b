// Where a reader stops: the paragraph at the top of her window, told when she rests at it or leaves. A member's goes to
// the archive, a guest's stays in this browser, which offers it to her when she opens the story at its beginning.
const here = document.querySelector("#places");
const stories = here ? [...document.querySelectorAll(".chapter .story")] : [];
const ids = here ? here.dataset.chapters.trim().split(" ") : [];

const RESTING = 800; // milliseconds without scrolling, before a place is one
const SELDOM = 4000; // between two that are told while she reads
const A_WINDOW = 2000; // what it takes to read one, at the fastest; twenty seconds for the longest chapter
const OPENING = 80; // letters
const MOST_KEPT = 200; // stories of a guest
const SHELF = "headcanon.places";
const begun = Date.now();
const isWhole = Boolean(here && "whole" in here.dataset);

const oneLine = (text) => text.replace(/\s+/g, " ").trim();
const openingOf = (block) => oneLine(block?.textContent ?? "").slice(0, OPENING);
const between = (low, value, high) => Math.max(low, Math.min(value, high));

// The place ----------------------------------------------------------------------------------------------------------
// Where a paragraph comes to stand that is gone to by its address: so who goes on there is there, and not at the one above.
const pixels = (style) => parseFloat(style) || 0;
const lineOf = () => pixels(getComputedStyle(document.documentElement).scrollPaddingTop) + pixels(getComputedStyle(stories[0].firstElementChild ?? stories[0]).scrollMarginTop);

function placeNow() {
  const line = lineOf() + 4;
  const boxes = stories.map((story) => story.getBoundingClientRect());
  const at = boxes.findIndex((box) => box.bottom > line);
  if (at < 0) return placeIn(stories.length - 1, line, boxes.at(-1)); // below it all
  if (boxes[at].top <= innerHeight / 2) return placeIn(at, line, boxes[at]);
  return at ? placeIn(at - 1, line, boxes[at - 1]) : null; // a note between two chapters; or not at the story yet
}

function placeIn(n, line, box) {
  const blocks = [...stories[n].children];
  if (!blocks.length || !ids[n]) return null;
  const found = blocks.findIndex((block) => block.getBoundingClientRect().bottom > line);
  const paragraph = found < 0 ? blocks.length - 1 : found;
  const isEnd = box.bottom <= innerHeight + 4;
  const permille = isEnd ? 1000 : between(0, Math.floor((1000 * (innerHeight - box.top)) / box.height), 999);
  return {
    chapter: ids[n],
    number: Number(stories[n].closest(".chapter").id.split("-").pop()),
    paragraph,
    opening: openingOf(blocks[paragraph]),
    permille: isEnd && Date.now() - begun < readingTime(box) ? 999 : permille,
  };
}

// Who leafs to the end has not read it.
const readingTime = (box) => Math.min(20000, (A_WINDOW * box.height) / innerHeight);

// Telling ------------------------------------------------------------------------------------------------------------
let settled = null;
let told = "";
let toldAt = 0;

function tell() {
  const now = JSON.stringify(settled);
  if (!settled || now === told || !navigator.onLine) return;
  const isDone = here.dataset.token ? send(settled) : keep(settled);
  if (isDone) [told, toldAt] = [now, Date.now()];
}

// A page that is kept holds no form's token: it is fetched once she reads on, so that it is there when she leaves.
let token = "";
const fetchToken = () => fetch(here.dataset.token)
  .then((answer) => answer.json())
  .then((said) => (token = said.token))
  .catch(() => (fetching = null));
let fetching = null;

function send({ chapter, paragraph, opening, permille }) {
  if (!token) return false;
  const fields = new URLSearchParams({ csrfmiddlewaretoken: token, paragraph, opening, permille });
  if (isWhole) fields.set("whole", "1");
  return navigator.sendBeacon(`${here.dataset.work}/chapters/${chapter}/place`, fields);
}

let resting;
let waiting;
function settle() {
  settled = placeNow() ?? settled;
  clearTimeout(waiting);
  const later = () => (waiting = setTimeout(tell, Math.max(0, toldAt + SELDOM - Date.now())));
  if (here.dataset.token && !token) (fetching ??= fetchToken()).then(later);
  else later();
}

// A guest's ----------------------------------------------------------------------------------------------------------
function kept() {
  try {
    return JSON.parse(localStorage.getItem(SHELF)) ?? {};
  } catch {
    return {};
  }
}

function store(places) {
  try {
    const latest = Object.entries(places).sort(([, one], [, other]) => other.at - one.at).slice(0, MOST_KEPT);
    localStorage.setItem(SHELF, JSON.stringify(Object.fromEntries(latest)));
  } catch {
    // A browser that keeps nothing has nothing to offer either.
  }
  return true;
}

function keep(place) {
  document.querySelector(".stopped.is-offered")?.remove();
  return store({ ...kept(), [here.dataset.work]: { ...place, whole: isWhole, at: Date.now() } });
}

const addressOf = ({ whole, chapter, number, paragraph }) => {
  const work = here.dataset.work;
  return whole ? `${work}?view_full_work=true#p-${number}-${paragraph}` : `${work}/chapters/${chapter}#p-${paragraph}`;
};

function blockOf(place) {
  const blocks = [...(stories[ids.indexOf(place.chapter)]?.children ?? [])];
  const same = blocks.filter((block) => openingOf(block) === place.opening);
  const way = (block) => Math.abs(blocks.indexOf(block) - place.paragraph);
  return same.sort((one, other) => way(one) - way(other))[0] ?? blocks[place.paragraph];
}

function offer(place) {
  const offered = document.querySelector("template#stopped").content.cloneNode(true).firstElementChild;
  offered.querySelector("q").textContent = `${place.opening.split(" ").slice(0, 10).join(" ")} …`;
  const number = offered.querySelector("b");
  if (number) number.textContent = place.number;
  const link = offered.querySelector("a");
  link.href = addressOf(place);
  link.addEventListener("click", (event) => {
    if (!ids.includes(place.chapter)) return;
    event.preventDefault();
    offered.remove();
    show(blockOf(place));
  });
  offered.querySelector("button").addEventListener("click", () => {
    const { [here.dataset.work]: _, ...others } = kept();
    store(others);
    offered.remove();
  });
  document.querySelector("main").append(offered);
}

const show = (block) => block?.scrollIntoView({ behavior: "instant" });

// ---------------------------------------------------------------------------------------------------------------------
if (stories.length) {
  addEventListener("scroll", () => {
    clearTimeout(resting);
    resting = setTimeout(settle, RESTING);
  }, { passive: true });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
  addEventListener("pagehide", tell);
  // A chapter that fits into the window is read without scrolling.
  stories.forEach((story) => {
    const box = story.getBoundingClientRect();
    if (box.bottom > 0) setTimeout(() => document.visibilityState === "visible" && endIsSeen(story) && settle(), readingTime(box) + 50);
  });
  const mine = here.dataset.token ? null : kept()[here.dataset.work];
  if (mine && location.hash && addressOf(mine).endsWith(location.hash) && ids.includes(mine.chapter)) afterLoading(() => show(blockOf(mine)));
  else if (mine && "opens" in here.dataset && (mine.chapter !== ids[0] || mine.paragraph)) offer(mine);
}

// Until then the browser itself goes to what the address names.
function afterLoading(act) {
  if (document.readyState === "complete") setTimeout(act);
  else addEventListener("load", () => setTimeout(act));
}

function endIsSeen(story) {
  const { bottom } = story.getBoundingClientRect();
  return bottom > 0 && bottom <= innerHeight + 4;
}
