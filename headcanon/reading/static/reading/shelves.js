/* A shelf's own order by dragging a line, or with the arrow keys on its handle. The buttons beside it do the same. */

const list = document.querySelector("ol[data-move]");
const status = document.querySelector("[data-told]");

function lines() {
  return [...list.querySelectorAll(":scope > [data-line]")];
}

function say(words) {
  status.textContent = words;
}

async function keep(line, was) {
  const places = lines();
  const first = Math.min(...places.map((each) => Number(each.dataset.place)));
  const place = first + places.indexOf(line);
  if (place === was) return;
  const body = new FormData(line.querySelector("form.shelf-move"));
  body.set("to", "place");
  body.set("place", place);
  try {
    const answer = await fetch(list.dataset.move, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
    if (answer.type !== "opaqueredirect") throw new Error(answer.status);
  } catch {
    say(status.dataset.failed);
    return putBack(line, was);
  }
  places.forEach((each, at) => {
    each.dataset.place = first + at;
    each.querySelector("input[name=place]").value = first + at;
  });
  say(status.dataset.told.replace("%s", place));
}

function putBack(line, was) {
  const after = lines().filter((each) => each !== line).find((each) => Number(each.dataset.place) > was);
  list.insertBefore(line, after ?? null);
}

function byKey(event, line) {
  const other = { ArrowUp: line.previousElementSibling, ArrowDown: line.nextElementSibling }[event.key];
  if (!other) return;
  event.preventDefault();
  const was = Number(line.dataset.place);
  if (event.key === "ArrowUp") other.before(line);
  else other.after(line);
  line.querySelector(".shelf-handle").focus();
  keep(line, was);
}

/* The line stays where it is until it is let go: a node that moves loses the pointer. */
function byPointer(event, line) {
  const handle = event.currentTarget;
  const was = Number(line.dataset.place);
  let go = () => {};
  handle.setPointerCapture(event.pointerId);
  line.classList.add("is-moving");
  const move = ({ clientY }) => {
    const under = lines().find((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return clientY > top && clientY < bottom;
    });
    if (!under) return;
    lines().forEach((each) => each.classList.toggle("is-under", each === under && each !== line));
    go = () => {
      if (under === line) return;
      if (lines().indexOf(under) < lines().indexOf(line)) under.before(line);
      else under.after(line);
    };
  };
  const drop = ({ type }) => {
    handle.removeEventListener("pointermove", move);
    handle.removeEventListener("pointerup", drop);
    handle.removeEventListener("pointercancel", drop);
    lines().forEach((each) => each.classList.remove("is-moving", "is-under"));
    if (type === "pointerup") {
      go();
      keep(line, was);
    }
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("pointerup", drop);
  handle.addEventListener("pointercancel", drop);
}

for (const line of list ? lines() : []) {
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = "shelf-handle";
  handle.textContent = "↕";
  handle.setAttribute("aria-label", `${list.dataset.handle} ${line.querySelector(".card-title").textContent.trim()}`);
  handle.addEventListener("keydown", (event) => byKey(event, line));
  handle.addEventListener("pointerdown", (event) => byPointer(event, line));
  line.querySelector(".shelf-ways").prepend(handle);
}
