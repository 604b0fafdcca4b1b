/* Reads a story aloud with a voice of this device, sentence by sentence, and marks the sentence. Voices that send what
   they read to somebody else's machine are left alone: what she reads is hers. */

const button = document.querySelector(".reading-listen");
const controls = document.querySelector(".aloud");
const stories = [...document.querySelectorAll(".chapter .story")];
const voices = window.speechSynthesis;
const SILENT = ".footnote, rt, rp, button"; // beside the line, and not in it

if (button && controls && stories.length && voices && Intl.Segmenter) {
  const language = stories[0].lang;
  const pauseButton = controls.querySelector("[data-do=pause]");
  const PAUSE = pauseButton.textContent;
  let sentences = [];
  let at = 0;
  let isSpeaking = false;
  let turn = 0; // what was told to a voice before it was stopped says that it ended, too

  function voice() {
    const mine = voices.getVoices().filter((each) => each.localService);
    const [broad] = language.toLowerCase().split("-");
    const spoken = (each) => each.lang.toLowerCase().replace("_", "-");
    return mine.find((each) => spoken(each) === language.toLowerCase()) ?? mine.find((each) => spoken(each).split("-")[0] === broad);
  }

  const offer = () => {
    button.hidden = !voice();
  };

  // The text as it is spoken, and where each sentence of it stands
  function textsOf(block) {
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(SILENT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    while (walk.nextNode()) nodes.push(walk.currentNode);
    return nodes;
  }

  function sentencesOf(block, segmenter) {
    const nodes = textsOf(block);
    const starts = [];
    let text = "";
    for (const node of nodes) {
      starts.push(text.length);
      text += node.data;
    }
    const find = (offset) => {
      const n = starts.findLastIndex((start) => start <= offset);
      return [nodes[n], offset - starts[n]];
    };
    return [...segmenter.segment(text)].filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment)).map(({ segment, index }) => {
      const range = document.createRange();
      range.setStart(...find(index));
      const [last, end] = find(index + segment.trimEnd().length - 1);
      range.setEnd(last, end + 1);
      return { range, words: segment.trim() };
    });
  }

  function collect() {
    const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
    const blocks = stories.flatMap((story) => [...story.querySelectorAll("p, h2, h3, h4")]);
    sentences = blocks.flatMap((block) => sentencesOf(block, segmenter));
  }

  function show({ range }) {
    window.CSS?.highlights?.set("aloud", new Highlight(range));
    const { top, bottom } = range.getBoundingClientRect();
    if (top < 72 || bottom > innerHeight - 120) {
      scrollTo({ top: scrollY + top - innerHeight / 3, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
    }
  }

  function speak() {
    const mine = ++turn;
    const sentence = sentences[at];
    if (!sentence) return stop();
    const said = new SpeechSynthesisUtterance(sentence.words);
    said.voice = voice();
    said.lang = said.voice?.lang ?? language;
    said.onend = () => {
      if (mine !== turn || !isSpeaking) return;
      at += 1;
      speak();
    };
    said.onerror = () => mine === turn && isSpeaking && stop();
    voices.cancel();
    voices.speak(said);
    return show(sentence);
  }

  function hush() {
    turn += 1;
    isSpeaking = false;
    voices.cancel();
  }

  function name() {
    pauseButton.textContent = isSpeaking ? PAUSE : pauseButton.dataset.goOn;
    button.setAttribute("aria-pressed", String(!controls.hidden));
  }

  function start() {
    collect();
    // From the words she marked, or the first that are in sight
    const marked = getSelection().isCollapsed ? null : getSelection().getRangeAt(0);
    at = sentences.findIndex(({ range }) => (marked ? range.compareBoundaryPoints(Range.START_TO_END, marked) > 0 : range.getBoundingClientRect().bottom > 72));
    if (at < 0) at = 0;
    isSpeaking = true;
    controls.hidden = false;
    name();
    speak();
  }

  function stop() {
    hush();
    controls.hidden = true;
    window.CSS?.highlights?.delete("aloud");
    name();
    if (controls.contains(document.activeElement)) button.focus();
  }

  const doing = {
    // A voice that is paused forgets its sentence on some telephones; so it is stopped, and begins it again.
    pause() {
      if (isSpeaking) hush();
      else {
        isSpeaking = true;
        speak();
      }
      name();
    },
    back: () => step(-1),
    on: () => step(1),
    stop,
  };

  function step(by) {
    at = Math.min(Math.max(0, at + by), sentences.length - 1);
    if (isSpeaking) speak();
    else show(sentences[at]);
  }

  button.addEventListener("click", () => (controls.hidden ? start() : stop()));
  controls.addEventListener("click", ({ target }) => doing[target.dataset?.do]?.());
  addEventListener("pagehide", () => controls.hidden || stop());
  voices.addEventListener?.("voiceschanged", offer);
  offer();
}
