import type { SandboxClient } from "../sandboxClient.ts";
import { Workbench } from "./workbench.ts";

/** A window on a fresh sandbox, signed in through the environment, with the sidebar open. */
export async function openSignedIn(sandbox: SandboxClient): Promise<Workbench> {
  await sandbox.reset();
  const settings = { "instantly.api.baseUrl": sandbox.origin };
  const workbench = await Workbench.open({ settings, env: { INSTANTLY_API_KEY: sandbox.key } });
  await workbench.openContainer("Instantly");
  return workbench;
}
