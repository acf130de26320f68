import { svg, type TemplateResult } from "lit";
import { html } from "lit";
import type { Tone } from "../../shared/panelView.ts";

/** A shape for each tone, so that no state is told by colour alone. Drawn here: the icon font weighs 126 KB. */
const SHAPES: Readonly<Record<Tone, TemplateResult>> = {
  good: svg`<circle cx="8" cy="8" r="6.5"/><path d="m5 8.2 2.1 2.1L11 6"/>`,
  warn: svg`<path d="M8 2 1.8 13.5h12.4z"/><path d="M8 6.2v3.6M8 11.4v.4"/>`,
  bad: svg`<circle cx="8" cy="8" r="6.5"/><path d="m5.6 5.6 4.8 4.8M10.4 5.6l-4.8 4.8"/>`,
  neutral: svg`<circle cx="8" cy="8" r="6.5"/><path d="M5 8h6"/>`,
};

/** The icon of a tone; decoration beside a word that says the same. */
export function toneIcon(tone: Tone): TemplateResult {
  return html`<svg class="tone-icon" data-tone=${tone} viewBox="0 0 16 16" aria-hidden="true">
    ${SHAPES[tone]}
  </svg>`;
}
