/* Where a story stands, drawn as it is chosen: the event with its neighbours, and the story before, after or away from
   them. Of what others wrote where they left canon, only what they wrote of that event is offered. */

const BRANCH = `<svg width="56" height="40" viewBox="0 0 56 40"><path class="tint" d="M0 0c3 30 14 30 30 30h22v10H26C10 40 2 22 0 0z"/>
<path d="M1 2c3 31 13 33 26 33h22"/><circle cx="51" cy="35" r="3"/></svg>`;

for (const group of document.querySelectorAll(".placement")) start(group);

function start(group) {
  const name = group.dataset.line;
  const form = group.closest("form");
  const field = (part) => form.elements[part ? `${name}_${part}` : name];
  const drawn = group.querySelector(".placement-drawn");
  const ways = document.getElementById(`${name}-ways`);
  const every = [...ways.options];

  function draw() {
    const events = [...field("event").options].filter((option) => option.value);
    const [at, until] = ["event", "until"].map((part) => events.findIndex(({ value }) => value === field(part).value));
    const how = field("").value;
    drawn.hidden = at < 0 || !["set", "diverges"].includes(how);
    drawn.replaceChildren(...(drawn.hidden ? [] : lines(events.map(({ text }) => text), at, until, how)));
    const here = every.filter(({ dataset }) => dataset.event === field("event").value);
    ways.replaceChildren(...(at < 0 ? every : here));
  }

  function lines(titles, at, until, how) {
    const when = how === "diverges" ? how : field("when").value;
    const story = line(field("when").selectedOptions[0].text, "is-story");
    const here = line(titles[at], "is-here");
    if (when === "between") return [here, story, line(until > at ? titles[until] : "…", "is-here")];
    const shown = [titles[at - 1] && line(titles[at - 1])];
    if (when === "before") shown.push(story);
    shown.push(here);
    if (when === "diverges") shown.push(way(field("says").value));
    if (when === "during" || when === "after") shown.push(story);
    shown.push(titles[at + 1] && line(titles[at + 1]));
    return shown.filter(Boolean);
  }

  group.addEventListener("input", draw);
  draw();
}

function line(text, kind = "") {
  const made = document.createElement("p");
  made.className = kind;
  made.textContent = text;
  made.dir = "auto";
  return made;
}

function way(says) {
  const made = line(says || "…", "is-way");
  made.insertAdjacentHTML("afterbegin", BRANCH);
  return made;
}
