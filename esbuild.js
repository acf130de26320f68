// Bundles everything that runs: `node esbuild.js [--production] [--watch] [--tests]`.
//   dist/extension.js   what activation loads: registrations only
//   dist/app.js         the extension itself, loaded when something is first used
//   dist/sandbox.js     the local Instantly API, loaded by `Explore with Sample Data`
//   dist/app/*.js       parts that are loaded when they are used (each `await import()` makes one), and what both share
//   dist/webview/*.js   one script per panel, and what several of them share (a page's nonce holds for what it imports)
//   out/*.js            the sandbox's command line and the tests that run inside VS Code (never shipped)
const fs = require("node:fs");
const path = require("node:path");
const esbuild = require("esbuild");

const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");
const tests = process.argv.includes("--tests");

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  legalComments: "none",
  logLevel: "warning",
  define: { "process.env.NODE_ENV": JSON.stringify(production ? "production" : "development") },
};

// `import("./compose.ts")` in one build loads what another build has made, so that what is not used is not read.
const LAZY = { "compose.ts": "./app.js", "startSandbox.ts": "./sandbox.js" };

/** @type {import("esbuild").Plugin} */
const lazyBundles = {
  name: "lazy-bundles",
  setup(build) {
    build.onResolve({ filter: /\/(compose|startSandbox)\.ts$/ }, ({ kind, path: file }) =>
      kind === "dynamic-import" ? { path: LAZY[path.basename(file)], external: true } : undefined,
    );
  },
};

/**
 * Thousands of domains stand by what follows their first dot, a line each and sorted, each name without what it begins with
 * as the one before does (a digit says how much): a fifth less to download than as JSON.
 *
 * @type {import("esbuild").Plugin}
 */
const packedDomains = {
  name: "packed-domains",
  setup(build) {
    build.onLoad({ filter: /email_blocklist\.json$/ }, ({ path: file }) => {
      const groups = new Map();
      for (const domain of JSON.parse(fs.readFileSync(file, "utf8")).sort()) {
        const dot = domain.indexOf(".");
        const rest = domain.slice(dot + 1);
        groups.set(rest, [...(groups.get(rest) ?? []), domain.slice(0, dot)]);
      }
      const lines = [...groups].map(([rest, names]) => [rest, ...frontCoded(names)].join(" "));
      const unpack = `.split("\\n").flatMap((line) => {
        const [rest, ...names] = line.split(" ");
        let last = "";
        return names.map((name) => (last = last.slice(0, name[0]) + name.slice(1)) + "." + rest);
      })`;
      return { contents: `export default ${JSON.stringify(lines.join("\n"))}${unpack};`, loader: "js" };
    });
  },
};

function frontCoded(names) {
  return names.map((name, index) => {
    const last = names[index - 1] ?? "";
    let same = 0;
    while (same < 9 && same < last.length && last[same] === name[same]) same += 1;
    return same + name.slice(same);
  });
}

const inlineMaps = production ? false : "inline";

/**
 * Every module imports VS Code's API, and for each import esbuild would make a copy of it, two hundred getters, when the
 * code is loaded. One `require` serves a whole file.
 */
function withOneRequireOfVsCode(text) {
  const names = [];
  const rest = text.replaceAll(/\bimport\s*\*\s*as\s+([\w$]+)\s*from\s*"vscode";/g, (_import, name) => {
    names.push(name);
    return "";
  });
  const [first, ...others] = names;
  if (first === undefined) return text;
  return `const ${[`${first} = require("vscode")`, ...others.map((name) => `${name} = ${first}`)].join(", ")};${rest}`;
}

// esbuild splits ECMAScript modules only, and VS Code loads CommonJS with less ado: split first, then turn each file.
const SPLIT_DIR = path.join(__dirname, "dist/app");

/** @type {import("esbuild").Plugin} */
const writeAsCommonJs = {
  name: "write-as-commonjs",
  setup(build) {
    build.onEnd(async ({ outputFiles }) => {
      fs.mkdirSync(SPLIT_DIR, { recursive: true });
      const stale = new Set(build.initialOptions.splitting ? fs.readdirSync(SPLIT_DIR) : []);
      for (const { path: file, text } of outputFiles) {
        const { minify, legalComments } = common;
        const { format, target, supported } = host;
        // No platform: for Node esbuild would list every export a second time, for importers that are not here.
        const options = { format, target, supported, minify, legalComments };
        const { code } = await esbuild.transform(withOneRequireOfVsCode(text), {
          ...options,
          sourcemap: inlineMaps,
        });
        fs.writeFileSync(file, code);
        stale.delete(path.basename(file));
      }
      for (const file of stale) fs.rmSync(path.join(SPLIT_DIR, file));
    });
  },
};

/** @type {import("esbuild").BuildOptions} */
const host = {
  ...common,
  platform: "node",
  target: "node22",
  format: "cjs",
  external: ["vscode"],
  // `import()` becomes a deferred `require`: Node's loader of ECMAScript modules reads and judges each file twice.
  supported: { "dynamic-import": false },
  plugins: [lazyBundles],
};

/** @type {import("esbuild").BuildOptions} */
const shipped = {
  ...host,
  outdir: "dist",
  format: "esm",
  supported: {},
  sourcemap: inlineMaps,
  write: false,
  plugins: [lazyBundles, packedDomains, writeAsCommonJs],
};

const panelsDir = path.join(__dirname, "src/webview");
const panels = fs
  .readdirSync(panelsDir)
  .filter((file) => file.endsWith("Panel.ts"))
  .map((file) => path.join(panelsDir, file));

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
  { ...shipped, entryPoints: { extension: "src/extension.ts" } },
  {
    ...shipped,
    entryPoints: { app: "src/compose.ts", sandbox: "src/sandbox/startSandbox.ts" },
    splitting: true,
    chunkNames: "app/[name]-[hash]",
  },
  { ...host, entryPoints: { "sandbox-cli": "src/sandbox/main.ts" }, outdir: "out" },
  {
    ...common,
    entryPoints: panels,
    outdir: "dist/webview",
    platform: "browser",
    target: "chrome128",
    format: "esm",
    splitting: true,
    chunkNames: "shared-[hash]",
    tsconfig: "src/webview/tsconfig.json",
  },
  ...(tests
    ? [
        {
          ...host,
          entryPoints: { "extension-tests": "test/extension/index.ts" },
          outdir: "out",
          external: ["vscode", "mocha"],
        },
      ]
    : []),
];

async function main() {
  if (watch) {
    for (const options of bundles) await (await esbuild.context(options)).watch();
    console.log("Watching for changes. Ctrl+C ends it.");
    return;
  }
  // Shared parts are named after their content: those of earlier builds would stay.
  fs.rmSync(path.join(__dirname, production ? "dist" : "dist/webview"), { recursive: true, force: true });
  await Promise.all(bundles.map((options) => esbuild.build(options)));
}

main().catch(() => process.exit(1)); // esbuild has printed what went wrong
