// What lies between a finger and the page: a touch counts only for what was on the glass when the
// finger came down, every button answers at once, and a cut line covers the screen.
//
// One for the whole page; each drawing of the frame only brings new data. While a press is under
// way nothing else is taken: it would be meant for the page that is about to go.

const PRESSED = "[data-testid=stButton] button, [data-testid=stFormSubmitButton] button";
const KEEPS = ".st-key-unseen_keep button";
const BESIDE_THE_FORM = ".st-key-toprow";
const EXEMPT = "[data-glass], [data-idle], .reading, .st-key-presenter_bar";
const SWALLOWED = ["pointerdown", "mousedown", "click", "beforeinput"]; // not what scrolls
const GLANCE_MILLISECONDS = 40;
const QUIET_MILLISECONDS = 120; // one press may make the page run twice, one right after the other
const [CALM_SECONDS, SLOW_SECONDS, HELPLESS_SECONDS] = [3, 10, 60];
const RETRY_MILLISECONDS = 1000;
const RELEASED_MILLISECONDS = 400; // a click follows its finger at once, or it is nobody's

class Glass {
  constructor() {
    this.turn = 0; // counts the pages that stood still
    this.down = null; // which of them the finger came down on
    this.status = layer("status", "heard");
    this.band = layer("status", "busyband");
    this.cover = layer("alertdialog", "cutoff");
    for (const name of SWALLOWED) {
      window.addEventListener(name, (event) => this.guard(event), true);
    }
    window.addEventListener("keydown", (event) => this.onKey(event), true);
    for (const name of ["pointerup", "pointercancel", "keyup"]) {
      window.addEventListener(name, () => this.release(), true);
    }
    window.addEventListener("focusin", ({ target }) => remembersNothing(target), true);
    window.addEventListener("done-once-drawn", ({ detail }) => this.onDrawn(detail));
    new MutationObserver(() => this.look()).observe(document.body, {
      subtree: true, attributeFilter: ["data-test-script-state", "data-test-connection-state"],
    });
    setInterval(() => this.look(), GLANCE_MILLISECONDS);
  }

  learn(data, tell) {
    const before = this.data;
    Object.assign(this, { data, tell });
    if (data.is_found) this.isSeeking = false;
    // The server was started anew, and knows nothing of whoever stands here: this page does.
    if (!before?.key || before.process === data.process) return;
    this.isSeeking = true;
    tell("found", before.key);
  }

  // The key is in this memory and nowhere else.
  forget() { this.data.key = ""; }

  // ----- touches ---------------------------------------------------------------------------

  guard(event) {
    if (!event.isTrusted || event.target.closest?.(EXEMPT)) return;
    if (event.type === "pointerdown") this.press(this.isHeld ? "held" : this.turn);
    const isLate = event.type === "click" && this.down !== null && this.down !== this.turn;
    if (event.type === "click") this.down = null;
    if (this.isHeld || isLate) swallow(event);
    else if (event.type === "click") this.onClick(event);
  }

  onKey(event) {
    if (!event.isTrusted || event.target.closest?.(EXEMPT)) return;
    if (!["Enter", " "].includes(event.key)) return;
    if (!event.repeat) this.press(this.isHeld ? "held" : this.turn);
    if (this.isHeld) swallow(event);
  }

  press(turn) {
    clearTimeout(this.releasing); // of the finger before
    this.down = turn;
  }

  release() {
    clearTimeout(this.releasing);
    this.releasing = setTimeout(() => { this.down = null; }, RELEASED_MILLISECONDS);
  }

  onClick(event) {
    const button = event.target.closest?.(PRESSED);
    if (!button || button.disabled) return;
    this.begin(button);
    const keeps = document.querySelector(KEEPS);
    if (!keeps || !button.closest(BESIDE_THE_FORM)) return;
    // What is typed and not yet sent is sent first: the form would not hear of this button.
    swallow(event);
    this.busy.then = button.closest("[class*=st-key-]").className.match(/st-key-[\w-]+/)[0];
    keeps.click();
  }

  get app() { return document.querySelector("[data-testid=stApp]")?.dataset ?? {}; }

  get isRunning() { return this.app.testScriptState !== "notRunning"; }

  get isHeld() { return Boolean(this.busy || this.cut); }

  // ----- a press under way -----------------------------------------------------------------

  begin(button) {
    const isMain = button.closest(".st-key-actionbar, [class*=st-key-option-]");
    const words = this.data.words[isMain ? "saving" : "got"];
    button.dataset.pressed = isMain ? words : "";
    button.setAttribute("aria-busy", "true");
    this.busy = { button, at: Date.now(), state: "" };
    this.status.textContent = words;
    const dialog = button.closest("[role=dialog]");
    if (dialog) this.answerWhenChanged(dialog);
  }

  // A dialog is drawn without the page, and maybe too quickly to be seen running.
  answerWhenChanged(dialog) {
    const { busy } = this;
    const watcher = new MutationObserver(() => { busy.answered = true; watcher.disconnect(); });
    watcher.observe(dialog, { subtree: true, childList: true, characterData: true });
  }

  onDrawn(place) {
    if (this.place !== place) this.turn += 1;
    this.place = place;
    if (this.busy) this.busy.answered = true;
    this.drawn = true;
  }

  look() {
    this.watchLine();
    if (!this.busy) return;
    if (this.isRunning) Object.assign(this.busy, { answered: true, quiet: null });
    else if (this.busy.answered) this.busy.quiet ??= Date.now();
    if (this.busy.quiet && Date.now() - this.busy.quiet >= QUIET_MILLISECONDS) this.end();
    else this.show();
  }

  end() {
    const { button, then } = this.busy;
    delete button.dataset.pressed;
    button.removeAttribute("aria-busy");
    this.busy = null;
    this.turn += 1;
    this.status.textContent = "";
    this.band.hidden = true;
    const wanted = then && document.querySelector(`.${then} button`);
    if (!wanted) return;
    this.begin(wanted);
    wanted.click();
  }

  show() {
    const seconds = (Date.now() - this.busy.at) / 1000;
    const state = seconds >= SLOW_SECONDS ? "slow" : seconds >= CALM_SECONDS ? "calm" : "";
    if (this.busy.state === state) return;
    this.busy.state = state;
    this.band.hidden = !state;
    if (state) this.fillBand(state);
  }

  fillBand(state) {
    const bar = document.querySelector(".st-key-actionbar");
    this.band.style.bottom = `${state === "calm" && bar ? bar.offsetHeight : 0}px`;
    const { words, can_keep: canKeep } = this.data;
    this.band.className = `busyband ${state}`;
    this.band.replaceChildren(made("b", words[state]), made("p", words[`${state}_how`]));
    if (state !== "slow") return;
    const acts = made("div");
    acts.append(this.act("call", words.call));
    if (canKeep) acts.append(this.act("keep", words.keep));
    this.band.append(acts, this.act("again", words.again));
  }

  // What was pressed is on its way; this asks beside it, and shows what has become of it.
  act(name, words) {
    const button = made("button", words, name);
    button.type = "button";
    button.addEventListener("click", () => {
      Object.assign(this.busy, { at: Date.now(), then: null });
      this.status.textContent = this.data.words.got;
      this.show();
      this.tell(name, Date.now());
    });
    return button;
  }

  // ----- the line to the server ------------------------------------------------------------

  watchLine() {
    const isConnected = this.app.testConnectionState === "CONNECTED";
    if (this.isWiped) return;
    if (!isConnected && this.wasConnected) this.cut ??= this.beginCut();
    this.wasConnected ||= isConnected;
    if (!this.cut) return;
    if (isConnected && !this.cut.asked) this.ask();
    if (isConnected && this.cut.asked && this.drawn && !this.isRunning && !this.isSeeking) this.uncover();
    else this.count();
  }

  beginCut() {
    const { words, begun } = this.data;
    const how = made("p", words[begun ? "cut_kept" : "cut_how"], "lead");
    const steps = made("ol");
    steps.append(...["cut_seen", "cut_now", "cut_next"].map((name) => made("li", words[name])));
    const leave = made("button", words.cut_leave);
    leave.type = "button";
    leave.addEventListener("click", () => this.wipe());
    const mark = made("i", "", "merging");
    mark.setAttribute("aria-hidden", "true");
    this.cover.setAttribute("aria-label", words.cut);
    this.cover.replaceChildren(mark, made("p", words.not_you, "kicker"), made("h1", words.cut), how, steps);
    if (begun) this.cover.append(leave);
    this.cover.hidden = false;
    this.cover.tabIndex = -1;
    this.cover.focus();
    return { at: Date.now(), how, steps };
  }

  // Real seconds; after a minute only somebody who works here can help.
  count() {
    const seconds = Math.floor((Date.now() - this.cut.at) / 1000);
    if (seconds === this.cut.told) return;
    this.cut.told = seconds;
    const { words } = this.data;
    const [seen, now, next] = this.cut.steps.children;
    seen.dataset.state = words.done;
    now.dataset.state = this.cut.asked ? words.done : words.second.replace("{n}", seconds);
    next.dataset.state = this.cut.asked ? words.second.replace("{n}", seconds) : words.waiting;
    if (seconds < HELPLESS_SECONDS || this.cut.isHelpless) return;
    this.cut.isHelpless = true;
    this.cut.how.textContent = words.cut_helpless;
  }

  // The line is there again: whatever was under way is looked at, wherever it has come to.
  ask() {
    Object.assign(this.cut, { asked: true, told: null });
    this.drawn = false;
    if (this.busy) this.busy.then = null;
    this.tell("again", Date.now());
  }

  uncover() {
    this.cut = null;
    this.turn += 1;
    this.cover.hidden = true;
    this.cover.replaceChildren();
  }

  // Nothing is there any more, and the page begins anew as soon as anybody answers: a page that is
  // loaded while nobody does would be an error of the browser, and stay one.
  wipe() {
    if (this.isWiped) return;
    this.isWiped = true;
    document.getElementById("root").replaceChildren();
    this.cover.replaceChildren(made("h1", this.data.words.cut_wiped));
    const begin = async () => {
      const answer = await fetch("_stcore/health", { cache: "no-store" }).catch(() => null);
      if (answer?.ok) location.replace(location.origin + location.pathname);
    };
    begin();
    setInterval(begin, RETRY_MILLISECONDS);
  }
}

function layer(role, style) {
  const element = made("div", "", style);
  element.setAttribute("role", role);
  element.dataset.glass = style;
  element.hidden = style !== "heard";
  document.body.append(element);
  return element;
}

function made(name, words = "", style = "") {
  const element = document.createElement(name);
  element.textContent = words;
  if (style) element.className = style;
  return element;
}

// Whatever is typed into goes into no list of the browser, which offers it to whoever comes next.
function remembersNothing(field) {
  if (field.matches?.("input, textarea")) field.setAttribute("autocomplete", "off");
}

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

export default ({ data, setTriggerValue }) => {
  window.doneOnceGlass ??= new Glass();
  window.doneOnceGlass.learn(data, setTriggerValue);
};
