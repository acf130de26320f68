import { html, nothing, type TemplateResult } from "lit";
import type { Badge } from "../../shared/panelView.ts";
import { toneIcon } from "./toneIcon.ts";

/** Short words beside a heading. */
export function badgesPart(badges: readonly Badge[]): TemplateResult | typeof nothing {
  if (badges.length === 0) return nothing;
  return html`<ul class="badges">
    ${badges.map(
      ({ text, tone }) =>
        html`<li data-tone=${tone}>${tone === "neutral" ? nothing : toneIcon(tone)}<bdi>${text}</bdi></li>`,
    )}
  </ul>`;
}
