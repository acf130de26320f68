import type { Environment } from "./environment.ts";
import path from "node:path";
import type { Page } from "playwright-core";
import { chooseHost } from "./chooseHost.ts";
import type { Host } from "./chooseHost.ts";
import { openChromiumWindow } from "./chromiumWindow.ts";
import { openDesktopWindow } from "./desktopHost.ts";
import { OUT_DIR } from "./places.ts";
import { createProfile } from "./profile.ts";
import type { Profile, ProfileOptions } from "./profile.ts";
import type { OpenedWindow, WindowSize } from "./windowRequest.ts";

export interface OpenOptions extends ProfileOptions {
  /** Where to run; see `chooseHost` for the default. */
  readonly host?: Host;
  /** Extra environment of the extension host. */
  readonly env?: Environment;
  readonly viewport?: WindowSize;
}

/** A VS Code window whose workbench is up. */
export interface VsCodeWindow {
  readonly host: Host;
  readonly page: Page;
  readonly profile: Profile;
  /** Ends VS Code and removes its profile. */
  close(): Promise<void>;
}

const VIEWPORT = { width: 1400, height: 1000 };

async function waitForWorkbench(window: OpenedWindow): Promise<void> {
  const { page } = window;
  page.setDefaultTimeout(20_000);
  try {
    await page.locator(".monaco-workbench .part.activitybar").waitFor({ timeout: 60_000 });
  } catch (error) {
    await page.screenshot({ path: path.join(OUT_DIR, "vscode-did-not-open.png") }).catch(() => undefined);
    await window.end();
    throw error;
  }
}

/**
 * Opens a real VS Code on a fresh profile and workspace, with the extension installed, and waits for its workbench.
 * @throws Error when VS Code cannot be had or does not come up.
 */
export async function openVsCode(options: OpenOptions): Promise<VsCodeWindow> {
  const host = options.host ?? (await chooseHost());
  const profile = createProfile(options);
  const open = host === "desktop" ? openDesktopWindow : openChromiumWindow;
  try {
    const window = await open({ profile, env: options.env, viewport: options.viewport ?? VIEWPORT });
    await waitForWorkbench(window);
    const close = async (): Promise<void> => {
      await window.end();
      profile.remove();
    };
    return { host, page: window.page, profile, close };
  } catch (error) {
    profile.remove();
    throw error;
  }
}
