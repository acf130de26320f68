import { seededRandom, hashOf, uuidOf } from "./random.ts";

/** What a key of this name may do; `noLeadLists` holds every read scope that the sandbox's operations ask for but one. */
export const KEY_SCOPES = {
  full: ["all:all"],
  secondWorkspace: ["all:all"],
  accountsOnly: ["accounts:read"],
  noLeadLists: [
    "accounts:read",
    "api_keys:read",
    "background-jobs:read",
    "campaigns:read",
    "custom_tags:read",
    "email_verifications:read",
    "emails:read",
    "lead-labels:read",
    "leads:read",
    "workspace_billing:read",
    "workspaces:read",
  ],
  readOnly: ["all:read"],
  unpaid: ["all:all"],
  revoked: ["all:all"],
  lowCredits: ["all:all"],
} as const satisfies Record<string, readonly string[]>;

export type SandboxKeyName = keyof typeof KEY_SCOPES;

/** The keys that the sandbox accepts or refuses, by what they are for. */
export type SandboxKeys = Readonly<Record<SandboxKeyName, string>>;

/** A key in the form of the real ones: Base64 of `<uuid>:<secret>`. The same for the same seed. */
export function keyText(seed: number, name: string): string {
  const random = seededRandom(hashOf(`key ${seed} ${name}`));
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  const secret = Array.from({ length: 12 }, () => letters.charAt(random.int(0, letters.length - 1))).join("");
  return Buffer.from(`${uuidOf(`key ${seed} ${name}`, new Date(0))}:${secret}`).toString("base64");
}

/** All the named keys. */
export function sandboxKeys(seed: number): SandboxKeys {
  const names = Object.keys(KEY_SCOPES) as SandboxKeyName[];
  return Object.fromEntries(names.map((name) => [name, keyText(seed, name)])) as SandboxKeys;
}
