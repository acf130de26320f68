// `npm run screenshots`: makes the pictures of the README from a real run on the sandbox.
import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { PROJECT_DIR } from "../hosts/places.ts";
import { startSandbox } from "../hosts/startSandbox.ts";
import { Workbench } from "../e2e/workbench.ts";

const DIR = path.join(PROJECT_DIR, "media/screenshots");
const VIEWPORT = { width: 1280, height: 800 };

async function take(workbench: Workbench, name: string): Promise<void> {
  await workbench.page.mouse.move(VIEWPORT.width / 2, VIEWPORT.height - 40);
  await workbench.page.waitForTimeout(1500); // toasts of the last step and hover widgets go away
  copyFileSync(await workbench.screenshot(name), path.join(DIR, `${name}.png`));
  console.log(`media/screenshots/${name}.png`);
}

async function open(theme: string): Promise<Workbench> {
  const { origin, key } = await startSandbox();
  const workbench = await Workbench.open({
    viewport: VIEWPORT,
    settings: { "instantly.api.baseUrl": origin, "workbench.colorTheme": theme },
    env: { INSTANTLY_API_KEY: key },
  });
  await workbench.openContainer("Instantly");
  await workbench.view("Emails").waitForRows("emails", (rows) => rows.length > 5);
  return workbench;
}

async function overview(): Promise<void> {
  const workbench = await open("Default Dark Modern");
  const received = (await workbench.view("Emails").rows()).find(({ label }) => !label.startsWith("To:"));
  if (received === undefined) throw new Error("No received mail is in sight");
  await workbench.view("Emails").click(received.label);
  await workbench.panelFrame("@");
  await take(workbench, "overview");
  await workbench.view("Accounts").click("ines@");
  await workbench.panelFrame("Warm-up");
  await take(workbench, "account");
  await workbench.close();
}

async function leadList(): Promise<void> {
  const workbench = await open("Default Light Modern");
  await workbench.view("Lead Lists").expand("Nordic SaaS founders");
  await workbench.view("Lead Lists").click("Nordic SaaS founders");
  await workbench.panelFrame("Total");
  await take(workbench, "lead-list");
  await workbench.close();
}

mkdirSync(DIR, { recursive: true });
await overview();
await leadList();
process.exit(0); // the sandboxes end with this process
