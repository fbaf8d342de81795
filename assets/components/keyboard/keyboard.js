// The on-screen keyboard: one for the whole page, shown while something is being typed into.
//
// It types into whatever has the focus, as fingers on real keys would; real keys still work.
// `SimpleKeyboard` is put in front of this file when it is sent (pages/shared/components.py).
// What is offered for pinyin is fetched once and cached by the browser, not sent per session.

const DICTIONARY = "app/static/keyboard/pinyin.json";
const LONGEST_SYLLABLE = 6;
const MOST_OFFERED = 120;
const WRITABLE = ["text", "search", "tel", "email", "url", "number", "password"];
const LETTERS = {
  pinyin: ["q w e r t y u i o p", "a s d f g h j k l", "z x c v b n m {bksp}", "， 。 {space} {done}"],
  english: ["1 2 3 4 5 6 7 8 9 0", "q w e r t y u i o p", "a s d f g h j k l", "{shift} z x c v b n m {bksp}", "@ - {space} . {done}"],
  capitals: ["1 2 3 4 5 6 7 8 9 0", "Q W E R T Y U I O P", "A S D F G H J K L", "{shift} Z X C V B N M {bksp}", "@ - {space} . {done}"],
  digits: ["1 2 3 - /", "4 5 6 . ,", "7 8 9 # {bksp}", "( 0 ) + {space} {done}"],
  identity: ["1 2 3 {bksp}", "4 5 6 X", "7 8 9 0", "{done}"],
};
const LAYOUT_OF = { pinyin: "pinyin", name: "pinyin", digits: "digits", identity: "identity", english: "english" };
const MODES = ["pinyin", "name", "digits", "english"];

class ScreenKeyboard {
  constructor() {
    this.letters = "";
    this.first = 0;
    this.root = this.element("div", "keyboard", { role: "group", hidden: "" });
    this.tabs = this.element("div", "modes", { role: "group" });
    this.offers = this.element("div", "offers", { role: "group" });
    this.heard = this.element("div", "heard", { role: "status" });
    this.keys = this.element("div", "keys");
    this.root.append(this.tabs, this.offers, this.keys, this.heard);
    document.body.append(this.root);
    // A touch on a key must not take the focus away from what is typed into.
    for (const name of ["pointerdown", "mousedown"]) {
      this.root.addEventListener(name, (event) => event.preventDefault());
    }
    // The keyboard goes when the finger has left it, or the finger would press what is beneath.
    this.root.addEventListener("click", () => { if (this.isDone) this.leave(); }, true);
    document.addEventListener("focusin", (event) => this.onFocus(event.target));
    document.addEventListener("focusout", () => setTimeout(() => this.closeUnlessTyping(), 80));
    // While a finger is down nothing moves: it would lift over something else than it touched.
    const touch = (isDown) => () => {
      this.isTouched = isDown;
      if (!isDown) setTimeout(() => this.closeUnlessTyping(), 80);
    };
    window.addEventListener("pointerdown", touch(true), true);
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, touch(false), true);
    window.addEventListener("done-once-drawn", () => {
      if (this.root.hidden) document.body.classList.remove("had-keyboard");
    });
  }

  element(name, style, attributes = {}) {
    const made = document.createElement(name);
    made.className = style;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  button(words, style, act) {
    const made = this.element("button", style, { type: "button", tabindex: "-1" });
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  learn(data) {
    if (this.data?.locale === data.locale) return;
    this.data = data;
    this.root.setAttribute("aria-label", data.words.keyboard);
    this.tabs.setAttribute("aria-label", data.words.modes);
    this.offers.setAttribute("aria-label", data.words.offers);
    this.board?.destroy();
    this.board = new SimpleKeyboard(this.keys, {
      theme: "plates",
      layoutName: "pinyin",
      layout: LETTERS,
      display: Object.fromEntries(
        ["bksp", "done", "shift", "space"].map((key) => [`{${key}}`, data.words[key]])),
      useButtonTag: true,
      disableButtonHold: true,
      preventMouseDownDefault: true,
      stopMouseDownPropagation: true,
      useTouchEvents: false,
      onKeyPress: (key) => this.press(key),
      onRender: () => this.keys.querySelectorAll("button").forEach((key) => { key.tabIndex = -1; }),
    });
  }

  onFocus(element) {
    if (!isWritable(element) || !this.board) return;
    this.target = element;
    this.isDone = false;
    this.typed = null;
    element.inputMode = "none"; // no second keyboard of the system
    this.turnTo(modeOf(element) ?? (this.data.locale === "en" ? "english" : "pinyin"));
    this.root.hidden = false;
    document.body.classList.add("with-keyboard", "had-keyboard");
    // The room for it stays until the page is drawn anew: nothing may move beneath a finger.
    document.body.style.setProperty("--keyboard", `${this.root.offsetHeight}px`);
    intoSight(element, this.root); // at once: a list that opens closes when the page moves
  }

  closeUnlessTyping() {
    const typing = isWritable(document.activeElement) && document.activeElement === this.target;
    if (!typing && !this.isTouched) this.close();
  }

  close() {
    this.target = null;
    this.isDone = false;
    this.letters = "";
    this.root.hidden = true;
    document.body.classList.remove("with-keyboard");
  }

  turnTo(mode) {
    this.mode = mode;
    this.letters = "";
    this.board.setOptions({ layoutName: LAYOUT_OF[mode] });
    const shown = mode === "identity" ? ["identity", "digits", "english"] : MODES;
    this.tabs.replaceChildren(...shown.map((one) => {
      const tab = this.button(this.data.words[one], "mode", () => this.turnTo(one));
      tab.setAttribute("aria-pressed", String(one === mode));
      return tab;
    }), this.button(this.data.words.hide, "mode hide", () => this.leave()));
    this.offers.hidden = LAYOUT_OF[mode] !== "pinyin";
    if (!this.offers.hidden) this.open().then(() => this.offer());
    this.offer();
  }

  async open() {
    this.dictionary ??= fetch(new URL(DICTIONARY, document.baseURI))
      .then((answer) => answer.json())
      .then((found) => ({ ...found, keys: Object.keys(found.words) }))
      .catch(() => { this.dictionary = null; return null; });
    this.known = await this.dictionary;
  }

  press(key) {
    if (!this.target) return;
    const special = { "{shift}": "shift", "{bksp}": "back", "{done}": "done", "{space}": "space" };
    if (special[key]) return this[special[key]]();
    if (LAYOUT_OF[this.mode] === "pinyin" && /^[a-z]$/.test(key)) {
      this.letters += key;
      this.offer();
    } else {
      this.choose(0);
      this.insert(key);
    }
  }

  shift() {
    const isSmall = this.board.options.layoutName === "english";
    this.board.setOptions({ layoutName: isSmall ? "capitals" : "english" });
  }

  back() {
    if (this.letters) {
      this.letters = this.letters.slice(0, -1);
      this.offer();
    } else {
      this.erase();
    }
  }

  space() {
    if (!this.choose(0)) this.insert(" ");
  }

  done() {
    this.choose(0);
    const { target } = this;
    if (target.getAttribute("role") === "combobox") {
      target.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    }
    this.isDone = true;
  }

  leave() {
    this.target?.blur();
    this.close();
  }

  // Take one of what is offered; return whether there was anything to take.
  choose(place) {
    const offered = this.letters && offersFor(this)[place];
    if (!offered) return false;
    this.insert(offered.words);
    this.letters = this.letters.slice(offered.used);
    this.offer();
    return true;
  }

  offer() {
    this.first = 0;
    this.show();
    this.heard.textContent = this.letters;
  }

  show() {
    const offered = this.letters && this.known ? offersFor(this) : [];
    const typed = this.element("span", "typed");
    typed.textContent = this.letters || this.data.words[this.mode === "name" ? "name_how" : "pinyin_how"];
    const back = this.button("‹", "turn", () => this.turn(-1));
    const on = this.button("›", "turn", () => this.turn(1));
    back.setAttribute("aria-label", this.data.words.before);
    on.setAttribute("aria-label", this.data.words.after);
    this.offers.replaceChildren(typed);
    if (!offered.length) return;
    this.offers.append(back, on);
    this.shown = 0;
    for (const one of offered.slice(this.first)) {
      const place = this.first + this.shown;
      const made = this.button(one.words, "offer", () => this.choose(place));
      this.offers.insertBefore(made, on);
      if (this.offers.scrollWidth > this.offers.clientWidth) { made.remove(); break; }
      this.shown += 1;
    }
    back.disabled = this.first === 0;
    on.disabled = this.first + this.shown >= offered.length;
    this.pages ??= [];
  }

  turn(way) {
    if (way > 0) {
      this.pages.push(this.first);
      this.first += this.shown;
    } else {
      this.first = this.pages.pop() ?? 0;
    }
    this.show();
  }

  insert(words) {
    if (this.target.type === "number") return this.write(typedNumber(this, words));
    const [from, to] = selection(this.target);
    const most = this.target.maxLength > 0 ? this.target.maxLength : Infinity;
    const { value } = this.target;
    if (value.length - (to - from) + words.length > most) return undefined;
    return this.write(value.slice(0, from) + words + value.slice(to), from + words.length);
  }

  erase() {
    const { value, type } = this.target;
    if (type === "number") {
      this.typed = (this.typed ?? value).slice(0, -1);
      return this.write(this.typed);
    }
    const [from, to] = selection(this.target);
    const start = from === to ? Math.max(0, from - 1) : from;
    return this.write(value.slice(0, start) + value.slice(to), start);
  }

  // Streamlit's fields keep what they are told by an event, not what is put into them.
  write(value, caret) {
    if (value === null) return;
    const { target } = this;
    const kind = target instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(target, value);
    if (target.type !== "number") target.setSelectionRange(caret, caret);
    target.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
  }
}

function isWritable(element) {
  if (element instanceof HTMLTextAreaElement) return !element.readOnly && !element.disabled;
  if (!(element instanceof HTMLInputElement) || element.readOnly || element.disabled) return false;
  const isList = element.closest("[data-testid=stSelectbox]");
  return WRITABLE.includes(element.type) && (!isList || modeOf(element) !== undefined);
}

// The page says by a key around a field what is typed into it: st-key-keys_digits-…
// Into a number go digits, whatever it is around.
function modeOf(element) {
  if (element.type === "number") return "digits";
  const around = element.closest("[class*=st-key-keys_]");
  return around?.className.match(/st-key-keys_([a-z]+)/)?.[1];
}

function selection(target) {
  const end = target.value.length;
  return [target.selectionStart ?? end, target.selectionEnd ?? end];
}

// A number that ends in a point is not one yet, so it is kept here until it is.
function typedNumber(keyboard, words) {
  const typed = (keyboard.typed ?? keyboard.target.value) + words;
  if (!/^-?\d*\.?\d*$/.test(typed)) return null;
  keyboard.typed = typed;
  return typed.endsWith(".") ? null : typed;
}

function intoSight(target, keyboard) {
  const main = target.closest("[data-testid=stMain]");
  if (!main) return;
  const box = (target.closest("[data-testid=stElementContainer]") ?? target).getBoundingClientRect();
  const top = document.querySelector(".st-key-topbar")?.getBoundingClientRect().bottom ?? 0;
  const bars = document.querySelector(".st-key-actionbar")?.getBoundingClientRect().height ?? 0;
  const bottom = keyboard.getBoundingClientRect().top - bars;
  if (box.top >= top + 8 && box.bottom <= bottom - 8) return;
  main.scrollBy(0, box.top - top - Math.max(12, (bottom - top - box.height) / 2));
}

function firstSyllable(letters, syllables) {
  for (let n = Math.min(LONGEST_SYLLABLE, letters.length); n > 0; n -= 1) {
    if (syllables[letters.slice(0, n)]) return letters.slice(0, n);
  }
  return "";
}

// What can be meant by the letters, the likeliest first; each with how many letters it takes.
function offersFor({ letters, known, mode, target }) {
  if (!known || !letters) return [];
  const found = new Map();
  const add = (words, used) => { if (words && !found.has(words)) found.set(words, { words, used }); };
  const isName = mode === "name";
  const syllable = firstSyllable(letters, known.syllables);
  if (isName) nameOffers(letters, syllable, known, selection(target)[0] === 0, add);
  else wordOffers(letters, known, add);
  for (let n = syllable.length; n > 0; n -= 1) {
    for (const one of known.syllables[letters.slice(0, n)] ?? "") add(one, n);
  }
  if (!syllable) startingWith(letters, known, add);
  return [...found.values()].slice(0, MOST_OFFERED);
}

// A name begins with a surname; then come the characters that names are made of.
function nameOffers(letters, syllable, known, isFirst, add) {
  if (isFirst) {
    for (const [key, name] of Object.entries(known.compounds)) {
      if (letters.startsWith(key)) add(name, key.length);
    }
  }
  const usual = isFirst ? known.surnames : known.given;
  for (const one of usual[syllable] ?? "") add(one, syllable.length);
}

function wordOffers(letters, known, add) {
  for (let n = letters.length; n > 1; n -= 1) {
    for (const word of known.words[letters.slice(0, n)]?.split(" ") ?? []) add(word, n);
    if (n === letters.length) for (const one of (known.syllables[letters] ?? "").slice(0, 24)) add(one, n);
  }
  if (letters.length > 2) startingWith(letters, known, add);
}

function startingWith(letters, known, add) {
  let place = lowerBound(known.keys, letters);
  for (let n = 0; n < 8 && known.keys[place]?.startsWith(letters); n += 1, place += 1) {
    for (const word of known.words[known.keys[place]].split(" ").slice(0, 2)) add(word, letters.length);
  }
  const syllable = Object.keys(known.syllables).find((one) => one.startsWith(letters));
  for (const one of (known.syllables[syllable] ?? "").slice(0, 12)) add(one, letters.length);
}

function lowerBound(keys, letters) {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] < letters) low = middle + 1; else high = middle;
  }
  return low;
}

export default ({ data }) => {
  window.doneOnceKeyboard ??= new ScreenKeyboard();
  window.doneOnceKeyboard.learn(data);
};
