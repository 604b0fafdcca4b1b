/* Offers names while somebody types one. Of a field, `data-completes` says what kind of name it holds, and
   `data-completes-many` that it holds several with commas between. Without this script it is typed in full. */

const script = document.querySelector("script[data-completions]");
const A_PAUSE = 120; // without typing
const COMMAS = /[,\uff0c\u3001\u060c\n]/;
const answers = new Map(); // address → promise of its names
const started = new WeakSet();
let count = 0;

for (const field of document.querySelectorAll("[data-completes]")) start(field);
// Also in what a page brought in later.
document.addEventListener("focusin", ({ target }) => target.matches?.("[data-completes]") && start(target));

function start(field) {
  if (started.has(field)) return;
  started.add(field);
  const isMany = "completesMany" in field.dataset;
  const list = Object.assign(document.createElement("ul"), { id: `names-${++count}`, className: "names-offered", hidden: true });
  const said = Object.assign(document.createElement("p"), { className: "unseen" });
  list.role = "listbox";
  said.role = "status";
  list.ariaLabel = script.dataset.list;
  field.after(list, said);
  field.setAttribute("autocomplete", "off");
  field.ariaAutoComplete = "list";
  field.setAttribute("aria-controls", list.id);
  // A textarea must stay what it is; its list is told by the status.
  if (field instanceof HTMLInputElement) field.role = "combobox";
  let names = [];
  let active = -1;
  let timer;
  let turn = 0;

  /* The name that is being typed: where it begins and ends in the field. */
  function place() {
    const text = field.value;
    if (!isMany) return [0, text.length];
    let begin = field.selectionStart;
    let end = begin;
    while (begin > 0 && !COMMAS.test(text[begin - 1])) begin--;
    while (end < text.length && !COMMAS.test(text[end])) end++;
    return [begin, end];
  }

  async function find() {
    const [begin, end] = place();
    const typed = field.value.slice(begin, end).trim();
    const mine = ++turn;
    const found = typed ? await namesFor(field.dataset.completes, typed) : [];
    if (mine !== turn) return; // she has typed on
    show(found, typed);
  }

  function show(found, typed) {
    const there = isMany ? new Set(field.value.split(COMMAS).map((name) => name.trim()).filter((name) => name !== typed)) : new Set();
    // In a list a comma would part a name in two.
    names = found.filter(({ name }) => !there.has(name) && !(isMany && COMMAS.test(name)));
    if (names.length === 1 && names[0].name === typed) names = [];
    list.replaceChildren(...names.map(option));
    choose(-1);
    open(names.length > 0);
    if (typed) said.textContent = names.length > 1 ? script.dataset.several.replace("%d", names.length) : names.length ? script.dataset.one : script.dataset.none;
  }

  function option({ name, also, stories }, at) {
    const item = Object.assign(document.createElement("li"), { id: `${list.id}-${at}` });
    item.role = "option";
    item.ariaSelected = "false";
    item.append(piece("bdi", name));
    if (also) item.append(piece("bdi", also, "names-also"));
    if (stories) item.append(piece("span", stories.toLocaleString(document.documentElement.lang), "number"));
    item.addEventListener("click", () => pick(at));
    return item;
  }

  function piece(kind, text, className = "") {
    return Object.assign(document.createElement(kind), { textContent: text, className });
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    if (isOpen) list.style.insetBlockStart = `${field.offsetTop + field.offsetHeight}px`;
    if (field.role === "combobox") field.ariaExpanded = String(isOpen);
    if (!isOpen) choose(-1);
  }

  function choose(at) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const item = list.children[at];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) field.setAttribute("aria-activedescendant", item.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function pick(at) {
    const [begin, end] = place();
    const before = isMany && begin > 0 && field.value[begin - 1] !== "\n" ? " " : "";
    const isLast = end === field.value.length;
    field.setRangeText(before + names[at].name + (isMany && isLast ? ", " : ""), begin, end, "end");
    turn++;
    open(false);
    said.textContent = "";
    field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "picked" }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  field.addEventListener("input", (event) => {
    if (event.isComposing || event.detail === "picked") return;
    clearTimeout(timer);
    timer = setTimeout(find, A_PAUSE);
  });
  field.addEventListener("compositionend", find);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const last = names.length - 1;
    if (event.key === "ArrowDown") choose(active < last ? active + 1 : 0);
    else if (event.key === "ArrowUp") choose(active > 0 ? active - 1 : last);
    else if (event.key === "Enter" && active >= 0) pick(active);
    else if (event.key === "Escape") open(false);
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", () => {
    clearTimeout(timer);
    turn++;
    open(false);
  });
  // The field keeps the focus while somebody presses a name.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  open(false);
}

/* What cannot be had offers nothing: she types on as without it. */
function namesFor(kind, typed) {
  const address = `${script.dataset.completions.replace(/[^/]+$/, kind)}?q=${encodeURIComponent(typed)}`;
  if (!answers.has(address)) {
    if (answers.size > 200) answers.clear();
    const names = fetch(address)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((answer) => answer.names)
      .catch(() => answers.delete(address) && []);
    answers.set(address, names);
  }
  return answers.get(address).then((names) => names || []);
}
