// Tells the server which files the browser did not send: the widget only draws a sign beside them.
//
// One for the whole page; each place to hand files in is watched under its own selector.

const CHIP = "[data-testid=stFileChip]";
const REFUSED = `${CHIP}[aria-invalid=true]:not([data-told])`;
const SETTLES_MILLISECONDS = 150; // until all that was chosen at once is drawn

class Watcher {
  constructor() {
    this.places = new Map();
    new MutationObserver(() => this.look()).observe(document.body, {
      subtree: true, childList: true, attributes: true, attributeFilter: ["aria-invalid"],
    });
  }

  look() {
    for (const within of this.places.keys()) {
      const chips = [...document.querySelectorAll(`${within} ${REFUSED}`)];
      chips.forEach((chip) => { chip.dataset.told = "yes"; });
      if (chips.length) setTimeout(() => this.tell(within, chips.map(described)), SETTLES_MILLISECONDS);
    }
  }

  // Others chosen with them are still on their way: they must not be lost.
  tell(within, files) {
    const alone = !document.querySelector(`${within} ${CHIP}:not([aria-invalid=true])`);
    const { tell, choice } = this.places.get(within);
    tell("refused", { files, choice, alone });
  }
}

// Which size is too large stands in what is said of it, in whatever language.
function described(chip) {
  const name = chip.querySelector("[data-testid=stFileChipName]").title;
  return { name, too_large: / ?MB/.test(chip.querySelector("[role=alert]")?.textContent ?? "") };
}

export default ({ data, setTriggerValue }) => {
  window.doneOnceUploads ??= new Watcher();
  window.doneOnceUploads.places.set(data.within, { tell: setTriggerValue, choice: data.choice });
  window.doneOnceUploads.look();
};
