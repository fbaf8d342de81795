// Reads the page aloud, where the browser has a voice for its language; otherwise nothing is shown.
//
// One for the whole page. A page that is left falls silent.

const LONGEST = 160; // letters a sentence: some voices stop in the middle of longer ones
const SILENT = ".st-key-ready, [class*=st-key-unseen_], .st-key-topbar, .st-key-actionbar, .ic, [data-testid=stIconMaterial], script, style, [aria-hidden=true]";
const BREAKS = /[^。！？；.!?;\n]+[。！？；.!?;]?/g;

class Reader {
  constructor() {
    this.button = document.createElement("button");
    this.button.className = "reading";
    this.button.type = "button";
    this.button.hidden = true;
    this.button.addEventListener("click", () => (this.isReading ? this.stop() : this.read()));
    document.body.append(this.button);
    window.speechSynthesis?.addEventListener?.("voiceschanged", () => this.show());
    window.addEventListener("pagehide", () => this.stop());
    window.addEventListener("done-once-drawn", ({ detail: place }) => {
      if (this.place !== place) this.stop();
      this.place = place;
    });
  }

  learn(data) {
    this.data = data;
    this.show();
  }

  voice() {
    const language = this.data.locale.slice(0, 2);
    const voices = window.speechSynthesis?.getVoices() ?? [];
    return voices.find((one) => one.lang.replace("_", "-") === this.data.locale)
      ?? voices.find((one) => one.lang.startsWith(language));
  }

  show() {
    this.button.hidden = !this.data.active || !this.voice();
    if (this.button.hidden && this.isReading) this.stop();
    this.button.textContent = this.isReading ? this.data.words.stop : this.data.words.read;
    this.button.setAttribute("aria-pressed", String(Boolean(this.isReading)));
  }

  read() {
    const sentences = spoken().match(BREAKS)?.flatMap(inParts) ?? [];
    if (!sentences.length) return;
    this.isReading = true;
    const turn = this.turn = {};
    sentences.forEach((words, place) => {
      const said = new SpeechSynthesisUtterance(words);
      said.voice = this.voice();
      said.lang = this.data.locale;
      said.rate = 0.9;
      if (place === sentences.length - 1) {
        said.onend = () => { if (this.turn === turn) this.stop(); };
      }
      window.speechSynthesis.speak(said);
    });
    this.show();
  }

  stop() {
    this.isReading = false;
    this.turn = null;
    window.speechSynthesis?.cancel();
    if (this.data) this.show();
  }
}

// What a person would read out: what is seen, from top to bottom, without the bars.
function spoken() {
  const main = document.querySelector("[data-testid=stMainBlockContainer]");
  if (!main) return "";
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { parentElement: parent, textContent } = walker.currentNode;
    const isSeen = parent.checkVisibility() && !parent.closest(SILENT);
    if (isSeen && textContent.trim()) found.push(textContent.trim());
  }
  return found.join("\n");
}

function inParts(sentence) {
  const parts = [];
  for (let at = 0; at < sentence.length; at += LONGEST) parts.push(sentence.slice(at, at + LONGEST).trim());
  return parts.filter(Boolean);
}

export default ({ data }) => {
  window.doneOnceReader ??= new Reader();
  window.doneOnceReader.learn(data);
};
