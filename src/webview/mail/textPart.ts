import { html, type TemplateResult } from "lit";
import { findLinks } from "../../shared/findLinks.ts";
import { foldText } from "../../shared/foldText.ts";
import type { MailWords } from "../../shared/mailWords.ts";

const MAX_LINKS = 2000;

/** The addresses that stand in a text, each once. */
export function linksOf(text: string): { href: string; text: string }[] {
  const found = new Set<string>();
  for (const { href } of findLinks(text)) {
    found.add(href);
    if (found.size >= MAX_LINKS) break;
  }
  return Array.from(found, (href) => ({ href, text: "" }));
}

/** A message as text: text alone, whatever it looks like. Quotes and signatures fold; addresses are buttons. */
export function textPart(
  text: string,
  words: MailWords,
  page: { readonly openLink: (href: string) => void },
  { isForwarded = false }: { readonly isForwarded?: boolean } = {},
): TemplateResult {
  const budget = { links: MAX_LINKS };
  return html`<div class="mail-text" dir="auto" tabindex="0">
    ${foldText(text, { isForwarded }).map(({ kind, text: part }) =>
      kind === "own"
        ? html`<pre>${linked(part, page, budget)}</pre>`
        : html`<details data-fold=${kind}>
            <summary>${kind === "quote" ? words.quote : words.signature}</summary>
            <pre>${linked(part, page, budget)}</pre>
          </details>`,
    )}
  </div>`;
}

function linked(
  text: string,
  page: { readonly openLink: (href: string) => void },
  budget: { links: number },
): (string | TemplateResult)[] {
  const shown: (string | TemplateResult)[] = [];
  let at = 0;
  for (const { href, text: words, index } of findLinks(text)) {
    if (budget.links-- <= 0) break;
    shown.push(
      text.slice(at, index),
      // A property, since white space around it would show.
      html`<button
        type="button"
        class="link"
        title=${new URL(href).host}
        .textContent=${words}
        @click=${() => page.openLink(href)}
      ></button>`,
    );
    at = index + words.length;
  }
  shown.push(text.slice(at));
  return shown;
}
