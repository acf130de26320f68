import * as vscode from "vscode";
import type { CommandId, CommandTable } from "./commandTable.ts";

/** What runs a command once the extension's code is loaded. */
export interface CommandHost {
  readonly commands: CommandTable;
  readonly report: (error: unknown) => void;
}

/**
 * Registers every command of the manifest without loading what runs it; the only caller of `registerCommand`, and the
 * only place where a command's error reaches the person.
 */
export function registerCommands(
  { extension }: Pick<vscode.ExtensionContext, "extension">,
  load: () => Promise<CommandHost>,
): vscode.Disposable[] {
  const { contributes } = extension.packageJSON as { contributes: { commands: { command: CommandId }[] } };
  return contributes.commands.map(({ command }) =>
    vscode.commands.registerCommand(command, async (...args: unknown[]) => {
      const { commands, report } = await load();
      const run = commands[command] as (...args: unknown[]) => Promise<unknown>;
      try {
        return await run(...args);
      } catch (error) {
        report(error);
        return undefined;
      }
    }),
  );
}
