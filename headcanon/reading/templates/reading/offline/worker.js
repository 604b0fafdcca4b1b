// The archive's worker: where there is no network it gives the page of what this device keeps, with all that this page
// needs, and the pictures of kept stories. It keeps no other page, and nothing that anybody sends. FACTS stand before it:
// the page, what it needs, and the version of both.
const SHELL = `offline-page-${FACTS.version}`;
const PICTURES = "offline-pictures";
const A_PICTURE = /^\/works\/\d+\/pictures\/\d+$/;

const fill = async () => {
  const cache = await caches.open(SHELL);
  // As a guest gets it: what it says is nobody's.
  await cache.put(FACTS.page, await whole(FACTS.page));
  for (const asset of FACTS.assets) await cache.put(asset, await whole(asset));
};

const whole = async (address) => {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
};

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("offline-page-") && name !== SHELL) await caches.delete(name);
  }
  await self.clients.claim();
})()));

const orKept = async (request, cache, key) => {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(cache)).match(key, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(orKept(request, SHELL, FACTS.page));
  else if (FACTS.assets.includes(pathname)) event.respondWith(orKept(request, SHELL, pathname));
  else if (A_PICTURE.test(pathname)) event.respondWith(orKept(request, PICTURES, pathname));
});
