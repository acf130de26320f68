import { html, nothing, type TemplateResult } from "lit";
import type { Fact, Section } from "../../shared/panelView.ts";

/** Labelled values, one under the other; `last` is what more than text belongs to them. */
export function factsPart(
  facts: readonly Fact[],
  last: TemplateResult | typeof nothing = nothing,
): TemplateResult | typeof nothing {
  if (facts.length === 0) return nothing;
  return html`<dl class="facts">
    ${facts.map(
      ({ label, value, pre }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${pre === true ? html`<pre>${value}</pre>` : html`<bdi>${value}</bdi>`}</dd>
        </div>`,
    )}${last}
  </dl>`;
}

/** Facts under a heading; nothing where there are none. */
export function sectionPart({ heading, facts }: Section): TemplateResult | typeof nothing {
  if (facts.length === 0) return nothing;
  return html`<section aria-label=${heading}>
    <h2>${heading}</h2>
    ${factsPart(facts)}
  </section>`;
}
