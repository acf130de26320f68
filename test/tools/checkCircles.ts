import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { preProcessFile } from "typescript";

// No two files may need each other, not even for a type or in an `import()`: the linter's rule leaves those out, and they
// are what makes it impossible to move one of the two, or to read it alone.

const FOLDERS = ["src", "test"];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(folder, name)),
);
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const circles = findCircles(imports);
for (const circle of circles) console.error(`Circle of imports: ${circle.join(" → ")}`);
if (circles.length > 0) process.exitCode = 1;

function importsOf(file: string): readonly string[] {
  const { importedFiles } = preProcessFile(readFileSync(file, "utf8"), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith("."))
    .map((name) => path.join(path.dirname(file), name));
}

/** One circle, with its first file again at the end, for each file by which the walk comes back to where it has been. */
function findCircles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (file: string): void => {
    const at = way.indexOf(file);
    if (at >= 0) found.push([...way.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    way.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    way.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return found;
}
