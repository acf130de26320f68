// Part of `npm run check`: the manifest, its strings, the command table and the strings for translators agree.
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { getL10nJson } from "@vscode/l10n-dev";
import { PROJECT_DIR } from "../hosts/places.ts";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
  };
}

const read = (file: string): string => readFileSync(path.join(PROJECT_DIR, file), "utf8");
const problems: string[] = [];
const manifestText = read("package.json");
const manifest = JSON.parse(manifestText) as Manifest;
const strings = JSON.parse(read("package.nls.json")) as Readonly<Record<string, string>>;

function compare(what: string, expected: ReadonlySet<string>, found: ReadonlySet<string>): void {
  for (const one of expected.difference(found)) problems.push(`${what}: ${one} is missing`);
  for (const one of found.difference(expected)) problems.push(`${what}: ${one} is not used`);
}

function matches(text: string, pattern: RegExp): Set<string> {
  return new Set([...text.matchAll(pattern)].map(([, group]) => group ?? ""));
}

function checkStrings(): void {
  compare("package.nls.json", matches(manifestText, /"%([\w.]+)%"/gu), new Set(Object.keys(strings)));
  const bare = matches(
    manifestText,
    /"(?:title|description|markdownDescription|contents)": "([^%"][^"]*)"/gu,
  );
  for (const text of bare)
    if (text !== "Instantly") problems.push(`package.json: "${text}" is not in package.nls.json`);
}

function checkCommands(): void {
  const contributed = new Set(manifest.contributes.commands.map(({ command }) => command));
  compare(
    "command table",
    contributed,
    matches(read("src/shell/commands/commandTable.ts"), /^ {2}"(instantly\.\w+)":/gmu),
  );
  const builtIn = /^(?:workbench\.|instantly\.\w+\.focus$)/u;
  const used = [
    ...Object.values(manifest.contributes.menus).flatMap((items) => items.map(({ command }) => command)),
    ...matches(Object.values(strings).join("\n"), /\(command:([\w.]+)/gu),
  ];
  for (const command of used)
    if (!contributed.has(command) && !builtIn.test(command))
      problems.push(`package.json: ${command} is no command`);
}

function checkViews(): void {
  const ids = new Set(
    Object.values(manifest.contributes.views).flatMap((views) => views.map(({ id }) => id)),
  );
  compare("viewIds.ts", ids, matches(read("src/shell/trees/viewIds.ts"), /"(instantly\.\w+)"/gu));
  for (const { view } of manifest.contributes.viewsWelcome)
    if (!ids.has(view)) problems.push(`package.json: a welcome text is for ${view}, which is no view`);
}

function checkFiles(): void {
  for (const file of matches(manifestText, /"(media\/[\w/.-]+)"/gu))
    if (!existsSync(path.join(PROJECT_DIR, file))) problems.push(`package.json: ${file} is not there`);
}

/** `media/l10n/bundle.l10n.json` holds every sentence of `src` for translators; `--write` brings it up to date. */
async function checkTranslations(): Promise<void> {
  const files = globSync("src/**/*.ts", { cwd: PROJECT_DIR }).sort();
  const sources = files.map((file) => ({ extension: ".ts", contents: read(file) }));
  const wanted = `${JSON.stringify(await getL10nJson(sources), null, 2)}\n`;
  const bundle = "media/l10n/bundle.l10n.json";
  if (process.argv.includes("--write")) writeFileSync(path.join(PROJECT_DIR, bundle), wanted);
  else if (!existsSync(path.join(PROJECT_DIR, bundle)) || read(bundle) !== wanted)
    problems.push(`${bundle} is behind the sources; "npm run format" brings it up to date`);
}

checkStrings();
checkCommands();
checkViews();
checkFiles();
await checkTranslations();
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
