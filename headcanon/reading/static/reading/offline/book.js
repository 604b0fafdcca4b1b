// One kept story, chapter by chapter, as the archive printed it; where the reader is in it; what she says of it.
import { touch } from "./keeping.js";
import { leaveList, question, say } from "./list.js";
import { queue } from "./sending.js";
import { all, alter, fact, get } from "./store.js";

const $ = (name) => document.querySelector(`[data-part="${name}"]`);
const OPENING = 80; // letters by which the archive knows a paragraph
const PAUSE = 600; // ms of stillness before a place is noted

let open = null; // {text, chapter}

// The archive cleaned it; here it is parsed where nothing runs and nothing is fetched, and only then shown.
const printed = (html) => {
  const inert = document.createElement("template");
  inert.innerHTML = html;
  for (const each of inert.content.querySelectorAll("script, style, link, iframe, object, embed, form, base, meta")) each.remove();
  return inert.content;
};

const addressOf = (text, chapter) => `#${text.id}/${chapter.id}`;

// Where she is -----------------------------------------------------------------------------------------------------

const blocks = () => [...document.querySelectorAll('[data-part="chapter"] .story > *')];
const opening = (block) => block.textContent.trim().slice(0, OPENING);

const placeNow = () => {
  const all = blocks();
  const story = $("chapter").querySelector(".story")?.getBoundingClientRect();
  const at = Math.max(0, all.findIndex((block) => block.getBoundingClientRect().bottom > 80));
  const read = story?.height ? (innerHeight - story.top) / story.height : 1;
  return { paragraph: at, opening: all[at] ? opening(all[at]) : "", permille: Math.round(1000 * Math.min(1, Math.max(0, read))) };
};

const note = async () => {
  if (!open) return;
  const now = { id: open.text.id, chapter: open.chapter.id, ...placeNow(), at: Date.now(), isNew: true };
  await alter("places", now.id, (row) => ({ met: 0, ...row, ...now }));
};

let pause;
const scrolled = () => {
  clearTimeout(pause);
  pause = setTimeout(note, PAUSE);
};

const goTo = (place) => {
  const all = blocks();
  const same = all.filter((block) => place.opening && opening(block).startsWith(place.opening.slice(0, 40)));
  const block = same.sort((a, b) => Math.abs(all.indexOf(a) - place.paragraph) - Math.abs(all.indexOf(b) - place.paragraph))[0] ?? all[place.paragraph];
  if (block && (place.paragraph > 0 || block !== all[0])) block.scrollIntoView({ block: "start", behavior: "instant" });
};

// The page ---------------------------------------------------------------------------------------------------------

const step = (name, text, chapter) => {
  for (const link of document.querySelectorAll(`[data-step="${name}"]`)) {
    (link.closest("li") ?? link).hidden = !chapter;
    if (chapter) link.href = addressOf(text, chapter);
  }
};

const draw = async (text, chapter) => {
  const at = text.chapters.indexOf(chapter);
  const [before, after] = [text.chapters[at - 1], text.chapters[at + 1]];
  for (const name of ["title", "bar-title"]) {
    $(name).textContent = text.title;
    $(name).lang = text.language;
  }
  $("byline").textContent = say("by", { names: text.authors.join(", ") });
  $("front").replaceChildren(...(before ? [] : [printed(text.front)]));
  $("chapter").replaceChildren(printed(chapter.html));
  $("end").replaceChildren(...(after ? [] : [printed(text.end)]));
  $("steps").hidden = $("contents").hidden = text.chapters.length < 2;
  $("where").textContent = say("where", { number: at + 1, total: text.chapters.length });
  step("before", text, before);
  step("after", text, after);
  $("contents-list").replaceChildren(...text.chapters.map((each) => {
    const [item, link] = [document.createElement("li"), document.createElement("a")];
    link.href = addressOf(text, each);
    link.textContent = `${each.number}. ${each.name}`;
    link.dir = "auto";
    if (each === chapter) link.setAttribute("aria-current", "page");
    item.append(link);
    return item;
  }));
  $("contents").open = false;
  $("work-head").classList.toggle("unseen", Boolean(before));
  document.title = text.title;
  await Promise.all([drawSaying(), ask()]);
};

const ask = async () => {
  const place = open && (await get("places", open.text.id));
  const row = place?.elsewhere ? await question(place) : null;
  $("book-question").replaceChildren(...(row ? [row] : []));
};

// What she says ----------------------------------------------------------------------------------------------------

const drawSaying = async () => {
  const { saying, id } = open.text;
  const [reader, words] = await Promise.all([fact("reader", ""), all("words")]);
  const gave = words.some((row) => row.kind === "kudos" && row.work === id && row.reader === reader);
  $("kudos").hidden = !saying.kudos || gave;
  $("kudos-said").textContent = gave ? say("kudosWait") : "";
  $("wish").replaceChildren(printed(saying.wish));
  $("why-not").textContent = saying.why_not;
  $("review").hidden = Boolean(saying.why_not);
  $("kind-only").hidden = !saying.kind_only;
  for (const field of document.querySelectorAll("[data-guest]")) {
    field.hidden = Boolean(reader);
    field.querySelectorAll("input").forEach((input) => { input.disabled = Boolean(reader); });
  }
  const names = $("pseud");
  names.replaceChildren(...saying.names.map(([value, name]) => new Option(name, value, value === saying.name, value === saying.name)));
  names.closest(".field").hidden = !saying.names.length;
};

$("kudos").addEventListener("click", async () => {
  const { id, title } = open.text;
  await queue({ kind: "kudos", work: id, title, reader: await fact("reader", "") });
  await drawSaying();
  said();
});

$("review").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  if (!form.get("text").trim()) return;
  const { text, chapter } = open;
  const { id, title } = text;
  const fields = Object.fromEntries(["text", "name", "email", "pseud"].map((name) => [name, form.get(name) ?? ""]));
  await queue({ kind: "review", work: id, title, chapter: chapter.id, reader: await fact("reader", ""), ...fields });
  event.target.elements.text.value = "";
  localStorage.removeItem(draftOf(text));
  $("review-said").textContent = say("reviewWaits");
  said();
});

const said = () => {
  dispatchEvent(new Event("offline-meet"));
};

// What is typed is kept as it is typed.
const draftOf = (text) => `offline-draft-${text.reader}-${text.id}`;
$("review").elements.text.addEventListener("input", ({ target }) => localStorage.setItem(draftOf(open.text), target.value));

// ------------------------------------------------------------------------------------------------------------------

export const leave = async () => {
  if (!open) return;
  clearTimeout(pause);
  removeEventListener("scroll", scrolled);
  open = null;
  $("book").hidden = $("bar").hidden = true;
  $("masthead").hidden = false;
};

// Answers whether it is here.
export const showBook = async (id, chapterId) => {
  const [text, place] = await Promise.all([get("texts", id), get("places", id)]);
  if (!text?.chapters.length) return false;
  const chapter = text.chapters.find((each) => each.id === (chapterId ?? place?.chapter)) ?? text.chapters[0];
  leaveList();
  open = { text, chapter };
  $("book").hidden = $("bar").hidden = false;
  $("masthead").hidden = true;
  $("review-said").textContent = "";
  $("review").elements.text.value = localStorage.getItem(draftOf(text)) ?? "";
  await draw(text, chapter);
  scrollTo({ top: 0, behavior: "instant" });
  if (place?.chapter === chapter.id) goTo(place);
  else if (place || chapterId) await note();
  addEventListener("scroll", scrolled, { passive: true });
  await touch(id);
  return true;
};

addEventListener("pagehide", note);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && note());
document.addEventListener("offline-changed", async ({ detail }) => {
  if (!open) return;
  const text = await get("texts", open.text.id);
  if (!text) {
    location.assign(document.querySelector(".offline").dataset.here); // it is not for her any more
    return;
  }
  if (detail === "place") {
    const place = await get("places", text.id);
    if (place && place.chapter !== open.chapter.id) location.hash = `#${text.id}/${place.chapter}`;
    else if (place) goTo(place);
  }
  await drawSaying();
  await ask();
});
