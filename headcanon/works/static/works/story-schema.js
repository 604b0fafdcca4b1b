/* Story-HTML (docs/formats.md) as the editor knows it.

   Whatever the archive stores survives being opened and saved. What the toolbar has no button for (small, ruby,
   another language …) is here all the same, so that it is shown and kept. */

import { Mark, Node, mergeAttributes, pm } from "../django_prose_editor/editor.js";

export const { NodeSelection } = pm.state;

const ALIGNMENTS = ["center", "right", "justify"];

// --- Blocks ---------------------------------------------------------------------------------------------------------

/* An attribute that is spelled in the page as it is in the text. */
function said(name) {
  return {
    default: null,
    parseHTML: (element) => element.getAttribute(name),
    renderHTML: ({ [name]: value }) => (value ? { [name]: value } : {}),
  };
}

const align = {
  default: null,
  parseHTML: (element) => ALIGNMENTS.find((each) => isAligned(element, each)) ?? null,
  renderHTML: ({ align }) => (align ? { class: align } : {}),
};

function isAligned(element, align) {
  return element.classList.contains(align) || new RegExp(`text-align:\\s*${align}`).test(styleOf(element));
}

function block(name, fields) {
  return Node.create({ name, group: "block", ...fields });
}

function leaf(name, fields) {
  return block(name, {
    content: "inline*",
    addAttributes: () => ({ align, lang: said("lang"), dir: said("dir"), ...fields.attributes }),
    ...fields,
  });
}

function container(name, tag, content) {
  return block(name, {
    content,
    group: name === "listItem" ? "" : tag === "blockquote" ? "block" : "block list",
    defining: true,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });
}

const paragraph = leaf("paragraph", {
  priority: 1000, // what a new block is, where several kinds would do
  parseHTML: () => [{ tag: "p" }],
  renderHTML: ({ HTMLAttributes }) => ["p", HTMLAttributes, 0],
});

const HEADINGS = { h1: 2, h2: 2, h3: 3, h4: 4, h5: 4, h6: 4 };

const heading = leaf("heading", {
  defining: true,
  attributes: { level: { default: 2, rendered: false } },
  parseHTML: () => Object.entries(HEADINGS).map(([tag, level]) => ({ tag, attrs: { level } })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${node.attrs.level}`, HTMLAttributes, 0],
});

const sceneBreak = block("sceneBreak", {
  parseHTML: () => [{ tag: "hr" }],
  renderHTML: () => ["hr"],
});

const picture = block("picture", {
  draggable: true,
  addAttributes: () => Object.fromEntries(["src", "alt", "width", "height"].map((name) => [name, said(name)])),
  parseHTML: () => [{ tag: "img[src]" }],
  renderHTML: ({ HTMLAttributes }) => ["img", mergeAttributes({ alt: "" }, HTMLAttributes)],
});

const newLine = Node.create({
  name: "newLine",
  group: "inline",
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: "br" }],
  renderHTML: () => ["br"],
  renderText: () => "\n",
});

export const blocks = [
  Node.create({ name: "doc", topNode: true, content: "block+" }),
  Node.create({ name: "text", group: "inline" }),
  paragraph,
  heading,
  container("blockquote", "blockquote", "block+"),
  container("bulletList", "ul", "listItem+"),
  container("orderedList", "ol", "listItem+"),
  container("listItem", "li", "block+"),
  sceneBreak,
  picture,
  newLine,
];

// --- Marks, in the order in which the archive writes them -------------------------------------------------------------

const TAGS = {
  em: ["em", "i", "cite", "dfn", "var"],
  strong: ["strong", "b"],
  u: ["u", "ins"],
  s: ["s", "strike", "del"],
  small: ["small"],
  sup: ["sup"],
  sub: ["sub"],
  code: ["code", "tt", "kbd", "samp"],
};

/* Only for what is pasted while the archive cannot be reached; it reads styles far better than we do here. */
const STYLES = {
  em: /font-style:\s*(italic|oblique)/,
  strong: /font-weight:\s*(bold|[6-9]00)/,
  u: /text-decoration[^;]*underline/,
  s: /text-decoration[^;]*line-through/,
  sup: /vertical-align:\s*super/,
  sub: /vertical-align:\s*sub/,
};
const PLAIN = /font-(weight|style):\s*(normal|400)/;

function styleOf(element) {
  return element.getAttribute("style") ?? "";
}

function plainMark(name) {
  const rules = TAGS[name].map((tag) => ({ tag, getAttrs: (element) => !PLAIN.test(styleOf(element)) && null }));
  if (STYLES[name]) {
    const getAttrs = (element) => STYLES[name].test(styleOf(element)) && null;
    rules.push({ tag: "span[style]", consuming: false, getAttrs });
  }
  return Mark.create({ name, parseHTML: () => rules, renderHTML: () => [name, 0] });
}

/* Two rubies or two footnotes that touch stay two: each has a number of its own, which is never written. */
let numbers = 0;
const number = { default: null, parseHTML: () => (numbers += 1), rendered: false };

function numberedMark(name, rules, rendered) {
  return Mark.create({
    name,
    inclusive: false,
    addAttributes: () => ({ number }),
    parseHTML: () => rules,
    renderHTML: () => rendered,
  });
}

const link = Mark.create({
  name: "a",
  inclusive: false,
  addAttributes: () => ({ href: said("href") }),
  parseHTML: () => [{ tag: "a[href]" }],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
});

const language = Mark.create({
  name: "span",
  addAttributes: () => ({ lang: said("lang"), dir: said("dir") }),
  parseHTML: () => [{ tag: "span[lang]" }, { tag: "span[dir]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});

const footnote = numberedMark("footnote", [{ tag: "span.footnote" }], ["span", { class: "footnote" }, 0]);
const ruby = numberedMark("ruby", [{ tag: "ruby" }, { tag: "rp", ignore: true }], ["ruby", 0]);
const reading = numberedMark("rt", [{ tag: "rt" }], ["rt", 0]);

export const marks = [footnote, link, language, ruby, reading, ...Object.keys(TAGS).map(plainMark)];

// --- Written out ------------------------------------------------------------------------------------------------------

const TEXT = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const VALUE = { ...TEXT, '"': "&quot;" };

function escape(text, characters = TEXT) {
  return text.replace(/[&<>"]/g, (each) => characters[each] ?? each);
}

function attributes(pairs) {
  return Object.entries(pairs)
    .filter(([, value]) => value)
    .map(([name, value]) => ` ${name}="${escape(String(value), VALUE)}"`)
    .join("");
}

const MARK_STARTS = {
  a: ({ href }) => `<a${attributes({ href })}>`,
  span: ({ lang, dir }) => `<span${attributes({ lang, dir })}>`,
  footnote: () => '<span class="footnote">',
  rt: () => "<rp>(</rp><rt>",
};
const MARK_ENDS = { rt: "</rt><rp>)</rp>", footnote: "</span>" };

function markStart({ type, attrs }) {
  return MARK_STARTS[type.name]?.(attrs) ?? `<${type.name}>`;
}

function markEnd({ type }) {
  return MARK_ENDS[type.name] ?? `</${type.name}>`;
}

/* How many of the open marks stay open. A reading stands directly in its ruby, so what was opened between ends. */
function numberThatStays(open, marks) {
  const beginsReading = marks.some(isReading) && !open.some(isReading);
  let kept = 0;
  while (kept < open.length && open[kept].isInSet(marks)) {
    kept += 1;
    if (beginsReading && open[kept - 1].type.name === "ruby") break;
  }
  return kept;
}

function isReading(mark) {
  return mark.type.name === "rt";
}

function wordsOf(node) {
  let html = "";
  let open = [];
  function keep(kept) {
    html += open.slice(kept).reverse().map(markEnd).join("");
    open = open.slice(0, kept);
  }
  node.forEach((child) => {
    keep(numberThatStays(open, child.marks));
    const begun = child.marks.filter((mark) => !mark.isInSet(open));
    html += begun.map(markStart).join("");
    open.push(...begun);
    html += child.isText ? escape(child.text) : "<br>";
  });
  keep(0);
  return html;
}

function inside(tag) {
  return (node) => `<${tag}>${htmlOf(node)}</${tag}>`;
}

function leafWritten(tag, node) {
  const { align, lang, dir } = node.attrs;
  return `<${tag}${attributes({ class: align, lang, dir })}>${wordsOf(node)}</${tag}>`;
}

const WRITTEN = {
  paragraph: (node) => leafWritten("p", node),
  heading: (node) => leafWritten(`h${node.attrs.level}`, node),
  blockquote: inside("blockquote"),
  bulletList: inside("ul"),
  orderedList: inside("ol"),
  listItem: inside("li"),
  sceneBreak: () => "<hr>",
  picture: ({ attrs: { src, alt, width, height } }) =>
    `<img${attributes({ src })} alt="${escape(alt ?? "", VALUE)}"${attributes({ width, height })}>`,
};

const written = new WeakMap();

/* A block that did not change is not written again: of a long chapter, one paragraph for each stroke. */
function blockHTML(node) {
  if (!written.has(node)) written.set(node, WRITTEN[node.type.name](node));
  return written.get(node);
}

export function htmlOf(node) {
  const parts = [];
  node.forEach((child) => parts.push(blockHTML(child)));
  return parts.join("");
}

// --- Read -------------------------------------------------------------------------------------------------------------

const A_TAG = /<\/?(p|div|br|hr|em|i|b|strong|u|s|span|a|h[1-6]|blockquote|ul|ol|li|ruby|center|su[bp]|img)\b[^<>]*>/i;

/* Whether what stands in a plain field is HTML; the archive asks the same way (manuscript/typed.py). */
export function isHTML(text) {
  return A_TAG.test(text);
}

/* Plain words as paragraphs, where the archive cannot be asked to read them as Markdown. */
export function paragraphsOf(text) {
  const blocks = text.split(/\n\s*\n/).filter((each) => each.trim());
  return blocks.map((each) => `<p>${escape(each.trim()).replaceAll("\n", "<br>")}</p>`).join("");
}

/* Story-HTML as elements of the page, for showing without editing. */
export function shown(schema, html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  const { DOMParser: Reader, DOMSerializer } = pm.model;
  return DOMSerializer.fromSchema(schema).serializeFragment(Reader.fromSchema(schema).parse(parsed).content);
}
