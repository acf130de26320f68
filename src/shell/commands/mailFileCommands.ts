import type * as vscode from "vscode";
import type { ActiveSession } from "../auth/sessions.ts";
import type { TreeNode } from "../trees/treeNode.ts";
import type { CommandTable } from "./commandTable.ts";

/** An email by its row, its id or its file; undefined from the palette, which asks. */
export type MailReference = TreeNode | string | vscode.Uri;

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
