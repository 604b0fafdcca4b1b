// Where everything lies that this device keeps: one database of the browser's, and its pictures in a cache beside it.
//   works   what is known of each: title, authors, version, size, why it is kept, when it was read last
//   texts   its chapters, as the archive printed them
//   places  where the reader stopped in it
//   words   kudos and reviews that wait to be sent
//   facts   the rest: whose this is, how much room there is, which sets are kept
const STORES = { works: "id", texts: "id", places: "id", words: "key", facts: "name" };
export const PICTURES = "offline-pictures";

let opened;
const database = () => (opened ??= new Promise((done, fail) => {
  const asked = indexedDB.open("offline", 1);
  asked.onupgradeneeded = () => {
    for (const [name, keyPath] of Object.entries(STORES)) asked.result.createObjectStore(name, { keyPath });
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
}).catch((error) => {
  opened = undefined;
  throw error;
}));

// One transaction: all of it is stored, or nothing is.
const within = async (names, mode, work) => {
  const transaction = (await database()).transaction(names, mode);
  return new Promise((done, fail) => {
    let result;
    const asked = work((name) => transaction.objectStore(name));
    if (asked) asked.onsuccess = () => { result = asked.result; };
    transaction.oncomplete = () => done(result);
    transaction.onerror = transaction.onabort = () => fail(transaction.error);
  });
};

export const get = (name, key) => within([name], "readonly", (store) => store(name).get(key));
export const all = (name) => within([name], "readonly", (store) => store(name).getAll());

// put({works: [work], texts: [text]})
export const put = (things) => within(Object.keys(things), "readwrite", (store) => {
  for (const [name, rows] of Object.entries(things)) rows.forEach((row) => store(name).put(row));
});

// Change a row as it is now, whoever else changes it: `change` is given the row, or undefined, and answers with the new
// one, or with nothing to leave it.
export const alter = (name, key, change) => within([name], "readwrite", (store) => {
  const asked = store(name).get(key);
  asked.onsuccess = () => {
    const changed = change(asked.result);
    if (changed) store(name).put(changed);
  };
});

export const drop = (names, keys) => within(names, "readwrite", (store) => {
  for (const name of names) keys.forEach((key) => store(name).delete(key));
});

export const empty = (...names) => within(names, "readwrite", (store) => {
  names.forEach((name) => store(name).clear());
});

export const fact = async (name, otherwise) => (await get("facts", name))?.value ?? otherwise;
export const remember = (facts) => put({ facts: Object.entries(facts).map(([name, value]) => ({ name, value })) });

// Two tabs do not do the same at once; a browser without locks does it twice, and the archive takes it once.
export const alone = (what, work) => (navigator.locks ? navigator.locks.request(`offline-${what}`, work) : work());

export const dropPictures = async (work, besides = []) => {
  const cache = await caches.open(PICTURES);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname.startsWith(`/works/${work}/`) && !besides.includes(pathname)) await cache.delete(url);
  }
};
