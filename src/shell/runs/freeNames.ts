import * as vscode from "vscode";

/**
 * Names under which files may be written to a folder: those given, or, where some are taken, what the person says:
 * the same (replacing them), or others (keeping both). Undefined when they say neither.
 */
export async function freeNames(
  folder: vscode.Uri,
  names: readonly string[],
): Promise<readonly string[] | undefined> {
  const taken: string[] = [];
  for (const name of names) if (await exists(folder, name)) taken.push(name);
  if (taken.length === 0) return names;
  const replace = vscode.l10n.t("Replace");
  const keep = vscode.l10n.t("Keep Both");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Some of these files are there already."),
    { modal: true, detail: taken.join("\n") },
    replace,
    keep,
  );
  if (chosen === replace) return names;
  return chosen === keep ? numbered(folder, names) : undefined;
}

/** One number for all of them, so that it shows which belong together. */
async function numbered(folder: vscode.Uri, names: readonly string[]): Promise<readonly string[]> {
  for (let number = 2; ; number++) {
    const others = names.map((name) => name.replace(/(\.[^.]*)$/u, `-${number}$1`));
    const areFree = await Promise.all(others.map(async (name) => !(await exists(folder, name))));
    if (areFree.every(Boolean)) return others;
  }
}

async function exists(folder: vscode.Uri, name: string): Promise<boolean> {
  return vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name)).then(
    () => true,
    () => false,
  );
}
