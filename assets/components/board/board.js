// Two lists between which matters are moved: by dragging, by buttons, by keys.
//
// Python owns the order. The board tells it every move and is drawn anew for every
// revision that comes back, unless moves are still under way or a card is being dragged.
// `Sortable` is put in front of this file when it is sent (see pages/designer/board_component.py).

const boards = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".board");
  if (!boards.has(root)) boards.set(root, new Board(root));
  boards.get(root).show(data, setTriggerValue);
  return () => { if (!root.isConnected) boards.get(root)?.close(); };
}

class Board {
  constructor(root) {
    this.root = root;
    this.lists = {
      catalogue: root.querySelector("[data-list=catalogue]"),
      theme: root.querySelector("[data-list=theme]"),
    };
    this.status = root.querySelector("[role=status]");
    this.search = root.querySelector("input");
    this.sequence = 0;
    this.revision = null;
    this.focus = null;
    this.dragging = false;
    this.search.addEventListener("input", () => this.filter(true));
    root.addEventListener("keydown", (event) => this.onKey(event));
    root.addEventListener("focusin", (event) => this.onFocus(event));
    root.addEventListener("click", (event) => this.onClick(event));
    this.sortables = Object.values(this.lists).map((list) => Sortable.create(list, {
      group: "matters", draggable: ".card", handle: ".grip", animation: 120,
      forceFallback: true, fallbackOnBody: false, fallbackClass: "carried", ghostClass: "ghost",
      onStart: () => { this.dragging = true; root.classList.add("dragging"); },
      onEnd: (event) => this.onDrop(event),
    }));
  }

  close() {
    this.sortables.forEach((sortable) => sortable.destroy());
    boards.delete(this.root);
  }

  show(data, send) {
    this.send = send;
    this.words = data.words;
    if (this.dragging || data.seen < this.sequence || data.revision === this.revision) return;
    this.revision = data.revision;
    this.base = data.base;
    this.name();
    for (const name of ["catalogue", "theme"]) {
      this.lists[name].replaceChildren(...data[name].map((matter) => this.card(matter)));
    }
    this.refresh();
    this.filter(false);
    this.root.classList.toggle("beside", data.opened !== "");
    this.markOpened(data.opened);
    if (data.closed) this.focus = { id: data.closed, part: null };
    if (!data.opened) this.restoreFocus();
    if (this.told && data.summary) this.say(`${this.told} ${data.summary}`);
    this.told = "";
  }

  // ----- drawing -------------------------------------------------------------------------

  name() {
    for (const part of this.root.querySelectorAll("[data-word]")) {
      part.textContent = this.words[part.dataset.word];
    }
    this.search.placeholder = this.words.search;
    this.search.setAttribute("aria-label", this.words.search);
  }

  card(matter) {
    const card = element("li", "card");
    Object.assign(card.dataset, { id: matter.id, name: matter.name, find: matter.find });
    card.setAttribute("aria-describedby", "how");
    const grip = element("span", "grip");
    grip.setAttribute("aria-hidden", "true");
    grip.title = this.words.grip;
    const text = element("span", "text", matter.name);
    text.append(this.about(matter.about));
    const order = element("span", "order");
    order.append(this.button("up", matter.name), this.button("down", matter.name));
    card.append(grip, element("span", "place"), text, ...this.opener(matter), order,
      this.button("toggle", matter.name));
    return card;
  }

  // Only what lies in the theme has a share of situations, and a panel to open.
  opener(matter) {
    if (matter.share === undefined) return [];
    const button = this.button("open", matter.name);
    const share = matter.share || "?";
    button.textContent = fill(this.words.open, { share });
    button.setAttribute("aria-label", fill(this.words.open_of, { name: matter.name, share }));
    return [button];
  }

  markOpened(code) {
    for (const card of this.cards("theme")) {
      if (card.dataset.id === code) card.setAttribute("aria-current", "true");
    }
  }

  about(parts) {
    const about = element("small", "");
    parts.forEach((part, index) => {
      const mark = index < parts.length - 1 ? " ·" : "";
      about.append(element("span", "", part + mark), " ");
    });
    return about;
  }

  button(does, name) {
    const button = element("button", does, this.words[does]);
    button.type = "button";
    button.dataset.does = does;
    if (does !== "toggle") button.setAttribute("aria-label", fill(this.words[`${does}_of`], { name }));
    return button;
  }

  refresh() {
    this.cards("theme").forEach((card, index) => this.dressCard(card, "remove", index + 1));
    this.cards("catalogue").forEach((card) => this.dressCard(card, "add", ""));
    this.root.querySelector(".count").textContent =
      fill(this.words.count, { n: this.cards("theme").length });
    this.lists.theme.classList.toggle("empty", this.cards("theme").length === 0);
    this.rove();
  }

  dressCard(card, does, place) {
    const button = card.querySelector(".toggle");
    button.textContent = this.words[does];
    button.setAttribute("aria-label", fill(this.words[`${does}_of`], { name: card.dataset.name }));
    card.querySelector(".place").textContent = place;
  }

  // ----- searching -----------------------------------------------------------------------

  filter(speak) {
    const wanted = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const card of this.cards("catalogue")) {
      card.hidden = !wanted.every((word) => card.dataset.find.includes(word));
      found += card.hidden ? 0 : 1;
    }
    this.root.querySelector(".nothing").hidden = found > 0;
    this.rove();
    if (speak) this.say(fill(this.words.found, { n: found }));
  }

  // ----- moving --------------------------------------------------------------------------

  onClick(event) {
    const button = event.target.closest("button");
    const card = event.target.closest(".card");
    if (card && button?.dataset.does === "open") this.open(card);
    else if (card && button) this.act(card, button.dataset.does, button.className);
    else if (card && event.target.closest(".text")) this.open(card);
  }

  onKey(event) {
    const card = event.target;
    if (!card.classList?.contains("card")) return;
    const wanted = this.wantedBy(event, card);
    if (!wanted) return;
    event.preventDefault();
    wanted();
  }

  wantedBy(event, card) {
    if (event.altKey) {
      const does = { ArrowUp: "up", ArrowDown: "down" }[event.key];
      return does && (() => this.act(card, does, null));
    }
    const step = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[event.key];
    if (step) return () => this.walk(card, step);
    const list = { ArrowLeft: "catalogue", ArrowRight: "theme" }[event.key];
    if (list) return () => this.enter(list);
    if (event.key === "Enter" && this.canOpen(card)) return () => this.open(card);
    return [" ", "Enter"].includes(event.key) ? () => this.act(card, "toggle", null) : null;
  }

  canOpen(card) { return card.querySelector(".open") !== null; }

  open(card) {
    if (!this.canOpen(card)) return;
    this.focus = { id: card.dataset.id, part: null };
    this.send("opened", card.dataset.id);
  }

  act(card, does, part) {
    const list = card.parentElement;
    const cards = [...list.querySelectorAll(".card")];
    const index = cards.indexOf(card);
    if (does === "toggle") return this.place(card, this.other(list), null, part);
    if (list !== this.lists.theme) return undefined;
    const next = does === "up" ? cards[index - 1] : cards[index + 2] ?? null;
    if (does === "up" ? index === 0 : index === cards.length - 1) return undefined;
    return this.place(card, list, next, part);
  }

  place(card, list, before, part) {
    if (list === this.lists.catalogue && before === null) before = list.firstChild;
    list.insertBefore(card, before);
    this.refresh();
    card.scrollIntoView({ block: "nearest" });
    this.focus = { id: card.dataset.id, part };
    this.restoreFocus();
    this.tell(card);
  }

  onDrop(event) {
    this.dragging = false;
    this.root.classList.remove("dragging");
    this.refresh();
    this.focus = { id: event.item.dataset.id, part: null };
    this.tell(event.item);
  }

  tell(card) {
    const order = this.cards("theme").map((one) => one.dataset.id);
    const isIn = card.parentElement === this.lists.theme;
    const place = { name: card.dataset.name, n: order.indexOf(card.dataset.id) + 1, total: order.length };
    this.told = fill(isIn ? this.words.placed : this.words.removed, place);
    this.say(this.told);
    this.sequence = Math.max(this.sequence + 1, Date.now());
    this.send("moved", { order, base: this.base, sequence: this.sequence });
  }

  // ----- walking by keys -----------------------------------------------------------------

  walk(card, step) {
    const cards = this.visible(card.parentElement);
    const index = cards.indexOf(card) + step;
    cards[Math.max(0, Math.min(cards.length - 1, index))]?.focus();
  }

  enter(name) {
    (this.lists[name].querySelector(".card[tabindex='0']") ?? this.visible(this.lists[name])[0])?.focus();
  }

  onFocus(event) {
    const card = event.target.closest?.(".card");
    if (card) this.rove(card);
  }

  // One card of each list is in the tab order, and the buttons of that card.
  rove(current) {
    for (const list of Object.values(this.lists)) {
      const cards = this.visible(list);
      const kept = cards.find((card) => card === current) ??
        cards.find((card) => card.tabIndex === 0) ?? cards[0];
      for (const card of list.querySelectorAll(".card")) {
        const index = card === kept ? 0 : -1;
        card.tabIndex = index;
        card.querySelectorAll("button").forEach((button) => { button.tabIndex = index; });
      }
    }
  }

  restoreFocus() {
    if (!this.focus) return;
    const card = this.root.querySelector(`[data-id="${CSS.escape(this.focus.id)}"]`);
    const target = (this.focus.part && card?.querySelector(`.${this.focus.part}`)) || card;
    target?.focus({ preventScroll: true });
  }

  // ----- small things --------------------------------------------------------------------

  cards(name) { return [...this.lists[name].querySelectorAll(".card")]; }

  visible(list) { return [...list.querySelectorAll(".card")].filter((card) => !card.hidden); }

  other(list) { return list === this.lists.theme ? this.lists.catalogue : this.lists.theme; }

  say(text) { this.status.textContent = text; }
}

function element(name, style, text = "") {
  const made = document.createElement(name);
  made.className = style;
  made.textContent = text;
  return made;
}

function fill(message, values) {
  return message.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}
