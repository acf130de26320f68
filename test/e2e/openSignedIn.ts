import type { SandboxClient } from "../sandboxClient.ts";
import type { OpenOptions } from "../hosts/openVsCode.ts";
import { Workbench } from "./workbench.ts";

/** A window on a fresh sandbox, signed in through the environment, with the sidebar open and its accounts there. */
export async function openSignedIn(
  sandbox: SandboxClient,
  { settings, files }: Pick<OpenOptions, "settings" | "files"> = {},
): Promise<Workbench> {
  await sandbox.reset();
  const workbench = await Workbench.open({
    settings: { "instantly.api.baseUrl": sandbox.origin, ...settings },
    env: { INSTANTLY_API_KEY: sandbox.key },
    ...(files === undefined ? {} : { files }),
  });
  await workbench.openContainer("Instantly");
  await workbench.view("Accounts").waitForRows("accounts", (rows) => rows.length > 3);
  return workbench;
}
