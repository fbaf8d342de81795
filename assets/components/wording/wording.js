// Says Streamlit's own words in the language of the page: it has them in English only.
// Marks Chinese wordings on a page in another language, where Streamlit lets nobody mark them.
//
// One for the whole page. What is not in the list stays as it is.

const NAMES = ["aria-label", "title", "placeholder"];
const CHINESE = "zh-CN";

class Wording {
  constructor() {
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
    const instead = this.instead(node.nodeValue);
    if (instead !== null && instead !== node.nodeValue) node.nodeValue = instead;
  }

  // Tells a screen reader what is Chinese on a page in another language, such as beside a label.
  mark(element, text) {
    if (!element || document.documentElement.lang === CHINESE) return;
    const isChinese = /\p{Script=Han}/u.test(text) && !/[A-Za-z]/.test(text);
    if (isChinese && !element.lang) element.setAttribute("lang", CHINESE);
    else if (!isChinese && text.trim() && element.lang === CHINESE) element.removeAttribute("lang");
  }

  name(element, attribute) {
    const instead = this.instead(element.getAttribute(attribute));
    if (instead !== null) element.setAttribute(attribute, instead);
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

export default ({ data }) => {
  window.doneOnceWording ??= new Wording();
  window.doneOnceWording.learn(data.words);
};
