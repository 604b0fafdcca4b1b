// Files are dropped, and sent a few at a time, so that one that fails loses no other; what waits says when it is done.

const AT_ONCE = 10;
const AGAIN_AFTER = 2000;

const form = document.querySelector("[data-drop]");
const files = form?.querySelector("input[type=file]");
const status = form?.querySelector("[data-drop-status]");

function say(text) {
  status.hidden = false;
  status.textContent = text;
}

async function send(some, more) {
  const body = new FormData();
  body.append("batch", form.elements.batch.value);
  if (more) body.append("more", "yes");
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const file of some) body.append("file", file, file.name);
  const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
  if (answer.type !== "opaqueredirect" && !answer.ok) throw new Error(answer.statusText);
}

async function sendAll(list) {
  for (let done = 0; done < list.length; done += AT_ONCE) {
    say(status.dataset.said.replace("%1", done).replace("%2", list.length));
    await send(list.slice(done, done + AT_ONCE), done + AT_ONCE < list.length);
  }
  location.assign(form.action);
}

function start(list) {
  const button = form.querySelector("button");
  button.disabled = true;
  sendAll(list).catch(() => {
    button.disabled = false;
    say(status.dataset.failed);
  });
}

if (form) {
  form.querySelector("[data-drop-hint]").hidden = false;
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("is-over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    form.classList.remove("is-over");
    files.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    if (files.files.length <= AT_ONCE) return;
    event.preventDefault();
    start([...files.files]);
  });
}

const waiting = document.getElementById("intake-progress");

async function lookAgain() {
  const told = waiting.querySelector("[data-again]");
  if (!told) return;
  try {
    const answer = await fetch(told.dataset.again);
    if (answer.ok) {
      const text = await answer.text();
      waiting.replaceChildren(new DOMParser().parseFromString(text, "text/html").body.firstElementChild ?? "");
      if (!waiting.querySelector("[data-again]")) location.reload();
    }
  } finally {
    setTimeout(lookAgain, AGAIN_AFTER);
  }
}

if (waiting) setTimeout(lookAgain, AGAIN_AFTER);
