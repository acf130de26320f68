import * as z from "zod";
import { newestFirst } from "../paging.ts";
import type { TagRow } from "../records.ts";
import type { Route } from "../route.ts";
import { contains, crud } from "./crud.ts";
import { commaList, isAmong } from "./fields.ts";

export const customTags: readonly Route[] = crud({
  path: "/custom-tags",
  scope: "custom_tags",
  noun: "custom tag",
  rows: (workspace) => workspace.tags,
  canGet: false,
  list: {
    query: {
      search: z.string().optional(),
      resource_ids: z.string().optional(),
      tag_ids: z.string().optional(),
    },
    order: (workspace) => newestFirst(workspace.tags, (tag) => tag.timestamp_created),
    isWanted: (tag: TagRow, query, workspace) =>
      contains(tag.label, query.search) &&
      isAmong(commaList(query.tag_ids), tag.id) &&
      (commaList(query.resource_ids)?.some((id) => workspace.tagsOf.get(id)?.includes(tag.id)) ?? true),
  },
});
