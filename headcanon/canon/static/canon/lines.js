/* A line's order by dragging an event, or with the arrow keys on its handle. The buttons beside it do the same. */

const list = document.querySelector("ol[data-move]");
const status = document.querySelector("[data-told]");

function events() {
  return [...list.querySelectorAll(":scope > [data-event]")];
}

function say(words) {
  status.textContent = words;
}

/* One after the other, as each depends on the place that the one before has left. */
let keeping = Promise.resolve();

function keep(event, was) {
  const places = events();
  const first = Math.min(...places.map((each) => Number(each.dataset.place)));
  const place = first + places.indexOf(event);
  if (place === was) return;
  number(places, first);
  keeping = keeping.then(() => send(event, place, was));
}

async function send(event, place, was) {
  const body = new FormData(document.getElementById("steps"));
  body.set("event", event.dataset.event);
  body.set("place", place);
  try {
    const answer = await fetch(list.dataset.move, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
    if (answer.type !== "opaqueredirect") throw new Error(answer.status);
    say(status.dataset.told.replace("%s", place));
  } catch {
    say(status.dataset.failed);
    putBack(event, was);
  }
}

function putBack(event, was) {
  const others = events().filter((each) => each !== event);
  const first = Math.min(...events().map((each) => Number(each.dataset.place)));
  const after = others[was - first];
  if (after) after.before(event);
  else others.at(-1)?.after(event);
  number(events(), first);
}

function number(places, first) {
  places.forEach((each, at) => {
    each.dataset.place = first + at;
    each.value = first + at;
    each.querySelector(".number").textContent = first + at;
  });
}

function byKey(event, row) {
  const all = events();
  const other = all[all.indexOf(row) + ({ ArrowUp: -1, ArrowDown: 1 }[event.key] ?? NaN)];
  if (!other) return;
  event.preventDefault();
  const was = Number(row.dataset.place);
  if (event.key === "ArrowUp") other.before(row);
  else other.after(row);
  row.querySelector(".line-handle").focus();
  keep(row, was);
}

/* The row stays where it is until it is let go: a node that moves loses the pointer. */
function byPointer(event, row) {
  const handle = event.currentTarget;
  const was = Number(row.dataset.place);
  let go = () => {};
  handle.setPointerCapture(event.pointerId);
  row.classList.add("is-moving");
  const move = ({ clientY }) => {
    const under = events().find((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return clientY > top && clientY < bottom;
    });
    if (!under) return;
    events().forEach((each) => each.classList.toggle("is-under", each === under && each !== row));
    go = () => {
      if (under === row) return;
      if (events().indexOf(under) < events().indexOf(row)) under.before(row);
      else under.after(row);
    };
  };
  const drop = ({ type }) => {
    handle.removeEventListener("pointermove", move);
    handle.removeEventListener("pointerup", drop);
    handle.removeEventListener("pointercancel", drop);
    events().forEach((each) => each.classList.remove("is-moving", "is-under"));
    if (type === "pointerup") {
      go();
      keep(row, was);
    }
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("pointerup", drop);
  handle.addEventListener("pointercancel", drop);
}

for (const row of list ? events() : []) {
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = "line-handle";
  handle.textContent = "↕";
  handle.setAttribute("aria-label", `${list.dataset.handle} ${row.querySelector("bdi").textContent.trim()}`);
  handle.addEventListener("keydown", (event) => byKey(event, row));
  handle.addEventListener("pointerdown", (event) => byPointer(event, row));
  row.querySelector(".line-ways").prepend(handle);
}
