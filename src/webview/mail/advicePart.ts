import { html, nothing, type TemplateResult } from "lit";
import type { MailAdvice } from "../../shared/mailReport.ts";
import { cuePart } from "../parts/cuePart.ts";

/** What speaks against a message of ours. */
export function advicePart(advice: MailAdvice | undefined): TemplateResult | typeof nothing {
  if (advice === undefined) return nothing;
  return html`<details class="advice">
    <summary>${advice.heading}</summary>
    ${advice.findings.map(cuePart)}
  </details>`;
}
