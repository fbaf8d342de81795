// Prints a paper by the browser: at a kiosk without asking (--kiosk-printing), elsewhere by its
// own window. The paper lies in a frame of the page while it is printed, and is gone after it
// (law 14): it has no address, and nobody finds it on the page later.
const GONE_MILLISECONDS = 60000;
const FRAME = 'paper_to_print';

// Whoever turns the page has done with the paper, whatever became of the printer.
window.addEventListener('done-once-drawn', ({ detail: place }) => {
  if (place !== window.doneOncePrintedAt) remove();
});

function remove() {
  document.querySelectorAll(`iframe.${FRAME}`).forEach((frame) => frame.remove());
}

function print(page) {
  remove();
  window.doneOncePrintedAt = window.doneOncePlace;
  const frame = document.createElement('iframe');
  frame.className = FRAME;
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.style.cssText = 'position: fixed; inset: auto 0 0 auto; width: 0; height: 0; border: 0';
  frame.srcdoc = page;
  frame.addEventListener('load', () => {
    frame.contentWindow.addEventListener('afterprint', () => frame.remove());
    frame.contentWindow.print();
  });
  document.body.append(frame);
  setTimeout(() => frame.remove(), GONE_MILLISECONDS);
}

export default ({ data, parentElement }) => {
  if (parentElement.printed === data.mark) return; // drawn again, but asked for once
  parentElement.printed = data.mark;
  print(data.page);
};
