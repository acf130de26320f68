import type { LeadRow, VerificationRow } from "./records.ts";
import { startJob } from "./resources/backgroundJobs.ts";
import { charge, CREDITS_PER_CHECK, verdictOn } from "./resources/verification.ts";
import type { Call } from "./route.ts";
import type { Workspace, World } from "./world.ts";

/** Before the first lead of an import is looked at. */
const START_MS = 1_000;
const PER_LEAD_MS = 2;
/** How much longer an address takes for each read that a single check of it would be pending for. */
const LATE_MS = 500;
const PENDING_JOB = 12;

/**
 * Puts leads into the queue of those verified on import. The document says that a background job does it, and neither
 * its type nor its id: it is shown here as an import into the list or campaign.
 */
export function queueVerification(call: Call, leads: readonly LeadRow[], entity: ImportEntity): void {
  const { world, workspace } = call;
  if (leads.length === 0) return;
  const now = world.options.now().getTime();
  const perLeadMs = world.options.verifyDelayMs ?? PER_LEAD_MS;
  const startMs = world.options.verifyDelayMs === undefined ? START_MS : 0;
  const queued = workspace.importChecks.map(({ dueAt }) => dueAt).filter(Number.isFinite);
  let at = Math.max(now + startMs, ...queued.slice(-1));
  for (const lead of leads) {
    at += perLeadMs;
    lead.verification_status = PENDING_JOB;
    workspace.importChecks.push({ leadId: lead.id, dueAt: at + verdictOn(lead.email).readsLeft * LATE_MS });
  }
  workspace.importChecks.sort((a, b) => (a.dueAt === b.dueAt ? 0 : a.dueAt - b.dueAt));
  startJob(call, {
    type: "import-leads",
    entity_type: entity.type,
    entity_id: entity.id,
    durationMs: Math.max(1, at - now),
    data: { total_to_process: leads.length },
  });
}

/** What leads are imported into. */
export interface ImportEntity {
  readonly type: "list" | "campaign";
  readonly id: string;
}

/**
 * Does what has come due since the last request, as the server does it meanwhile: charges a check and writes its result
 * into the lead. Without credits leads stay pending.
 */
export function verifyImported(world: World, workspace: Workspace): void {
  const now = world.options.now();
  const { importChecks } = workspace;
  let done = 0;
  for (const { leadId, dueAt } of importChecks) {
    if (dueAt > now.getTime() || workspace.credits < CREDITS_PER_CHECK) break;
    done++;
    const lead = workspace.leads.get(leadId);
    if (lead === undefined) continue;
    charge(workspace, lead.email, now.toISOString());
    lead.verification_status = leadStatus(lead.email);
    lead.timestamp_updated = now.toISOString();
  }
  importChecks.splice(0, done);
}

const STATUS_OF: Readonly<Partial<Record<string, number>>> = { verified: 1, invalid: -1, risky: -2 };

/** A lead has one number where a single check has a verdict and a word on its domain. 0: nothing came of it. */
function leadStatus(email: string): number {
  const { verification_status: verdict, catch_all: catchAll }: Omit<VerificationRow, "email"> =
    verdictOn(email);
  if (email.startsWith("jobchange")) return -4;
  return catchAll === true ? -3 : (STATUS_OF[verdict] ?? 0);
}
