/* What the keyboard does: Markdown becomes format as it is typed, shortcuts, and quotes that turn where wanted. */

import {
  Extension,
  InputRule,
  isNodeActive,
  markInputRule,
  Plugin,
  pm,
  textblockTypeInputRule,
  wrappingInputRule,
} from "../django_prose_editor/editor.js";

const { closeHistory } = pm.history;
const { PluginKey, Selection, TextSelection } = pm.state;
const { liftTarget } = pm.transform;

// --- Markdown -------------------------------------------------------------------------------------------------------

const BEFORE = String.raw`(?<![\p{L}\p{N}*_~\x60])`;

/* A pair of signs around words, as CommonMark has it: no blank just inside, no letter just before. */
function around(sign) {
  const escaped = sign.replaceAll("*", "\\*");
  const own = sign[0] === "*" ? "\\*" : sign[0];
  return new RegExp(`${BEFORE}${escaped}([^\\s${own}](?:[^${own}]*[^\\s${own}])?)${escaped}$`, "u");
}

const MARKS = { "*": "em", _: "em", "**": "strong", __: "strong", "~~": "s", "`": "code" };
const HEADINGS = { 2: /^##?\s$/, 3: /^###\s$/, 4: /^####\s$/ };
const LISTS = { bulletList: /^[-+*]\s$/, orderedList: /^1[.)]\s$/ };
/* Ended by a space or by Enter, so that ***words*** may begin with the same signs. */
const SCENE_BREAK = /^(?:\*{3,}|-{3,}|_{3,}|\* \* \*|#{3,})[\s]$/;
const ENTER = "\n";

function both(schema) {
  return new InputRule({
    find: around("***"),
    handler: ({ state: { tr }, range, match }) => {
      tr.delete(range.to - 3, range.to).delete(range.from, range.from + 3);
      const { em, strong } = schema.marks;
      for (const mark of [em, strong]) tr.addMark(range.from, range.from + match[1].length, mark.create());
      for (const mark of [em, strong]) tr.removeStoredMark(mark);
    },
  });
}

function sceneBreakRule(schema) {
  return new InputRule({
    find: (text) => (SCENE_BREAK.test(text) && !(text.startsWith("#") && !text.endsWith(ENTER)) ? { text } : null),
    handler: ({ state, range }) => {
      const $from = state.doc.resolve(range.from);
      if ($from.parent.type !== schema.nodes.paragraph) return null;
      putSceneBreak(state.tr, $from.before(), $from.after());
    },
  });
}

function putSceneBreak(tr, from, to) {
  const { sceneBreak, paragraph } = tr.doc.type.schema.nodes;
  tr.replaceWith(from, to, [sceneBreak.create(), paragraph.create()]);
  tr.setSelection(Selection.near(tr.doc.resolve(from + 1)));
}

function markdownRules(schema) {
  const { nodes, marks } = schema;
  return [
    both(schema),
    ...Object.entries(MARKS).map(([sign, mark]) => markInputRule({ find: around(sign), type: marks[mark] })),
    sceneBreakRule(schema),
    ...Object.entries(HEADINGS).map(([level, find]) =>
      textblockTypeInputRule({ find, type: nodes.heading, getAttributes: { level: Number(level) } }),
    ),
    wrappingInputRule({ find: /^>\s$/, type: nodes.blockquote }),
    ...Object.entries(LISTS).map(([list, find]) => wrappingInputRule({ find, type: nodes[list] })),
  ];
}

// --- Quotes ---------------------------------------------------------------------------------------------------------

/* A quote opens at the beginning, after a blank, a dash, a bracket or another opening quote. */
const OPENS = /(^|[\s([{\-–—―\ufffc])$/u;
const APOSTROPHE = "’";

const turning = new PluginKey("quotes");

/* Only what is typed turns, never what stands there already. It comes in straight and turns in a step of its own. */
function quoteRule(straight, areWanted) {
  return new InputRule({
    find: (text) => (areWanted() && text.endsWith(straight) ? { text: straight } : null),
    handler: ({ state: { tr }, range }) => {
      tr.insertText(straight, range.from, range.to).setMeta(turning, { straight, at: range.from });
    },
  });
}

/* So one undo, or Backspace at once, gives the straight one back. */
function turningQuotes([opening, closing, innerOpening, innerClosing]) {
  const opens = (before) => OPENS.test(before) || before.endsWith(opening) || before.endsWith(innerOpening);
  const marks = {
    '"': (before) => (opens(before) ? opening : closing),
    "'": (before) => {
      if (opens(before)) return innerOpening;
      return before.lastIndexOf(innerOpening) > before.lastIndexOf(innerClosing) ? innerClosing : APOSTROPHE;
    },
  };
  return new Plugin({
    key: turning,
    state: { init: () => false, apply: (tr) => Boolean(tr.getMeta(turning)?.hasTurned) },
    appendTransaction(transactions, _, { doc, tr }) {
      const typed = transactions.map((each) => each.getMeta(turning)).find((meta) => meta?.straight);
      if (!typed) return null;
      const { parent, parentOffset } = doc.resolve(typed.at);
      const mark = marks[typed.straight](parent.textBetween(0, parentOffset, undefined, " "));
      return closeHistory(tr.insertText(mark, typed.at, typed.at + 1)).setMeta(turning, { hasTurned: true });
    },
  });
}

// --- Keys -----------------------------------------------------------------------------------------------------------

const KEYS = {
  "Mod-b": (editor) => editor.commands.toggleMark("strong"),
  "Mod-i": (editor) => editor.commands.toggleMark("em"),
  "Mod-u": (editor) => editor.commands.toggleMark("u"),
  "Mod-Shift-s": (editor) => editor.commands.toggleMark("s"),
  "Mod-Shift-e": (editor) => toggleAlignment(editor, "center"),
  "Mod-Shift-b": (editor) => toggleQuote(editor),
  "Mod-Shift-7": (editor) => editor.commands.toggleList("orderedList", "listItem"),
  "Mod-Shift-8": (editor) => editor.commands.toggleList("bulletList", "listItem"),
  "Mod-]": (editor) => editor.commands.sinkListItem("listItem"),
  "Mod-[": (editor) => editor.commands.liftListItem("listItem"),
  "Mod-Alt-0": (editor) => editor.commands.setNode("paragraph"),
  "Mod-Alt-2": (editor) => toggleHeading(editor, 2),
  "Mod-Alt-3": (editor) => toggleHeading(editor, 3),
  "Mod-Alt-4": (editor) => toggleHeading(editor, 4),
  "Shift-Enter": (editor) => newLine(editor),
  "Mod-Enter": (editor) => newLine(editor),
  // Tab is left alone: it leads on to the next thing on the page.
  Enter: (editor) => editor.commands.splitListItem("listItem"),
  Backspace: (editor) => {
    if (turning.getState(editor.state)) return editor.commands.undo();
    return atStartOfItem(editor) && editor.commands.liftListItem("listItem");
  },
};

function newLine(editor) {
  return editor.commands.insertContent({ type: "newLine" });
}

function atStartOfItem({ state: { selection } }) {
  const { empty, $from } = selection;
  return empty && $from.parentOffset === 0 && $from.depth > 1 && $from.index(-1) === 0 && isItem($from.node(-1));
}

function isItem(node) {
  return node.type.name === "listItem";
}

export function toggleHeading(editor, level) {
  return editor.commands.toggleNode("heading", "paragraph", { level });
}

export function toggleQuote(editor) {
  if (!isNodeActive(editor.state, "blockquote")) return editor.commands.wrapIn("blockquote");
  return editor.commands.command(({ tr }) => {
    const { $from, $to } = TextSelection.between(tr.selection.$from, tr.selection.$to); // all may be selected
    const range = $from.blockRange($to, (node) => node.type.name === "blockquote");
    if (range) tr.lift(range, liftTarget(range));
    return Boolean(range);
  });
}

export function insertSceneBreak(editor) {
  return editor
    .chain()
    .command(({ tr }) => {
      const { $from } = tr.selection;
      if (tr.selection.node || !$from.parent.isTextblock) return tr.insert(tr.selection.to, sceneBreakOf(tr)), true;
      if (!$from.parent.content.size) return putSceneBreak(tr, $from.before(), $from.after()), true;
      if ($from.parentOffset > 0 && $from.parentOffset < $from.parent.content.size) tr.split($from.pos);
      const at = $from.parentOffset ? $from.pos + 1 : $from.before();
      const isLast = at === tr.doc.content.size;
      tr.insert(at, isLast ? [sceneBreakOf(tr), tr.doc.type.schema.nodes.paragraph.create()] : sceneBreakOf(tr));
      tr.setSelection(Selection.near(tr.doc.resolve(at + 1)));
      return true;
    })
    .scrollIntoView()
    .run();
}

function sceneBreakOf(tr) {
  return tr.doc.type.schema.nodes.sceneBreak.create();
}

/* The paragraphs and headings of the selection get an alignment, or lose it if they have it already. */
export function toggleAlignment(editor, align) {
  const value = isNodeActive(editor.state, null, { align }) ? null : align;
  return editor
    .chain()
    .updateAttributes("paragraph", { align: value })
    .updateAttributes("heading", { align: value })
    .run();
}

/* `quotes`: the language's four marks; `areWanted`: whether they turn now. */
export function typing(quotes, areWanted) {
  return Extension.create({
    name: "typing",
    priority: 200, // before the editor's own Enter and Backspace, which know nothing of lists
    addInputRules() {
      return [...markdownRules(this.editor.schema), quoteRule('"', areWanted), quoteRule("'", areWanted)];
    },
    addProseMirrorPlugins() {
      return [turningQuotes(quotes)];
    },
    addKeyboardShortcuts() {
      return Object.fromEntries(Object.entries(KEYS).map(([key, act]) => [key, () => act(this.editor)]));
    },
  });
}
