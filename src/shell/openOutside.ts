import * as vscode from "vscode";

/** What is the same in every reading of an address: no backslash, blank, control or letter beyond ASCII, and a scheme with its slashes. */
const ONE_READING = /^(?:https?:\/\/(?!\/)|mailto:)[\x21-\x5B\x5D-\x7E]+$/iu;

/**
 * Opens an address in the browser or the mail program, byte for byte as it was written. VS Code itself asks first unless
 * the domain is trusted. Answers false where the person, or VS Code, would not have it opened.
 */
export async function openOutside(address: string): Promise<boolean> {
  if (!URL.canParse(address)) return false;
  // What programs read differently is spelt out first, as browsers read it: the question must name where it leads.
  const text = ONE_READING.test(address) ? address : new URL(address).href;
  try {
    // The type asks for a Uri, which keeps the decoded letters alone: `/p/a%2Fb` becomes another path, and a signed,
    // redirecting or unsubscribing link breaks. VS Code takes the text as well, and then hands it on as it is.
    return await vscode.env.openExternal(text as unknown as vscode.Uri);
  } catch {
    return vscode.env.openExternal(vscode.Uri.parse(text, true)); // a host that takes a Uri only
  }
}
