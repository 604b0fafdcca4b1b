/* A link whose page has a part worth seeing beside the story (data-panel says which) shows it there; where that fails it
   is the link it was. */

if (HTMLElement.prototype.showPopover) {
  const panel = document.createElement("section");
  panel.className = "panel";
  panel.popover = "auto";
  panel.tabIndex = -1;
  panel.setAttribute("role", "dialog");
  document.querySelector("main").append(panel);
  let from = null;

  async function partOf(link) {
    const answer = await fetch(link.href);
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector(link.dataset.panel);
  }

  async function open(link) {
    const part = await partOf(link).catch(() => null);
    if (!part) return location.assign(link.href);
    const close = document.querySelector("#panel-close").content.firstElementChild.cloneNode(true);
    close.addEventListener("click", () => panel.hidePopover());
    for (const each of part.querySelectorAll("a")) if (each.pathname === location.pathname) each.setAttribute("aria-current", "page");
    panel.setAttribute("aria-label", link.textContent.trim());
    panel.replaceChildren(document.adoptNode(part), close);
    from = link;
    panel.showPopover();
    return (panel.querySelector("input:checked, a[href]") ?? panel).focus({ preventScroll: true });
  }

  panel.addEventListener("toggle", ({ newState }) => {
    from?.setAttribute("aria-expanded", String(newState === "open"));
    if (newState === "closed" && panel.contains(document.activeElement)) from?.focus();
  });

  for (const link of document.querySelectorAll("a[data-panel]")) {
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (panel.matches(":popover-open") && from === link) panel.hidePopover();
      else open(link);
    });
  }
}
