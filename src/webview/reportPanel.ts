import { html, nothing, type TemplateResult } from "lit";
import type { FromReportPanel } from "../shared/fromPanel.ts";
import type { PartView, ReportRows, ReportView, ReportWords } from "../shared/reportView.ts";
import { PanelPage, panelRoot } from "./panelPage.ts";
import { actionsPart } from "./parts/actionsPart.ts";
import { badgesPart } from "./parts/badgesPart.ts";
import { factsPart } from "./parts/factsPart.ts";
import { adoptPartColours } from "./parts/partColours.ts";
import { gradePart } from "./parts/gradePart.ts";
import { queryOf, readLook, sortedBy, withPart, withReason, type ReportLook } from "./reportLook.ts";
import "./table/dataTable.ts";
import type { DataTable, NeedEvent, OpenEvent, SortEvent } from "./table/dataTable.ts";

type Page = PanelPage<ReportView, ReportWords, FromReportPanel, ReportRows>;

/** Counts queries, so that an answer to an earlier one is known. */
const asked = { serial: 0, query: "" };

adoptPartColours();

new PanelPage<ReportView, ReportWords, FromReportPanel, ReportRows>(
  panelRoot(),
  (view, page) => {
    const look = readLook(page.kept["report"]);
    const query = JSON.stringify(queryOf(look));
    if (query !== asked.query) Object.assign(asked, { query, serial: asked.serial + 1 });
    return html`
      ${headPart(view, page)} ${view.grade === undefined ? nothing : gradePart(view.grade)}
      ${resultsPart(view, look, page)} ${reasonsPart(view, look, page)}
      <div class="stats">${factsPart(view.facts)}</div>
      ${tablePart(view, look, page)}
    `;
  },
  (rows) => document.querySelector<DataTable>("instantly-table")?.take(rows),
).start();

function headPart(view: ReportView, page: Page): TemplateResult {
  const { words } = page;
  const { can } = view;
  const send = (type: Exclude<FromReportPanel["type"], "rows">) => () => page.send({ type });
  return html`<header class="report">
    <div class="title">
      <h1><bdi>${view.title}</bdi></h1>
      ${badgesPart(view.badges)}
    </div>
    ${view.remark === undefined ? nothing : html`<p class="quiet" role="status">${view.remark}</p>`}
    ${actionsPart(words.actions, [
      can.resume ? { label: words.resume, run: send("resume"), isMain: true } : undefined,
      can.pause ? { label: words.pause, run: send("pause") } : undefined,
      { label: words.exportResults, run: send("export") },
      can.copyValid ? { label: words.copyValid, run: send("copyValid") } : undefined,
      can.writeBack ? { label: words.writeBack, run: send("writeBack") } : undefined,
      can.cleanFile ? { label: words.cleanFile, run: send("cleanFile") } : undefined,
      { label: words.refresh, run: send("refresh") },
    ])}
  </header>`;
}

/** The totals: a bar, and below it each kind with its number, which is also the filter of the table. */
function resultsPart(view: ReportView, look: ReportLook, page: Page): TemplateResult {
  const { words } = page;
  return html`<section class="results" aria-label=${words.results}>
    <div class="mix-bar" role="img" aria-label=${view.summary}>
      ${view.parts
        .filter(({ share }) => share > 0)
        .map(
          ({ part, share, label, percent }) =>
            html`<span data-part=${part} style="flex-grow:${share}" title="${label} ${percent}"></span>`,
        )}
    </div>
    <div class="tiles" role="group" aria-label=${words.resultsHint}>
      ${view.parts.map((part) => tilePart(part, look, page))}
    </div>
  </section>`;
}

function tilePart(
  { part, label, count, percent, share }: PartView,
  look: ReportLook,
  page: Page,
): TemplateResult {
  return html`<button
    type="button"
    class=${share === 0 ? "tile empty" : "tile"}
    aria-pressed=${look.parts.includes(part)}
    title=${page.words.resultsHint}
    @click=${() => page.keep("report", JSON.stringify(withPart(look, part)))}
  >
    <span class="tile-label"><span class="swatch" data-part=${part} aria-hidden="true"></span>${label}</span>
    <span class="tile-count">${count}</span>
    <span class="quiet">${percent}</span>
  </button>`;
}

/** What is known of addresses besides their verdict; each is a filter too. */
function reasonsPart({ reasons }: ReportView, look: ReportLook, page: Page): TemplateResult | typeof nothing {
  if (reasons.length === 0) return nothing;
  const { words } = page;
  return html`<div class="reasons" role="group" aria-label=${words.reasons}>
    <span class="quiet">${words.reasons}</span>
    ${reasons.map(
      ({ reason, label, count }) =>
        html`<button
          type="button"
          class="chip"
          aria-pressed=${look.reasons.includes(reason)}
          title=${words.resultsHint}
          @click=${() => page.keep("report", JSON.stringify(withReason(look, reason)))}
        >
          ${label} <span class="chip-count">${count}</span>
        </button>`,
    )}
  </div>`;
}

function tablePart(view: ReportView, look: ReportLook, page: Page): TemplateResult {
  const { words } = page;
  const isDomains = look.table === "domains";
  const set = (changes: Partial<ReportLook>): void =>
    page.keep("report", JSON.stringify({ ...look, ...changes }));
  const { column, descending } = isDomains ? look.domains : look.addresses;
  const { summary = "" } = document.querySelector<DataTable>("instantly-table") ?? {};
  return html`<section class="table" aria-label=${isDomains ? words.domains : words.addresses}>
    <div class="tools">
      <div class="segmented" role="group" aria-label=${words.show}>
        ${(["addresses", "domains"] as const).map(
          (kind) =>
            html`<button
              type="button"
              aria-pressed=${look.table === kind}
              @click=${() => set({ table: kind })}
            >
              ${words[kind]}
            </button>`,
        )}
      </div>
      <input
        type="search"
        class="filter"
        aria-label=${isDomains ? words.filterDomains : words.filterAddresses}
        placeholder=${isDomains ? words.filterDomains : words.filterAddresses}
        maxlength="300"
        spellcheck="false"
        .value=${look.text}
        @input=${(event: InputEvent) => set({ text: (event.target as HTMLInputElement).value })}
      />
      <span class="quiet" role="status">${summary}</span>
    </div>
    <instantly-table
      data-table=${look.table}
      .label=${isDomains ? words.domains : words.addresses}
      .columns=${isDomains ? words.domainColumns : words.addressColumns}
      .nameColumn=${isDomains ? 0 : 1}
      .linked=${isDomains}
      .sortColumn=${column}
      .descending=${descending}
      .sortBy=${words.sortBy}
      .emptyText=${words.noMatch}
      .clearLabel=${words.clearFilter}
      .serial=${asked.serial}
      .version=${view.version}
      @need=${({ detail }: NeedEvent) =>
        page.send({ type: "rows", serial: asked.serial, query: queryOf(look), ...detail })}
      @sort=${({ detail }: SortEvent) => page.keep("report", JSON.stringify(sortedBy(look, detail)))}
      @open=${({ detail }: OpenEvent) => {
        if (isDomains) set({ table: "addresses", text: `@${detail.cells[0] ?? ""}`, parts: [], reasons: [] });
      }}
      @clear=${() => set({ text: "", parts: [], reasons: [] })}
    ></instantly-table>
  </section>`;
}
