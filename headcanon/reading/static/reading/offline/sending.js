// What was said and read without a network, sent when there is one: kudos and reviews once each, places as they are.
import { Away, ask } from "./asking.js";
import { all, alone, alter, drop, get, put } from "./store.js";

export const queue = (words) => put({ words: [{ ...words, key: crypto.randomUUID(), at: Date.now(), state: "waits", how: "" }] });

// Words that the archive may have taken already, though nobody heard it, are not changed: they would be lost, or be
// there twice.
export const isOpen = (words) => !words.tried || words.state === "refused" || words.state === "stopped";

const tokenFor = async (reader) => {
  const answer = await ask("/offline/token");
  if (!answer.ok) throw new Away();
  const told = await answer.json();
  if (told.reader !== reader) throw new Away();
  return told;
};

const send = (address, fields, token) => ask(address, {
  method: "POST",
  body: new URLSearchParams(fields),
  headers: { "X-CSRFToken": token },
});

const addressOf = ({ kind, work, chapter }) => kind === "kudos" ? `/offline/works/${work}/kudos` : `/offline/works/${work}/chapters/${chapter}/review`;

const sendWords = async (words, token) => {
  let now = null;
  await alter("words", words.key, (row) => (now = row && ["waits", "later"].includes(row.state) ? { ...row, tried: true } : null));
  if (!now) return; // taken back, or sent by another tab
  const { key, reader, text = "", name = "", email = "", pseud = "", how } = now;
  const answer = await send(addressOf(now), { reader, text, name, email, pseud, how, sent_with: key }, token);
  const told = answer.status === 404 ? { state: "missing" } : await answer.json().catch(() => null);
  if (!told) throw new Away();
  const state = told.state === "missing" || told.state === "another" ? "refused" : told.state;
  await alter("words", key, (row) => row && { ...row, state, says: told.says ?? "", isMissing: told.state === "missing", hasRest: told.has_rest ?? false });
};

const sendPlace = async (place, { token, now }) => {
  const { id, chapter, paragraph, opening, permille, at } = place;
  const answer = await send(`/works/${id}/chapters/${chapter}/place`, { paragraph, opening, permille, at }, token);
  if (answer.status >= 500) throw new Away();
  await alter("places", id, (row) => row && (row.at === at ? { ...row, isNew: false, met: now } : row));
};

// All of `reader`'s; what is somebody else's waits for her.
export const sendAll = (reader) => alone("sending", async () => {
  const words = (await all("words")).filter((row) => row.reader === reader && ["waits", "later"].includes(row.state));
  const places = reader ? (await all("places")).filter((row) => row.isNew && !row.elsewhere) : [];
  if (!words.length && !places.length) return;
  const told = await tokenFor(reader);
  for (const row of words.sort((a, b) => a.at - b.at)) await sendWords(row, told.token);
  for (const row of places) await sendPlace(row, told);
});

// What is there is told of once.
export const forgetTold = async () => drop(["words"], (await all("words")).filter(({ wasTold }) => wasTold).map(({ key }) => key));
export const noteTold = async (rows) => {
  for (const { key } of rows.filter(({ state }) => state === "there")) await alter("words", key, (row) => row && { ...row, wasTold: true });
};

export const takeBack = (key) => drop(["words"], [key]);
export const again = async (key, changes) => {
  const row = await get("words", key);
  if (row) await put({ words: [{ ...row, ...changes, state: "waits", says: "" }] });
};
