import { PAPER, type MailLook } from "./mailDocument.ts";

/** The theme's own colours, for mail that has none or has given them up. */
export function themeLook(overText: boolean): MailLook {
  const style = getComputedStyle(document.body);
  const value = (name: string, otherwise: string): string => style.getPropertyValue(name).trim() || otherwise;
  return {
    foreground: value("--vscode-editor-foreground", PAPER.foreground),
    background: value("--vscode-editor-background", PAPER.background),
    link: value("--vscode-textLink-foreground", PAPER.link),
    line: value("--vscode-widget-border", value("--vscode-contrastBorder", PAPER.line)),
    fontFamily: value("--vscode-font-family", PAPER.fontFamily),
    fontSize: value("--vscode-font-size", PAPER.fontSize),
    scheme: isDarkTheme() ? "dark" : "light",
    overText,
  };
}

export function isDarkTheme(): boolean {
  const { classList } = document.body;
  // The light one has the class of the dark one as well.
  if (classList.contains("vscode-high-contrast-light")) return false;
  return classList.contains("vscode-dark") || classList.contains("vscode-high-contrast");
}
