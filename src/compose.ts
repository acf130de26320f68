import * as vscode from "vscode";
import { RequestBudget } from "./core/api/budget.ts";
import { InstantlyApi } from "./core/api/instantlyApi.ts";
import { Transport, type RequestLogLine } from "./core/api/transport.ts";
import { systemClock } from "./core/clock.ts";
import { type ActiveSession, Sessions, type StartSandbox } from "./shell/auth/sessions.ts";
import type { ProfileSecret } from "./shell/auth/profileSecret.ts";
import { ProfileStore } from "./shell/auth/profileStore.ts";
import { createCommandTable } from "./shell/commands/createCommandTable.ts";
import type { CommandHost } from "./shell/commands/registerCommands.ts";
import { setContextKey } from "./shell/contextKeys.ts";
import { registerEditorFeatures } from "./shell/editor/registerEditorFeatures.ts";
import { KeptData } from "./shell/kept/keptData.ts";
import { PageCaches } from "./shell/kept/pageCaches.ts";
import { MailChoices } from "./shell/mail/mailChoices.ts";
import { announceMail } from "./shell/mail/newMailNotice.ts";
import { Panels } from "./shell/panels/panels.ts";
import { draggedMail } from "./shell/mailFiles/mailAddress.ts";
import type { Drafts } from "./shell/drafts/drafts.ts";
import { hasDrafts } from "./shell/drafts/draftsHint.ts";
import { wasSending } from "./shell/drafts/sendingHint.ts";
import { createReport } from "./shell/report.ts";
import { RequestSlots } from "./shell/requestSlots.ts";
import { RunService } from "./shell/runs/runService.ts";
import { StoreOpener } from "./shell/runs/storeOpener.ts";
import { mailNoticesSetting } from "./shell/settings.ts";
import { StatusBar } from "./shell/statusBar.ts";
import { EmailChoices } from "./shell/trees/emailChoices.ts";
import { MailWatch } from "./shell/trees/mailWatch.ts";
import type { MailSource } from "./shell/mailFiles/mailFileSystem.ts";
import type { TreeNode } from "./shell/trees/treeNode.ts";
import type { ViewId } from "./shell/trees/viewIds.ts";
import { createViews, type AllViewParts } from "./shell/trees/views.ts";
import { warmWords } from "./shell/words/text.ts";
import { walkthroughTick } from "./shell/walkthroughTick.ts";
import { Verifier } from "./shell/verification/verifier.ts";
import { verifyMany } from "./shell/verification/verifyMany.ts";
import type { VerifyAnswer, VerifyOptions } from "./shell/verification/verifyAnswer.ts";

/** The extension once something of it is used. */
export interface App extends CommandHost {
  roots(view: ViewId): Promise<readonly TreeNode[]>;
  restorePanel(viewType: string, panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  verify(addresses: Iterable<string>, options?: VerifyOptions): AsyncIterable<VerifyAnswer>;
  /** Mail as files; their code is loaded with the first. */
  mailFiles(): Promise<MailSource>;
  /** The addresses of rows of mail that are dragged somewhere, as `text/uri-list`. */
  draggedMail(rows: readonly TreeNode[]): string;
  loadDrafts(): Promise<Drafts>;
  /** Does what the first rows would else wait for, but the network. */
  warmUp(): void;
  /** Offers to go on with bulk verifications that another window has left. */
  offerResume(): Promise<void>;
  /** Before the window closes: leaves bulk verifications where the next window can go on. */
  stop(): Promise<void>;
}

/** Joins everything; the one place where the folders of `src` meet. */
export function createApp(
  context: vscode.ExtensionContext,
  secret: ProfileSecret,
  parts: AllViewParts,
  log: vscode.LogOutputChannel,
): App {
  const now = (): Date => new Date();
  const { version } = context.extension.packageJSON as { version: string };
  const slots = new RequestSlots(async () => {
    const { openSlots } = await import("./store/openStores.ts");
    return openSlots(vscode.Uri.joinPath(context.globalStorageUri, "requests.sqlite").fsPath);
  });
  const stores = new StoreOpener(
    context,
    async (place) => {
      const { openMemoryStore, openStore } = await import("./store/openStores.ts");
      return place === undefined ? openMemoryStore() : openStore(place);
    },
    () => slots.release(),
  );
  const budget = new RequestBudget({ clock: systemClock, shared: slots });
  const store = new ProfileStore(secret, context.globalState);
  const environmentKey = readEnvironmentKey();
  const createApi = (origin: string, key: string, onRejected?: () => void): InstantlyApi => {
    slots.use(origin);
    return new InstantlyApi(
      new Transport({
        origin,
        apiKey: () => Promise.resolve(key),
        userAgent: userAgent(version),
        budget,
        log: (line) => {
          logRequest(log, line);
          if (line.failure === "unauthorized") onRejected?.();
        },
      }),
    );
  };
  const pages = new PageCaches(context, () => import("./store/openStores.ts"));
  const sessions = new Sessions({
    store,
    environmentKey,
    createApi,
    startSandbox: sandboxStarter(context),
    openCache: (profile, key) => pages.of(profile, key),
  });
  const report = createReport(log, Date.now);
  const verifier = new Verifier(sessions);
  let drafts: Promise<Drafts> | undefined;
  const draftsChanged = new vscode.EventEmitter<void>();
  const loadDrafts = (): Promise<Drafts> =>
    (drafts ??= import("./shell/parts/drafts.ts").then(({ createDrafts }) => {
      const openStore = stores.open.bind(stores);
      const closePreview = (uri: vscode.Uri): void => panels.closeDraftPreview(uri);
      const created = createDrafts({ sessions, openStore, closePreview, state: context.globalState });
      context.subscriptions.push(created);
      created.onDidChange(() => draftsChanged.fire());
      return created;
    }));
  const choices = new MailChoices(context);
  const runs = new RunService({
    sessions,
    verifier,
    budget,
    state: context.globalState,
    stores,
  });
  const emailChoices = new EmailChoices(context.globalState);
  const draftSource = {
    onDidChange: draftsChanged.event,
    // Once somebody writes, the drafts are loaded; else the hint says whether there are some.
    rows: async (active: ActiveSession) =>
      drafts === undefined && !hasDrafts(context.globalState) ? [] : (await loadDrafts()).rows(active),
  };
  const views = createViews(parts, sessions, runs, emailChoices, draftSource, now);
  const panels = new Panels({ extensionUri: context.extensionUri, sessions, log, now, runs, choices });
  const showSession = (): void => {
    setContextKey("signedIn", sessions.current !== undefined);
    setContextKey(
      "signedOutReason",
      sessions.signedOutReason === "none" ? undefined : sessions.signedOutReason,
    );
  };
  context.subscriptions.push(
    slots,
    draftsChanged,
    sessions,
    sessions.onDidChange(showSession),
    sessions.onDidChange(() => pages.keepOnly(sessions.current?.profileId)),
    pages,
    views.accounts,
    views.leadLists,
    views.emails,
    views.verifications,
    panels,
    verifier,
    runs,
    stores,
    new StatusBar(sessions, budget),
    new MailWatch(parts["instantly.emails"], sessions, (emails) => {
      if (mailNoticesSetting()) announceMail(emails, (id) => panels.openEmail(id)).catch(report);
    }),
  );
  context.subscriptions.push(registerEditorFeatures({ sessions, runs, verifier }));
  if (wasSending(context.globalState))
    void loadDrafts()
      .then((loaded) => loaded.settleLeft())
      .catch(report);
  context.subscriptions.push(walkthroughTick(() => sessions.current !== undefined));
  void sessions.ready.then(showSession, report).then(() => setContextKey("ready", true));
  return {
    report,
    commands: createCommandTable({
      store,
      sessions,
      createApi,
      environmentKey,
      views,
      panels,
      verifier,
      runs,
      loadDrafts,
      kept: new KeptData({
        pages,
        runs,
        emailChoices,
        mailChoices: choices,
        forgetDrafts: async () => (await drafts)?.forget(),
      }),
      version,
      log,
    }),
    roots: (view) => views[VIEW_OF[view]].roots(),
    restorePanel: (viewType, panel, state) => panels.restore(viewType, panel, state),
    verify: (addresses, options) => verifyMany({ verifier, runs }, addresses, options),
    mailFiles: async () => {
      const { MailFiles } = await import("./shell/parts/mailFiles.ts");
      const files = new MailFiles(sessions);
      context.subscriptions.push(files);
      return files;
    },
    draggedMail: (rows) => draggedMail(sessions.current?.profileId, rows),
    loadDrafts,
    warmUp: warmWords,
    offerResume: async () => {
      await runs.openIfUsed();
    },
    stop: async () => {
      await Promise.all([runs.stop(), pages.flush()]);
    },
  };
}

const VIEW_OF = {
  "instantly.accounts": "accounts",
  "instantly.leadLists": "leadLists",
  "instantly.emails": "emails",
  "instantly.verifications": "verifications",
} as const satisfies Record<ViewId, string>;

function readEnvironmentKey(): string | undefined {
  const key = process.env["INSTANTLY_API_KEY"]?.trim();
  return key === "" ? undefined : key;
}

/** Cloudflare refuses requests without a product's User-Agent at Instantly's edge. */
function userAgent(version: string): string {
  return `instantly-vscode/${version} (VS Code ${vscode.version}; ${process.platform})`;
}

/** One line a request: template and figures only, so that no key, address or body can reach the log. */
function logRequest(
  log: vscode.LogOutputChannel,
  { method, template, status, ms, failure }: RequestLogLine,
): void {
  const line = `${method.toUpperCase()} ${template} ${status ?? "no answer"} ${Math.round(ms)} ms`;
  if (failure === undefined) log.debug(line);
  else log.warn(`${line} (${failure})`);
}

/** Starts the sandbox on first use and keeps it for as long as the window lives. */
function sandboxStarter(context: vscode.ExtensionContext): StartSandbox {
  let running: ReturnType<StartSandbox> | undefined;
  const start: StartSandbox = async () => {
    const { startSandbox } = await import("./sandbox/startSandbox.ts");
    const sandbox = await startSandbox();
    context.subscriptions.push({ dispose: () => void sandbox.close() });
    return { origin: sandbox.origin, key: sandbox.keys.full };
  };
  return () => (running ??= start());
}
