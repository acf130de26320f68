import type { Clock } from "../clock.ts";
import { Emitter } from "../emitter.ts";
import { addressKey } from "../text/address.ts";
import type { Coded } from "../api/coded.ts";
import { ApiError, isAbort } from "../api/errors.ts";
import type { InstantlyApi } from "../api/instantlyApi.ts";
import type { Email, Interest } from "../api/resources/emails.ts";
import { interestOf } from "../api/resources/interest.ts";
import type { EmailChange, EmailChanges } from "./emailChanges.ts";

/** How a change of a lead's interest status stands. */
export interface InterestOrder {
  /** Undefined: a plain lead. */
  readonly wanted: Coded<Interest> | undefined;
  /** "queued": taken, not shown yet. "unseen": taken, and for minutes not shown. */
  readonly state: "sending" | "queued" | "unseen";
  /** Of the last change of `state`. */
  readonly at: Date;
}

/** When to look whether the API shows it: about two minutes in all, in single reads that are not counted as mail lists. */
const LOOKS_MS = [2_000, 3_000, 5_000, 10_000, 20_000, 40_000, 60_000] as const;

interface Following {
  readonly change: EmailChange;
  readonly controller: AbortController;
}

/**
 * Changes of interest status. The API takes them (202) and does them later, so one counts as done when a read shows it;
 * until then it shows as queued, and when it never comes that is said and what the API shows is shown again.
 */
export class InterestDesk {
  private readonly orders = new Map<string, InterestOrder>();
  private readonly following = new Map<string, Following>();
  private readonly changed = new Emitter<string>();

  constructor(
    private readonly api: Pick<InstantlyApi, "emails" | "leads">,
    private readonly changes: EmailChanges,
    private readonly clock: Clock,
  ) {}

  /** Told the lead's address. Answers the unsubscriber. */
  readonly onDidChange = (listener: (lead: string) => void): (() => void) => this.changed.event(listener);

  /** How the last change of a lead's status stands; undefined when there is none, or it has come true. */
  of(lead: string | undefined): InterestOrder | undefined {
    return lead === undefined ? undefined : this.orders.get(keyOf(lead));
  }

  /**
   * Orders a status for the lead of a message; null makes a plain lead of it. Returns once the API has taken it.
   * @throws ApiError when it has not; what was there before shows again by then.
   */
  async set(email: Email, value: number | null): Promise<void> {
    const { lead } = email;
    if (lead === undefined) throw new TypeError("The message names no lead");
    this.stop(lead);
    const wanted = interestOf(value);
    const change: EmailChange = {
      isMeant: (row) => row.lead !== undefined && keyOf(row.lead) === keyOf(lead),
      patch: { interest: wanted },
    };
    const controller = new AbortController();
    const { signal } = controller;
    this.following.set(keyOf(lead), { change, controller });
    this.changes.begin(change);
    this.note(lead, { wanted, state: "sending", at: this.now() });
    try {
      await this.api.leads.setInterest({ email: lead, campaignId: email.campaignId }, value, { signal });
    } catch (error) {
      if (signal.aborted) throw error;
      // An answer that was lost says nothing of the order: the lead does.
      if (!(isLost(error) && (await this.isSeen(email, wanted, signal)))) {
        this.end(lead, undefined, "drop");
        throw error;
      }
      this.end(lead, undefined, "settle");
      return;
    }
    this.note(lead, { wanted, state: "queued", at: this.now() });
    void this.follow(email, lead, wanted, signal);
  }

  dispose(): void {
    for (const { controller } of this.following.values()) controller.abort();
    this.following.clear();
    this.changed.dispose();
  }

  private async follow(
    email: Email,
    lead: string,
    wanted: Coded<Interest> | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const takenAt = this.now();
    for (const ms of LOOKS_MS) {
      try {
        await this.clock.sleep(ms, signal);
      } catch {
        return; // another order, or the session is over
      }
      if (await this.isSeen(email, wanted, signal)) {
        this.end(lead, undefined, "settle");
        return;
      }
      if (signal.aborted) return;
    }
    this.end(lead, { wanted, state: "unseen", at: takenAt }, "drop");
  }

  /** Whether the lead, or where the key may not read leads the message, shows the status. A failed look sees nothing. */
  private async isSeen(
    { id, leadId }: Email,
    wanted: Coded<Interest> | undefined,
    signal: AbortSignal,
  ): Promise<boolean> {
    const manner = { signal, priority: "background" } as const;
    try {
      const shown =
        (leadId === undefined ? undefined : await this.readLead(leadId, manner)) ??
        (await this.api.emails.get(id, { signal }));
      return shown.interest?.code === wanted?.code;
    } catch (error) {
      if (error instanceof ApiError || isAbort(error)) return false;
      throw error;
    }
  }

  private async readLead(
    id: string,
    manner: Parameters<InstantlyApi["leads"]["get"]>[1],
  ): Promise<Pick<Email, "interest"> | undefined> {
    try {
      return await this.api.leads.get(id, manner);
    } catch (error) {
      if (error instanceof ApiError && MESSAGE_KNOWS.has(error.failure.kind)) return undefined;
      throw error;
    }
  }

  private stop(lead: string): void {
    if (this.following.has(keyOf(lead))) this.end(lead, undefined, "drop");
  }

  private end(lead: string, order: InterestOrder | undefined, how: "settle" | "drop"): void {
    const following = this.following.get(keyOf(lead));
    this.following.delete(keyOf(lead));
    following?.controller.abort();
    if (following !== undefined) this.changes[how](following.change);
    this.note(lead, order);
  }

  private note(lead: string, order: InterestOrder | undefined): void {
    if (order === undefined) this.orders.delete(keyOf(lead));
    else this.orders.set(keyOf(lead), order);
    this.changed.fire(lead);
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

/** The lead itself cannot be asked: no scope for it, or it is gone. */
const MESSAGE_KNOWS: ReadonlySet<string> = new Set(["missingScope", "notFound"]);

function isLost(error: unknown): boolean {
  return error instanceof ApiError && ["unreachable", "timedOut", "serverFault"].includes(error.failure.kind);
}

const keyOf = (lead: string): string => addressKey(lead);
