/** How one test inside the extension host ended. */
export interface TestResult {
  readonly title: string;
  readonly state: "passed" | "failed" | "skipped";
  readonly ms?: number;
  /** Stack or message of the failure. */
  readonly error?: string;
}

/**
 * What a suite inside the extension host leaves in the file TEST_RESULTS_FILE, after every test. A host that dies
 * reports success as its exit code, so the file alone tells: without it, or without `done`, the run broke.
 */
export interface TestResults {
  readonly done: boolean;
  readonly results: readonly TestResult[];
}
