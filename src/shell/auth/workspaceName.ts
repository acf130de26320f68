import type { ActiveSession } from "./sessions.ts";

const names = new WeakMap<ActiveSession, Promise<string | undefined>>();

/**
 * What Instantly calls the workspace of a key that nobody has named: one from the environment. Asked for once; undefined
 * where the key may not tell, or for a workspace that has a name here.
 */
export function workspaceName(active: ActiveSession): Promise<string | undefined> {
  if (active.profile.source !== "environment") return Promise.resolve(undefined);
  const asked = names.get(active) ?? ask(active);
  names.set(active, asked);
  return asked;
}

async function ask({ session }: ActiveSession): Promise<string | undefined> {
  try {
    const { name } = await session.api.workspaces.current();
    return name === "" ? undefined : name;
  } catch {
    return undefined; // a name is not worth a word about why it is not known
  }
}
