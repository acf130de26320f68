import { readFileSync, statSync } from "node:fs";
import path from "node:path";

// In a built script, what is needed at once stands at the top; what is loaded later is asked for inside a function.
const NEEDED = [/=require\("(\.[^"]+)"\)/g, /(?:^|;|\})import[^"();]*"(\.[^"]+)"/g];

/** Size in KB of a built script together with the scripts it reads at once. */
export function scriptSizeKb(script: string): number {
  const needed = new Set([script]);
  for (const file of needed) {
    const text = readFileSync(file, "utf8");
    for (const pattern of NEEDED)
      for (const [, name = ""] of text.matchAll(pattern)) needed.add(path.resolve(path.dirname(file), name));
  }
  return [...needed].reduce((sum, file) => sum + statSync(file).size / 1024, 0);
}
