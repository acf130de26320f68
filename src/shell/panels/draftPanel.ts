import * as vscode from "vscode";
import { fieldOf, parseDraft } from "../../core/mail/draftText.ts";
import { ownDraft } from "../../core/mail/ownMail.ts";
import type { DraftView, DraftWords } from "../../shared/draftView.ts";
import { fromDraftPanel, type FromDraftPanel } from "../../shared/fromPanel.ts";
import type { PanelState } from "../../shared/panelState.ts";
import { draftPlace } from "../drafts/draftUri.ts";
import { UserError } from "../explain.ts";
import { headerProblemWords } from "../words/adviceWords.ts";
import { subjectText } from "../words/emailWords.ts";
import { plain } from "../words/text.ts";
import { mailWords } from "./mailWords.ts";
import { Panel, type PanelsOptions } from "./panel.ts";

const AFTER_EDIT_MS = 60;

/** A draft as its recipient would get it; follows what is typed. Fetches nothing. */
export class DraftPanel extends Panel<DraftView, FromDraftPanel> {
  private readonly uri: vscode.Uri;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PanelsOptions, panel: vscode.WebviewPanel, state: PanelState) {
    super(options, panel, state, {
      loading: vscode.l10n.t("Reading the draft…"),
      gone: goneText(),
      otherWorkspace: vscode.l10n.t("This draft belongs to another workspace. Switch to it to see it again."),
    });
    this.uri = vscode.Uri.parse(state.id, true);
    this.own(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === state.id) this.followSoon(document);
      }),
    );
    this.own(new vscode.Disposable(() => clearTimeout(this.timer)));
    this.start("draftPanel", draftWords());
  }

  protected parse(message: unknown): FromDraftPanel | undefined {
    return fromDraftPanel.safeParse(message).data;
  }

  protected async load(): Promise<DraftView> {
    if (draftPlace(this.uri) === undefined) throw new UserError(goneText());
    let document;
    try {
      document = await vscode.workspace.openTextDocument(this.uri);
    } catch {
      throw new UserError(goneText()); // the file system has said why to whoever opened the draft itself
    }
    return this.describe(document);
  }

  protected async handle(message: FromDraftPanel): Promise<void> {
    if (message.type === "openLink") await this.openLink(message.href);
    if (message.type === "send") await vscode.commands.executeCommand("instantly.sendDraft", this.uri);
  }

  private followSoon(document: vscode.TextDocument): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(this.describe(document)), AFTER_EDIT_MS);
  }

  private describe(document: vscode.TextDocument): DraftView {
    const kind = draftPlace(this.uri)?.kind ?? "reply";
    const text = parseDraft(document.getText(), kind);
    const subject = fieldOf(text, "Subject");
    const { printed } = ownDraft(subject, text.body, false);
    const includesOriginal = /^yes$/iu.test(fieldOf(text, "Original"));
    return {
      subject: subjectText({ subject }),
      people: ["From", "To", "Cc", "Bcc"].flatMap((name) => {
        const value = plain(fieldOf(text, name));
        return value === "" ? [] : [{ label: LABELS[name]?.() ?? name, value }];
      }),
      problems: text.problems.map((problem) => ({ text: headerProblemWords(problem), tone: "bad" })),
      body: {
        html: printed.html,
        text: printed.text,
        note: includesOriginal ? vscode.l10n.t("Below this Instantly puts the original message.") : undefined,
      },
    };
  }
}

const LABELS: Readonly<Record<string, () => string>> = {
  From: () => vscode.l10n.t("From"),
  To: () => vscode.l10n.t("To"),
  Cc: () => vscode.l10n.t("Cc"),
  Bcc: () => vscode.l10n.t("Bcc"),
};

function goneText(): string {
  return vscode.l10n.t("This draft is no longer there: it was sent or discarded.");
}

function draftWords(): DraftWords {
  return { mail: mailWords(), actions: vscode.l10n.t("Actions"), send: vscode.l10n.t("Send…") };
}
