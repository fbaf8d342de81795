// Goes through a presentation by keys, and brings into view what is about to be touched.
// Keys that something else on the page needs are left to it.

const NEEDS_KEYS = 'input, textarea, select, summary, iframe, [contenteditable=true],' +
  ' [role=combobox], [role=listbox], [role=radio], [role=option], [role=tab], [role=slider],' +
  ' [role=dialog], [data-testid=stPopoverBody]';
const BUTTONS = { ArrowRight: 'present_next', ArrowLeft: 'present_back', ' ': 'present_play' };
const [LOOK_MILLISECONDS, LOOKS] = [250, 14]; // a new page is shown from its top first
const [ABOVE, BELOW] = [200, 140]; // so much the bars cover

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const name = BUTTONS[event.key];
  const needs = event.key === ' ' ? `${NEEDS_KEYS}, button, a` : NEEDS_KEYS;
  if (!name || event.target.closest?.(needs)) return;
  event.preventDefault();
  document.querySelector(`.st-key-${name} button`)?.click();
}

// Whoever touches or scrolls looks where they like.
function bring(selectors) {
  const touch = new AbortController();
  for (const name of ['pointerdown', 'wheel', 'keydown']) {
    window.addEventListener(name, () => touch.abort(), { capture: true, signal: touch.signal });
  }
  let left = LOOKS;
  const watch = setInterval(() => {
    left -= 1;
    if (touch.signal.aborted || left < 0) { clearInterval(watch); touch.abort(); return; }
    const target = selectors.map((it) => document.querySelector(it)).find(Boolean);
    if (!target) return;
    const { top, bottom } = target.getBoundingClientRect();
    const isSeen = top > ABOVE && bottom < window.innerHeight - BELOW;
    const isAsSeenAsCan = target.closest('.st-key-actionbar');
    // The page alone is scrolled: to scroll into view would move what lies around it as well.
    if (!isSeen && !isAsSeenAsCan) document.querySelector('[data-testid=stMain]')
      ?.scrollBy(0, Math.min(top - ABOVE, (top + bottom - window.innerHeight) / 2));
  }, LOOK_MILLISECONDS);
}

export default ({ data }) => {
  window.addEventListener('keydown', onKey);
  if (window.doneOncePresented !== data.stop) {
    window.doneOncePresented = data.stop;
    bring(data.selectors);
  }
  return () => window.removeEventListener('keydown', onKey);
};
