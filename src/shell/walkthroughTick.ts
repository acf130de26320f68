import * as vscode from "vscode";
import { setContextKey } from "./contextKeys.ts";

/** By then VS Code has registered the steps of a walkthrough that it has opened. */
const REGISTERED_MS = 3000;

/**
 * Ticks the first step of the walkthrough for who is signed in already. VS Code ticks a step when its context key becomes
 * true; a key that is true before it looks at the steps, which it does with the first walkthrough, never does. So other
 * keys become true after one was opened: at once, and once more in case that was too early.
 */
export function walkthroughTick(isSignedIn: () => boolean): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    // What VS Code tells nothing of: its own pages, the walkthrough among them.
    const mayBeOpen = vscode.window.tabGroups.all.some(
      ({ activeTab }) => activeTab?.input === undefined && activeTab !== undefined,
    );
    if (!mayBeOpen || !isSignedIn() || timer !== undefined) return;
    setContextKey("walkthrough", 1);
    timer = setTimeout(() => setContextKey("walkthrough", 2), REGISTERED_MS);
  };
  look();
  return vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(look),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}
