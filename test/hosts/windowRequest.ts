import type { Environment } from "./environment.ts";
import type { Page } from "playwright-core";
import type { Profile } from "./profile.ts";

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** What a host needs to open a window. */
export interface WindowRequest {
  readonly profile: Profile;
  /** Extra environment of the extension host. */
  readonly env: Environment | undefined;
  /** Size of the page; the window decides where undefined. */
  readonly viewport: WindowSize | undefined;
}

/** A window whose workbench may still be coming up. */
export interface OpenedWindow {
  readonly page: Page;
  /** Ends VS Code; the profile is its owner's to remove. */
  end(): Promise<void>;
}
