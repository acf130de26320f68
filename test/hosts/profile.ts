import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { atExit } from "./atExit.ts";
import { OPENER_EXTENSION } from "./openerExtension.ts";

/** Settings that keep a window quiet and every run the same. */
const QUIET_SETTINGS = {
  "chat.agentHost.enabled": false,
  "chat.disableAIFeatures": true,
  "editor.cursorBlinking": "solid",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "json.schemaDownload.enable": false,
  "npm.autoDetect": "off",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  // Menus and dialogs in the page rather than the operating system's own, so that tests can click them.
  "window.confirmBeforeClose": "never",
  "window.dialogStyle": "custom",
  "window.menuStyle": "custom",
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.enableExperiments": false,
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.settings.enableNaturalLanguageSearch": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

export interface ProfileOptions {
  /** Folder of an extension to install, in place: no copy is made, so a window reload picks up a rebuild. */
  readonly extensionDir?: string | undefined;
  /** Whether the first window begins with the Instantly views. */
  readonly showsInstantly?: boolean;
  /** User settings on top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files of the workspace folder: relative path to content. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Folders of one throw-away VS Code profile. Both hosts find `User` and `extensions` where they expect them. */
export interface Profile {
  /** The VS Code server's data folder; for the desktop, `userDataDir` and `extensionsDir` lie within. */
  readonly dir: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  readonly workspaceDir: string;
  /** Sockets and temporary files of everything that runs in the window. */
  readonly tempDir: string;
  /** Removes the profile; done at the end of this process otherwise. */
  readonly remove: () => void;
}

/** Writes a fresh profile and workspace into a temporary folder. */
export function createProfile(options: ProfileOptions = {}): Profile {
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-"));
  const remove = atExit(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
  const profile = {
    dir,
    userDataDir: path.join(dir, "data"),
    extensionsDir: path.join(dir, "extensions"),
    workspaceDir: path.join(dir, "workspace"),
    tempDir: path.join(dir, "tmp"),
    remove,
  };
  mkdirSync(profile.workspaceDir);
  mkdirSync(profile.tempDir);
  writeTree(profile.workspaceDir, options.files ?? {});
  const settings = JSON.stringify({ ...QUIET_SETTINGS, ...options.settings }, undefined, 2);
  writeTree(profile.userDataDir, { "User/settings.json": settings });
  const extensions = options.extensionDir === undefined ? [] : [options.extensionDir];
  if (options.showsInstantly === true) {
    const opener = path.join(dir, "opener");
    writeTree(opener, OPENER_EXTENSION);
    extensions.push(opener);
  }
  if (extensions.length > 0) linkExtensions(profile.extensionsDir, extensions);
  return profile;
}

function writeTree(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

/** The path of a `file:` URI, which on Windows differs from the file's own. */
function uriPath(file: string): string {
  return decodeURIComponent(pathToFileURL(file).pathname);
}

function linkExtensions(extensionsDir: string, dirs: readonly string[]): void {
  const entries = dirs.map((dir) => {
    const manifest = JSON.parse(readFileSync(path.join(dir, "package.json"), "utf8")) as Manifest;
    return {
      identifier: { id: `${manifest.publisher}.${manifest.name}`.toLowerCase() },
      version: manifest.version,
      location: { $mid: 1, scheme: "file", path: uriPath(dir) }, // $mid 1: VS Code's mark of a serialised URI
      metadata: { source: "vsix", pinned: true },
    };
  });
  writeTree(extensionsDir, { "extensions.json": JSON.stringify(entries) });
}
