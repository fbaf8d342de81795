// A table whose cells are walked by keys, typed in, cleared, and filled from Excel.
//
// Python owns the values. The grid reports every event that is not acknowledged (`seen`), so that
// a lost report comes with the next one; it is drawn anew for all that Python shows, unless
// somebody is typing or a report is under way. How it is used: pages/designer/grid/__init__.py.

const grids = new WeakMap();
const WALK = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -Infinity], End: [0, Infinity],
};
const CHOOSE_AFTER = 250, REPEAT_AFTER = 5000;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".grid");
  if (!grids.has(root)) grids.set(root, new Grid(root));
  grids.get(root).show(data, setTriggerValue);
  return () => { if (!root.isConnected) grids.get(root)?.close(); };
}

class Grid {
  constructor(root) {
    this.root = root;
    this.table = root.querySelector("table");
    this.status = root.querySelector("[role=status]");
    this.pending = [];
    this.sequence = 0;
    this.drawn = this.refusal = "";
    this.at = this.anchor = [0, 0];
    this.rowIds = this.columnIds = [];
    const body = this.body = root.querySelector("tbody");
    body.addEventListener("keydown", (event) => this.onKey(event));
    body.addEventListener("focusin", (event) => this.onFocus(event));
    body.addEventListener("mousedown", (event) => this.onMouse(event));
    body.addEventListener("mouseover", (event) => { if (event.buttons === 1) this.stretch(event); });
    body.addEventListener("dblclick", (event) => this.edit(event.target.closest("td")));
    this.clipboard = { paste: (event) => this.paste(event), copy: (event) => this.copy(event) };
    for (const [name, act] of Object.entries(this.clipboard)) document.addEventListener(name, act);
  }

  close() {
    for (const [name, act] of Object.entries(this.clipboard)) document.removeEventListener(name, act);
    clearTimeout(this.repeating);
    clearTimeout(this.choosing);
    grids.delete(this.root);
  }

  // ----- showing ---------------------------------------------------------------------------

  show(data, send) {
    this.data = data;
    this.send = send;
    this.sequence = Math.max(this.sequence, data.seen);
    this.pending = this.pending.filter((event) => event.sequence > data.seen);
    if (!this.pending.length) clearTimeout(this.repeating);
    if (this.editor || this.pending.some((event) => event.kind === "values")) return;
    this.draw();
    this.follow();
    this.refuse();
  }

  draw() {
    const { grid, words, chosen } = this.data;
    const wanted = JSON.stringify([grid, words]);
    if (wanted === this.drawn) return;
    const hasFocus = this.focused() !== null;
    const isFirst = this.rowIds.length === 0;
    const [place, from] = isFirst ? [chosen, chosen] : [this.placed, this.idsOf(this.anchor)];
    this.drawn = wanted;
    this.grid = grid;
    this.root.querySelector("#grid-how").textContent = words.how;
    this.table.setAttribute("aria-label", grid.label);
    this.table.style.setProperty("--name-width", `${grid.name_width}px`);
    this.table.querySelector("thead").replaceChildren(this.head(grid));
    this.cells = [];
    this.body.replaceChildren(...grid.rows.map((row, at) => this.row(grid, row, at)));
    this.at = this.find(place);
    this.anchor = this.find(from);
    this.rove();
    if (hasFocus) this.keepFocus();
  }

  // The focus goes to the same cell, drawn anew; a range that was marked stays marked.
  keepFocus() {
    const kept = this.anchor;
    this.cell(this.at)?.focus({ preventScroll: true });
    this.anchor = kept;
    this.rove();
  }

  // Goes where Python leads, unless that is only where it was told that somebody is.
  follow() {
    const { chosen } = this.data;
    const now = JSON.stringify(chosen);
    if (now === this.chosen) return;
    this.chosen = now;
    if (!chosen || now === this.reported || this.pending.length) return;
    if (this.focused() === null) this.at = this.anchor = this.find(chosen);
    else this.go(this.find(chosen));
    this.rove();
  }

  head(grid) {
    const row = element("tr");
    for (const column of [{ name: grid.corner }, ...grid.columns]) {
      const head = element("th", column.is_figure ? "figure" : "", column.name);
      head.scope = "col";
      if (column.width) head.style.width = head.style.minWidth = `${column.width}px`;
      row.append(head);
    }
    return row;
  }

  row(grid, row, at) {
    const made = element("tr", row.kind);
    const head = element("th", "", row.name);
    head.scope = "row";
    if (row.about) head.append(element("small", "", row.about));
    const cells = [this.placeCell(head, at, 0)];
    made.append(head);
    for (let column = 0; column < grid.columns.length;) {
      const cell = this.placeCell(this.fill(grid, row, grid.columns[column]), at, column + 1);
      made.append(cell);
      for (let n = 0; n < cell.colSpan; n += 1, column += 1) cells.push(cell);
    }
    this.cells.push(cells);
    return made;
  }

  placeCell(cell, row, column) {
    cell.place = [row, column];
    cell.tabIndex = -1;
    return cell;
  }

  fill(grid, row, column) {
    const shown = row.cells[column.id] ?? { text: "", typed: null, mark: "", is_fixed: false, span: 1 };
    const cell = element("td", column.is_figure ? "figure" : "");
    cell.append(shown.span > 1 ? element("span", "wide", shown.text) : shown.text);
    if (shown.text && grid.has_tint && !column.is_figure) cell.classList.add("filled");
    if (!shown.text && grid.empty[0] && !column.is_figure) {
      const none = element("span", "none", grid.empty[0]);
      none.setAttribute("aria-hidden", "true");
      cell.append(none, element("span", "heard", grid.empty[1]));
    }
    if (shown.mark) {
      cell.classList.add("marked");
      cell.append(element("small", "", shown.mark));
    }
    cell.colSpan = shown.span;
    cell.typed = shown.typed ?? shown.text;
    cell.isFixed = column.is_fixed || shown.is_fixed;
    if (cell.isFixed) cell.setAttribute("aria-readonly", "true");
    return cell;
  }

  refuse() {
    const { refused, seen } = this.data;
    const now = refused ? JSON.stringify([refused, seen]) : "";
    if (now === this.refusal) return;
    this.refusal = now;
    if (!refused) return;
    this.go(this.find([refused.row, refused.column]));
    this.edit(this.cell(this.at), refused.typed, refused.why);
  }

  // ----- places ----------------------------------------------------------------------------

  cell([row, column]) { return this.cells[row]?.[column]; }

  find(place) {
    const { rows, columns } = this.grid;
    if (!place?.[0]) return [0, Math.min(1, columns.length)];
    const row = rows.findIndex((one) => one.id === place[0]);
    const column = columns.findIndex((one) => one.id === place[1]) + 1;
    const near = Math.max(0, Math.min(this.at[0], rows.length - 1));
    return [row < 0 ? near : row, column];
  }

  idOfColumn(column) { return column ? this.grid.columns[column - 1].id : ""; }

  idsOf([row, column]) { return [this.rowIds[row], this.columnIds[column]]; }

  get placed() { return this.idsOf(this.at); }

  focused() {
    return this.root.getRootNode().activeElement?.closest?.("tbody th, tbody td") ?? null;
  }

  go(place) {
    this.at = this.anchor = place;
    this.cell(place)?.focus();
  }

  step([down, right]) {
    const last = [this.cells.length - 1, this.cells[0].length - 1];
    let [row, column] = this.at;
    const from = this.cell(this.at);
    row = bound(row + down, last[0]);
    do column = bound(column + right, last[1]);
    while (right && this.cell([row, column]) === from && column > 0 && column < last[1]);
    return [row, column];
  }

  // The rows and columns of the range, the first and the last.
  range() {
    const [rows, columns] = [0, 1].map((n) => [this.anchor[n], this.at[n]].sort((a, b) => a - b));
    return { rows, columns };
  }

  inRange() {
    const { rows, columns } = this.range();
    return this.cells.slice(rows[0], rows[1] + 1)
      .map((cells) => [...new Set(cells.slice(columns[0], columns[1] + 1))]);
  }

  // One cell is in the tab order; the range is marked when it is more than that cell.
  rove() {
    this.rowIds = this.grid.rows.map((row) => row.id);
    this.columnIds = ["", ...this.grid.columns.map((column) => column.id)];
    const range = this.inRange().flat();
    const current = this.cell(this.at);
    for (const cell of this.body.querySelectorAll("th, td")) {
      cell.tabIndex = cell === current ? 0 : -1;
      if (range.length > 1 && range.includes(cell)) cell.setAttribute("aria-selected", "true");
      else cell.removeAttribute("aria-selected");
    }
  }

  extend(place) {
    const kept = this.anchor;
    this.at = place;
    this.cell(place)?.focus();
    this.anchor = kept;
    this.rove();
    const { rows, columns } = this.range();
    const size = { rows: rows[1] - rows[0] + 1, columns: columns[1] - columns[0] + 1 };
    this.say(fill(this.data.words.range, size));
  }

  // ----- keys and mouse --------------------------------------------------------------------

  onFocus(event) {
    const cell = event.target.closest("th, td");
    if (!cell || this.editor) return;
    if (this.cell(this.at) !== cell) this.at = cell.place;
    this.anchor = this.at;
    this.rove();
    clearTimeout(this.choosing);
    if (this.grid.reports_choice) this.choosing = setTimeout(() => this.choose(), CHOOSE_AFTER);
  }

  onMouse(event) {
    if (this.editor?.contains(event.target)) return;
    if (event.shiftKey) {
      event.preventDefault();
      this.stretch(event);
    }
  }

  stretch(event) {
    const cell = event.target.closest("th, td");
    if (cell && !this.editor && this.focused() && cell !== this.cell(this.at)) this.extend(cell.place);
  }

  onKey(event) {
    if (this.editor) return this.onTypingKey(event);
    const wanted = this.wantedBy(event);
    if (!wanted) return undefined;
    event.stopPropagation();
    if (wanted !== "type") event.preventDefault();
    return wanted === "type" ? this.edit(this.cell(this.at), "") : wanted();
  }

  wantedBy(event) {
    const name = nameOf(event);
    if (this.grid.keys.includes(name) && !(name === "Enter" && this.isOpen())) {
      return () => this.reportKey(name);
    }
    if (WALK[event.key] && !event.altKey) return this.walkedBy(event);
    if (["Enter", "F2"].includes(name)) return () => this.edit(this.cell(this.at));
    if (["Delete", "Backspace"].includes(name)) return () => this.clear();
    if (name === "F8") return () => this.nextMarked();
    return event.key.length === 1 && !/^(Ctrl|Alt)/.test(name) && name !== " " && this.isOpen() && "type";
  }

  walkedBy(event) {
    const isFar = event.ctrlKey || event.metaKey;
    const { key } = event;
    const step = isFar && ["Home", "End"].includes(key) ? [WALK[key][1], WALK[key][1]]
      : WALK[key].map((n) => (isFar ? n * 1e6 : n));
    return () => (event.shiftKey ? this.extend(this.step(step)) : this.go(this.step(step)));
  }

  isOpen() { return this.cell(this.at)?.isFixed === false; }

  nextMarked() {
    const marked = [...this.body.querySelectorAll(".marked")];
    const here = this.cell(this.at);
    const next = marked.find((cell) => here.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (marked.length) this.go((next ?? marked[0]).place);
  }

  // ----- typing ----------------------------------------------------------------------------

  edit(cell, typed = cell?.typed, why = "") {
    if (!cell || cell.isFixed !== false || this.editor) return;
    const input = element("input");
    const id = this.idOfColumn(cell.place[1]);
    input.value = typed;
    input.setAttribute("aria-label", this.labelOf(cell));
    cell.shown = [...cell.childNodes];
    cell.replaceChildren(input, ...this.offers(input, id), ...this.trouble(input, why));
    cell.classList.add("typing");
    this.editor = cell;
    input.addEventListener("blur", () => this.commit([0, 0], false));
    input.focus();
    input.select();
    cell.querySelector("p")?.scrollIntoView({ block: "nearest" });
  }

  labelOf(cell) {
    const [row, column] = cell.place;
    return `${this.grid.rows[row].name} · ${this.grid.columns[column - 1].name}`;
  }

  offers(input, column) {
    const options = this.grid.columns.find((one) => one.id === column).options;
    if (!options.length) return [];
    const list = element("datalist");
    list.id = "grid-options";
    list.append(...options.map((value) => Object.assign(element("option"), { value })));
    input.setAttribute("list", list.id);
    return [list];
  }

  trouble(input, why) {
    if (!why) return [];
    const told = element("p", "", why);
    told.id = "grid-why";
    told.setAttribute("role", "alert");
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", told.id);
    return [told];
  }

  onTypingKey(event) {
    if (event.isComposing) return;
    const moves = { Enter: [event.shiftKey ? -1 : 1, 0], Tab: [0, event.shiftKey ? -1 : 1], Escape: null };
    if (!(event.key in moves)) return;
    event.preventDefault();
    event.stopPropagation();
    if (moves[event.key]) this.commit(moves[event.key]);
    else this.discard();
  }

  commit(move, hasFocus = true) {
    const cell = this.editor;
    if (!cell) return;
    const value = cell.querySelector("input").value.trim();
    if (value === cell.typed) this.leave(cell);
    else this.put([[cell, value]]);
    if (hasFocus) this.go(this.step(move));
  }

  discard() {
    const cell = this.editor;
    this.leave(cell);
    cell.focus();
  }

  // Leaves a cell as it was; what came in the meantime is drawn once the focus is where it goes.
  leave(cell) {
    this.editor = null;
    cell.classList.remove("typing");
    cell.replaceChildren(...cell.shown);
    setTimeout(() => this.show(this.data, this.send));
  }

  clear() {
    const cells = this.inRange().flat().filter((cell) => cell.isFixed === false && cell.typed !== "");
    this.put(cells.map((cell) => [cell, ""]));
  }

  // Shows values at once, and reports them together; Python draws them as it took them.
  put(values) {
    if (!values.length) return;
    this.editor = null;
    const entries = values.map(([cell, value]) => {
      cell.classList.remove("typing");
      cell.replaceChildren(value);
      cell.typed = value;
      return { row: this.rowIds[cell.place[0]], column: this.idOfColumn(cell.place[1]), value };
    });
    this.drawn = "";
    this.report({ kind: "values", entries });
  }

  // ----- Excel -----------------------------------------------------------------------------

  paste(event) {
    if (this.editor || !this.focused()) return;
    const given = readTable(event.clipboardData.getData("text/plain"));
    if (!given.length) return;
    event.preventDefault();
    const isOne = given.length === 1 && given[0].length === 1;
    const all = isOne ? this.filled(given[0][0]) : this.spread(given);
    const values = all.filter(([cell]) => cell?.isFixed === false);
    this.put(values);
    const { pasted, left_out: leftOut } = this.data.words;
    const n = all.length - values.length;
    this.say(fill(pasted, { n: values.length }) + (n ? ` ${fill(leftOut, { n })}` : ""));
  }

  filled(value) { return this.inRange().flat().map((cell) => [cell, value]); }

  spread(given) {
    const { rows, columns } = this.range();
    const first = Math.max(1, columns[0]);
    return given.flatMap((values, down) =>
      values.map((value, right) => [this.cell([rows[0] + down, first + right]), value]));
  }

  copy(event) {
    if (this.editor || !this.focused() || !document.getSelection().isCollapsed) return;
    const lines = this.inRange().map((cells) => cells.map((cell) => quoted(cell.typed ?? cell.firstChild.textContent)));
    event.clipboardData.setData("text/plain", lines.map((cells) => cells.join("\t")).join("\n"));
    event.preventDefault();
  }

  // ----- reporting -------------------------------------------------------------------------

  choose() {
    const place = JSON.stringify(this.placed);
    if (place === this.reported || this.focused() === null) return;
    this.pending = this.pending.filter((event) => event.kind !== "choose");
    this.report({ kind: "choose" });
  }

  reportKey(name) {
    this.report({ kind: "key", key: name });
    if (this.grid.steps_on.includes(name)) this.go(this.step([1, 0]));
  }

  report(event) {
    const [row, column] = this.placed;
    const { rows } = this.range();
    this.sequence = Math.max(this.sequence + 1, Date.now());
    const range = this.rowIds.slice(rows[0], rows[1] + 1);
    this.reported = JSON.stringify([row, column]);
    this.pending.push({ row, column, rows: range, ...event, sequence: this.sequence });
    this.sendPending();
  }

  sendPending() {
    clearTimeout(this.repeating);
    this.send("told", [...this.pending]);
    this.repeating = setTimeout(() => { if (this.pending.length) this.sendPending(); }, REPEAT_AFTER);
  }

  say(text) { this.status.textContent = text; }
}

// A text as Excel puts it on the clipboard: tabs, lines, and quotes around what holds either.
function readTable(given) {
  const text = given.replace(/\r\n?/g, "\n");
  const rows = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"(?=\t|\n|$)|([^\t\n]*))(\t|\n|$)/y;
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (!found) break;
    rows.at(-1).push((found[1]?.replaceAll('""', '"') ?? found[2]).trim());
    if (found[3].includes("\n")) rows.push([]);
    else if (found[3] === "\t" && pattern.lastIndex === text.length) rows.at(-1).push("");
  }
  if (!rows.at(-1).length) rows.pop();
  return rows;
}

function quoted(text) {
  return /["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function nameOf(event) {
  const letter = event.key.length === 1;
  const held = [(event.ctrlKey || event.metaKey) && "Ctrl", event.altKey && "Alt",
    event.shiftKey && (!letter || event.ctrlKey || event.metaKey) && "Shift"];
  const key = letter && held[0] ? event.key.toUpperCase() : event.key;
  return [...held.filter(Boolean), key].join("+");
}

function bound(n, last) { return Math.max(0, Math.min(last, n)); }

function element(name, style = "", text = "") {
  const made = document.createElement(name);
  if (style) made.className = style;
  if (text) made.textContent = text;
  return made;
}

function fill(message, values) {
  return message.replace(/\{(\w+)\}/g, (whole, key) => values?.[key] ?? whole);
}
