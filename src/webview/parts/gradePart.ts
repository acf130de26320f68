import { html, type TemplateResult } from "lit";
import type { GradeView } from "../../shared/reportView.ts";
import { toneIcon } from "./toneIcon.ts";

/** A grade as a large letter beside its reasons. */
export function gradePart({ letter, label, tone, reasons, remarks }: GradeView): TemplateResult {
  return html`<section class="grade" aria-label=${label}>
    <div class="letter" data-tone=${tone} aria-hidden="true">${letter}</div>
    <div>
      <h2>${label}</h2>
      <ul>
        ${reasons.map(({ text, tone }) => html`<li>${toneIcon(tone)}<span>${text}</span></li>`)}
      </ul>
      ${remarks.map((remark) => html`<p class="quiet">${remark}</p>`)}
    </div>
  </section>`;
}
