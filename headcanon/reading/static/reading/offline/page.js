// On this device: the list of what is kept, and each story of it. Without a network the worker gives this page at every
// address of the archive; then the address says which story is meant.
import { contact } from "./keeping.js";
import { showList } from "./list.js";
import { leave, showBook } from "./book.js";

const main = document.querySelector(".offline");
const A_WORK = /^\/works\/(\d+)(?:\/chapters\/(\d+))?$/;

const meant = () => {
  const hash = /^#(\d+)(?:\/(\d+))?$/.exec(location.hash);
  const path = A_WORK.exec(location.pathname);
  const [, work, chapter] = hash ?? path ?? [];
  return { work: Number(work) || null, chapter: Number(chapter) || null };
};

const show = async () => {
  if (/^#[a-z]/.test(location.hash)) {
    // a place on this very page
    const place = document.getElementById(location.hash.slice(1));
    if (place instanceof HTMLDetailsElement) place.open = true;
    return;
  }
  await leave();
  const { work, chapter } = meant();
  const isElsewhere = location.pathname !== main.dataset.here;
  if (work && (await showBook(work, chapter))) return;
  await showList({ isMissing: Boolean(work), isElsewhere });
};

if ("indexedDB" in window && "serviceWorker" in navigator) {
  for (const each of document.querySelectorAll("[data-script]")) each.hidden = false;
  navigator.serviceWorker.register(main.dataset.worker).catch(() => {});
  addEventListener("hashchange", show);
  addEventListener("online", () => contact({ now: true }));
  addEventListener("offline-meet", () => contact({ now: true }));
  await show();
  await contact({ now: true });
} else {
  document.querySelector("[data-old]").hidden = false;
}
