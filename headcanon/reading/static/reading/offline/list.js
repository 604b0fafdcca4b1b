// The list of what is on this device: stories, what waits to be sent, how much room there is, and which sets are kept.
import { MB, ROOM, contact, giveRoom, keepSets, letAllGo, letGo } from "./keeping.js";
import { again, forgetTold, isOpen, noteTold, queue, takeBack } from "./sending.js";
import { all, alter, fact } from "./store.js";

const $ = (name) => document.querySelector(`[data-part="${name}"]`);
const made = (name) => document.querySelector(`template[data-made="${name}"]`).content.firstElementChild.cloneNode(true);
const words = $("words").dataset;
export const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);

const megabytes = (bytes) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(bytes / MB);
const title = (element, row) => {
  element.textContent = row.title || say("untitled");
  element.lang = row.language ?? "";
};

// Stories ----------------------------------------------------------------------------------------------------------

const stateOf = (work) => {
  if (work.asks) return say("asks");
  if (!work.version) return work.newest ? say("full") : say("coming");
  return work.version === work.newest ? "" : say("older");
};

const storyRow = (work) => {
  const row = made("story");
  const link = row.querySelector("a");
  title(link, work);
  link.href = work.version ? `#${work.id}` : `/works/${work.id}`;
  row.querySelector(".by").textContent = work.authors.length ? say("by", { names: work.authors.join(", ") }) : "";
  const facts = [stateOf(work), work.version ? say(work.size < 0.1 * MB ? "small" : "size", { size: megabytes(work.size) }) : "", work.chosen ? "" : say("inSet")];
  row.querySelector(".offline-facts").textContent = facts.filter(Boolean).join(" · ");
  const button = row.querySelector("button");
  button.hidden = !work.chosen;
  button.setAttribute("aria-label", say("letGo", { title: work.title || say("untitled") }));
  button.addEventListener("click", () => letGo(work.id));
  row.dataset.search = `${work.title} ${work.authors.join(" ")}`.toLocaleLowerCase();
  return row;
};

const search = () => {
  const typed = $("search").value.trim().toLocaleLowerCase().split(/\s+/);
  let found = 0;
  for (const row of $("stories").children) {
    row.hidden = !typed.every((word) => row.dataset.search.includes(word));
    found += !row.hidden;
  }
  $("none-found").hidden = found > 0 || !$("stories").children.length;
};

const showStories = async () => {
  const works = (await all("works")).filter((work) => work.title || work.newest);
  works.sort((a, b) => b.touched - a.touched);
  $("stories").replaceChildren(...works.map(storyRow));
  $("empty").hidden = works.length > 0;
  $("searching").hidden = works.length < 2;
  const used = works.filter((work) => work.version).reduce((sum, work) => sum + work.size, 0);
  const given = await fact("room", ROOM);
  $("room-used").textContent = say("used", { used: megabytes(used), room: given });
  const left = works.filter((work) => work.newest && !work.version && !work.asks).length;
  $("room-left-out").hidden = !left;
  $("room-left-out").textContent = left === 1 ? say("oneLeftOut") : say("leftOut", { number: left });
  if (document.activeElement !== $("room")) $("room").value = given;
  $("let-all-go").hidden = !works.length;
  search();
};

// Sets -------------------------------------------------------------------------------------------------------------

const showSets = async () => {
  const [known, kept] = await Promise.all([fact("known", []), fact("sets", [])]);
  $("sets").hidden = !known.length;
  $("sets-list").replaceChildren(...known.map(({ key, label }, n) => {
    const row = made("set");
    const [box, name] = [row.querySelector("input"), row.querySelector("label")];
    box.id = name.htmlFor = `set-${n}`;
    box.value = key;
    box.checked = kept.includes(key);
    name.textContent = label;
    box.addEventListener("change", async () => {
      await keepSets([...$("sets-list").querySelectorAll(":checked")].map((each) => each.value));
      dispatchEvent(new Event("offline-meet"));
    });
    return row;
  }));
};

// What waits -------------------------------------------------------------------------------------------------------

const button = (name, does) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name === "without" ? "button" : "button-quiet";
  made.textContent = say(name);
  made.addEventListener("click", does);
  return made;
};

const sendAgain = async (key, changes) => {
  await again(key, changes);
  dispatchEvent(new Event("offline-meet"));
};

const waitingRow = (row, reader) => {
  const element = made("waiting");
  title(element.querySelector("bdi"), row);
  element.querySelector(".offline-kind").textContent = say(row.kind);
  const state = row.reader !== reader ? "guests" : row.isMissing ? "missing" : row.state;
  element.querySelector("[data-says]").textContent = row.says || say(`is-${state}`.replace(/-(\w)/, (_, a) => a.toUpperCase()));
  const field = element.querySelector("textarea");
  element.querySelector(".field").hidden = row.kind === "kudos" || state === "there";
  field.value = row.text ?? "";
  field.readOnly = !isOpen(row) || row.reader !== reader;
  field.id = `text-${row.key}`;
  element.querySelector("label").htmlFor = field.id;
  field.addEventListener("input", () => alter("words", row.key, (now) => now && isOpen(now) ? { ...now, text: field.value } : undefined));
  const actions = element.querySelector(".actions");
  if (row.reader !== reader) actions.append(button("sendAsMe", async () => {
    await takeBack(row.key);
    const { key, at, state: _, tried, ...said } = row;
    await queue({ ...said, reader });
    dispatchEvent(new Event("offline-meet"));
  }));
  else if (state === "stopped") {
    if (row.hasRest) actions.append(button("without", () => sendAgain(row.key, { text: field.value, how: "without" })));
    actions.append(button("asItIs", () => sendAgain(row.key, { text: field.value, how: "as-it-is" })));
    actions.append(button("sendChanged", () => sendAgain(row.key, { text: field.value, how: "" })));
  } else if (state === "refused" && row.kind === "review") actions.append(button("tryAgain", () => sendAgain(row.key, { text: field.value })));
  if (state !== "there") actions.append(button("throwAway", async () => {
    if (!confirm(say("throwAwayAsk"))) return;
    await takeBack(row.key);
    document.dispatchEvent(new Event("offline-changed"));
  }));
  return element;
};

const showWaiting = async () => {
  const [rows, reader] = await Promise.all([all("words"), fact("reader", "")]);
  const hers = rows.filter((row) => row.reader === reader || !row.reader).sort((a, b) => a.at - b.at);
  const others = rows.length - hers.length;
  if ($("waiting-list").contains(document.activeElement) && document.activeElement.matches("textarea")) return;
  $("waiting-list").replaceChildren(...hers.map((row) => waitingRow(row, reader)));
  $("others").hidden = !others;
  $("waiting").hidden = !rows.length;
  await noteTold(hers);
};

// Where she stopped, here and elsewhere ----------------------------------------------------------------------------

const showQuestions = async () => {
  const places = (await all("places")).filter((place) => place.elsewhere);
  const rows = await Promise.all(places.map((place) => question(place)));
  $("questions").replaceChildren(...rows.filter(Boolean));
};

export const question = async (place) => {
  const works = await all("works");
  const work = works.find(({ id }) => id === place.id);
  const text = (await all("texts")).find(({ id }) => id === place.id);
  if (!work || !text) return null;
  const row = made("question");
  const at = ({ chapter, permille }) => [text.chapters.findIndex(({ id }) => id === chapter) + 1, permille];
  const [here, there] = [at(place), at(place.elsewhere)];
  if (!here[0] || !there[0]) return null; // a chapter that is on its way
  row.querySelector("p").textContent = say("elsewhere", { title: work.title, there: there[0], here: here[0] });
  const [go, stay] = row.querySelectorAll("button");
  go.textContent = say("goThere", { chapter: there[0] });
  stay.textContent = say("stayHere", { chapter: here[0] });
  const isFurther = there[0] > here[0] || (there[0] === here[0] && there[1] > here[1]);
  go.className = isFurther ? "button" : "button-quiet";
  stay.className = isFurther ? "button-quiet" : "button";
  const settled = async (change) => {
    await alter("places", place.id, (now) => now?.elsewhere && change(now));
    document.dispatchEvent(new CustomEvent("offline-changed", { detail: "place" }));
    dispatchEvent(new Event("offline-meet"));
  };
  go.addEventListener("click", () => settled(({ id, elsewhere }) => ({ id, ...elsewhere, met: elsewhere.at, isNew: false })));
  stay.addEventListener("click", () => settled(({ elsewhere, ...now }) => ({ ...now, at: Date.now(), met: elsewhere.at, isNew: true })));
  return row;
};

// ------------------------------------------------------------------------------------------------------------------

let isShown = false;

const draw = () => isShown ? Promise.all([showStories(), showSets(), showWaiting(), showQuestions()]) : null;

export const showList = async ({ isMissing, isElsewhere }) => {
  isShown = true;
  $("not-kept").hidden = !isMissing;
  $("no-page").hidden = isMissing || !isElsewhere;
  $("list").hidden = false;
  document.title = document.querySelector(".offline").dataset.title;
  await draw();
};

export const leaveList = () => {
  isShown = false;
  $("list").hidden = true;
};

document.addEventListener("offline-changed", draw);
$("search").addEventListener("input", search);
$("searching").addEventListener("submit", (event) => event.preventDefault());
$("room-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  await giveRoom(Math.max(1, Math.round($("room").valueAsNumber) || ROOM));
  dispatchEvent(new Event("offline-meet"));
});
$("ask").addEventListener("click", async () => {
  $("asked").textContent = say("asking");
  $("asked").textContent = say((await contact({ now: true })) ? "asked" : "away");
});
$("let-all-go").addEventListener("click", () => confirm(say("letAllGoAsk")) && letAllGo());
await forgetTold();
