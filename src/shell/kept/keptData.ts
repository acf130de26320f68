import type { MailChoices } from "../mail/mailChoices.ts";
import type { KeptResults, RunService } from "../runs/runService.ts";
import type { EmailChoices } from "../trees/emailChoices.ts";
import type { PageCaches } from "./pageCaches.ts";

interface KeptDataParts {
  readonly pages: PageCaches;
  readonly runs: RunService;
  readonly emailChoices: EmailChoices;
  readonly mailChoices: MailChoices;
  /** Drafts were wiped: closes their tabs. */
  readonly forgetDrafts: () => Promise<void>;
}

/** Everything about people that lies on this machine, for whoever wants it gone. API keys are not among it. */
export class KeptData {
  readonly #parts: KeptDataParts;

  constructor(parts: KeptDataParts) {
    this.#parts = parts;
  }

  /** What was written or paid for and would be gone; undefined when there is nothing. @throws StoreError */
  worth(): Promise<KeptResults | undefined> {
    return this.#parts.runs.worth();
  }

  /** How many bulk verifications one workspace keeps. @throws StoreError */
  runsOf(profileId: string): Promise<number> {
    return this.#parts.runs.runsOf(profileId);
  }

  /** Whether other workspaces than this one keep things here, signed in to or not. @throws StoreError */
  isShared(profileId: string): Promise<boolean> {
    return this.#parts.runs.isShared(profileId);
  }

  /** What is one workspace's, and how it was shown; for when it is signed out and others stay. @throws StoreError */
  async wipeProfile(profileId: string): Promise<void> {
    await this.#parts.pages.wipe(profileId);
    await this.#parts.emailChoices.forget(profileId);
    await this.#parts.runs.leave(profileId);
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

  /** @throws UserError while any window verifies or sends; StoreError */
  demandRest(): Promise<void> {
    return this.#parts.runs.demandRest();
  }

  /** The verification results, runs and drafts. @throws UserError while any window works; StoreError */
  async clearWork(): Promise<void> {
    await this.#parts.runs.clear();
    await this.#parts.forgetDrafts();
  }

  /** Everything; for after the last workspace was signed out. @throws StoreError */
  async wipeAll(): Promise<void> {
    await this.clearPages();
    await this.#parts.forgetDrafts();
    await this.#parts.runs.wipe();
  }
}
