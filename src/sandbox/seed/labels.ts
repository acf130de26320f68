import type { LabelRow } from "../records.ts";
import type { Workspace } from "../world.ts";
import { uuidOf } from "./random.ts";
import type { Scene } from "./scene.ts";

const LABELS: readonly Pick<
  LabelRow,
  "label" | "interest_status_label" | "interest_status" | "description"
>[] = [
  {
    label: "Hot lead",
    interest_status_label: "positive",
    interest_status: 5,
    description: "Wants a call this week",
  },
  { label: "Ask again in spring", interest_status_label: "neutral", interest_status: 6, description: null },
  { label: "Uses a competitor", interest_status_label: "negative", interest_status: -5, description: null },
];

/** The workspace's own interest statuses, on the mail of some leads that Instantly's own would fit as well. */
export function seedLabels(scene: Scene, workspace: Workspace): void {
  for (const [i, label] of LABELS.entries()) {
    const created = scene.ago({ days: 150 - i * 20 });
    workspace.labels.add({
      id: uuidOf(`label ${scene.info.name} ${label.label}`, created),
      timestamp_created: created.toISOString(),
      created_by: scene.info.owner,
      organization_id: scene.info.id,
      use_with_ai: i === 0,
      ...label,
    });
  }
  // On mail alone: the document's list of a lead's statuses knows none of a workspace's own.
  const own = new Map([
    [1, 5],
    [-1, -5],
  ]);
  const leads = new Set(
    workspace.leads
      .all()
      .filter(({ lt_interest_status: status }) => own.has(status ?? 0))
      .filter((_, i) => i % 4 === 1)
      .map(({ email }) => email),
  );
  for (const email of workspace.emails.all()) {
    const code = own.get(email.i_status ?? 0);
    if (code !== undefined && leads.has(email.lead ?? "")) email.i_status = code;
  }
}
