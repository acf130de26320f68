import * as vscode from "vscode";
import { checkAddress } from "../../core/text/checkAddress.ts";
import { findAddresses } from "../../core/text/findAddresses.ts";
import { checkFreely, type DomainLists } from "../../core/text/freeChecks.ts";
import { loadDomainLists } from "../domainLists.ts";
import { addressAt } from "../editor/addressAt.ts";
import { suggestionOf } from "../editor/findings.ts";
import { addressProblem } from "../words/addressWords.ts";
import { findingWords } from "../words/findingWords.ts";
import { creditsText, formatCredits, plain } from "../words/text.ts";

/** What a check costs, and what there is to pay it with. */
export interface AddressBoxParts {
  readonly creditsPerCheck: number;
  /** Undefined where the key may not read it. */
  readonly balance: (signal: AbortSignal) => Promise<number | undefined>;
  /** A scope that the key lacks for it, if that is known. */
  readonly missingScope: string | undefined;
}

/**
 * Asks for an address and says what checking it costs and what is known of it free of charge. The box is there at once;
 * the balance, and what the clipboard holds, come later: a browser may have to ask the person first.
 */
export async function askForAddress({
  creditsPerCheck,
  balance,
  missingScope,
}: AddressBoxParts): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  const leaving = new AbortController();
  let lists: DomainLists | undefined;
  let isTouched = false;
  const look = (): void => {
    const { message, suggestion } = remarkOn(box.value, lists);
    box.validationMessage = message;
    box.buttons = suggestion === undefined ? [] : [new TakeSuggestion(suggestion)];
  };
  const fill = (address: string): void => {
    box.value = address;
    look();
  };
  // In the title, since a remark on what is typed takes the prompt's place.
  box.title = titleText(creditsPerCheck);
  box.prompt =
    missingScope === undefined
      ? vscode.l10n.t("What is known already costs nothing.")
      : vscode.l10n.t(
          "This API key lacks the scope {0}: only what is known already can be answered.",
          missingScope,
        );
  box.placeholder = "ann@company.com";
  box.onDidChangeValue(() => {
    isTouched = true;
    look();
  });
  box.onDidTriggerButton((button) => {
    if (button instanceof TakeSuggestion) fill(button.address);
  });
  fill(addressAtCursor() ?? "");
  box.show();
  const isOpen = (): boolean => !leaving.signal.aborted;
  const later = <T>(work: Promise<T>, use: (value: T) => void): void =>
    void work.then(
      (value) => {
        if (isOpen()) use(value);
      },
      () => undefined, // a clipboard that may not be read has nothing to offer, and a balance need not be known
    );
  later(loadDomainLists(), (loaded) => {
    lists = loaded;
    look();
  });
  later(balance(leaving.signal), (credits) => {
    box.title = titleText(creditsPerCheck, credits);
  });
  if (box.value === "")
    later(addressInClipboard(), (address) => {
      if (address !== undefined && !isTouched) fill(address);
    });
  try {
    return await new Promise<string | undefined>((resolve) => {
      box.onDidAccept(() => {
        if (checkAddress(box.value).ok) resolve(box.value);
      });
      box.onDidHide(() => resolve(undefined));
    });
  } finally {
    leaving.abort();
    box.dispose();
  }
}

/** Puts the address that was probably meant into the box. */
class TakeSuggestion implements vscode.QuickInputButton {
  readonly iconPath = new vscode.ThemeIcon("lightbulb");
  readonly tooltip: string;

  constructor(readonly address: string) {
    this.tooltip = vscode.l10n.t("Change to {0}", plain(address));
  }
}

function titleText(creditsPerCheck: number, balance?: number): string {
  const price = creditsText(creditsPerCheck);
  return balance === undefined
    ? vscode.l10n.t("Verify Email (about {0})", price)
    : vscode.l10n.t("Verify Email (about {0} of {1})", price, formatCredits(balance));
}

/** What is wrong with what was typed, or worth knowing of it; only what cannot be sent is an error. */
function remarkOn(
  text: string,
  lists: DomainLists | undefined,
): { readonly message: vscode.InputBoxValidationMessage | undefined; readonly suggestion?: string } {
  if (text === "") return { message: undefined };
  const checked = checkAddress(text);
  const { Error, Warning, Info } = vscode.InputBoxValidationSeverity;
  if (!checked.ok) return { message: { message: addressProblem(checked.reason), severity: Error } };
  const findings = lists === undefined ? [] : checkFreely(checked.address, lists);
  const suggestion = suggestionOf(findings);
  if (suggestion !== undefined) {
    const message = vscode.l10n.t(
      "Did you mean {0}? The light bulb above takes it; Enter verifies what is written.",
      plain(suggestion),
    );
    return { message: { message, severity: Warning }, suggestion };
  }
  const [first] = findings;
  if (first === undefined) return { message: undefined };
  const [icon, words] = findingWords(first);
  return { message: { message: words, severity: icon === "info" ? Info : Warning } };
}

function addressAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { active } = editor.selection;
  return addressAt(editor.document, new vscode.Range(active, active))?.address;
}

async function addressInClipboard(): Promise<string | undefined> {
  const text = await vscode.env.clipboard.readText();
  if (text.length > 1000) return undefined; // a copied document is not an address
  const [first, ...others] = findAddresses(text);
  return others.length === 0 ? first?.address : undefined;
}
