/* The two small forms that the toolbar opens: a link's address, and a picture with its words. */

import { NodeSelection } from "./story-schema.js";
import { ask, Unreachable } from "./paste.js";

/* A form in a <dialog> goes nowhere: it closes, with the pressed button's value; other buttons close it with none. */
export function closing(dialog) {
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close(event.submitter.value);
  });
  for (const button of dialog.querySelectorAll("button[type=button]")) {
    button.addEventListener("click", () => dialog.close(""));
  }
}

/* Opens a <dialog> and answers with what it was closed by: the value of the pressed button, "" for none. */
function answerOf(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}

const SCHEME = /^(https?:\/\/|mailto:)/i;

function addressOf(typed) {
  if (!typed || SCHEME.test(typed)) return typed;
  return (typed.includes("@") && !typed.includes("/") ? "mailto:" : "https://") + typed;
}

export async function editLink(editor, dialog) {
  const field = dialog.querySelector("input");
  const { href = "" } = editor.getAttributes("a");
  field.value = href;
  dialog.querySelector("[value=remove]").hidden = !href;
  const answer = await answerOf(dialog);
  const address = addressOf(field.value.trim());
  const chain = editor.chain().focus();
  if (answer === "remove" || (answer === "put" && !address)) chain.extendMarkRange("a").unsetMark("a").run();
  else if (answer === "put") putLink(editor, chain, address);
}

/* Over the words that are chosen; where none are, the address is its own words. */
function putLink(editor, chain, href) {
  const mark = { type: "a", attrs: { href } };
  if (editor.state.selection.empty && !editor.getAttributes("a").href) {
    chain.insertContent({ type: "text", text: href, marks: [mark] }).run();
  } else {
    chain.extendMarkRange("a").setMark("a", { href }).run();
  }
}

/* A new picture, or the words of the one that is chosen. No picture without words: some readers hear it. */
export async function editPicture(editor, dialog, form, { file, say, words }) {
  const fields = dialog.querySelector("form").elements;
  const chosen = pictureChosenIn(editor);
  fields.picture.value = "";
  fields.alt.value = chosen?.attrs.alt ?? "";
  if (file) fields.picture.files = listOf(file);
  fields.picture.required = !chosen;
  dialog.classList.toggle("has-picture", Boolean(chosen));
  if ((await answerOf(dialog)) !== "put") return editor.view.focus();
  const alt = fields.alt.value.trim();
  const [picture] = fields.picture.files;
  if (!picture) return editor.chain().focus().updateAttributes("picture", { alt }).run();
  say(words.sending);
  try {
    const { src, width, height } = await send(form, picture, alt);
    editor.chain().focus().insertContent({ type: "picture", attrs: { src, alt, width, height } }).run();
    say(words.pictureIsIn);
  } catch (problem) {
    say(problem instanceof Unreachable ? words.pictureNot : problem.message);
  }
}

function send(form, picture, alt) {
  const body = new FormData();
  body.append("picture", picture);
  body.append("alt", alt);
  return ask(form.dataset.pictures, body, { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value });
}

function pictureChosenIn({ state: { selection } }) {
  return selection instanceof NodeSelection && selection.node.type.name === "picture" ? selection.node : null;
}

function listOf(file) {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  return transfer.files;
}
