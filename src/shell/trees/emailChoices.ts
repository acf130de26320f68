import type * as vscode from "vscode";
import { EMAIL_GROUPINGS, type EmailGrouping } from "../../core/mail/groupEmails.ts";
import { EMAIL_KINDS, type EmailFilter } from "../../core/state/emailFilter.ts";
import type { PageCache } from "../../core/state/pageCache.ts";

/** How the Emails view shows its mail. */
export interface EmailChoice {
  readonly filter: EmailFilter;
  readonly grouping: EmailGrouping;
}

interface Noted {
  readonly kind?: string;
  readonly grouping?: string;
  readonly isNarrowed?: boolean;
}

const STATE = "instantly.emailView";
const PAGE = "email filter";

/**
 * How each workspace's mail was last shown. Whose mail it was narrowed to is an address, so that part lies encrypted among
 * the pages; the rest is known without a wait.
 */
export class EmailChoices {
  readonly #state: Pick<vscode.Memento, "get" | "update">;

  constructor(state: Pick<vscode.Memento, "get" | "update">) {
    this.#state = state;
  }

  async of(profileId: string, cache: PageCache | undefined): Promise<EmailChoice> {
    const noted = this.#all()[profileId] ?? {};
    const kind = EMAIL_KINDS.find((known) => known === noted.kind) ?? "all";
    const grouping = EMAIL_GROUPINGS.find((known) => known === noted.grouping) ?? "flat";
    const narrowing = noted.isNarrowed === true ? (await cache?.read(PAGE))?.value : undefined;
    return { filter: { kind, ...narrowingOf(narrowing) }, grouping };
  }

  async set(profileId: string, choice: EmailChoice, cache: PageCache | undefined): Promise<void> {
    const { kind, ...narrowing } = choice.filter;
    const isNarrowed = Object.keys(narrowing).length > 0;
    if (isNarrowed) cache?.write(PAGE, new Date(), () => narrowing);
    const noted: Noted = { kind, grouping: choice.grouping, ...(isNarrowed ? { isNarrowed } : {}) };
    await this.#state.update(STATE, { ...this.#all(), [profileId]: noted });
  }

  /** Forgets one workspace's, or all. */
  async forget(profileId?: string): Promise<void> {
    const others = Object.entries(this.#all()).filter(([id]) => profileId !== undefined && id !== profileId);
    await this.#state.update(STATE, others.length === 0 ? undefined : Object.fromEntries(others));
  }

  #all(): Readonly<Record<string, Noted>> {
    return this.#state.get<Record<string, Noted>>(STATE, {});
  }
}

/** What was kept, as far as it is one. */
function narrowingOf(value: unknown): Omit<EmailFilter, "kind"> {
  const { account, lead, campaign, interest } = (value ?? {}) as Partial<Record<keyof EmailFilter, unknown>>;
  if (typeof account === "string") return { account };
  if (typeof lead === "string") return { lead };
  const { code, name: status } = (interest ?? {}) as Partial<Record<"code" | "name", unknown>>;
  if (typeof code === "number" && typeof status === "string") return { interest: { code, name: status } };
  const { id, name } = (campaign ?? {}) as Partial<Record<"id" | "name", unknown>>;
  return typeof id === "string" && typeof name === "string" ? { campaign: { id, name } } : {};
}
