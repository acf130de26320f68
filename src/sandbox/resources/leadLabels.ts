import * as z from "zod";
import { newestFirst } from "../paging.ts";
import type { LabelRow } from "../records.ts";
import type { Route } from "../route.ts";
import { contains, crud } from "./crud.ts";

export const leadLabels: readonly Route[] = crud({
  path: "/lead-labels",
  scope: "lead-labels",
  noun: "lead label",
  rows: (workspace) => workspace.labels,
  list: {
    query: {
      search: z.string().optional(),
      interest_status: z.enum(["positive", "neutral", "negative"]).optional(),
    },
    order: (workspace) => newestFirst(workspace.labels, (label) => label.timestamp_created),
    isWanted: (label: LabelRow, query) =>
      contains(label.label, query.search) &&
      (query.interest_status === undefined || label.interest_status_label === query.interest_status),
  },
});
