import type { ToPanel } from "../../../src/shared/panelView.ts";
import type { ReportView, ReportWords } from "../../../src/shared/reportView.ts";

export const reportWords: ReportWords = {
  actions: "Actions",
  refresh: "Refresh",
  resume: "Resume",
  pause: "Pause",
  exportResults: "Export…",
  copyValid: "Copy Valid Addresses",
  writeBack: "Write Results into File…",
  cleanFile: "Clean Up File…",
  results: "Results",
  resultsHint: "Show only these",
  reasons: "Reasons",
  show: "Show",
  addresses: "Addresses",
  domains: "Domains",
  filterAddresses: "Filter by address or domain",
  filterDomains: "Filter by domain",
  clearFilter: "Clear Filter",
  noMatch: "Nothing matches the filter.",
  sortBy: "Sort by {0}",
  addressColumns: [
    { id: "position", label: "#", kind: "number" },
    { id: "address", label: "Address", kind: "text" },
    { id: "result", label: "Result", kind: "text" },
    { id: "reason", label: "Reason", kind: "text" },
  ],
  domainColumns: [
    { id: "domain", label: "Domain", kind: "text" },
    { id: "addresses", label: "Addresses", kind: "number" },
  ],
};

export function shownReport(rest: Partial<ReportView> = {}): ToPanel<ReportView> {
  return {
    type: "show",
    view: {
      title: "leads.csv",
      badges: [{ text: "done", tone: "good" }],
      remark: undefined,
      grade: {
        letter: "C",
        label: "Grade C",
        tone: "warn",
        reasons: [{ text: "10% cannot get mail", tone: "warn" }],
        remarks: ["Mail to all of them would bounce."],
      },
      parts: [
        { part: "verified", label: "verified", share: 0.75, count: "3", percent: "75%" },
        { part: "invalid", label: "invalid", share: 0.25, count: "1", percent: "25%" },
        { part: "risky", label: "risky", share: 0, count: "0", percent: "0%" },
      ],
      reasons: [
        { reason: "role", label: "role", count: "2" },
        { reason: "repeated", label: "repeated", count: "1" },
      ],
      summary: "4 addresses: verified 75%, invalid 25%.",
      facts: [{ label: "Credits used", value: "1" }],
      version: 1,
      can: { resume: false, pause: false, copyValid: true, writeBack: false, cleanFile: false },
      ...rest,
    },
  };
}

/** A host with so many addresses, every fourth invalid, at ten domains; the query `slow` it answers when told to. */
export function hostOf(count: number, named: readonly string[] = []): string {
  return `
    const named = ${JSON.stringify(named)};
    const rowAt = (i) => ({
      cells: [String(i + 1), named[i] ?? "person" + i + "@corp" + (i % 10) + ".example", i % 4 ? "verified" : "invalid", i % 5 ? "" : "role"],
      part: i % 4 ? "verified" : "invalid",
    });
    const matches = (query, i) =>
      rowAt(i).cells[1].includes(query.text) && (query.parts.length === 0 || query.parts.includes(rowAt(i).part)) &&
      (query.reasons.length === 0 || query.reasons.includes(rowAt(i).cells[3]));
    window.version = 1;
    window.reply = ({ serial, query, start, count }) => {
      const all = query.text === "" && !query.parts?.length && !query.reasons?.length;
      let found = query.table === "domains"
        ? Array.from({ length: 10 }, (_, i) => ({ cells: ["corp" + i + ".example", "9"] }))
        : undefined;
      const total = found?.length ?? (all ? ${count} : [...Array(${count}).keys()].filter((i) => matches(query, i)).length);
      if (!found && !all) found = [...Array(${count}).keys()].filter((i) => matches(query, i)).map(rowAt);
      const at = (i) => found ? found[i] : rowAt(i);
      const rows = [];
      for (let i = start; i < Math.min(total, start + count); i++) rows.push(at(query.descending && query.table === "addresses" ? total - 1 - i : i));
      window.postMessage({ type: "rows", serial, version: window.version, total, summary: total + " found", start, rows }, "*");
    };
    window.held = [];
    window.answer = (message) => {
      if (message.type !== "rows") return;
      if (message.query.text === "slow") window.held.push(message);
      else window.reply(message);
    };
  `;
}
