/* What comes in from elsewhere: pasted, dropped or chosen. The archive reads it, so the rules are the same as for a
   file handed in; where it cannot be reached, the editor reads what it can, and says so. */

import { isHTML, paragraphsOf } from "./story-schema.js";

export class Unreachable extends Error {}

/* Ask the archive; an answer that is not one is as good as none. */
export async function ask(address, body, headers = {}) {
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", ...headers } });
  } catch {
    throw new Unreachable();
  }
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw said.error ? new Error(said.error) : new Unreachable();
  return said;
}

function askWithText(form, html, text) {
  const token = form.elements.csrfmiddlewaretoken.value;
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  return ask(form.dataset.paste, JSON.stringify({ html, text }), headers);
}

/* Story-HTML of what stands in a plain field, which may be Markdown. */
export async function read(form, typed) {
  if (!typed.trim() || isHTML(typed)) return typed;
  try {
    return (await askWithText(form, "", typed)).html;
  } catch {
    return paragraphsOf(typed);
  }
}

/* A place in the text that stays where it is while the rest is written on. */
function placeIn(editor) {
  let bookmark = editor.state.selection.getBookmark();
  const follow = ({ transaction }) => {
    bookmark = bookmark.map(transaction.mapping);
  };
  editor.on("transaction", follow);
  return () => {
    editor.off("transaction", follow);
    return bookmark.resolve(editor.state.doc);
  };
}

const LINE_END = /\r?\n|\r/;

/* Takes over a paste that has format or several lines. `say(line, undo)` tells what came of it. */
export function pasting(form, { editorNow, say, words, pictureFrom }) {
  let isInserting = false;

  function insert(html, at) {
    const editor = editorNow();
    editor.view.dispatch(editor.state.tr.setSelection(at));
    isInserting = true;
    try {
      editor.view.pasteHTML(html);
    } finally {
      isInserting = false;
    }
    return () => editor.chain().focus().undo().run();
  }

  async function take(html, text) {
    const where = placeIn(editorNow());
    try {
      const cleaned = await askWithText(form, html, text);
      say(cleaned.said, insert(cleaned.html, where()));
    } catch (problem) {
      const line = problem instanceof Unreachable ? words.pasteAlone : problem.message;
      say(line, insert(html || paragraphsOf(text), where()));
    }
  }

  return {
    insert: (html) => insert(html, editorNow().state.selection),

    handlePaste(view, event) {
      if (isInserting || !event.clipboardData) return false;
      const image = [...event.clipboardData.files].find(isPicture);
      const html = event.clipboardData.getData("text/html");
      const text = event.clipboardData.getData("text/plain");
      if (image && !text) return pictureFrom(image), true;
      // What was copied here comes back as it is.
      if (html.includes("data-pm-slice") || (!html && !LINE_END.test(text.trim()))) return false;
      take(html, text);
      return true;
    },
  };
}

export function isPicture(file) {
  return file.type.startsWith("image/");
}

/* Files: a picture goes to the picture's form; of anything else the archive reads the story in it. */
export function reading(form, { say, words, put, pictureFrom }) {
  async function readFile(file) {
    const body = new FormData();
    body.append("file", file);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    say(words.reading.replace("%s", file.name));
    try {
      say(words.read.replace("%s", file.name), put(await ask(form.dataset.read, body)));
    } catch (problem) {
      say(problem instanceof Unreachable ? words.readNot.replace("%s", file.name) : problem.message);
    }
  }

  function take(file) {
    if (!file) return;
    if (isPicture(file)) pictureFrom(file);
    else readFile(file);
  }

  addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
  return take;
}

function holdsFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}
