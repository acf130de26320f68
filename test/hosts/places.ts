import path from "node:path";

/** The project's root folder. */
export const PROJECT_DIR = path.resolve(import.meta.dirname, "../..");

/** Where fetched copies of VS Code are kept between runs. */
export const CACHE_DIR = path.join(PROJECT_DIR, ".vscode-test");

/** What tests and tools write: bundles, pictures, results. */
export const OUT_DIR = path.join(PROJECT_DIR, "out");
