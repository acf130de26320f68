import path from "node:path";
import js from "@eslint/js";
import importX, { createNodeResolver } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

const here = import.meta.dirname;
const zone = (target, from, message) => ({
  target: path.join(here, target),
  from: from.map((f) => path.join(here, f)),
  message,
});

export default tseslint.config(
  { ignores: ["dist/", "out/", "coverage/", ".vscode-test/", "node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.js"],
    languageOptions: {
      globals: {
        require: "readonly",
        module: "writable",
        process: "readonly",
        console: "readonly",
        __dirname: "readonly",
      },
    },
  },
  {
    files: ["**/*.ts", "**/*.mts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    settings: {
      "import-x/extensions": [".ts"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js"] })],
    },
    plugins: { "import-x": importX },
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./src/webview/tsconfig.json", "./test/unit/webview/tsconfig.json"],
        tsconfigRootDir: here,
      },
    },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "import-x/no-default-export": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "ImportDeclaration[source.value='zod'] ImportSpecifier",
          message: 'Use `import * as z from "zod"`: the named form bundles five times the code.',
        },
        {
          selector: "CallExpression[callee.property.name='registerCommand']",
          message: "Commands are rows of the command table; registerCommands is the only caller.",
        },
      ],
      "import-x/no-restricted-paths": [
        "error",
        {
          zones: [
            zone(
              "src/shared",
              ["src/core", "src/store", "src/sandbox", "src/shell", "src/webview"],
              "shared imports zod and nothing else.",
            ),
            zone("src/core", ["src/store", "src/sandbox", "src/shell", "src/webview"], "core knows no host."),
            zone("src/store", ["src/shell", "src/sandbox", "src/webview"], "store imports core only."),
            zone(
              "src/sandbox",
              ["src/core", "src/shared", "src/store", "src/shell", "src/webview"],
              "The sandbox must not share the client's mistakes.",
            ),
            zone("src/shell", ["src/webview", "src/sandbox", "src/store"], "compose hands these in."),
            zone(
              "src/webview",
              ["src/core", "src/store", "src/sandbox", "src/shell"],
              "Webviews get finished view models from shared.",
            ),
            zone("src", ["test"], "Tests stay outside src."),
          ],
        },
      ],
    },
  },
  {
    files: ["src/core/**/*.ts", "src/shared/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { paths: ["vscode"], patterns: ["node:*"] }] },
  },
  {
    files: ["src/core/**/*.ts"],
    ignores: ["src/core/api/transport.ts"],
    rules: { "no-restricted-imports": ["error", { paths: ["vscode", "ky"], patterns: ["node:*"] }] },
  },
  { files: ["src/shell/**/*.ts"], rules: { "no-restricted-imports": ["error", { paths: ["ky"] }] } },
  {
    files: ["src/shell/**/*.ts"],
    ignores: ["src/shell/openOutside.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        {
          property: "openExternal",
          message: "openOutside keeps an address as it is written; a Uri does not.",
        },
      ],
    },
  },
  {
    files: ["src/webview/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { paths: ["vscode", "zod"] }] },
  },
  { files: ["src/shell/commands/registerCommands.ts"], rules: { "no-restricted-syntax": "off" } },
  { files: ["*.config.mts", "*.mjs"], rules: { "import-x/no-default-export": "off" } },
);
