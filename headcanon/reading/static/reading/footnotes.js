/* A footnote comes to the reader: its sign in the line is a button, and its words open beside it. */

if (HTMLElement.prototype.showPopover) {
  const name = document.querySelector("#footnote-name")?.content.textContent.trim();
  const GAP = 10;

  function beside(mark, note) {
    const at = mark.getBoundingClientRect();
    const column = mark.closest(".story").getBoundingClientRect();
    const [wide, high] = [note.offsetWidth, note.offsetHeight];
    const isBelow = at.bottom + GAP + high < innerHeight || at.top < innerHeight / 2;
    note.style.setProperty("top", `${isBelow ? at.bottom + GAP : Math.max(GAP, at.top - GAP - high)}px`);
    note.style.setProperty("left", `${Math.max(column.left, Math.min(at.left - wide / 2, column.right - wide))}px`);
  }

  document.querySelectorAll(".story .footnote").forEach((note, n) => {
    const mark = document.createElement("button");
    mark.type = "button";
    mark.className = "footnote-mark";
    mark.setAttribute("aria-label", `${name} ${n + 1}`);
    mark.popoverTargetElement = note;
    note.popover = "auto";
    note.before(mark);
    note.addEventListener("toggle", ({ newState }) => {
      if (newState === "open") beside(mark, note);
    });
  });

  // It stays beside its sign, and goes when that has gone.
  addEventListener("scroll", () => {
    const note = document.querySelector(".footnote:popover-open");
    const { top, bottom } = note?.previousElementSibling.getBoundingClientRect() ?? {};
    if (!note) return;
    if (bottom < 0 || top > innerHeight) note.hidePopover();
    else beside(note.previousElementSibling, note);
  }, { passive: true });
}
