// The panel beside the list: its heading takes the focus when another card is opened, and Esc
// closes it, unless Esc closes a list or a dialog that is open in front of it.

const OPEN_IN_FRONT = '[aria-expanded=true], [role=dialog] *';

export default ({ data, parentElement, setTriggerValue }) => {
  const panel = document.querySelector(`.st-key-${data.key}`);
  if (!panel) return undefined;
  if (parentElement.shows !== data.shows) {
    parentElement.shows = data.shows;
    const heading = panel.querySelector('h2');
    if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }
  const close = (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (event.target.matches?.(OPEN_IN_FRONT)) return;
    event.preventDefault();
    setTriggerValue('closed', Date.now());
  };
  panel.addEventListener('keydown', close);
  return () => panel.removeEventListener('keydown', close);
};
