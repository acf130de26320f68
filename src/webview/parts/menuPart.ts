import "@vscode-elements/elements/dist/vscode-button/index.js";
import { html, type TemplateResult } from "lit";
import type { Action } from "./action.ts";

/** Between a menu and the edge of the window, in pixels. */
const MARGIN = 4;

/**
 * A button with the menu that it opens, as VS Code's own: arrows, Home, End and first letters go through it, Escape and
 * whatever takes the focus away close it. A `plain` one stands among words, not among buttons.
 */
export function menuPart(
  label: string,
  groups: readonly (readonly Action[])[],
  look: "button" | "plain" = "button",
): TemplateResult {
  return html`<span class="menu-place" @focusout=${closeWhenLeft}>
    ${
      look === "button"
        ? html`<vscode-button
            secondary
            aria-haspopup="menu"
            aria-expanded="false"
            @click=${toggle}
            @keydown=${openByKey}
            >${label}${chevron("down")}</vscode-button
          >`
        : html`<button
            type="button"
            class="plain"
            aria-haspopup="menu"
            aria-expanded="false"
            @click=${toggle}
            @keydown=${openByKey}
          >
            ${label}${chevron("down")}
          </button>`
    }
    <div class="menu" popover="manual" role="menu" aria-label=${label} @keydown=${steer}>
      ${groups.map(groupPart)}
    </div>
  </span>`;
}

/** An arrow that is drawn here: the icon font weighs 126 KB. */
export function chevron(to: "up" | "down"): TemplateResult {
  return html`<svg class="chevron" viewBox="0 0 16 16" aria-hidden="true">
    <path d=${to === "down" ? "m4 6 4 4 4-4" : "m4 10 4-4 4 4"} />
  </svg>`;
}

function groupPart(actions: readonly Action[]): TemplateResult {
  const isCrowded = actions.every(({ needsRoom }) => needsRoom === true);
  return html`<div role="group" class=${isCrowded ? "crowded" : ""}>
    ${actions.map(
      ({ label, run }) =>
        html`<button
          type="button"
          role="menuitem"
          tabindex="-1"
          @pointermove=${({ currentTarget }: Event) => (currentTarget as HTMLElement).focus()}
          @click=${(event: Event) => {
            close(placeOf(event));
            run();
          }}
        >
          ${label}
        </button>`,
    )}
  </div>`;
}

interface Place {
  readonly opener: HTMLElement;
  readonly menu: HTMLElement;
}

function placeOf({ currentTarget }: Event): Place {
  const place = (currentTarget as Element).closest(".menu-place");
  const opener = place?.querySelector<HTMLElement>("[aria-haspopup]");
  const menu = place?.querySelector<HTMLElement>("[role=menu]");
  if (!opener || !menu) throw new Error("A menu without its button");
  return { opener, menu };
}

const isOpen = ({ menu }: Place): boolean => menu.matches(":popover-open");

function toggle(event: Event): void {
  const place = placeOf(event);
  if (isOpen(place)) close(place);
  else open(place);
}

function openByKey(event: KeyboardEvent): void {
  const place = placeOf(event);
  const { key } = event;
  if (isOpen(place)) {
    // The button has made a click of the key, which must not go on to the item that has the focus now.
    if (key === "Enter" || key === " ") event.preventDefault();
  } else if (key === "ArrowDown" || key === "ArrowUp") {
    event.preventDefault();
    open(place, key === "ArrowUp" ? -1 : 0);
  }
}

function open({ opener, menu }: Place, first = 0): void {
  menu.showPopover();
  opener.ariaExpanded = "true";
  const { left, top, bottom } = opener.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  const above = top - offsetHeight - 2;
  const hasRoom = bottom + 2 + offsetHeight + MARGIN <= innerHeight;
  const within = (start: number, size: number, room: number): string =>
    `${String(Math.max(MARGIN, Math.min(start, room - size - MARGIN)))}px`;
  menu.style.left = within(left, offsetWidth, document.documentElement.clientWidth);
  menu.style.top = within(hasRoom || above < MARGIN ? bottom + 2 : above, offsetHeight, innerHeight);
  itemsOf(menu).at(first)?.focus();
  // It stands where its button stood.
  for (const change of ["scroll", "resize"])
    addEventListener(change, () => close({ opener, menu }), { once: true });
}

function close(place: Place): void {
  if (!isOpen(place)) return;
  const { opener, menu } = place;
  if (menu.contains(document.activeElement)) opener.focus();
  menu.hidePopover();
  opener.ariaExpanded = "false";
}

function closeWhenLeft(event: FocusEvent): void {
  const { relatedTarget, currentTarget } = event;
  if (relatedTarget instanceof Node && (currentTarget as Element).contains(relatedTarget)) return;
  const { opener, menu } = placeOf(event);
  menu.hidePopover();
  opener.ariaExpanded = "false";
}

/** Only what is in sight: some belongs into the menu of a narrow window alone. */
function itemsOf(menu: HTMLElement): HTMLElement[] {
  return Array.from(menu.querySelectorAll<HTMLElement>("[role=menuitem]")).filter((item) =>
    item.checkVisibility(),
  );
}

function steer(event: KeyboardEvent): void {
  const place = placeOf(event);
  const items = itemsOf(place.menu);
  const present = items.findIndex((item) => item === document.activeElement);
  const next = nextItem(event, items, present);
  if (next !== undefined) items.at(next % items.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close(place);
  else return;
  event.preventDefault();
  event.stopPropagation(); // letters are VS Code's key bindings as well
}

function nextItem(event: KeyboardEvent, items: readonly HTMLElement[], present: number): number | undefined {
  const { key, ctrlKey, metaKey, altKey } = event;
  switch (key) {
    case "ArrowDown":
      return present + 1;
    case "ArrowUp":
      return present - 1;
    case "Home":
      return 0;
    case "End":
      return -1;
  }
  if (key.length > 1 || key === " " || ctrlKey || metaKey || altKey) return undefined;
  const begins = (index: number): boolean =>
    items
      .at(index % items.length)
      ?.innerText.trim()
      .toLowerCase()
      .startsWith(key.toLowerCase()) ?? false;
  const after = items.map((_, i) => present + 1 + i).find(begins);
  return after ?? present;
}
