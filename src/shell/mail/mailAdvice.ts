import * as vscode from "vscode";
import type { Email } from "../../core/api/resources/emails.ts";
import { adviseOn } from "../../core/mail/adviseOn.ts";
import { ownSent } from "../../core/mail/ownMail.ts";
import type { MailAdvice } from "../../shared/mailReport.ts";
import { adviceWords } from "../words/adviceWords.ts";
import { formatCount } from "../words/text.ts";

/** A page is drawn again for every little thing; a message says the same each time. */
const known = new WeakMap<Email, MailAdvice | undefined>();

/** What speaks against a message that was sent or is going to be; undefined where nothing does, and for received mail. */
export function mailAdvice(email: Email): MailAdvice | undefined {
  if (!known.has(email)) known.set(email, adviceOf(email));
  return known.get(email);
}

function adviceOf(email: Email): MailAdvice | undefined {
  const mail = ownSent(email);
  const found = mail === undefined ? [] : adviseOn(mail);
  if (found.length === 0) return undefined;
  return {
    heading: vscode.l10n.t("Findings about this message ({0})", formatCount(found.length)),
    findings: found.map((advice) => ({
      text: adviceWords(advice),
      tone: advice.kind === "mergeTag" ? "bad" : advice.kind === "optOut" ? "neutral" : "warn",
    })),
  };
}
