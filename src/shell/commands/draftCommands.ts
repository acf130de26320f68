import type * as vscode from "vscode";
import type { Sessions } from "../auth/sessions.ts";
import type { Drafts } from "../drafts/drafts.ts";
import type { Panels } from "../panels/panels.ts";
import type { TreeNode } from "../trees/treeNode.ts";
import type { CommandTable } from "./commandTable.ts";
import { pickEmail } from "./pickers.ts";
import { signedIn } from "./signedIn.ts";

export type LoadDrafts = () => Promise<Drafts>;

type DraftCommands = Pick<
  CommandTable,
  | "instantly.replyEmail"
  | "instantly.forwardEmail"
  | "instantly.openDraft"
  | "instantly.sendDraft"
  | "instantly.previewDraft"
  | "instantly.discardDraft"
  | "instantly.sendTestEmail"
>;

/** Writing mail; its code is loaded when it is first used. */
export function draftCommands(sessions: Sessions, panels: Panels, load: LoadDrafts): DraftCommands {
  const write = async (kind: "reply" | "forward", what: TreeNode | string | undefined): Promise<void> => {
    const active = await signedIn(sessions);
    const id = idOf(what) ?? (await pickEmail(active.session));
    if (id === undefined) return;
    const [{ shelf }, { writeDraft }] = await Promise.all([load(), import("../drafts/openDraft.ts")]);
    await writeDraft(shelf, active, kind, id);
  };
  const inFront = async (uri: vscode.Uri | undefined): Promise<vscode.Uri> =>
    (await import("../drafts/readyDraft.ts")).draftInFront(uri);
  return {
    "instantly.replyEmail": (what) => write("reply", what),
    "instantly.forwardEmail": (what) => write("forward", what),
    "instantly.openDraft": async () => {
      const active = await signedIn(sessions);
      const [{ shelf }, { pickDraft }] = await Promise.all([load(), import("../drafts/openDraft.ts")]);
      await pickDraft(shelf, active);
    },
    "instantly.sendDraft": async (uri) => (await load()).sender.send(await inFront(uri)),
    "instantly.previewDraft": async (uri) => panels.openDraftPreview(await inFront(uri)),
    "instantly.discardDraft": async (uri) => {
      const [drafts, { discardDraft }] = await Promise.all([load(), import("../drafts/discardDraft.ts")]);
      await discardDraft(drafts, await inFront(uri));
    },
    "instantly.sendTestEmail": async (uri) => {
      const [{ shelf }, { sendTest }] = await Promise.all([load(), import("../drafts/sendTest.ts")]);
      await sendTest(shelf, await inFront(uri));
    },
  };
}

function idOf(what: TreeNode | string | undefined): string | undefined {
  return typeof what === "string" ? what : what?.target?.kind === "email" ? what.target.key : undefined;
}
