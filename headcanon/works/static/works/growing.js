/* Finding the headcanons that a story grew from, without leaving its form: what is found stands there to be ticked. */

const A_PAUSE = 350; // without typing

for (const part of document.querySelectorAll(".roots")) start(part);

function start(part) {
  const form = part.closest("form");
  const { headcanon_words: words, headcanon_new: room } = form.elements;
  const shown = part.querySelector(".roots-found");
  let timer;
  let asked = 0;

  async function find() {
    clearTimeout(timer);
    const turn = ++asked;
    const address = `${part.dataset.find}?words=${encodeURIComponent(words.value.trim())}`;
    const html = await fetch(address).then((answer) => (answer.ok ? answer.text() : null)).catch(() => null);
    if (turn !== asked) return; // she has typed on
    show(html);
  }

  /* What she has ticked already stays where it is, and is not offered twice. */
  function show(html) {
    const ticked = [...shown.querySelectorAll(".field-choice")].filter((each) => each.querySelector("input").checked);
    if (html === null) return shown.replaceChildren(...ticked, Object.assign(document.createElement("p"), { textContent: shown.dataset.failed }));
    const found = new DOMParser().parseFromString(html, "text/html").body;
    const there = new Set([...part.querySelectorAll("input[name=headcanons]")].map((each) => each.value));
    for (const each of shown.querySelectorAll("input:not(:checked)")) there.delete(each.value);
    for (const each of found.querySelectorAll(".field-choice")) {
      if (there.has(each.querySelector("input").value)) each.remove();
    }
    shown.replaceChildren(...ticked, ...found.childNodes);
  }

  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, A_PAUSE);
  });
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    find();
  });

  // With this script they send nothing: so Enter in another field saves.
  for (const button of part.querySelectorAll("button")) button.type = "button";
  part.querySelector(".roots-find").addEventListener("click", find);
  part.querySelector("[value=find-origin]")?.addEventListener("click", () => {
    words.value = form.elements.origin_text.value;
    find();
  });
  part.querySelector("[value=take-origin]")?.addEventListener("click", () => {
    room.value = form.elements.origin_text.value;
    room.dispatchEvent(new Event("input", { bubbles: true }));
    room.focus();
  });
}
