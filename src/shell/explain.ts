import * as vscode from "vscode";
import { ApiError, type ApiFailure, retryAfterOf } from "../core/api/errors.ts";
import { StoreError } from "../core/verification/storeError.ts";
import { storeFaultSentence } from "./words/storeWords.ts";
import { formatSpan, plain } from "./words/text.ts";

/** What a person reads of a failure: one sentence and at most one next step. */
export interface Explanation {
  readonly sentence: string;
  readonly action:
    { readonly label: string; readonly command: string; readonly args?: readonly unknown[] } | undefined;
}

/** An error whose message is already a finished sentence for the person. */
export class UserError extends Error {
  override readonly name = "UserError";
  constructor(
    message: string,
    readonly action?: Explanation["action"],
  ) {
    super(message);
  }
}

/** Finished, localised words for any error; an unforeseen one points to the log. */
export function explain(error: unknown): Explanation {
  if (error instanceof ApiError) return explainFailure(error.failure);
  if (error instanceof UserError) return { sentence: error.message, action: error.action };
  if (error instanceof StoreError) return { sentence: storeFaultSentence(error.fault), action: undefined };
  return { sentence: vscode.l10n.t("Something went wrong inside the extension."), action: showLog() };
}

/** Finished words for one reason of failure. */
export function explainFailure(failure: ApiFailure): Explanation {
  switch (failure.kind) {
    case "unauthorized":
      return { sentence: vscode.l10n.t("Instantly says that this API key is invalid."), action: signIn() };
    case "noKey":
      return { sentence: vscode.l10n.t("You are not signed in to Instantly."), action: signIn() };
    case "missingScope": {
      const scope = failure.required[0] ?? "?";
      return {
        sentence: vscode.l10n.t(
          "This API key lacks the scope {0}. Make a key that has it in Instantly under Settings > Integrations > API Keys.",
          scope,
        ),
        action: signIn(vscode.l10n.t("Use a Key with {0}", scope)),
      };
    }
    case "paymentRequired":
      return {
        sentence: vscode.l10n.t(
          "Instantly asks for a paid plan or more credits: {0}",
          detail(failure.detail),
        ),
        action: openBilling(),
      };
    case "notFound":
      return {
        sentence: vscode.l10n.t("Instantly does not have this any more: {0}", detail(failure.detail)),
        action: undefined,
      };
    case "rateLimited":
      return {
        sentence:
          failure.retryAfterMs === undefined
            ? vscode.l10n.t("Instantly's request limit is reached. Try again in a minute.")
            : vscode.l10n.t(
                "Instantly's request limit is reached. Try again in {0}.",
                formatSpan(failure.retryAfterMs),
              ),
        action: undefined,
      };
    case "rejected":
      return {
        sentence: vscode.l10n.t(
          "Instantly refused the request ({0}): {1}",
          failure.status,
          detail(failure.detail),
        ),
        action: showLog(),
      };
    case "serverFault":
      return {
        sentence: vscode.l10n.t(
          "Instantly had a fault of its own ({0}). Try again in {1}.",
          failure.status,
          whenAgain(failure),
        ),
        action: undefined,
      };
    case "blockedAtEdge":
      return { sentence: blockedSentence(failure), action: undefined };
    case "unreachable":
      return {
        sentence: vscode.l10n.t(
          "Instantly could not be reached ({0}). Check the network or proxy; you stay signed in.",
          failure.code ?? vscode.l10n.t("network error"),
        ),
        action: undefined,
      };
    case "timedOut":
      return {
        sentence: vscode.l10n.t(
          "Instantly gave no complete answer within {0} s. Try again.",
          Math.round(failure.afterMs / 1000),
        ),
        action: undefined,
      };
    case "lostPlace":
      return {
        sentence: vscode.l10n.t(
          "The list ends here, though Instantly seems to have more: its answer does not say in a usable way where it goes on. Refresh, or see the rest in Instantly.",
        ),
        action: undefined,
      };
    case "unusableName":
      return {
        sentence: vscode.l10n.t(
          "Nothing was sent to Instantly: this {0} is empty or has characters that no request can carry. Refresh the list it comes from.",
          plain(failure.name.replaceAll("_", " ")),
        ),
        action: undefined,
      };
    case "unexpectedShape":
      return {
        sentence:
          failure.isTooLarge === true
            ? vscode.l10n.t(
                "Instantly's answer is far larger than what was asked for, so it was not read. Try again later.",
              )
            : vscode.l10n.t(
                "This version does not understand Instantly's answer. The log names what is wrong with it.",
              ),
        action: showLog(),
      };
  }
}

/** A page instead of the API's JSON: a gateway's when Instantly is down (5xx), else somebody's who is in the way. */
function blockedSentence(failure: Extract<ApiFailure, { kind: "blockedAtEdge" }>): string {
  const { status, detail: said } = failure;
  const sign = [...(status === 0 ? [] : [String(status)]), ...(plain(said) === "" ? [] : [plain(said)])];
  const shown = sign.length === 0 ? vscode.l10n.t("no reason given") : sign.join(", ");
  return status >= 500
    ? vscode.l10n.t("Instantly's servers are in trouble ({0}). Try again in {1}.", shown, whenAgain(failure))
    : vscode.l10n.t(
        "Something before the Instantly API, such as a proxy, a firewall or Cloudflare, stopped the request ({0}). Try another network.",
        shown,
      );
}

function whenAgain(failure: ApiFailure): string {
  const waitMs = retryAfterOf(failure);
  return waitMs === undefined ? vscode.l10n.t("a moment") : formatSpan(waitMs);
}

function detail(text: string): string {
  const shown = plain(text);
  return shown === "" ? vscode.l10n.t("no reason given") : shown;
}

function showLog(): Explanation["action"] {
  return { label: vscode.l10n.t("Show Log"), command: "instantly.showLog" };
}

function signIn(label = vscode.l10n.t("Sign In")): Explanation["action"] {
  return { label, command: "instantly.signIn" };
}

/** Where credits are bought. */
export function openBilling(): Explanation["action"] {
  return open(vscode.l10n.t("Open Billing"), "billing");
}

function open(label: string, page: string): Explanation["action"] {
  return { label, command: "instantly.openInWebApp", args: [page] };
}
