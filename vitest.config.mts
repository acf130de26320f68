import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 20_000,
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
