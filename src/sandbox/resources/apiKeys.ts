import { newestFirst } from "../paging.ts";
import type { Route } from "../route.ts";
import { crud } from "./crud.ts";

/** The list shows what keys exist; their `key` is a stand-in, since a secret is answered only when it is made. */
export const apiKeys: readonly Route[] = crud({
  path: "/api-keys",
  scope: "api_keys",
  noun: "API key",
  rows: (workspace) => workspace.apiKeys,
  canGet: false,
  list: {
    query: {},
    order: (workspace) => newestFirst(workspace.apiKeys, (key) => key.timestamp_created),
    isWanted: () => true,
  },
});
