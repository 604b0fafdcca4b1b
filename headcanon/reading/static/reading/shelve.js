/* Putting a story on a shelf where one is: what a link leads to, or a form answers, comes in its place. Without script,
   and where anything fails, link and form do what they always do. */

const AS_A_PIECE = { "HX-Request": "true" };

async function pieceFrom(address, options = {}) {
  const answer = await fetch(address, { ...options, headers: AS_A_PIECE, credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function sent(form) {
  return pieceFrom(form.action, { method: "POST", body: new FormData(form) });
}

function put(piece, place) {
  const form = piece.querySelector("form[data-in-place]");
  const told = form ?? piece.querySelector(".shelf-told");
  if (!told) throw new Error("nothing to show");
  place.replaceChildren(document.adoptNode(told));
  const first = place.querySelector("input:not([type=hidden]), button, a");
  first?.focus();
}

async function inPlace(event, begun, otherwise) {
  const place = event.target.closest(".in-place");
  if (!place) return;
  event.preventDefault();
  try {
    put(await begun(), place);
  } catch {
    otherwise();
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-in-place]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  inPlace(event, async () => {
    const piece = await pieceFrom(link.href);
    // One click: the form that the page has is sent at once.
    return link.dataset.inPlace === "now" ? sent(piece.querySelector("form[data-in-place]")) : piece;
  }, () => location.assign(link.href));
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-in-place]");
  if (form) inPlace(event, () => sent(form), () => form.submit());
});
