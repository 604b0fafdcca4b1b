/* The page of search: a box is empty, ticked or struck, never two of these; and on a narrow screen the filters are a sheet
   that is opened, worked with and closed without leaving the page. What is found comes by htmx. */

const sheet = document.getElementById("filters");
const form = document.getElementById("asking");
const narrow = matchMedia("(width < 64rem)");

// Before htmx hears of it.
form.addEventListener("change", ({ target }) => {
  const row = target.closest(".facet");
  const boxes = row?.querySelectorAll("input[type=checkbox]");
  if (boxes?.length !== 2 || !target.checked) return;
  const [ticked, struck] = boxes;
  if (target === ticked && struck.checked) ticked.checked = false; // a touch on a struck box empties it
  if (target === ticked) struck.checked = false;
  else ticked.checked = false;
}, true);

/* --- The sheet --- */

const others = () => [...document.body.children].filter((each) => !each.contains(sheet) && each.localName !== "script")
  .concat(document.querySelector(".search-stories"));

function open() {
  sheet.classList.add("is-open");
  for (const each of others()) each.inert = true;
  sheet.querySelector(".search-close").focus();
}

function close() {
  if (!sheet.classList.contains("is-open")) return;
  sheet.classList.remove("is-open");
  for (const each of others()) each.inert = false;
  // What is found may have come anew, and the strip with it.
  document.querySelector(".search-strip a")?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href='#filters'], .search-close, .search-scrim");
  if (!link || !narrow.matches) return;
  event.preventDefault();
  if (link.hash === "#filters") open();
  else close();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) close();
});

form.addEventListener("submit", close);
narrow.addEventListener("change", close);

/* --- The groups come anew with their numbers: what is unfolded stays so, and what is being typed is kept --- */

let kept = null;

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "groups") return;
  const field = document.activeElement;
  const isTyped = detail.target.contains(field) && field.matches("input[type=text], input[type=date]");
  kept = {
    unfolded: [...detail.target.querySelectorAll("details[open]")].map(({ id }) => id),
    field: isTyped ? { id: field.id, value: field.value } : null,
    scrolled: form.scrollTop,
  };
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id !== "groups") return;
  drawLines();
  if (!kept) return;
  for (const id of kept.unfolded) document.getElementById(id)?.setAttribute("open", "");
  const field = kept.field && document.getElementById(kept.field.id);
  if (field) field.value = kept.field.value;
  form.scrollTop = kept.scrolled;
  kept = null;
});

/* --- A span of lengths, drawn: two nodes on a line that move the numbers beneath it. Each step is as many times as long as
   the one before; at its ends a node asks for nothing. --- */

const STEPS = 60, SHORTEST = 100, LONGEST = 500_000;

const lengthAt = (step) => Number((SHORTEST * (LONGEST / SHORTEST) ** (step / STEPS)).toPrecision(step > STEPS / 2 ? 2 : 1));
const stepOf = (length) => Math.round(STEPS * Math.log(Math.max(length, SHORTEST) / SHORTEST) / Math.log(LONGEST / SHORTEST));

function drawLines() {
  for (const line of document.querySelectorAll(".facet-line:empty")) {
    const fields = ["from", "to"].map((end) => document.getElementById(`${line.dataset.line}-${end}`));
    const ends = [0, STEPS];
    // The numbers can be typed; whoever hears the page needs no second way.
    const nodes = fields.map(() => Object.assign(document.createElement("input"), { type: "range", min: 0, max: STEPS, tabIndex: -1, ariaHidden: "true" }));
    const draw = () => ["--from", "--to"].forEach((name, at) => line.style.setProperty(name, nodes[at].value / STEPS));
    const place = () => {
      nodes.forEach((node, at) => { node.value = parseInt(fields[at].value, 10) ? Math.min(stepOf(parseInt(fields[at].value, 10)), STEPS) : ends[at]; });
      draw();
    };
    nodes.forEach((node, at) => node.addEventListener("input", () => {
      const other = Number(nodes[1 - at].value);
      node.value = at ? Math.max(node.value, other) : Math.min(node.value, other);
      fields[at].value = Number(node.value) === ends[at] ? "" : lengthAt(node.value);
      draw();
    }));
    for (const field of fields) field.addEventListener("input", place);
    line.append(...nodes);
    line.hidden = false;
    place();
  }
}

drawLines();

/* --- Other orders: a menu that closes when one looks elsewhere --- */

document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll(".search-orders details[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
});
