import type { ActiveSession } from "../auth/sessions.ts";
import type { CommandTable } from "./commandTable.ts";

type MailFileCommands = Pick<
  CommandTable,
  | "instantly.openEmailAs"
  | "instantly.openThreadFile"
  | "instantly.compareEmails"
  | "instantly.saveEmailAs"
  | "instantly.printEmail"
>;

/** What opens mail as files; its code is loaded when it is first used. */
export function mailFileCommands(signedIn: () => Promise<ActiveSession>): MailFileCommands {
  const load = () => import("../parts/mailFiles.ts");
  return {
    "instantly.openEmailAs": async (what) => (await load()).openEmailAs(await signedIn(), what),
    "instantly.openThreadFile": async (what) => (await load()).openThreadFile(await signedIn(), what),
    "instantly.compareEmails": async (what, selected) =>
      (await load()).compareEmails(await signedIn(), what, selected ?? []),
    "instantly.saveEmailAs": async (what) => (await load()).saveEmailAs(await signedIn(), what),
    "instantly.printEmail": async (what) => (await load()).printEmail(await signedIn(), what),
  };
}
