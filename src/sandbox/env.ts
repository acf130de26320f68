import type { HttpBindings } from "@hono/node-server";

/** What a request brings along: the node server's own, and whether a fault has cut its answer off. */
export interface Env {
  Bindings: HttpBindings;
  Variables: { isDropped: true | undefined };
}
