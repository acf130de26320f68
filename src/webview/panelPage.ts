import { render, type TemplateResult } from "lit";
import type { PanelStart, ToPanel } from "../shared/panelView.ts";
import { loadingPart } from "./parts/loadingPart.ts";
import { noticePart } from "./parts/noticePart.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: object): void;
  setState(state: object): void;
  getState(): unknown;
};

/**
 * A panel's side in the page: tells VS Code what to keep over a reload, asks the host for the present state, and draws
 * each that comes. The host alone knows things; the page keeps only how it is looked at.
 */
export class PanelPage<View, Words, Message extends object, Answer = never> {
  readonly words: Words;
  private readonly vscode = acquireVsCodeApi();
  private state: PanelStart<Words>["state"];
  private looks: Record<string, string>;
  private shown: ToPanel<View> | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly draw: (view: View, page: PanelPage<View, Words, Message, Answer>) => TemplateResult,
    /** Hears what the host answers besides its state. */
    private readonly hear: (answer: Answer) => void = () => undefined,
  ) {
    const { state, words } = JSON.parse(document.body.dataset["start"] ?? "") as PanelStart<Words>;
    this.state = state;
    this.words = words;
    const kept = (this.vscode.getState() as { looks?: unknown } | undefined)?.looks;
    this.looks = typeof kept === "object" ? { ...(kept as Record<string, string>) } : {};
  }

  start(): void {
    this.store();
    window.addEventListener(
      "message",
      ({ data }: MessageEvent<ToPanel<View> | ({ readonly type: "rows" } & Answer)>) => {
        if (data.type === "rows") this.hear(data);
        else this.shown = data;
        this.redraw();
      },
    );
    // A change of theme sets new colours on the root; a framed mail has copies of them.
    new MutationObserver(() => this.redraw()).observe(document.documentElement, {
      attributeFilter: ["style"],
    });
    this.vscode.postMessage({ type: "ready" });
  }

  send(message: Message): void {
    this.vscode.postMessage(message);
  }

  /** How the person looks at it, by name: kept while the page is thrown away and over a reload of the window. */
  get kept(): Readonly<Record<string, string>> {
    return this.looks;
  }

  keep(name: string, value: string): void {
    this.looks = { ...this.looks, [name]: value };
    this.store();
    this.redraw();
  }

  /** What the page shows from now on: VS Code brings this back, not what the page was born with. */
  shows(thing: { readonly id: string; readonly thread?: boolean | undefined }): void {
    if (this.state.id === thing.id && this.state.thread === thing.thread) return;
    this.state = { ...thing, profileId: this.state.profileId };
    this.store();
  }

  private store(): void {
    this.vscode.setState({
      ...this.state,
      ...(Object.keys(this.looks).length === 0 ? {} : { looks: this.looks }),
    });
  }

  /** Draws again what there is: something that only the page knows has changed. */
  redraw(): void {
    const { shown } = this;
    if (shown === undefined) return;
    this.root.ariaBusy = String(shown.type === "loading");
    const view = shown.view === undefined ? undefined : this.draw(shown.view, this);
    render([this.stateOf(shown), view], this.root);
  }

  private stateOf(shown: ToPanel<View>): TemplateResult | undefined {
    switch (shown.type) {
      case "loading":
        return loadingPart(shown.message, shown.view !== undefined);
      case "failed":
        return noticePart(shown.notice, (step) => this.vscode.postMessage({ type: step }));
      case "show":
        return undefined;
    }
  }
}

/** The element that a panel draws in. */
export function panelRoot(): HTMLElement {
  const root = document.querySelector<HTMLElement>("#panel");
  if (root === null) throw new Error("The page has no #panel");
  return root;
}
