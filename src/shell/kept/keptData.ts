import type { MailChoices } from "../mail/mailChoices.ts";
import type { KeptResults, RunService } from "../runs/runService.ts";
import type { EmailChoices } from "../trees/emailChoices.ts";
import type { PageCaches } from "./pageCaches.ts";

interface KeptDataParts {
  readonly pages: PageCaches;
  readonly runs: RunService;
  readonly emailChoices: EmailChoices;
  readonly mailChoices: MailChoices;
}

/** Everything about people that lies on this machine, for whoever wants it gone. API keys are not among it. */
export class KeptData {
  readonly #parts: KeptDataParts;

  constructor(parts: KeptDataParts) {
    this.#parts = parts;
  }

  /** What was paid for and would have to be paid for again; undefined when nothing ever was verified. */
  verifications(): Promise<KeptResults | undefined> {
    return this.#parts.runs.worth();
  }

  /** One workspace's lists and messages, and how they were shown; for when it is signed out and others stay. */
  async wipeProfile(profileId: string): Promise<void> {
    await this.#parts.pages.wipe(profileId);
    await this.#parts.emailChoices.forget(profileId);
  }

  /** Lists, messages and choices of every workspace. Answers how many bytes of pages that were. */
  async clearPages(): Promise<number> {
    const { pages, emailChoices, mailChoices } = this.#parts;
    const bytes = await pages.bytes();
    await pages.wipeAll();
    await emailChoices.forget();
    await mailChoices.wipe();
    return bytes;
  }

  /** The verification results and runs. @throws UserError while one is at work. */
  async clearVerifications(): Promise<void> {
    await this.#parts.runs.clear();
  }

  /** Everything; for after the last workspace was signed out. */
  async wipeAll(): Promise<void> {
    await this.clearPages();
    await this.#parts.runs.wipe();
  }
}
