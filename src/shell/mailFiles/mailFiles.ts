import * as vscode from "vscode";
import { ApiError } from "../../core/api/errors.ts";
import type { Email } from "../../core/api/resources/emails.ts";
import { emailEml } from "../../core/mail/files/emailEml.ts";
import { emailHtml } from "../../core/mail/files/emailHtml.ts";
import { emailMarkdown, threadMarkdown } from "../../core/mail/files/emailMarkdown.ts";
import { readThread } from "../../core/mail/readThread.ts";
import type { ActiveSession, Sessions } from "../auth/sessions.ts";
import { explain } from "../explain.ts";
import { fileWords, type FileWords } from "./fileWords.ts";
import { parseMailUri, type MailAddress, type MailForm } from "./mailAddress.ts";
import type { MailFile, MailSource } from "./mailFileSystem.ts";

/** VS Code asks for a file twice: what it is like, then what is in it. */
const MAX_KEPT = 8;

/**
 * The content of mail as files, for the workspace that is signed in to. A file of another one, or of none, holds one
 * sentence that says so: a document that is open over a switch must not go on showing what its reader has left.
 */
export class MailFiles implements MailSource, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<readonly vscode.Uri[]>();
  readonly onDidChange = this.#changed.event;
  readonly #subscription: vscode.Disposable;
  /** The last ones read for this session, oldest first. */
  readonly #kept = new Map<string, Promise<MailFile>>();
  readonly #asked = new Map<string, vscode.Uri>();
  /** What an answer to an earlier session finds changed. */
  #session = new AbortController();

  constructor(private readonly sessions: Pick<Sessions, "current" | "ready" | "onDidChange">) {
    this.#subscription = sessions.onDidChange(() => {
      this.#session.abort();
      this.#session = new AbortController();
      this.#kept.clear();
      this.#changed.fire([...this.#asked.values()]);
    });
  }

  async read(uri: vscode.Uri): Promise<MailFile> {
    const address = parseMailUri(uri);
    if (address === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    await this.sessions.ready;
    const key = uri.toString();
    this.#asked.set(key, uri);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const reading = this.#make(address, this.#session.signal);
    this.#kept.set(key, reading);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    // A failure is not kept: whoever opens the file again asks again.
    reading.catch(() => this.#kept.get(key) === reading && this.#kept.delete(key));
    return reading;
  }

  dispose(): void {
    this.#session.abort();
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #make(address: MailAddress, signal: AbortSignal): Promise<MailFile> {
    const { current } = this.sessions;
    const changedAt = Date.now();
    if (current?.profileId !== address.profileId)
      return fileOf(awaySentence(current, address.form), changedAt, changedAt);
    try {
      const { text, createdAt } = await content(address, current, signal);
      if (signal.aborted) return await this.#make(address, this.#session.signal);
      return fileOf(text, createdAt?.getTime() ?? changedAt, changedAt);
    } catch (error) {
      if (signal.aborted) return this.#make(address, this.#session.signal);
      throw vscode.FileSystemError.Unavailable(sentenceOf(error));
    }
  }
}

interface Content {
  readonly text: string;
  readonly createdAt: Date | undefined;
}

async function content(
  { kind, id, form }: MailAddress,
  active: ActiveSession,
  signal: AbortSignal,
): Promise<Content> {
  const { session } = active;
  if (kind === "thread") {
    const read = await readThread(session.api.emails, id, { signal, withBodies: true });
    const emails = read.emails.toReversed();
    if (emails.length === 0) throw new ApiError({ kind: "notFound", detail: "" }, "GET /emails");
    await readLabels(emails, active);
    return {
      text: threadMarkdown(emails, fileWords(active, read.isComplete)),
      createdAt: emails[0]?.date,
    };
  }
  const email = await session.emails.open(id, signal);
  await readLabels([email], active);
  return { text: textOf(email, form, fileWords(active)), createdAt: email.date };
}

/** A file is written once: what its labels are called cannot come later, as it does in a view. */
async function readLabels(emails: readonly Email[], { session }: ActiveSession): Promise<void> {
  if (emails.some(({ interest }) => interest?.word === "unknown")) await session.labelNames.all();
}

function textOf(email: Email, form: MailForm, words: FileWords): string {
  switch (form) {
    case "md":
      return emailMarkdown(email, words);
    case "html":
      return emailHtml(email, words);
    case "eml":
      return emailEml(email);
    case "json":
      return `${JSON.stringify(email.raw, undefined, 2)}\n`;
  }
}

/** In the dress of the form, so that whatever reads such files can read it. */
function awaySentence(current: ActiveSession | undefined, form: MailForm): string {
  const sentence =
    current === undefined
      ? vscode.l10n.t("This mail is not shown, because you are signed out of Instantly.")
      : vscode.l10n.t(
          "This mail is not shown, because it belongs to another workspace than the one signed in to.",
        );
  switch (form) {
    case "json":
      return `${JSON.stringify({ message: sentence }, undefined, 2)}\n`;
    case "html":
      return `<!DOCTYPE html><meta charset="utf-8"><p>${sentence}</p>\n`;
    case "md":
    case "eml":
      return `${sentence}\n`;
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof ApiError && error.failure.kind === "notFound"
    ? vscode.l10n.t("This email no longer exists in Instantly.")
    : explain(error).sentence;
}

function fileOf(text: string, createdAt: number, changedAt: number): MailFile {
  return { bytes: new TextEncoder().encode(text), createdAt, changedAt };
}
