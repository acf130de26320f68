import * as vscode from "vscode";
import type { App } from "./compose.ts";
import { findAddresses } from "./core/text/findAddresses.ts";
import { PANEL_VIEW_TYPES } from "./shared/panelTypes.ts";
import { createExports, type InstantlyExports } from "./shell/exports.ts";
import { expectsSession, isSandbox } from "./shell/auth/profileHint.ts";
import { ProfileSecret } from "./shell/auth/profileSecret.ts";
import { registerCommands } from "./shell/commands/registerCommands.ts";
import { setContextKey } from "./shell/contextKeys.ts";
import { afterStart, warmFetch } from "./shell/warmUp.ts";
import { MailFileSystem } from "./shell/mailFiles/mailFileSystem.ts";
import { hasRuns } from "./shell/runs/runsHint.ts";
import { whenTableShows } from "./shell/editor/whenTableShows.ts";
import { registerDraftFiles } from "./shell/drafts/registerDraftFiles.ts";
import { wasSending } from "./shell/drafts/sendingHint.ts";
import { registerViews } from "./shell/trees/registerViews.ts";

let app: Promise<App> | undefined;

/** Registers everything and loads nothing: the extension's code is read when something is first used. */
export function activate(context: vscode.ExtensionContext): InstantlyExports {
  const log = vscode.window.createOutputChannel("Instantly", { log: true });
  const secret = new ProfileSecret(context.secrets);
  const load = (): Promise<App> => (app ??= createApp());
  const createApp = async (): Promise<App> => {
    // What a keyring and VS Code's network stack need some time for is begun while the code loads.
    secret.prefetch();
    warmFetch();
    const compose = await import("./compose.ts");
    return compose.createApp(context, secret, views, log);
  };
  const views = registerViews(
    context,
    async (view) => (expectsSession(context) || app ? (await load()).roots(view) : []),
    async (rows) => (await load()).draggedMail(rows),
  );
  if (!expectsSession(context)) setContextKey("ready", true);
  secret.onDidChange(() => void load()); // another window has signed in or out
  context.subscriptions.push(
    log,
    ...registerCommands(context, load),
    new MailFileSystem(async () => (await load()).mailFiles()).register(),
    ...PANEL_VIEW_TYPES.map((type) =>
      vscode.window.registerWebviewPanelSerializer(type, {
        deserializeWebviewPanel: async (panel, state) => (await load()).restorePanel(type, panel, state),
      }),
    ),
    secret,
    registerDraftFiles(async () => (await load()).loadDrafts()),
  );
  if (expectsSession(context)) {
    // Who is signed in will look at a view: all that the first look would wait for but the network is done once the
    // window has started, and the badge counts what is unread. The sandbox is a server: it begins when it is looked at.
    if (!isSandbox(context)) afterStart(context, () => void load().then((loaded) => loaded.warmUp()));
    // A verification that was cut short offers to go on in whatever window opens next, whether or not its view shows.
    if (hasRuns(context.globalState)) void load().then((loaded) => loaded.offerResume());
    if (wasSending(context.globalState)) void load(); // which looks whether a draft was left on its way
    // A table says above itself what verifying it would cost.
    whenTableShows(context, () => void load());
  }
  return createExports(findAddresses, load);
}

/** VS Code waits some seconds for this before it ends the extension host. */
export async function deactivate(): Promise<void> {
  await (await app)?.stop();
  app = undefined;
}
