import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 20_000,
    retry: process.env["CI"] === undefined ? 0 : 1, // panels run in a real Chromium, clocks of tests do not
    coverage: {
      provider: "v8",
      include: ["src/core/**", "src/shared/**", "src/sandbox/**"],
      reporter: ["text-summary"],
    },
    projects: [
      { extends: true, test: { name: "unit", include: ["test/unit/**/*.test.ts"] } },
      { extends: true, test: { name: "contract", include: ["test/contract/**/*.test.ts"] } },
    ],
  },
});
