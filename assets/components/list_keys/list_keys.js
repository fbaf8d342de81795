// Goes through a list by keys: up and down move from line to line, Enter presses the button of the
// line, "/" goes to the search box. Keys that something else on the page needs are left to it.

const NEEDS_KEYS = 'input, textarea, select, button, a, summary, iframe, [contenteditable=true],' +
  ' [role=combobox], [role=listbox], [role=radio], [role=option], [role=tab], [role=slider]';
const IN_FRONT = '[role=dialog], [role=listbox], [data-testid=stPopoverBody]';

// A button with a hint is drawn twice, for a mouse and for a finger; only one of them is shown.
const linesOf = (data) =>
  [...document.querySelectorAll(`.st-key-${data.list} ${data.line} button`)]
    .filter((button) => button.checkVisibility());
const searchOf = (data) => document.querySelector(`[class*=st-key-${data.search}] input`);

function onKey(event, data) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || document.querySelector(IN_FRONT)) return;
  const { target } = event;
  if (event.key === '/' && !target.closest('input, textarea, [contenteditable=true]')) {
    event.preventDefault();
    searchOf(data)?.select();
    searchOf(data)?.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.shiftKey) return;
  const lines = linesOf(data);
  const at = lines.indexOf(target);
  const isFree = at >= 0 || target === searchOf(data) || !target.closest(NEEDS_KEYS);
  if (!isFree || !lines.length) return;
  event.preventDefault();
  move(lines, at, step);
}

// Whoever comes back from a line goes on there; with no line known, down begins at the first.
function move(lines, at, step) {
  const last = lines.findIndex((line) => nameOf(line) === window.doneOnceLine);
  const begin = last >= 0 ? last : Math.min(0, step) * -(lines.length - 1);
  const next = at < 0 ? begin : Math.min(Math.max(at + step, 0), lines.length - 1);
  lines[next].focus({ preventScroll: true });
  lines[next].scrollIntoView({ block: 'nearest' });
  window.doneOnceLine = nameOf(lines[next]);
}

function nameOf(button) {
  return button.closest('[class*=st-key-]').className.match(/st-key-\S+/)[0];
}

export default ({ data }) => {
  const listen = (event) => onKey(event, data);
  window.addEventListener('keydown', listen);
  return () => window.removeEventListener('keydown', listen);
};
