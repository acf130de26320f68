import * as vscode from "vscode";
import type { Sessions } from "../auth/sessions.ts";
import type { Drafts } from "../drafts/drafts.ts";
import type { Panels } from "../panels/panels.ts";
import { DraftNode } from "../trees/draftNode.ts";
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
    const id =
      idOf(what) ??
      panels.activeMail?.target?.id ??
      (await pickEmail(
        active.session,
        kind === "reply" ? vscode.l10n.t("Reply to") : vscode.l10n.t("Forward"),
      ));
    if (id === undefined) return;
    await (await load()).write(active, kind, id);
  };
  const withDraft =
    (act: (drafts: Drafts, uri: vscode.Uri) => Promise<void>) =>
    async (given?: vscode.Uri | TreeNode): Promise<void> => {
      const drafts = await load();
      await act(drafts, drafts.inFront(given instanceof DraftNode ? given.uri : uriOf(given)));
    };
  return {
    "instantly.replyEmail": (what) => write("reply", what),
    "instantly.forwardEmail": (what) => write("forward", what),
    "instantly.openDraft": async (given) => {
      const active = await signedIn(sessions);
      const drafts = await load();
      await (given === undefined ? drafts.pick(active) : drafts.open(given));
    },
    "instantly.sendDraft": withDraft((drafts, uri) => drafts.send(uri)),
    "instantly.previewDraft": withDraft((_drafts, uri) => panels.openDraftPreview(uri)),
    "instantly.discardDraft": withDraft((drafts, uri) => drafts.discard(uri)),
    "instantly.sendTestEmail": withDraft((drafts, uri) => drafts.sendTest(uri)),
  };
}

function uriOf(given: vscode.Uri | TreeNode | undefined): vscode.Uri | undefined {
  return given instanceof vscode.Uri ? given : undefined;
}

function idOf(what: TreeNode | string | undefined): string | undefined {
  return typeof what === "string" ? what : what?.target?.kind === "email" ? what.target.key : undefined;
}
