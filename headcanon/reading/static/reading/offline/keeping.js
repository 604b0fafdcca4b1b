// What this device keeps: which works, as far as there is room; and what the archive says of them at each contact.
import { PICTURES, all, alone, alter, drop, dropPictures, empty, fact, get, put, remember } from "./store.js";
import { Away, ask } from "./asking.js";
import { sendAll } from "./sending.js";

const PAUSE = 3 * 60 * 1000; // between two contacts that nobody asked for
const A_QUESTION = 300; // works that the archive is asked about at once
const A_WORD = 7; // bytes, with its markup; of what was not fetched yet
export const ROOM = 50; // MB, until the reader says otherwise
export const MB = 1_000_000;

// What every page looks at before it loads anything else -----------------------------------------------------------

const mirror = async () => {
  const [works, words, reader, sets] = await Promise.all([all("works"), all("words"), fact("reader", ""), fact("sets", [])]);
  const chosen = works.filter((work) => work.chosen).map((work) => work.id);
  if (works.length || words.length || sets.length) localStorage.setItem("offline", JSON.stringify({ reader, chosen }));
  else ["offline", "offline-look"].forEach((name) => localStorage.removeItem(name));
};
const others = new BroadcastChannel("offline"); // the other tabs
const changed = async () => {
  await mirror();
  document.dispatchEvent(new Event("offline-changed"));
  others.postMessage("changed");
};
others.onmessage = () => document.dispatchEvent(new Event("offline-changed"));

// Whose it is ------------------------------------------------------------------------------------------------------

// What a member kept is gone as soon as somebody else reads here, or nobody is signed in; her unsent words wait for
// her, and are shown to nobody else. What a guest kept stays with whoever signs in.
const seenBy = async (reader) => {
  const before = await fact("reader", "");
  if (before === reader) return;
  if (before) {
    await empty("works", "texts", "places");
    await remember({ sets: [], known: [], met: 0 });
    await caches.delete(PICTURES);
  }
  await remember({ reader });
  await changed();
};

// Room -------------------------------------------------------------------------------------------------------------

// Which of these works fit: those that were chosen one by one before those of a set, and of each kind those read last.
export const fitting = (works, room) => {
  const wanted = [...works].sort((a, b) => Boolean(b.chosen) - Boolean(a.chosen) || b.touched - a.touched);
  let left = room;
  return new Set(wanted.filter(({ size }) => size <= left && ((left -= size), true)).map(({ id }) => id));
};
const room = async () => (await fact("room", ROOM)) * MB;

const makeRoom = async () => {
  const works = await all("works");
  const fit = fitting(works.filter((work) => !work.asks), await room());
  for (const { id } of works.filter((work) => work.version && !fit.has(work.id))) await putAway(id);
  return fit;
};

// Its text goes; that it is wanted stays, so that it can be told, and comes back when there is room.
const putAway = async (id) => {
  await drop(["texts"], [id]);
  await dropPictures(id);
  await alter("works", id, (work) => work && { ...work, version: "" });
};

const letGoOf = async (ids) => {
  await drop(["works", "texts", "places"], ids);
  for (const id of ids) await dropPictures(id);
};

// Fetching ---------------------------------------------------------------------------------------------------------

const addressesIn = (text) => {
  const found = new Set();
  for (const html of [text.front, text.end, ...text.chapters.map((chapter) => chapter.html)]) {
    const inert = document.createElement("template");
    inert.innerHTML = html;
    for (const picture of inert.content.querySelectorAll("img[src]")) {
      const { origin, pathname } = new URL(picture.getAttribute("src"), location.href);
      if (origin === location.origin && pathname.startsWith(`/works/${text.id}/pictures/`)) found.add(pathname);
    }
  }
  return [...found];
};

const fetchPictures = async (text) => {
  const addresses = addressesIn(text);
  await dropPictures(text.id, addresses);
  if (!addresses.length) return 0;
  const cache = await caches.open(PICTURES);
  let size = 0;
  for (const address of addresses) {
    const answer = (await cache.match(address)) ?? (await ask(address));
    if (!answer.ok) continue;
    const bytes = await answer.blob();
    size += bytes.size;
    await cache.put(address, new Response(bytes, { headers: { "Content-Type": bytes.type } }));
  }
  return size;
};

// One work as the archive has it now; answers "kept", "full", "asks" or "gone". She has `agreed` to what may have adult
// content if she stands on its page, or if this work had it when it was fetched before.
const fetchWork = async (id, reader, agreed = false) => {
  try {
    return await fetchAll(id, reader, agreed);
  } catch (error) {
    if (error?.name !== "QuotaExceededError") throw error;
    await putAway(id); // the device itself has no more room
    return "full";
  }
};

const fetchAll = async (id, reader, agreed) => {
  const known = await get("works", id);
  const answer = await ask(`/offline/works/${id}${agreed || known?.agreed ? "?view_adult=true" : ""}`);
  if (answer.status === 404) {
    await letGoOf([id]);
    return "gone";
  }
  const text = await answer.json().catch(() => ({}));
  if (answer.status === 403 && text.asks) {
    await putAway(id);
    await alter("works", id, (work) => work && { ...work, title: text.title, authors: [], asks: true, size: 0 });
    return "asks";
  }
  if (!answer.ok || text.reader !== reader) throw new Away(); // somebody signs in or out at this moment
  const size = new Blob([JSON.stringify(text)]).size + (await fetchPictures(text));
  const { title, authors, language, version } = text;
  let isWanted = false;
  await alter("works", id, (work) => {
    isWanted = Boolean(work);
    return work && { ...work, title, authors, language, size, version, words: text.words, asks: false, agreed: text.is_adult };
  });
  // Let go, or somebody else's, while it came.
  if (!isWanted || (await fact("reader", "")) !== reader) {
    await letGoOf([id]);
    return "gone";
  }
  const fit = fitting((await all("works")).filter((work) => !work.asks), await room());
  if (!fit.has(id)) {
    await putAway(id);
    return "full";
  }
  await put({ texts: [text] });
  await makeRoom();
  return "kept";
};

// Contact ----------------------------------------------------------------------------------------------------------

const askAfter = async (ids, sets) => {
  let told = null;
  for (let from = 0; from === 0 || from < ids.length; from += A_QUESTION) {
    const query = new URLSearchParams({ works: ids.slice(from, from + A_QUESTION).join(","), sets: from ? "" : sets.join(",") });
    const answer = await ask(`/offline/contents?${query}`);
    if (!answer.ok) throw new Away();
    const part = await answer.json();
    if (told && told.reader !== part.reader) throw new Away();
    told = told ? { ...told, works: { ...told.works, ...part.works } } : part;
  }
  return told;
};

// What is said of a device's works at one moment: what is not for her any more goes first, before anything is fetched.
const meet = async () => {
  const sets = await fact("sets", []);
  const before = await all("works");
  const told = await askAfter(before.map((work) => work.id), sets);
  await seenBy(told.reader);
  await remember({ met: Date.now(), known: told.sets.map(({ key, label }) => ({ key, label })) });
  const inSets = new Map();
  for (const { key, works } of told.sets) (works ?? []).forEach((id) => inSets.set(id, [...(inSets.get(id) ?? []), key]));
  const now = await all("works");
  const going = now.filter(({ id, chosen }) => told.works[id] === null || (!chosen && !inSets.has(id)));
  await letGoOf(going.map(({ id }) => id));
  const isGone = new Set(going.map(({ id }) => id));
  const there = new Map(now.filter(({ id }) => !isGone.has(id)).map((work) => [work.id, work]));
  for (const id of [...there.keys(), ...inSets.keys()]) {
    const state = told.works[id];
    if (!state) continue; // chosen while this was asked
    await alter("works", id, (work) => ({
      id, chosen: false, title: "", authors: [], version: "", size: state.words * A_WORD, touched: state.revised,
      ...work, sets: inSets.get(id) ?? [], newest: state.version,
    }));
    await join(id, state.place, told.now);
  }
  await sendAll(told.reader);
  await changed();
  const fit = await makeRoom();
  let asks = false; // who has not agreed to one adult story has not agreed to the next
  for (const work of await all("works")) {
    const isOld = work.version !== work.newest;
    if (isOld && (work.asks ? !asks : fit.has(work.id))) asks = (await fetchWork(work.id, told.reader)) === "asks" || asks;
  }
  await makeRoom();
  await changed();
};

// Answers whether the archive was there.
export const contact = ({ now = false } = {}) => alone("contact", async () => {
  if (!now && Date.now() - (await fact("met", 0)) < PAUSE) return true;
  try {
    await meet();
    return true;
  } catch (error) {
    await changed();
    if (error instanceof Away) return false;
    throw error;
  }
});

// A page of the archive was opened by `reader`.
export const visit = async (reader, worker) => {
  const before = await fact("reader", "");
  await seenBy(reader);
  navigator.serviceWorker.register(worker).catch(() => {});
  const waits = (await all("words")).some(({ state }) => state === "waits") || (await all("places")).some(({ isNew, elsewhere }) => isNew && !elsewhere);
  await contact({ now: before !== reader || (waits && navigator.onLine) });
};

// What the reader asks for -----------------------------------------------------------------------------------------

export const choose = (id, { reader, worker }) => alone("contact", async () => {
  await seenBy(reader);
  navigator.serviceWorker.register(worker).catch(() => {});
  navigator.storage?.persist?.();
  await alter("works", id, (work) => ({
    title: "", authors: [], sets: [], size: 0, version: "", ...work, id, chosen: true, touched: Date.now(),
  }));
  try {
    const how = await fetchWork(id, reader, true);
    if (how !== "kept") return how === "full" ? "full" : "failed";
    await alter("works", id, (work) => work && { ...work, newest: work.version });
    return how;
  } catch (error) {
    await alter("works", id, (work) => work && !work.version && !work.title ? undefined : work);
    if (!(await get("works", id))?.version) await letGoOf([id]);
    if (!(error instanceof Away)) reportError(error);
    return "failed";
  } finally {
    await changed();
  }
});

// One that is in a set as well would come back at once: it stays, as one of that set.
export const letGo = (id) => alone("contact", async () => {
  const work = await get("works", id);
  if (work?.sets?.length) await put({ works: [{ ...work, chosen: false }] });
  else await letGoOf([id]);
  await changed();
});

export const letAllGo = () => alone("contact", async () => {
  await empty("works", "texts", "places");
  await remember({ sets: [] });
  await caches.delete(PICTURES);
  await changed();
});

export const giveRoom = (megabytes) => alone("contact", async () => {
  await remember({ room: megabytes });
  await makeRoom();
  await changed();
});

export const keepSets = (sets) => remember({ sets, met: 0 }).then(mirror);

export const touch = (id) => alter("works", id, (work) => work && { ...work, touched: Date.now() });

// Where she stopped ------------------------------------------------------------------------------------------------

// Here and elsewhere: what was read here last is told the archive, unless she has read on elsewhere since they met;
// then she is asked. What was not read here follows what was read elsewhere.
const join = async (id, there, now) => {
  await alter("places", id, (here) => {
    if (!there) return here;
    if (!here || (!here.isNew && there.at > here.met)) return { id, ...there, met: now, isNew: false };
    if (!here.isNew || there.at <= here.met) return here;
    if (there.chapter === here.chapter && there.paragraph === here.paragraph) return { ...here, met: now, isNew: false };
    return { ...here, elsewhere: there };
  });
};
