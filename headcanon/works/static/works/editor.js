/* The editor's page, put together. Without this script the same page has plain fields and the same buttons. */

import { Dropcursor, Editor, Gapcursor, UndoRedo } from "../django_prose_editor/editor.js";
import { autosave, fieldsOf, STATES } from "./autosave.js";
import { pasting, read, reading } from "./paste.js";
import { closing, editLink, editPicture } from "./pictures.js";
import { NO_SHELF, openShelf } from "./shelf.js";
import { blocks, htmlOf, isHTML, marks, paragraphsOf, shown } from "./story-schema.js";
import { randomName, thisTab } from "./tabs.js";
import { toolbar } from "./toolbar.js";
import { typing } from "./typing.js";
import { counting, minutesFor } from "./words.js";

const page = document.querySelector(".editor-page");
const chapter = document.getElementById("chapter");
const about = document.getElementById("about");
const words = page.dataset;

// --- Saying things ----------------------------------------------------------------------------------------------------

const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const said = document.querySelector(".editor-said");

/* One line under the toolbar, with a way back where there is one; it goes when something else is written. */
function say(line, undo) {
  said.querySelector(".editor-said-line").textContent = line;
  const button = said.querySelector("button");
  button.hidden = !undo;
  button.onclick = () => {
    undo();
    say("");
  };
  said.classList.toggle("is-silent", !line);
}

const kept = document.querySelector(".kept");
const standing = new Map();
const WORST_FIRST = [STATES.nowhere, STATES.apart, STATES.here, STATES.inArchiveOnly, STATES.kept];

/* How the words of the whole page stand: as well as those that stand worst. */
function report(form, state, time) {
  standing.set(form, { state, time });
  const worst = WORST_FIRST.find((each) => [...standing.values()].some((one) => one.state === each));
  const { time: since } = [...standing.values()].filter((one) => one.state === worst).sort((a, b) => b.time - a.time)[0];
  kept.dataset.state = worst;
  for (const line of kept.querySelectorAll("[data-kept]")) {
    const text = line.dataset[worst.replace(/-./, (each) => each[1].toUpperCase())].replace("%s", clock.format(since));
    if (line.textContent !== text) line.textContent = text;
  }
}

const behind = new Set();

function showBehind(form, isSo) {
  if (isSo) behind.add(form);
  else behind.delete(form);
  kept.toggleAttribute("data-behind", behind.size > 0);
}

/* A notice of the page's templates, once; `null` takes away what is over. */
function notice(form, name, address, line) {
  const place = document.querySelector(".editor-notices");
  const id = `notice-${form.id}`;
  const standing = document.getElementById(id);
  if (name && standing?.dataset.name === name) return standing;
  standing?.remove();
  if (!name) return null;
  const shown = document.getElementById(`say-${name}`).content.firstElementChild.cloneNode(true);
  Object.assign(shown, { id });
  shown.dataset.name = name;
  if (address) shown.querySelector("a").href = address;
  if (line) shown.querySelector(".notice-line").textContent = line;
  place.append(shown);
  return shown;
}

// --- Fields -----------------------------------------------------------------------------------------------------------

const fields = [];
const saving = new Map();
const touched = new Set(); // forms written in before their keeping had begun
let tools = null;

/* A plain field becomes an editor, and stays behind it as the source view. */
function field(textarea) {
  const label = textarea.labels[0];
  label.id ||= `${textarea.id}-label`;
  const box = document.createElement("div");
  box.className = "story-editor";
  textarea.before(box);
  const self = { textarea, label, box, isSource: false };
  const isBody = textarea.classList.contains("editor");
  self.editor = new Editor({
    element: box,
    content: isHTML(textarea.value) ? textarea.value : paragraphsOf(textarea.value),
    injectCSS: false,
    enableCoreExtensions: { delete: false, textDirection: false },
    extensions: [
      ...blocks,
      ...marks,
      UndoRedo.configure({ depth: 500 }),
      Dropcursor.configure({ color: "currentColor" }),
      Gapcursor,
      typing(JSON.parse(page.dataset.quotes), () => quotesSwitch.checked),
    ],
    editorProps: {
      attributes: {
        class: isBody ? "story" : "story story-note",
        "aria-labelledby": label.id,
        "aria-multiline": "true",
        "data-placeholder": textarea.placeholder,
        ...(textarea.lang && { lang: textarea.lang }),
      },
      handlePaste: (view, event) => pastes.handlePaste(view, event),
      handleDrop: (view, event) => event.dataTransfer?.types.includes("Files"), // the page takes files
      handleKeyDown: (view, event) => toToolbar(event),
    },
    onTransaction: ({ transaction }) => transaction.docChanged && showEmpty(self),
    onUpdate: () => changed(self),
    onSelectionUpdate: () => tools?.show(),
    onFocus: () => attend(self),
  });
  showEmpty(self);
  label.addEventListener("click", () => !self.isSource && self.editor.view.focus());
  textarea.addEventListener("input", () => changed(self));
  textarea.addEventListener("focus", () => attend(self));
  textarea.hidden = true;
  fields.push(self);
  understand(self);
  return self;
}

/* Markdown that was kept from the plain field or the source view is read by the archive; who has begun to write
   before it answers goes on in what she has. */
async function understand({ textarea, editor }) {
  const typed = textarea.value;
  if (!typed.trim() || isHTML(typed)) return;
  const asOpened = editor.state.doc;
  const html = await read(chapter, typed);
  if (editor.state.doc.eq(asOpened)) editor.commands.setContent(html, { emitUpdate: false });
}

function showEmpty({ editor }) {
  const { doc } = editor.state;
  const isEmpty = doc.childCount === 1 && doc.firstChild.isTextblock && !doc.firstChild.content.size;
  editor.view.dom.classList.toggle("is-empty", isEmpty && doc.firstChild.type.name === "paragraph");
}

function valueOf({ textarea, editor, isSource }) {
  return isSource ? textarea.value : htmlOf(editor.state.doc);
}

function changed(self) {
  say("");
  if (self === body) countSoon();
  tools?.show();
  wasTouched(self.textarea.form);
}

function wasTouched(form) {
  touched.add(form);
  saving.get(form)?.changed();
}

let attended = null;

function attend(self) {
  attended = self;
  tools.serve(self.editor);
  showSource();
}

/* Whatever reads a form, our own keeping or the browser's sending, gets what stands in the editors. */
function giveTo(form) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const self of fields.filter((each) => each.textarea.form === form)) {
      formData.set(self.textarea.name, valueOf(self));
    }
  });
}

// --- The source view --------------------------------------------------------------------------------------------------

const BLOCK_ENDS = /(<\/(?:p|h[2-4]|li)>|<hr>|<img[^>]*>|<(?:ul|ol|blockquote)>|<\/(?:ul|ol|blockquote)>)(?=<)/g;

async function toggleSource() {
  const self = attended;
  if (self.isSource) await fromSource(self);
  else toSource(self);
  showSource();
}

function toSource(self) {
  self.source = htmlOf(self.editor.state.doc).replace(BLOCK_ENDS, "$1\n");
  self.textarea.value = self.source;
  self.isSource = true;
  self.textarea.hidden = false;
  self.box.hidden = true;
  self.textarea.focus();
}

async function fromSource(self) {
  const typed = self.textarea.value;
  const html = typed === self.source ? null : await read(chapter, typed);
  self.isSource = false;
  self.textarea.hidden = true;
  self.box.hidden = false;
  if (html !== null) self.editor.commands.setContent(html);
  self.editor.view.focus();
}

/* In the source view the toolbar has one tool: the way back. */
function showSource() {
  for (const button of bar.querySelectorAll("button[data-tool]:not([data-tool=source], [data-tool=more])")) {
    button.disabled = attended.isSource;
  }
  tools.show();
}

// --- The toolbar ------------------------------------------------------------------------------------------------------

const bar = document.querySelector(".editor-tools");
const quotesSwitch = document.getElementById("quotes-turn");
const linkDialog = document.getElementById("link-dialog");
const pictureDialog = document.getElementById("picture-dialog");
const chooser = document.getElementById("file-to-read");

for (const dialog of document.querySelectorAll(".editor-dialog")) closing(dialog);

function pictureFrom(file) {
  editPicture(attended.editor, pictureDialog, chapter, { file, say, words });
}

function more(editor, button) {
  const rest = document.getElementById(button.getAttribute("aria-controls"));
  rest.hidden = !rest.hidden;
  button.setAttribute("aria-expanded", String(!rest.hidden));
}

function toToolbar(event) {
  if (!event.altKey || event.key !== "F10") return false;
  tools.focus();
  return true;
}

const OTHER_TOOLS = {
  link: { run: (editor) => editLink(editor, linkDialog), isOn: (editor) => editor.isActive("a") },
  picture: { run: () => pictureFrom() },
  source: { run: toggleSource, isOn: () => attended?.isSource },
  file: { run: () => chooser.click() },
  more: { run: more },
};

// --- How long it is ---------------------------------------------------------------------------------------------------

const length = document.querySelector(".word-count");
const count = counting(length.dataset.letters, length.dataset.dashes);
const whenIdle = window.requestIdleCallback ?? ((act) => setTimeout(act, 200));
let countTimer = null;

function countSoon() {
  clearTimeout(countTimer);
  countTimer = setTimeout(() => whenIdle(showLength), 300);
}

function showLength() {
  const found = count(body.editor.state.doc);
  const number = found.words + found.letters;
  const plain = new Intl.NumberFormat(document.documentElement.lang);
  const line = number === 1 ? length.dataset.one : length.dataset.many;
  length.querySelector(".word-count-words").textContent = line.replace("%s", plain.format(number));
  length.querySelector(".word-count-time").textContent = length.dataset.time.replace("%s", minutesFor(found));
}

// --- What this device still has -----------------------------------------------------------------------------------------

function fill(form, texts) {
  for (const self of fields.filter((each) => each.textarea.form === form)) {
    if (texts[self.textarea.name] !== undefined) setText(self, texts[self.textarea.name]);
  }
  for (const control of form.elements) {
    if (!control.name || !(control.name in texts) || fields.some((each) => each.textarea === control)) continue;
    const values = [texts[control.name]].flat();
    if (["checkbox", "radio"].includes(control.type)) control.checked = values.includes(control.value);
    else if (control.type === "select-multiple") {
      for (const option of control.options) option.selected = values.includes(option.value);
    } else control.value = values[0] ?? "";
  }
}

function setText(self, text) {
  if (self.isSource) self.textarea.value = text;
  else self.editor.commands.setContent(text);
}

async function offer(form, save, entry) {
  const shownNotice = document.getElementById("say-offered").content.firstElementChild.cloneNode(true);
  const line = shownNotice.querySelector(".notice-line");
  line.textContent = line.textContent.replace("%s", clock.format(entry.at));
  document.querySelector(".editor-notices").append(shownNotice);
  shownNotice.addEventListener("click", async (event) => {
    const act = event.target.closest("button")?.value;
    if (act === "both") showBoth(opened.get(form), entry.fields);
    if (act === "use") {
      fill(form, entry.fields);
      save.changed();
      await save.keep();
    }
    if (act === "use" || act === "away") {
      await shelf.take(entry);
      shownNotice.remove();
      body.editor.view.focus();
    }
  });
}

function showBoth(archives, devices) {
  const dialog = document.getElementById("both-dialog");
  dialog.querySelector(".both-archive").replaceChildren(...textsOf(archives));
  dialog.querySelector(".both-device").replaceChildren(...textsOf(devices));
  dialog.showModal();
}

function textsOf(texts) {
  const { schema } = body.editor;
  return Object.entries(texts)
    .filter(([, text]) => String(text).trim())
    .map(([, text]) => {
      const part = document.createElement("div");
      if (isHTML(String(text))) part.append(shown(schema, text));
      else part.textContent = text;
      return part;
    });
}

// --- Beginning --------------------------------------------------------------------------------------------------------

const forms = [chapter, about].filter(Boolean);
const opened = new Map(forms.map((form) => [form, fieldsOf(form)]));
const pastes = pasting(chapter, { editorNow: () => attended.editor, say, words, pictureFrom });
const body = field(chapter.elements.body);
for (const textarea of document.querySelectorAll("textarea.editor-small")) field(textarea);
tools = toolbar(bar, OTHER_TOOLS);
attend(body);
showLength();

const takeFile = reading(chapter, {
  say,
  words,
  pictureFrom,
  put(story) {
    for (const [name, form] of [["title", about], ["title", chapter], ["notes_before", chapter], ["notes_after", chapter]]) {
      fillIfEmpty(form, name, story[name]);
    }
    fillIfEmpty(about, "summary", story.summary);
    showDoubts(story.doubts);
    return pastes.insert(story.html);
  },
});
chooser.addEventListener("change", () => takeFile(chooser.files[0]));

/* Where the archive was not sure how to read a file; it stays in sight until she has looked. */
function showDoubts(doubts) {
  document.getElementById("doubts")?.remove();
  if (!doubts.length) return;
  const shownNotice = document.getElementById("say-doubts").content.firstElementChild.cloneNode(true);
  for (const doubt of doubts) {
    const item = shownNotice.querySelector("ul").appendChild(document.createElement("li"));
    item.textContent = doubt;
    item.dir = "auto";
  }
  shownNotice.querySelector("button").addEventListener("click", () => {
    shownNotice.remove();
    body.editor.view.focus();
  });
  document.querySelector(".editor-notices").append(shownNotice);
}

function fillIfEmpty(form, name, text) {
  const self = fields.find((each) => each.textarea.form === form && each.textarea.name === name);
  if (!form || !text || !form.elements[name]) return;
  if (self ? !self.editor.isEmpty : form.elements[name].value) return;
  fill(form, { [name]: text });
  wasTouched(form);
}

/* Fields that are no editors, wherever on the page they stand. */
document.addEventListener("input", ({ target }) => {
  if (forms.includes(target.form) && !fields.some((each) => each.textarea === target)) wasTouched(target.form);
});

for (const form of forms) giveTo(form);
const shelf = await openShelf().catch(() => NO_SHELF);
const { device, others } = await thisTab();
const pageName = randomName();

for (const form of forms) {
  const save = autosave(form, {
    shelf,
    device,
    page: pageName,
    asOpened: opened.get(form),
    report: (state, time) => report(form, state, time),
    behind: (isSo) => showBehind(form, isSo),
    notice: (name, address, line) => notice(form, name, address, line),
  });
  saving.set(form, save);
  if (touched.has(form)) save.changed();
  sendWhenKept(form, save);
  for (const entry of await save.offered(others)) offer(form, save, entry);
}

/* A form goes on its way only when its words are kept: a page that does not come would take them along. */
function sendWhenKept(form, save) {
  form.addEventListener("submit", async (event) => {
    if (!save.isBehind() || event.defaultPrevented) return;
    event.preventDefault();
    if (await save.keep()) form.requestSubmit(event.submitter);
  });
}

page.dataset.ready = "";
