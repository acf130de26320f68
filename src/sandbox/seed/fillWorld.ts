import type { ApiKeyRow, TagRow, WorkspaceInfo } from "../records.ts";
import { emptyWorkspace, type Workspace, type World } from "../world.ts";
import { seedAccounts } from "./accounts.ts";
import { seedLabels } from "./labels.ts";
import { seedCampaigns } from "./campaigns.ts";
import { seedEmails } from "./emails.ts";
import { seedLeadLists, seedLeads } from "./leads.ts";
import { hashOf, hexIdOf, seededRandom, uuidOf } from "./random.ts";
import { KEY_SCOPES, keyText, type SandboxKeyName } from "./sandboxKeys.ts";
import { makeScene, type Scene } from "./scene.ts";

interface Plan {
  readonly name: string;
  readonly accounts: number;
  readonly domains: readonly string[];
  readonly lists: number;
  readonly leads: number;
  readonly campaigns: number;
  readonly emails: number;
  readonly credits: number;
}

const MAIN: Omit<Plan, "accounts"> = {
  name: "Lumen & Oak",
  domains: [
    "lumenoak.example",
    "getlumenoak.example",
    "trylumenoak.example",
    "hellolumenoak.example",
    "lumenoak-team.example",
    "lumenoakmail.example",
    "meetlumenoak.example",
    "lumenandoak.test",
    "lumenoak-labs.example",
    "withlumenoak.example",
    "golumenoak.example",
    "lumenoak-hq.test",
  ],
  lists: 12,
  leads: 4_000,
  campaigns: 12,
  emails: 1_500,
  credits: 4_812.75,
};
const SECOND: Plan = {
  name: "Harbor Field Agency",
  accounts: 18,
  domains: ["harborfield.example"],
  lists: 3,
  leads: 160,
  campaigns: 3,
  emails: 60,
  credits: 310.5,
};
const LOW: Plan = {
  ...SECOND,
  name: "Pocket Studio",
  accounts: 4,
  domains: ["pocketstudio.test"],
  leads: 40,
  emails: 12,
  credits: 0.5,
};

const WORKSPACE_OF: Readonly<Partial<Record<SandboxKeyName, string>>> = {
  secondWorkspace: SECOND.name,
  lowCredits: LOW.name,
};

/** Puts the sandbox into its first state: three workspaces, the named keys, no faults, nothing logged or spent. */
export function fillWorld(world: World): void {
  const { seed, accounts } = world.options;
  world.workspaces.clear();
  world.keys.clear();
  world.faults.length = 0;
  world.requests.length = 0;
  for (const plan of [{ ...MAIN, accounts }, SECOND, LOW]) {
    const workspace = seedWorkspace(world, plan);
    world.workspaces.set(workspace.info.id, workspace);
  }
  const workspaces = [...world.workspaces.values()];
  for (const [name, scopes] of Object.entries(KEY_SCOPES) as [SandboxKeyName, readonly string[]][]) {
    const workspace = workspaces.find(({ info }) => info.name === (WORKSPACE_OF[name] ?? MAIN.name));
    if (workspace === undefined) continue;
    world.keys.set(keyText(seed, name), {
      workspaceId: workspace.info.id,
      scopes,
      ...(name === "revoked" && { revoked: true }),
      ...(name === "unpaid" && { unpaid: true }),
    });
  }
}

function seedWorkspace(world: World, plan: Plan): Workspace {
  const { seed, now, origin } = world.options;
  const base = now();
  const workspace = emptyWorkspace(infoOf(plan, base), plan.credits, now);
  const scene = makeScene(seededRandom(hashOf(`${plan.name} ${seed}`)), workspace.info, base, origin);
  for (const row of seedAccounts(scene, plan.accounts, plan.domains)) workspace.accounts.add(row);
  const senders = workspace.accounts.all().filter(({ status }) => status === 1);
  for (const row of seedLeadLists(scene, plan.lists)) workspace.leadLists.add(row);
  for (const row of seedCampaigns(
    scene,
    plan.campaigns,
    senders.map(({ email }) => email),
  ))
    workspace.campaigns.add(row);
  for (const row of seedLeads(scene, plan.leads, workspace.leadLists.all(), workspace.campaigns.all()))
    workspace.leads.add(row);
  for (const row of seedEmails(scene, plan.emails, workspace)) workspace.emails.add(row);
  addSmallThings(scene, workspace);
  return workspace;
}

function infoOf({ name }: Plan, base: Date): WorkspaceInfo {
  const created = new Date(base.getTime() - 400 * 86_400_000);
  return {
    id: uuidOf(`workspace ${name}`, new Date(Date.UTC(2025, 9, 1))),
    name,
    owner: uuidOf(`owner ${name}`, new Date(Date.UTC(2025, 9, 1))),
    timestamp_created: created.toISOString(),
    timestamp_updated: created.toISOString(),
    plan_id: "pid_g_v2",
    plan_id_verification: {
      quantity: 1,
      product_id: "pid_verify_v1_monthly",
      timestamp_updated: created.toISOString(),
    },
    default_opportunity_value: 250,
    org_logo_url: null,
    add_unsub_to_block: true,
  };
}

function addSmallThings(scene: Scene, workspace: Workspace): void {
  const tags = ["Nordics", "Iberia", "Founders", "Warm", "Do not touch"].map((label, i) =>
    tagOf(scene, label, i),
  );
  for (const tag of tags) workspace.tags.add(tag);
  workspace.accounts.all().forEach(({ email }, i) => {
    const chosen = tags.filter((_, t) => (i + t * 3) % 7 === 0);
    if (chosen.length > 0)
      workspace.tagsOf.set(
        email,
        chosen.map(({ id }) => id),
      );
  });
  workspace.campaigns
    .all()
    .forEach(({ id }, i) => workspace.tagsOf.set(id, [tags[i % tags.length]?.id ?? ""]));
  for (const [i, type] of (["import-leads", "move-leads", "update-warmup-accounts"] as const).entries()) {
    const created = scene.ago({ days: 1 + i * 4 }).toISOString();
    workspace.jobs.add({
      id: hexIdOf(`${scene.info.name} ${i}`, new Date(created)),
      workspace_id: scene.info.id,
      user_id: scene.info.owner,
      type,
      entity_id: i === 2 ? null : (workspace.leadLists.all()[i]?.id ?? null),
      entity_type: i === 2 ? "workspace" : "list",
      data: { success_count: 120 - i, total_to_process: 120 },
      created_at: created,
      durationMs: 40_000,
      outcome: i === 1 ? "failed" : "success",
    });
  }
  seedLabels(scene, workspace);
  for (const [i, name] of ["CRM sync", "Dashboards"].entries())
    workspace.apiKeys.add(apiKeyOf(scene, name, i));
}

function tagOf(scene: Scene, label: string, index: number): TagRow {
  const created = scene.ago({ days: 200 - index * 9 });
  return {
    id: uuidOf(`tag ${scene.info.name} ${label}`, created),
    timestamp_created: created.toISOString(),
    timestamp_updated: created.toISOString(),
    organization_id: scene.info.id,
    label,
    description: index === 4 ? "Reserved for the board's own mail" : null,
  };
}

function apiKeyOf(scene: Scene, name: string, index: number): ApiKeyRow & { key: string } {
  const created = scene.ago({ days: 120 - index * 30 });
  return {
    id: uuidOf(`key ${scene.info.name} ${name}`, created),
    name,
    scopes: index === 0 ? ["leads:all", "campaigns:read"] : ["all:read"],
    key: "********",
    organization_id: scene.info.id,
    timestamp_created: created.toISOString(),
    timestamp_updated: created.toISOString(),
  };
}
