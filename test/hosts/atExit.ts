type CleanUp = () => void;

const pending = new Set<CleanUp>();

function runAll(): void {
  for (const cleanUp of pending) cleanUp();
  pending.clear();
}

function listenOnce(): void {
  if (process.listeners("exit").includes(runAll)) return;
  process.on("exit", runAll);
  // Node's default for these skips the "exit" event, and with it every clean-up.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.exit(process.exitCode ?? 130));
  }
}

/**
 * Runs `cleanUp` (synchronous) when this process ends, also at Ctrl+C and SIGTERM.
 * A process that wants Ctrl+C to count as success sets `process.exitCode = 0` beforehand.
 * @returns the same clean-up to call earlier; it runs at most once.
 */
export function atExit(cleanUp: CleanUp): CleanUp {
  listenOnce();
  pending.add(cleanUp);
  return () => {
    if (pending.delete(cleanUp)) cleanUp();
  };
}
