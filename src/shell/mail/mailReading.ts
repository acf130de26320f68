import type { Email } from "../../core/api/resources/emails.ts";
import type { ImageConsent } from "../../core/mail/remoteImages.ts";
import type { MailFindings } from "../../shared/mailFindings.ts";
import type { ImageScope, MailLookChoice, MailReport } from "../../shared/mailReport.ts";
import { remoteImagesSetting } from "../settings.ts";
import type { MailChoices, SenderChoices } from "./mailChoices.ts";
import { mailReport } from "./mailReport.ts";

export interface ReadingOptions {
  readonly choices: MailChoices;
  readonly profileId: string;
  /** Of the API. */
  readonly ownOrigin: string | undefined;
}

/** What the page is to show of one message beside the message itself. */
export interface ReadingState {
  readonly report: MailReport | undefined;
  readonly awaitsReport: boolean;
  readonly look: MailLookChoice;
}

/** One message being read: what the page found in it, and what its reader agreed to. */
export class MailReading {
  private findings: MailFindings | undefined;
  /** For as long as the panel is open. */
  private once: ImageConsent = "none";
  private chosen: SenderChoices = { images: undefined, look: "auto" };

  private constructor(
    private readonly email: Email,
    private readonly options: ReadingOptions,
  ) {}

  static async of(email: Email, options: ReadingOptions): Promise<MailReading> {
    const reading = new MailReading(email, options);
    await reading.readChoices();
    return reading;
  }

  /** The same message, read again from the API: what was found and agreed to still holds if its body is the same. */
  async again(email: Email): Promise<MailReading> {
    const reading = await MailReading.of(email, this.options);
    reading.once = this.once;
    if (email.bodyHtml === this.email.bodyHtml && email.bodyText === this.email.bodyText)
      reading.findings = this.findings;
    return reading;
  }

  get state(): ReadingState {
    const { findings, consent } = this;
    return {
      report: findings === undefined ? undefined : mailReport(this.email, findings, this.context),
      awaitsReport: consent !== "none",
      look: this.chosen.look,
    };
  }

  found(findings: MailFindings): void {
    this.findings = findings;
  }

  async showImages(scope: ImageScope): Promise<void> {
    if (scope === "once" || scope === "everything") {
      this.once = scope === "once" ? "pictures" : "everything";
      return;
    }
    this.once = "none";
    await this.options.choices.setImages(this.options.profileId, this.email.from, scope);
    await this.readChoices();
  }

  async setLook(look: MailLookChoice): Promise<void> {
    this.chosen = { ...this.chosen, look };
    await this.options.choices.setLook(this.options.profileId, this.email.from, look);
  }

  private get context(): Parameters<typeof mailReport>[2] {
    const { consent } = this;
    const asks = remoteImagesSetting() === "ask";
    return { consent, remembered: this.remembered, asks, ownOrigin: this.options.ownOrigin };
  }

  private get consent(): ImageConsent {
    if (remoteImagesSetting() === "off") return "none";
    return this.once === "none" && this.remembered !== undefined ? "pictures" : this.once;
  }

  /** Of received mail alone: our own would count as opened by its recipient. */
  private get remembered(): SenderChoices["images"] {
    return this.email.direction === "received" ? this.chosen.images : undefined;
  }

  private async readChoices(): Promise<void> {
    this.chosen = await this.options.choices.of(this.options.profileId, this.email.from);
  }
}
