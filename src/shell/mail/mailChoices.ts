import { createHmac, randomBytes } from "node:crypto";
import type * as vscode from "vscode";
import { addressKey } from "../../core/text/address.ts";
import { domainOf } from "../../core/mail/senderCues.ts";
import type { MailLookChoice } from "../../shared/mailReport.ts";

/** What a person has chosen for the mail of one sender. */
export interface SenderChoices {
  /** Whose pictures were agreed to: this sender's, or everybody's at the domain. */
  readonly images: "sender" | "domain" | undefined;
  readonly look: MailLookChoice;
}

interface Entry {
  readonly images?: true;
  readonly look?: MailLookChoice;
}
type Entries = Readonly<Record<string, Entry>>;

const STATE = "instantly.mailChoices";
const SECRET = "instantly.mailSecret";
/** The oldest go first: a choice that is forgotten is asked again. */
const MAX_ENTRIES = 2000;

/**
 * What was chosen for senders, kept for each profile on this machine. Who they are is not written down: an entry is
 * found by a hash whose key lies in SecretStorage.
 */
export class MailChoices {
  #secret: Promise<string> | undefined;

  constructor(
    private readonly context: {
      readonly globalState: Pick<vscode.Memento, "get" | "update">;
      readonly secrets: Pick<vscode.SecretStorage, "get" | "store" | "delete">;
    },
  ) {}

  async of(profileId: string, sender: string): Promise<SenderChoices> {
    const entries = this.#entries(profileId);
    if (Object.keys(entries).length === 0) return { images: undefined, look: "auto" };
    const own = entries[await this.#hash(senderKey(sender))];
    const domain = entries[await this.#hash(domainKey(sender))];
    return {
      images: own?.images === true ? "sender" : domain?.images === true ? "domain" : undefined,
      look: own?.look ?? "auto",
    };
  }

  /** Agrees to a sender's pictures, a whole domain's, or takes both back. */
  async setImages(profileId: string, sender: string, scope: "sender" | "domain" | "never"): Promise<void> {
    await this.#change(profileId, senderKey(sender), ({ look }) => ({
      ...(scope === "sender" ? { images: true } : {}),
      ...(look === undefined ? {} : { look }),
    }));
    if (scope !== "sender")
      await this.#change(profileId, domainKey(sender), () => (scope === "domain" ? { images: true } : {}));
  }

  async setLook(profileId: string, sender: string, look: MailLookChoice): Promise<void> {
    await this.#change(profileId, senderKey(sender), ({ images }) => ({
      ...(images === undefined ? {} : { images }),
      ...(look === "auto" ? {} : { look }),
    }));
  }

  /** Forgets every choice together with the key that they were found by. */
  async wipe(): Promise<void> {
    this.#secret = undefined;
    await this.context.secrets.delete(SECRET);
    await this.context.globalState.update(STATE, undefined);
  }

  #all(): Readonly<Record<string, Entries>> {
    return this.context.globalState.get<Record<string, Entries>>(STATE, {});
  }

  #entries(profileId: string): Entries {
    return this.#all()[profileId] ?? {};
  }

  async #change(profileId: string, key: string, change: (entry: Entry) => Entry): Promise<void> {
    const hash = await this.#hash(key);
    const { [hash]: before = {}, ...rest } = this.#entries(profileId);
    const entry = change(before);
    const kept = Object.keys(entry).length === 0 ? rest : { ...rest, [hash]: entry };
    const entries = Object.fromEntries(Object.entries(kept).slice(-MAX_ENTRIES));
    await this.context.globalState.update(STATE, { ...this.#all(), [profileId]: entries });
  }

  async #hash(key: string): Promise<string> {
    this.#secret ??= this.#readSecret();
    return createHmac("sha256", await this.#secret)
      .update(key)
      .digest("base64url")
      .slice(0, 22);
  }

  async #readSecret(): Promise<string> {
    const known = await this.context.secrets.get(SECRET);
    if (known !== undefined) return known;
    const made = randomBytes(32).toString("hex");
    await this.context.secrets.store(SECRET, made);
    return made;
  }
}

const senderKey = (sender: string): string => `sender ${addressKey(sender)}`;
const domainKey = (sender: string): string => `domain ${domainOf(sender)}`;
