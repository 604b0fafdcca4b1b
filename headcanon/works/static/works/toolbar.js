/* The toolbar, one for all fields of the page: it acts on the one that was written in last.

   One stop for Tab; the arrows, Home and End lead along its buttons, Escape back to the text, Alt+F10 to it. */

import { isMarkActive, isNodeActive } from "../django_prose_editor/editor.js";
import { insertSceneBreak, toggleAlignment, toggleHeading, toggleQuote } from "./typing.js";

function mark(name) {
  return {
    run: (editor) => editor.commands.toggleMark(name),
    isOn: ({ state }) => isMarkActive(state, name),
  };
}

function node(run, name, attributes) {
  return { run, isOn: ({ state }) => isNodeActive(state, name, attributes) };
}

function heading(level) {
  return node((editor) => toggleHeading(editor, level), "heading", { level });
}

function list(name) {
  return node((editor) => editor.commands.toggleList(name, "listItem"), name);
}

function aligned(align) {
  return node((editor) => toggleAlignment(editor, align), null, { align });
}

const TOOLS = {
  em: mark("em"),
  strong: mark("strong"),
  u: mark("u"),
  s: mark("s"),
  heading2: heading(2),
  heading3: heading(3),
  heading4: heading(4),
  bullets: list("bulletList"),
  numbers: list("orderedList"),
  center: aligned("center"),
  right: aligned("right"),
  justify: aligned("justify"),
  quote: node(toggleQuote, "blockquote"),
  "scene-break": { run: insertSceneBreak },
  undo: { run: (editor) => editor.commands.undo() },
  redo: { run: (editor) => editor.commands.redo() },
};

/* `others`: tools that are more than a command (link, picture …), by name, in the same shape as above. */
export function toolbar(element, others) {
  const tools = { ...TOOLS, ...others };
  let editor = null;

  function buttons() {
    return [...element.querySelectorAll("button")].filter((button) => button.offsetParent);
  }

  function stopAt(button) {
    for (const each of element.querySelectorAll("button")) each.tabIndex = each === button ? 0 : -1;
  }

  function show() {
    for (const button of element.querySelectorAll("button[aria-pressed]")) {
      const isOn = String(Boolean(editor && tools[button.dataset.tool]?.isOn?.(editor)));
      if (button.getAttribute("aria-pressed") !== isOn) button.setAttribute("aria-pressed", isOn);
    }
  }

  element.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-tool]");
    if (!button) return;
    stopAt(button);
    if (button.dataset.tool in TOOLS) editor.view.focus();
    tools[button.dataset.tool].run(editor, button);
    show();
  });

  // A press of the mouse must not take the cursor out of the text.
  element.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());

  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return editor.view.focus();
    const row = buttons();
    const at = row.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: row.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = row.at(to % row.length);
    stopAt(next);
    next.focus();
  });

  stopAt(element.querySelector("button"));
  element.hidden = false;

  return {
    get editor() {
      return editor;
    },
    serve(one) {
      editor = one;
      show();
    },
    show,
    focus: () => element.querySelector('button[tabindex="0"]').focus(),
  };
}
