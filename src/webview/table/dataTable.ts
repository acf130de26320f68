import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { ReportRows, TableColumn, TableRow } from "../../shared/reportView.ts";
import { fill } from "../fill.ts";
import { PAGE_ROWS, RowCache } from "./rowCache.ts";
import { ROW_HEIGHT, scrollTopFor, spanOf, windowOf, type RowWindow } from "./rowWindow.ts";

/** What the table asks its page for. */
export interface RowsNeeded {
  readonly start: number;
  readonly count: number;
}

export type NeedEvent = CustomEvent<RowsNeeded>;
export type SortEvent = CustomEvent<string>;
export type OpenEvent = CustomEvent<TableRow>;

/**
 * A table of any length: only rows in sight are in the page, and only pages of rows that come in sight are asked for
 * (`need`). A click on a head asks to sort (`sort`); Enter, or a click on the name where it is a link, opens a row (`open`).
 */
@customElement("instantly-table")
export class DataTable extends LitElement {
  @property() label = "";
  @property({ attribute: false }) columns: readonly TableColumn[] = [];
  /** Index of the column that names a row: it is copied, and a link if `linked`. */
  @property({ type: Number }) nameColumn = 0;
  @property({ type: Boolean }) linked = false;
  @property() sortColumn = "";
  @property({ type: Boolean }) descending = false;
  /** "Sort by {0}". */
  @property() sortBy = "";
  /** What stands in place of rows when none matches, with the label of the way out (`clear`). */
  @property() emptyText = "";
  @property() clearLabel = "";
  /** Counts queries; a new one shows other rows. */
  @property({ type: Number }) serial = 0;
  /** Counts changes of the rows themselves. */
  @property({ type: Number }) version = 0;

  private cache = new RowCache();
  private readonly resized = new ResizeObserver(() => this.requestUpdate());
  private active = -1;

  /** Takes rows that the host has sent. */
  take(answer: ReportRows): void {
    const isNewQuery = !this.cache.answers(this.serial);
    if (!this.cache.take(answer, this.serial)) return;
    if (isNewQuery) {
      this.active = -1;
      this.scroller?.scrollTo({ top: 0 });
    }
    this.active = Math.min(this.active, answer.total - 1);
    this.requestUpdate();
  }

  /** The number of rows in words. */
  get summary(): string {
    return this.cache.summary;
  }

  /** Styled with the rest of the page. */
  protected override createRenderRoot(): this {
    return this;
  }

  /** Rows of other columns would say something wrong in these. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("columns")) this.cache = new RowCache();
  }

  protected override firstUpdated(): void {
    if (this.scroller !== null) this.resized.observe(this.scroller);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  protected override updated(): void {
    const { first, last } = this.window;
    const isAnswered = this.cache.answers(this.serial);
    // Of a query without an answer yet the top is asked for: that is where it will be shown.
    for (const page of this.cache.missing(
      isAnswered ? first : 0,
      isAnswered ? last : 0,
      this.serial,
      this.version,
    ))
      this.dispatchEvent(
        new CustomEvent<RowsNeeded>("need", { detail: { start: page * PAGE_ROWS, count: PAGE_ROWS } }),
      );
  }

  protected override render(): TemplateResult {
    const { first, last, offset } = this.window;
    const { total } = this.cache;
    const indices = Array.from({ length: Math.max(0, last - first + 1) }, (_, row) => first + row);
    const isActiveDrawn = this.active >= first && this.active <= last;
    return html`
      <div
        class="grid"
        role="grid"
        tabindex="0"
        aria-label=${this.label}
        aria-rowcount=${total + 1}
        aria-colcount=${this.columns.length}
        aria-busy=${!this.cache.answers(this.serial)}
        aria-activedescendant=${isActiveDrawn ? `row-${this.active}` : nothing}
        @scroll=${() => this.requestUpdate()}
        @focus=${() => this.focused()}
        @keydown=${(event: KeyboardEvent) => this.pressed(event)}
        @copy=${(event: ClipboardEvent) => this.copied(event)}
      >
        <div class="grid-row grid-head" role="row" aria-rowindex="1">
          ${this.columns.map((column, index) => this.head(column, index))}
        </div>
        <div role="rowgroup" class="grid-body" style="height:${spanOf(total)}px">
          ${repeat(
            indices,
            (index) => index,
            (index) => this.row(index, offset),
          )}
        </div>
      </div>
      ${this.cache.answers(this.serial) && total === 0 ? this.empty() : nothing}
    `;
  }

  private empty(): TemplateResult {
    return html`<p class="no-match">
      <span class="quiet">${this.emptyText}</span>
      <vscode-button secondary @click=${() => this.dispatchEvent(new CustomEvent("clear"))}
        >${this.clearLabel}</vscode-button
      >
    </p>`;
  }

  private head({ id, label, kind }: TableColumn, index: number): TemplateResult {
    const sorted = this.sortColumn !== id ? "none" : this.descending ? "descending" : "ascending";
    return html`<div role="columnheader" aria-colindex=${index + 1} aria-sort=${sorted} data-kind=${kind}>
      <button
        type="button"
        title=${fill(this.sortBy, label)}
        @click=${() => this.dispatchEvent(new CustomEvent("sort", { detail: id }))}
      >
        <span>${label}</span>
      </button>
    </div>`;
  }

  private row(index: number, offset: number): TemplateResult {
    const row = this.cache.row(index);
    const isActive = index === this.active;
    return html`<div
      class="grid-row"
      role="row"
      id="row-${index}"
      aria-rowindex=${index + 2}
      aria-selected=${isActive}
      style="transform:translateY(${offset + index * ROW_HEIGHT}px)"
      @click=${() => this.select(index)}
    >
      ${this.columns.map((column, at) => this.cell(column, at, row))}
    </div>`;
  }

  private cell({ id, kind }: TableColumn, at: number, row: TableRow | undefined): TemplateResult {
    const text = row?.cells[at] ?? "";
    const swatch =
      id === "result" && row?.part !== undefined
        ? html`<span class="swatch" data-part=${row.part} aria-hidden="true"></span>`
        : nothing;
    return html`<div role="gridcell" aria-colindex=${at + 1} data-kind=${kind} title=${text}>
      ${
        this.linked && at === this.nameColumn && row !== undefined
          ? html`<a class="row-link" @click=${() => this.open(row)}>${text}</a>`
          : html`${swatch}<bdi>${text}</bdi>`
      }
    </div>`;
  }

  private get scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".grid");
  }

  private get window(): RowWindow {
    return windowOf(this.cache.total, this.scroller?.scrollTop ?? 0, this.scroller?.clientHeight ?? 0);
  }

  private focused(): void {
    if (this.active < 0 && this.cache.total > 0) this.select(this.window.top);
  }

  private select(index: number): void {
    this.active = Math.max(0, Math.min(this.cache.total - 1, index));
    this.requestUpdate();
  }

  private open(row: TableRow): void {
    this.dispatchEvent(new CustomEvent<TableRow>("open", { detail: row }));
  }

  private pressed(event: KeyboardEvent): void {
    if (event.target !== this.scroller || event.ctrlKey || event.metaKey || event.altKey) return;
    const { visible } = this.window;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + visible,
      PageUp: this.active - visible,
      Home: 0,
      End: this.cache.total - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      this.select(to);
      this.reveal();
    } else if (event.key === "Enter") {
      const row = this.cache.row(this.active);
      if (row !== undefined) this.open(row);
    } else return;
    event.preventDefault();
  }

  private reveal(): void {
    const { scroller } = this;
    if (scroller === null) return;
    const top = scrollTopFor(this.active, this.cache.total, scroller.scrollTop, scroller.clientHeight);
    if (top !== scroller.scrollTop) scroller.scrollTo({ top });
  }

  /** Copies the name of the active row, unless a person has marked some text. */
  private copied(event: ClipboardEvent): void {
    const row = this.cache.row(this.active);
    if (row === undefined || window.getSelection()?.isCollapsed === false) return;
    event.clipboardData?.setData("text/plain", row.cells[this.nameColumn] ?? "");
    event.preventDefault();
  }
}
