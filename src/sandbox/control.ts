import type { Hono } from "hono";
import * as z from "zod";
import type { Env } from "./env.ts";
import { faultsSchema } from "./faults.ts";
import { HttpFailure } from "./httpFailure.ts";
import { verifyImported } from "./importVerification.ts";
import type { EmailRow } from "./records.ts";
import { fillWorld } from "./seed/fillWorld.ts";
import { uuidOf } from "./seed/random.ts";
import { keyText } from "./seed/sandboxKeys.ts";
import { validated } from "./validate.ts";
import type { World } from "./world.ts";

const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

const keysSchema = z.object({ scopes: z.array(z.string()), workspace: z.string().optional() });

/** Mail to come in, or to have been sent by a campaign: the newest of its kind once more, under a new name. */
const mailSchema = z.object({
  subject: z.string(),
  from: z.string().optional(),
  name: z.string().optional(),
  sent: z.boolean().optional(),
});

/** `ue_type` of what people send themselves. */
const BY_HAND = 3;

/** `/__sandbox/`: steers the sandbox and reads what it saw. Not part of the API, and open to anyone on this machine. */
export function addControl(app: Hono<Env>, world: World): void {
  const body = async (request: { text(): Promise<string> }): Promise<unknown> => {
    const text = await request.text();
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  };
  app.post("/__sandbox/reset", (c) => {
    fillWorld(world);
    return c.json({ ok: true });
  });
  app.post("/__sandbox/faults", async (c) => {
    world.faults.push(...validated("body", faultsSchema, await body(c.req)));
    return c.json(world.faults);
  });
  app.get("/__sandbox/faults", (c) => c.json(world.faults));
  app.delete("/__sandbox/faults", (c) => {
    world.faults.length = 0;
    return c.json(world.faults);
  });
  app.get("/__sandbox/requests", (c) => c.json(world.requests));
  app.get("/__sandbox/ledger", (c) =>
    c.json(
      [...world.workspaces.values()].flatMap((workspace) => {
        verifyImported(world, workspace);
        return [...workspace.ledger.values()].map((line) => ({ workspace: workspace.info.name, ...line }));
      }),
    ),
  );
  app.post("/__sandbox/keys", async (c) => {
    const wanted = validated("body", keysSchema, await body(c.req));
    const workspaces = [...world.workspaces.values()];
    const found =
      wanted.workspace === undefined
        ? workspaces[0]
        : workspaces.find(({ info }) => info.name === wanted.workspace || info.id === wanted.workspace);
    if (found === undefined)
      throw new HttpFailure(404, { message: `No workspace ${wanted.workspace ?? ""}` });
    const key = keyText(world.options.seed, `made-${world.keys.size}`);
    world.keys.set(key, { workspaceId: found.info.id, scopes: wanted.scopes });
    return c.json({ key });
  });
  app.post("/__sandbox/emails", async (c) =>
    c.json(addMail(world, validated("body", mailSchema, await body(c.req)))),
  );
  app.get("/__sandbox/sent", (c) =>
    c.json(
      [...world.workspaces.values()].flatMap(({ emails }) =>
        emails
          .all()
          .filter(({ ue_type: type }) => type === BY_HAND)
          .map(({ id, thread_id, subject }) => ({ id, thread_id, subject })),
      ),
    ),
  );
  app.get("/__sandbox/pixel/*", (c) => {
    const { pathname, search } = new URL(c.req.url);
    const at = world.options.now().toISOString();
    world.requests.push({ method: "GET", path: pathname, query: search.slice(1), status: 200, at });
    return c.body(PIXEL, 200, { "content-type": "image/gif" });
  });
}

function addMail(world: World, { subject, from, name, sent = false }: z.infer<typeof mailSchema>): EmailRow {
  const [workspace] = world.workspaces.values();
  const like = workspace?.emails.all().find(({ ue_type: type }) => type === (sent ? 1 : 2));
  if (workspace === undefined || like === undefined)
    throw new HttpFailure(404, { message: "No mail to copy" });
  const at = world.stamp();
  const sender = from ?? like.from_address_email ?? "";
  return workspace.emails.add({
    ...like,
    id: uuidOf(`added email ${at}`, new Date(at)),
    subject,
    timestamp_created: at,
    timestamp_email: at,
    is_unread: sent ? 0 : 1,
    thread_id: uuidOf(`added thread ${at}`, new Date(at)),
    ...(sent
      ? {}
      : {
          from_address_email: sender,
          from_address_json: [{ address: sender, name: name ?? "" }],
          lead: sender,
        }),
  });
}
