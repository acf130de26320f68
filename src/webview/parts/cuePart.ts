import { html, type TemplateResult } from "lit";
import type { Cue } from "../../shared/mailReport.ts";
import { toneIcon } from "./toneIcon.ts";

/** A sentence that a person should see before trusting what it stands beside. */
export function cuePart({ text, tone }: Cue): TemplateResult {
  return html`<p class="cue" data-tone=${tone}>${toneIcon(tone)}<span>${text}</span></p>`;
}
