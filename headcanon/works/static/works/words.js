/* How long a text is, by the archive's own rule: the page brings its patterns (manuscript/words.py). */

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/* A function that counts a document: {words, letters}; letters are of scripts that put no space between words. */
export function counting(letterPattern, dashPattern) {
  const letter = new RegExp(letterPattern, "gu");
  const dash = new RegExp(dashPattern, "gu");
  const counted = new WeakMap();

  function countOf(block) {
    if (!counted.has(block)) counted.set(block, count(textOf(block)));
    return counted.get(block);
  }

  function count(text) {
    let letters = 0;
    const spaced = text.replace(dash, " ").replace(letter, () => ((letters += 1), " "));
    return { letters, words: spaced.split(/\s+/).filter((word) => LETTER_OR_DIGIT.test(word)).length };
  }

  return (doc) => {
    const total = { words: 0, letters: 0 };
    doc.descendants((node) => {
      if (!node.isTextblock) return;
      const found = countOf(node);
      total.words += found.words;
      total.letters += found.letters;
      return false;
    });
    return total;
  };
}

/* What ruby says beside the line is not counted again; a footnote parts the words that it stands between. */
function textOf(block) {
  let text = "";
  let note;
  block.forEach((child) => {
    const mark = (name) => child.marks.find((each) => each.type.name === name);
    if (mark("footnote") !== note) text += " ";
    note = mark("footnote");
    if (!child.isText) text += "\n";
    else if (!mark("rt")) text += child.text;
  });
  return text;
}

export function minutesFor({ words, letters }) {
  return Math.max(1, Math.round(words / 230 + letters / 500));
}
