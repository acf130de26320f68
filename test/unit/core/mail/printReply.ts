import { ownDraft } from "../../../../src/core/mail/ownMail.ts";

/** The two forms in which a draft with this text leaves. */
export function printReply(text: string): { readonly html: string; readonly text: string } {
  return ownDraft("", text, false).printed;
}
