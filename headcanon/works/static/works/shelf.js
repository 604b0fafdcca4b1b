/* The browser's own store of what was typed: it lies here first, whatever becomes of the archive or the way to it. */

const NAME = "headcanon";
const STORE = "typed";
const A_WEEK = 7 * 24 * 60 * 60 * 1000;

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function handOf({ place, page }) {
  return `${NAME} ${place} ${page}`;
}

/* An entry has a `place` (the address that keeps it) and a `page`: each opened page lays down its own, so that none
   is overwritten before somebody was asked. Rejects where the browser has no store (some private windows). */
export async function openShelf() {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: ["place", "page"] });
  const database = await done(opening);

  function store(mode) {
    return database.transaction(STORE, mode).objectStore(STORE);
  }

  /* What a closing page lays down may not come to an end; it lies at hand until it has. */
  function putInHaste(entry) {
    try {
      localStorage.setItem(handOf(entry), JSON.stringify(entry));
    } catch {
      // too large for there
    }
    return put(entry);
  }

  async function put(entry) {
    const { transaction } = store("readwrite").put(entry);
    transaction.commit?.(); // a page that is just closing gets no second turn
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    localStorage.removeItem(handOf(entry));
  }

  function takeUp(place) {
    const hands = Object.keys(localStorage).filter((key) => key.startsWith(handOf({ place, page: "" })));
    return Promise.all(hands.map((key) => put(JSON.parse(localStorage.getItem(key)))));
  }

  function take(entry) {
    return done(store("readwrite").delete([entry.place, entry.page]));
  }

  /* What the archive does not have, the newest first. What it has as well is let go after a week. */
  async function lyingAt(place) {
    await takeUp(place);
    const all = await done(store("readonly").getAll(IDBKeyRange.bound([place, ""], [place, "\uffff"])));
    for (const entry of all) if (entry.isKept && entry.at < Date.now() - A_WEEK) take(entry);
    return all.filter((entry) => !entry.isKept).sort((one, other) => other.at - one.at);
  }

  return { put, putInHaste, take, lyingAt };
}

/* For browsers without one. */
const refuse = () => Promise.reject(new Error("no store"));

export const NO_SHELF = {
  put: refuse,
  putInHaste: refuse,
  take: () => Promise.resolve(),
  lyingAt: () => Promise.resolve([]),
};
