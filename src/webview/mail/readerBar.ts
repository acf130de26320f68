import { html, nothing, type TemplateResult } from "lit";
import type { MailWords } from "../../shared/mailWords.ts";
import type { MessagePage } from "./messagePage.ts";

/** `find` is text as well, shown because VS Code's box for finding does not reach into a frame. */
export type ReaderMode = "html" | "simple" | "text" | "find" | "source";

/**
 * Has messages shown as text when something is to be found in them: into a frame that keeps strangers' mail apart,
 * finding does not reach, and only the page and its text are searched.
 */
export function showTextWhenFinding(page: Pick<MessagePage, "kept" | "keep">): void {
  addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey, shiftKey }) => {
    if (key.toLowerCase() !== "f" || !(ctrlKey || metaKey) || altKey || shiftKey) return;
    const { mode } = page.kept;
    if (mode !== "text" && mode !== "source") page.keep("mode", "find");
  });
}

const ZOOMS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

interface Bar {
  readonly mode: ReaderMode;
  readonly words: MailWords;
  readonly page: MessagePage;
  /** How it is coloured now; undefined where there is no choice. */
  readonly look: "paper" | "theme" | undefined;
}

/** How the message is shown, its size and its colours. */
export function readerBar({ mode, words, page, look }: Bar): TemplateResult {
  const pressed = mode === "find" ? "text" : mode;
  const choice = (value: ReaderMode, label: string): TemplateResult =>
    html`<button type="button" aria-pressed=${pressed === value} @click=${() => page.keep("mode", value)}>
      ${label}
    </button>`;
  const isFramed = mode === "html" || mode === "simple";
  return html`<div class="reader-bar">
    <div class="segmented" role="group" aria-label=${words.showAs}>
      ${choice("html", words.html)}${choice("simple", words.simple)}${choice("text", words.text)}${choice("source", words.source)}
    </div>
    ${isFramed ? zoomPart(words, page) : nothing}
    ${
      mode === "html" && look !== undefined && page.setLook !== undefined
        ? html`<button
            type="button"
            class="plain"
            @click=${() => page.setLook?.(look === "paper" ? "theme" : "paper")}
          >
            ${look === "paper" ? words.theme : words.paper}
          </button>`
        : nothing
    }
  </div>`;
}

function zoomPart(words: MailWords, page: MessagePage): TemplateResult {
  const zoom = Number(page.kept["zoom"] ?? "1") || 1;
  const set = (value: number | undefined): void => {
    if (value !== undefined) page.keep("zoom", String(value));
  };
  const smaller = ZOOMS.findLast((step) => step < zoom);
  const larger = ZOOMS.find((step) => step > zoom);
  return html`<div class="zoom">
    <button
      type="button"
      class="plain"
      aria-label=${words.zoomOut}
      title=${words.zoomOut}
      ?disabled=${smaller === undefined}
      @click=${() => set(smaller)}
    >
      −
    </button>
    <button
      type="button"
      class="plain"
      aria-label=${words.zoomReset}
      title=${words.zoomReset}
      @click=${() => set(1)}
    >
      ${Math.round(zoom * 100)}%
    </button>
    <button
      type="button"
      class="plain"
      aria-label=${words.zoomIn}
      title=${words.zoomIn}
      ?disabled=${larger === undefined}
      @click=${() => set(larger)}
    >
      +
    </button>
  </div>`;
}
