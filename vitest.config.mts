import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 20_000,
    expect: { poll: { timeout: 15_000 } },
    // By default one is left over: of two, half of the time would be lost.
    maxWorkers: Math.max(2, availableParallelism() - 1),
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
