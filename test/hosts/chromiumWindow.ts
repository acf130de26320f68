import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { findChromium } from "./findChromium.ts";
import { startServer } from "./serverHost.ts";
import type { OpenedWindow, WindowRequest, WindowSize } from "./windowRequest.ts";

const ARGS = [
  "--no-sandbox", // Chromium refuses to start as root with its sandbox; only local pages are opened
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
  "--lang=en-US",
];

/** An empty page in a Chromium of its own: no cache, no storage. */
export async function openChromium(
  origin: string,
  viewport: WindowSize | undefined,
): Promise<{ browser: Browser; page: Page }> {
  const executablePath = await findChromium();
  const browser = await chromium.launch({ executablePath, args: ARGS });
  const context = await browser.newContext({ viewport: viewport ?? null, locale: "en-US" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  return { browser, page: await context.newPage() };
}

/** Opens the workbench of a VS Code server of its own in headless Chromium. */
export async function openChromiumWindow({ profile, env, viewport }: WindowRequest): Promise<OpenedWindow> {
  const server = await startServer({ profile, env });
  try {
    const { browser, page } = await openChromium(server.origin, viewport);
    await page.goto(server.url(), { waitUntil: "domcontentloaded" });
    return {
      page,
      end: async () => {
        await browser.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop(); // Playwright ends its browser with this process
    throw error;
  }
}
