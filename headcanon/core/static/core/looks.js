/* A choice of look shows at once. In a panel it is also kept at once, one after the other; on its own page by its button. */

const html = document.documentElement;
let kept = Promise.resolve();

function show(form) {
  for (const { name, value } of form.querySelectorAll("input[type=radio]:checked")) html.dataset[name] = value;
  document.dispatchEvent(new Event("look"));
}

async function send(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual", keepalive: true }).catch(() => null);
  const said = form.querySelector(".errors") ?? document.createElement("p");
  said.remove();
  if (answer?.type === "opaqueredirect") return;
  said.className = "errors";
  said.setAttribute("role", "alert");
  said.textContent = form.dataset.keptNot;
  form.prepend(said);
}

document.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-look]");
  if (!form) return;
  show(form);
  if (!form.closest("[popover]")) return;
  try {
    sessionStorage.setItem("look", JSON.stringify({ ...html.dataset }));
  } catch {
    // kept it is all the same
  }
  kept = kept.then(() => send(form));
});

// A page that is gone back to is as it was left, and she may have chosen since.
addEventListener("pageshow", ({ persisted }) => {
  const since = persisted && sessionStorage.getItem("look");
  if (since) Object.assign(html.dataset, JSON.parse(since));
});
document.querySelectorAll("form[data-look]").forEach(show);
