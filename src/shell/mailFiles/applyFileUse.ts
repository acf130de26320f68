import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import type { MailFileUse } from "../../shared/fromPanel.ts";
import type { CommandId } from "../commands/commandTable.ts";
import { emailUri, type MailForm } from "./mailAddress.ts";

const COMMANDS = {
  thread: "instantly.openThreadFile",
  compare: "instantly.compareEmails",
  save: "instantly.saveEmailAs",
  print: "instantly.printEmail",
} satisfies Readonly<Record<Exclude<MailFileUse, MailForm>, CommandId>>;

/** Does with a message, as a file, what its page asks for. */
export async function applyFileUse(profileId: string, email: Email, use: MailFileUse): Promise<void> {
  switch (use) {
    case "thread":
    case "compare":
    case "save":
    case "print":
      await vscode.commands.executeCommand(COMMANDS[use], email.id);
      return;
    default:
      await vscode.commands.executeCommand("vscode.open", emailUri(profileId, email, use));
  }
}
