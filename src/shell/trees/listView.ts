import * as vscode from "vscode";
import type { ListState, PagedList } from "../../core/state/pagedList.ts";
import type { Session } from "../../core/state/session.ts";
import type { ActiveSession, Sessions } from "../auth/sessions.ts";
import type { ListLook } from "../contextKeys.ts";
import { explain } from "../explain.ts";
import { formatSince } from "../words/text.ts";
import type { NodeProvider } from "./nodeProvider.ts";
import { pagedRows } from "./pagedRows.ts";
import { mayPass, Recovery } from "./recovery.ts";
import type { TreeNode } from "./treeNode.ts";
import type { ViewId } from "./viewIds.ts";

/** A tree view as activation made it. */
export interface ViewParts {
  readonly tree: vscode.TreeView<TreeNode>;
  readonly provider: NodeProvider;
}

export interface ListViewOptions<T> {
  readonly id: ViewId;
  readonly parts: ViewParts;
  readonly sessions: Sessions;
  readonly list: (session: Session) => PagedList<T>;
  readonly toNodes: (items: readonly T[], session: Session) => readonly TreeNode[];
  /** Whether a filter could be why there are no rows. */
  readonly filtered: (session: Session) => boolean;
  readonly setLook: (look: ListLook) => void;
  /** What refreshing means beside reading the list again. */
  readonly refresh?: (session: Session) => Promise<void>;
  /** What stands beside the view's title: how its rows were chosen. */
  readonly describe?: (session: Session) => string;
  /** What has to be known before the list is read. */
  readonly prepare?: (active: ActiveSession) => Promise<void> | undefined;
  /** What to follow beside the list itself. */
  readonly follow?: (session: Session, redraw: () => void) => () => void;
}

/** Joins a paged list to its tree view: draws what is loaded, shows progress, keeps old rows when a page fails. */
export class ListView<T> implements vscode.Disposable {
  readonly id: ViewId;
  readonly #options: ListViewOptions<T>;
  readonly #subscription: vscode.Disposable;
  #session: ActiveSession | undefined;
  #unfollow: (() => void) | undefined;
  readonly #recovery: Recovery;
  #drawing = 0;

  constructor(options: ListViewOptions<T>) {
    this.id = options.id;
    this.#options = options;
    this.#recovery = new Recovery(
      () => options.parts.tree.visible,
      () => void this.#lookAgain(),
    );
    this.#subscription = vscode.Disposable.from(
      this.#recovery,
      options.sessions.onDidChange(() => this.#followSession()),
      options.parts.tree.onDidChangeVisibility(() => this.#recovery.wake()),
    );
    this.#followSession();
  }

  /** The rows as they stand; the first call loads the first page while VS Code shows its own progress bar. */
  async roots(): Promise<readonly TreeNode[]> {
    // Whatever changes before the rows are handed out is in them: a redraw would make VS Code drop them and ask again.
    this.#drawing++;
    try {
      await this.#options.sessions.ready;
      while (this.#session !== undefined) {
        const active = this.#session;
        await this.#options.prepare?.(active);
        const list = this.#options.list(active.session);
        await list.ensureShown();
        if (active !== this.#session) continue;
        // Rows of an earlier window show at once; what the API says comes in their place.
        if (list.state.kept && list.state.loading) void this.#withProgress(() => list.ensureLoaded());
        return this.#rows(active.session);
      }
      return [];
    } finally {
      this.#drawing--;
    }
  }

  #rows(session: Session): readonly TreeNode[] {
    const { list, toNodes } = this.#options;
    const { state } = list(session);
    this.#showState(session, state);
    return pagedRows(this.id, state, (items) => toNodes(items, session));
  }

  async refresh(): Promise<void> {
    const { refresh } = this.#options;
    await this.#withProgress((list, session) => (refresh === undefined ? list.refresh() : refresh(session)));
  }

  /** A list that failed is read again as far as it was loaded; of one that has no rows that is its first page. */
  async #lookAgain(): Promise<void> {
    const active = this.#session;
    if (active !== undefined) await this.#options.list(active.session).refresh();
  }

  async loadMore(): Promise<void> {
    await this.#withProgress((list) => list.loadMore());
  }

  /** Draws again what is loaded, without asking the API. */
  redraw(): void {
    this.#options.parts.provider.redraw();
  }

  /** Draws one row and what is under it again; its failed children are asked for anew. */
  redrawNode(node: TreeNode): void {
    this.#options.parts.provider.redraw(node);
  }

  dispose(): void {
    this.#unfollow?.();
    this.#subscription.dispose();
  }

  async #withProgress(work: (list: PagedList<T>, session: Session) => Promise<void>): Promise<void> {
    const active = this.#session;
    if (active === undefined) return;
    const list = this.#options.list(active.session);
    await vscode.window.withProgress({ location: { viewId: this.id } }, () => work(list, active.session));
  }

  #followSession(): void {
    const { sessions, list, follow } = this.#options;
    if (this.#session === sessions.current) return;
    this.#unfollow?.();
    this.#recovery.follow(undefined);
    this.#session = sessions.current;
    this.#unfollow = undefined;
    this.#clearHead();
    clear(this.#options.parts.tree);
    if (this.#session !== undefined) {
      const { session } = this.#session;
      const draw = (): void => {
        if (this.#drawing === 0 && !list(session).state.loading) this.redraw();
      };
      const stops = [list(session).onDidChange(draw), follow?.(session, draw)];
      this.#unfollow = () => stops.forEach((stop) => stop?.());
    }
    if (this.#drawing === 0) this.redraw();
  }

  /** What the last session left above its rows must not speak for the next one. */
  #clearHead(): void {
    const { parts, setLook } = this.#options;
    parts.tree.message = "";
    parts.tree.description = "";
    parts.tree.badge = undefined;
    setLook("rows");
  }

  #showState(session: Session, state: ListState<T>): void {
    const { parts, filtered, setLook, describe } = this.#options;
    setLook(
      state.rows.length > 0 || state.error !== undefined || state.hasMore
        ? "rows"
        : filtered(session)
          ? "noMatch"
          : "empty",
    );
    const now = new Date();
    this.#recovery.follow(state.error);
    parts.tree.message = failureMessage(state, now);
    const { loadedAt, kept, error } = state;
    // Beside the title, where it moves no row when it goes again; a failure says it above the rows.
    const isOld = kept && error === undefined && loadedAt !== undefined;
    const asOf = isOld ? vscode.l10n.t("as of {0}", formatSince(loadedAt, now)) : "";
    parts.tree.description = [describe?.(session) ?? "", asOf].filter((words) => words !== "").join(" · ");
  }
}

/** What the last workspace left around its rows; a message would also keep VS Code from showing the welcome text. */
function clear(tree: vscode.TreeView<TreeNode>): void {
  tree.message = "";
  tree.description = "";
  tree.badge = undefined;
}

/** The whole sentence, which a row would cut off; with the time of the old rows where they still show. */
function failureMessage({ error, rows, loadedAt }: ListState<unknown>, now: Date): string {
  if (error === undefined) return "";
  const { sentence: what } = explain(error);
  const sentence = mayPass(error)
    ? vscode.l10n.t("{0} The list is read again by itself until it works.", what)
    : what;
  return rows.length === 0 || loadedAt === undefined
    ? sentence
    : vscode.l10n.t("As of {0}. {1}", formatSince(loadedAt, now), sentence);
}
