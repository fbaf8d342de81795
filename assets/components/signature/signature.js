// A place to sign with a finger. `SignaturePad` is put in front of this file when it is sent.
//
// What was drawn is told after every stroke: a picture, of how many points, how far the finger went.
// Points are what the screen measured, also those that a slow machine gives in one go: it draws fewer.

const pads = new WeakMap();

class Pad {
  constructor(root) {
    this.root = root;
    this.points = 0;
    this.canvas = root.querySelector("canvas");
    this.pad = new SignaturePad(this.canvas, { penColor: "#14201F", minWidth: 1.6, maxWidth: 5 });
    this.pad.addEventListener("beginStroke", () => { this.points += 1; });
    this.pad.addEventListener("endStroke", () => this.tell());
    this.canvas.addEventListener("pointermove", (event) => this.count(event));
    root.querySelector("button").addEventListener("click", () => { this.clear(); this.tell(); });
    this.fit();
    this.watcher = new ResizeObserver(() => this.fit());
    this.watcher.observe(this.canvas);
  }

  // Resizing wipes a canvas, so what was drawn is drawn again.
  fit() {
    const ratio = Math.max(window.devicePixelRatio || 1, 1);
    const [width, height] = [this.canvas.offsetWidth * ratio, this.canvas.offsetHeight * ratio];
    if (!width || (this.canvas.width === width && this.canvas.height === height)) return;
    const drawn = this.pad.toData();
    [this.canvas.width, this.canvas.height] = [width, height];
    this.canvas.getContext("2d").scale(ratio, ratio);
    this.pad.clear();
    this.pad.fromData(drawn);
  }

  show(data, send) {
    this.send = send;
    this.canvas.setAttribute("aria-label", data.words.pad);
    this.root.querySelector("button").textContent = data.words.clear;
    if (this.document !== data.document) {
      this.document = data.document;
      this.clear();
    }
  }

  clear() {
    this.pad.clear();
    this.points = 0;
  }

  count(event) {
    if (event.buttons) this.points += event.getCoalescedEvents?.().length || 1;
  }

  tell() {
    const strokes = this.pad.toData().map((stroke) => stroke.points);
    if (this.pad.isEmpty()) return this.send("drawn", null);
    return this.send("drawn", {
      document: this.document,
      picture: this.canvas.toDataURL("image/png"),
      points: this.points,
      length: strokes.reduce((sum, points) => sum + lengthOf(points), 0),
    });
  }
}

function lengthOf(points) {
  let sum = 0;
  for (let n = 1; n < points.length; n += 1) {
    sum += Math.hypot(points[n].x - points[n - 1].x, points[n].y - points[n - 1].y);
  }
  return sum;
}

export default ({ data, parentElement, setStateValue }) => {
  const root = parentElement.querySelector(".signature");
  if (!pads.has(root)) pads.set(root, new Pad(root));
  pads.get(root).show(data, setStateValue);
};
