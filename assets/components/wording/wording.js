// Says Streamlit's own words in the language of the page: it has them in English only.
// Marks Chinese wordings on a page in another language, where Streamlit lets nobody mark them.
// Takes the Markdown out of names: Streamlit draws a label, but has it spoken as it was written.
//
// One for the whole page. What is not in the list stays as it is.

const NAMES = ["aria-label", "title", "placeholder"];
const CHINESE = "zh-CN";
const HAN = /\p{Script=Han}/u;
const SMALL = /\s*:small\[((?:\\.|[^\]\\])*)\]/g;
const ESCAPED = /\\([\\`*_[\]$:<~#])/g;

class Wording {
  constructor() {
    this.kept = new WeakMap();
    this.watcher = new MutationObserver((changes) => changes.forEach((change) => this.see(change)));
    this.watcher.observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES,
    });
  }

  learn(words) {
    this.patterns = Object.entries(words).map(([said, instead]) => [
      new RegExp(`^${said.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace("{n}", "(\\d+)").replace("{any}", "(.+)")}$`),
      instead,
    ]);
    this.look(document.body);
  }

  see({ type, target, addedNodes, attributeName }) {
    if (type === "attributes") this.name(target, attributeName);
    else if (type === "characterData") this.say(target);
    else addedNodes.forEach((added) => this.look(added));
  }

  look(root) {
    if (root.nodeType === Node.TEXT_NODE) { this.say(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) this.say(node);
      else NAMES.forEach((name) => this.name(node, name));
    }
  }

  say(node) {
    this.mark(node.parentElement, node.nodeValue);
    const said = this.first(node, "text", node.nodeValue);
    const instead = this.instead(said) ?? said;
    if (instead !== node.nodeValue) node.nodeValue = this.keep(node, "text", { said, instead });
  }

  // Streamlit does not say again what has not changed: of what was put in other words, the first
  // ones are kept, so that another language, or none of ours, begins with them.
  first(node, part, now) {
    const kept = this.kept.get(node)?.[part];
    return kept?.instead === now ? kept.said : now;
  }

  keep(node, part, words) {
    this.kept.set(node, { ...this.kept.get(node), [part]: words });
    return words.instead;
  }

  // Tells a screen reader what is Chinese on a page in another language, such as beside a label.
  mark(element, text) {
    if (!element || document.documentElement.lang === CHINESE) return;
    const isChinese = HAN.test(text) && !/[A-Za-z]/.test(text);
    if (isChinese && !element.lang) element.setAttribute("lang", CHINESE);
    else if (!isChinese && text.trim() && element.lang === CHINESE) element.removeAttribute("lang");
  }

  name(element, attribute) {
    const now = element.getAttribute(attribute);
    const said = this.first(element, attribute, now);
    const instead = this.instead(said) ?? (attribute === "aria-label" ? spoken(said) : said);
    if (instead !== now) {
      element.setAttribute(attribute, this.keep(element, attribute, { said, instead }));
    }
  }

  instead(said) {
    if (!said || said.length > 120 || !/[A-Za-z]/.test(said)) return null;
    for (const [pattern, words] of this.patterns ?? []) {
      const found = said.trim().match(pattern);
      if (found) return words.replace("{n}", found[1] ?? "").replace("{any}", found[1] ?? "");
    }
    return null;
  }
}

// Returns a label as it is spoken. A name has one language: what is Chinese beside other words is
// left out, and heard where it stands beside the label.
function spoken(label) {
  if (!label || !/[\\:]/.test(label)) return label;
  const leads = !HAN.test(label.replace(SMALL, ""));
  const beside = (_, small) => (leads && HAN.test(small) ? "" : ` ${small}`);
  return label.replace(SMALL, beside).replace(ESCAPED, "$1").trim();
}

export default ({ data }) => {
  window.doneOnceWording ??= new Wording();
  window.doneOnceWording.learn(data.words);
};
