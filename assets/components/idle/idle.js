// Watches whether anybody is still there: counts down, covers, and has the server forget (law 14).
//
// One for the whole page; each drawing of the page only brings new words.
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'input'];
const COVER = 'position:fixed;inset:0;z-index:2147483000;display:grid;place-content:center;' +
  'justify-items:center;gap:32px;padding:48px;text-align:center;font-size:1.5rem;line-height:1.6;';

function begin() {
  const guard = { last: Date.now(), fired: 0 };
  guard.warning = layer('alertdialog');
  guard.curtain = layer('status');
  guard.warning.style.cssText = COVER + 'background:rgba(20,49,47,.86);color:#fff;';
  guard.curtain.style.cssText = COVER + 'background:#14312F;color:#fff;';
  const stay = document.createElement('button');
  stay.style.cssText = 'min-height:88px;min-width:280px;font:inherit;font-weight:700;border:0;' +
    'border-radius:6px;background:#F2B632;color:#14312F;padding:12px 40px;';
  guard.stay = stay;
  guard.count = document.createElement('p');
  guard.count.style.cssText = 'font-size:1.35em;font-weight:700;max-width:22em;margin:0;';
  guard.warning.append(guard.count, stay);
  hide(guard.warning); hide(guard.curtain);
  const sign = () => { if (!guard.fired) guard.last = Date.now(); };
  for (const name of SIGNS) {
    window.addEventListener(name, sign, { capture: true, passive: true });
  }
  window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
  setInterval(() => watch(guard), 250);
  return guard;
}

function layer(role) {
  const made = document.createElement('div');
  made.setAttribute('role', role);
  made.dataset.idle = role;
  document.body.append(made);
  return made;
}

function hide(made) { made.style.display = 'none'; }
function show(made) { made.style.display = 'grid'; }

function watch(guard) {
  const { data } = guard;
  if (!data.active) {
    guard.last = Date.now();
    guard.fired = 0;
    hide(guard.warning); hide(guard.curtain);
    return;
  }
  const left = Math.ceil((guard.last + data.seconds * 1000 - Date.now()) / 1000);
  if (left > 0) {
    if (left > data.warning) { hide(guard.warning); return; }
    const words = data.words.warning.replace('{n}', left);
    if (guard.count.textContent !== words) guard.count.textContent = words;
    if (guard.warning.style.display === 'none') { show(guard.warning); guard.stay.focus(); }
    return;
  }
  hide(guard.warning);
  guard.curtain.textContent = data.words.curtain;
  show(guard.curtain);
  if (!guard.fired) {
    guard.fired = Date.now();
    window.doneOnceGlass.forget(); // what a restart left opens for nobody any more
    guard.tell('idle', guard.fired);
  } else if (Date.now() - guard.fired > 5000) {
    window.doneOnceGlass.wipe();
  }
}

export default ({ data, setTriggerValue }) => {
  const guard = window.doneOnceIdle ??= begin();
  // Somebody is there who does not touch the screen: a file came from their phone, help is coming.
  const signs = String(data.signs);
  if (signs !== guard.signs && !guard.fired) guard.last = Date.now();
  guard.signs = signs;
  guard.data = data;
  guard.tell = setTriggerValue;
  guard.stay.textContent = data.words.stay;
};
