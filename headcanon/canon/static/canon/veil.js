// Lifts a veil where it lies: what it covers is fetched from the page that its link leads to. Without this, or when that
// fails, the link itself is followed.

const STAYS = [".card-title", ".card-more"]; // what knows the page that it stands on

async function lift(link) {
  const covered = link.closest(link.dataset.lift);
  const answer = await fetch(link.href, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const lifted = page.querySelector(link.dataset.lift);
  if (!lifted || lifted.querySelector("[data-lift]")) throw new Error("nothing was lifted");
  for (const part of STAYS) {
    const [mine, fetched] = [covered.querySelector(part), lifted.querySelector(part)];
    if (mine && fetched) fetched.replaceWith(mine);
  }
  const stays = document.importNode(lifted, true);
  covered.replaceWith(stays);
  stays.tabIndex = -1;
  stays.focus({ preventScroll: true });
}

addEventListener("click", (event) => {
  const link = event.target.closest("a[data-lift]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!link.dataset.lift || !link.closest(link.dataset.lift)) return;
  event.preventDefault();
  lift(link).catch(() => { location.href = link.href; });
});
