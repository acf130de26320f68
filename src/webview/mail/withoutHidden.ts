import { HiddenWords, hidesWords, type Sight } from "../../shared/hiddenWords.ts";
import type { SanitisedMail } from "./sanitiseMail.ts";

/** A copy of a message without what it hides from whoever looks at it: for the forms of it that are words alone. */
export function withoutHidden({
  body,
  css,
  root,
}: Pick<SanitisedMail, "body" | "css" | "root">): HTMLElement {
  const copy = body.cloneNode(true) as HTMLElement;
  const hidden = new HiddenWords(css);
  const sights = new Map<Node | null, Sight>();
  const gone: ChildNode[] = [];
  const whole = hidden.enter(hidden.root, "html", (name) => root.get(name));
  const enter = (element: Element): Sight => {
    const around = sights.get(element.parentElement) ?? whole;
    const sight = hidden.enter(around, element.localName, (name) => element.getAttribute(name));
    sights.set(element, sight);
    return sight;
  };
  enter(copy);
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const isLost =
      node instanceof HTMLElement
        ? isHiddenElement(node, enter(node))
        : isHiddenText(node, sights.get(node.parentElement));
    if (isLost) gone.push(node as ChildNode);
  }
  for (const node of gone) node.remove();
  return copy;
}

/** What stands for a picture has letters of its own size, as the picture would. */
function isHiddenElement(element: HTMLElement, sight: Sight): boolean {
  if (sight.isGone) return true;
  return sight.isInvisible && (element.localName === "img" || element.dataset["blank"] !== undefined);
}

function isHiddenText(node: Node, sight: Sight | undefined): boolean {
  const isBlank = node.parentElement?.dataset["blank"] !== undefined;
  return sight !== undefined && !isBlank && hidesWords(sight);
}
