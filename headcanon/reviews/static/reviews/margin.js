// Beside a story: a reader marks words, or walks the paragraphs, and says something of them; and small numbers stand
// beside those of which something was said. What may be said, and where the numbers stand, is told by the work's page
// of its margin (data-margin), which is fetched when it is first needed. Without this script that page is the way.
(() => {
  const way = document.querySelector(".margin-way");
  const stories = way ? [...document.querySelectorAll(".chapter .story")] : [];
  if (!stories.length) return;

  const LONGEST = 300; // letters of a phrase, as the archive takes them
  const BEFORE = 60; // letters before it, by which it is known from its twins
  const OPENING = 80;
  const ids = way.dataset.chapters.trim().split(" ");
  const blocks = new Map(); // each outermost block of a text, and where it is
  stories.forEach((story, n) => [...story.children].forEach((block, position) => blocks.set(block, { story, chapter: ids[n], position })));

  // What the archive tells ------------------------------------------------------------------------------------------
  let told;
  const margin = () => (told ??= fetch(way.dataset.margin)
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((page) => new DOMParser().parseFromString(page, "text/html"))
    .catch(() => (told = undefined)));
  const partOf = (page, chapter) => page?.querySelector(`.margin-chapter[data-chapter="${chapter}"]`);

  // The bar beside what is meant ------------------------------------------------------------------------------------
  const bar = document.createElement("div");
  bar.className = "margin-bar";
  bar.hidden = true;
  document.querySelector("main").append(bar);
  let meant = null;

  const oneLine = (text) => text.replace(/\s+/g, " ").trim();
  const addressOf = (link, { block, phrase, before }) => {
    const { position } = blocks.get(block);
    const address = new URL(link.getAttribute("href"), location);
    const said = link.dataset.way === "slip" ? { paragraph: position, words: phrase, before } : { paragraph: position, opening: block.querySelector("img, .footnote, br") ? "" : oneLine(block.textContent).slice(0, OPENING) };
    for (const [name, value] of Object.entries(said)) address.searchParams.set(name, value);
    return address;
  };

  async function offer(what, box) {
    meant = what;
    const page = await margin();
    if (meant !== what) return; // she has gone on meanwhile
    const ways = [...(partOf(page, blocks.get(what.block).chapter)?.querySelectorAll("[data-way]") ?? [])];
    const links = ways.filter((link) => link.dataset.way === "remark" || what.phrase).map((link) => {
      const copy = document.createElement("a");
      copy.className = "margin-do";
      copy.dataset.way = link.dataset.way;
      copy.textContent = link.textContent;
      copy.href = addressOf(link, what);
      return copy;
    });
    bar.replaceChildren(...links);
    bar.hidden = !links.length;
    const { offsetParent } = bar;
    if (bar.hidden || !offsetParent) return;
    const frame = offsetParent.getBoundingClientRect();
    const rect = box();
    bar.style.setProperty("top", `${rect.bottom - frame.top + 8}px`);
    bar.style.setProperty("left", `${Math.max(0, Math.min(rect.left - frame.left, frame.width - bar.offsetWidth))}px`);
  }

  const away = () => {
    meant = null;
    bar.hidden = true;
  };

  // Words that are marked, by mouse, finger or keyboard -------------------------------------------------------------
  const blockOf = (node) => {
    let each = node;
    while (each && !blocks.has(each)) each = each.parentNode;
    return each;
  };

  const marked = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const block = blockOf(range.startContainer);
    if (!block || !oneLine(range.toString())) return null;
    // A double click, and three, may end at the beginning of the next paragraph.
    const isOne = blockOf(range.endContainer) === block || range.endOffset === 0;
    const ahead = document.createRange();
    ahead.setStart(block, 0);
    ahead.setEnd(range.startContainer, range.startOffset);
    const phrase = range.toString().trim();
    return {
      what: { block, phrase: isOne && phrase.length <= LONGEST ? phrase : "", before: ahead.toString().slice(-BEFORE) },
      box: () => range.getBoundingClientRect(),
    };
  };

  let pause;
  document.addEventListener("selectionchange", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      if (bar.contains(document.activeElement) || sheet.contains(document.activeElement)) return;
      const found = marked();
      if (found) offer(found.what, found.box);
      else if (!walking) away();
    }, 150);
  });

  // Walking the paragraphs by keyboard ------------------------------------------------------------------------------
  const toWalk = [...blocks.keys()].filter((block) => block.textContent.trim());
  let walking = null;

  const stand = (block) => {
    walking = block;
    block.tabIndex = -1;
    block.focus();
    offer({ block, phrase: "", before: "" }, () => block.getBoundingClientRect());
  };

  const stop = () => {
    walking?.removeAttribute("tabindex");
    walking = null;
    away();
  };

  way.querySelector("a").addEventListener("click", (event) => {
    event.preventDefault();
    const above = toWalk.filter((block) => block.getBoundingClientRect().top < innerHeight);
    stand(above.at(-1) ?? toWalk[0]);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !sheet.hidden) return close();
    if (!walking && !bar.contains(document.activeElement)) return undefined;
    if (event.key === "Escape") {
      const back = bar.contains(document.activeElement) && (walking ?? meant?.block);
      if (back && walking) return back.focus();
      return stop();
    }
    if (!walking || document.activeElement !== walking) return undefined;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = toWalk[toWalk.indexOf(walking) + step];
      if (next) {
        walking.removeAttribute("tabindex");
        stand(next);
      }
    } else if ((event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && bar.firstChild && !bar.hidden) {
      event.preventDefault();
      bar.firstChild.focus();
    }
    return undefined;
  });

  // The form, below, so that the story stays where it is ------------------------------------------------------------
  const sheet = document.createElement("aside");
  sheet.className = "margin-sheet";
  sheet.hidden = true;
  sheet.tabIndex = -1;
  document.querySelector("main").append(sheet);
  let from = null;

  const close = () => {
    sheet.hidden = true;
    sheet.replaceChildren();
    const back = from;
    from = null;
    if (walking) walking.focus();
    else if (back?.isConnected) {
      back.tabIndex = -1;
      back.focus({ preventScroll: true });
    }
  };

  bar.addEventListener("click", async (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
    event.preventDefault();
    const id = link.dataset.way === "slip" ? "slip-form" : "margin-form";
    from = meant?.block ?? null;
    sheet.setAttribute("aria-label", link.textContent);
    const out = document.createElement("button");
    out.type = "button";
    out.className = "link margin-close";
    out.textContent = way.dataset.close;
    out.addEventListener("click", close);
    const place = document.createElement("div");
    sheet.replaceChildren(place, out);
    await htmx.ajax("GET", link.href, { target: place, select: `#${id}`, swap: "innerHTML show:none" });
    if (!place.firstElementChild) return void location.assign(link.href);
    sheet.hidden = false;
    away();
    (sheet.querySelector("input:not([type=hidden]), textarea, select") ?? sheet).focus();
  });

  // A review that is posted stands among the others; what it hangs on has a number from now on.
  document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target?.id !== "reviews") return;
    if (sheet.querySelector("#margin-form")) close();
    if (told) {
      told = undefined;
      number();
    }
  });

  // The numbers -----------------------------------------------------------------------------------------------------
  const layers = new Map();

  const place = (layer, story) => {
    for (const mark of layer.children) mark.style.setProperty("top", `${mark.block.offsetTop - story.offsetTop}px`);
  };

  async function number() {
    const page = await margin();
    stories.forEach((story, n) => {
      const said = [...(partOf(page, ids[n])?.querySelectorAll("[data-remarks]") ?? [])];
      const layer = layers.get(story) ?? document.createElement("nav");
      layer.className = "margin-marks";
      layer.setAttribute("aria-label", way.dataset.marks);
      layer.replaceChildren(...said.filter((link) => story.children[link.dataset.paragraph]).map((link) => {
        const mark = document.createElement("a");
        mark.href = link.href;
        mark.textContent = link.dataset.remarks;
        mark.title = link.textContent;
        mark.setAttribute("aria-label", `${link.textContent}: ${oneLine(link.previousElementSibling.textContent)}`);
        mark.block = story.children[link.dataset.paragraph];
        return mark;
      }));
      if (!layers.has(story) && layer.children.length) {
        layers.set(story, layer);
        story.after(layer);
        new ResizeObserver(() => place(layer, story)).observe(story);
      }
      place(layer, story);
    });
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".margin-marks a");
    const reviews = document.getElementById("reviews");
    if (mark && window.htmx && reviews) {
      event.preventDefault();
      // All of them would come in when they are scrolled to, over those of this paragraph.
      const empty = reviews.cloneNode(true);
      for (const { name } of [...empty.attributes]) if (name.startsWith("data-hx-")) empty.removeAttribute(name);
      reviews.replaceWith(empty);
      htmx.ajax("GET", mark.href, { target: "#reviews", select: "#reviews", swap: "outerHTML show:top" });
    }
    const link = event.target.closest(".review-place a[data-paragraph]");
    const story = link && stories[ids.indexOf(link.dataset.chapter)];
    if (story && show(story.children[link.dataset.paragraph])) event.preventDefault();
  });

  const show = (block) => {
    if (!block) return false;
    block.tabIndex = -1;
    block.focus({ preventScroll: true });
    block.scrollIntoView({ block: "center" });
    return true;
  };

  const hash = /^#p-(\d+)/.exec(location.hash);
  if (hash && stories.length === 1) show(stories[0].children[hash[1]]);
  if ("said" in way.dataset) number();
})();
