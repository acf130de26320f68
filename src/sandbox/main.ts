import { parseArgs } from "node:util";
import { type SandboxOptions, startSandbox } from "./startSandbox.ts";

/** `node out/sandbox-cli.js [--port=N] [--seed=N] [--latency=MS] [--accounts=N] [--strict-agent]`: the sandbox alone, for any client. */
async function main(): Promise<void> {
  const sandbox = await startSandbox(readOptions());
  console.log(`Sandbox ready: ${sandbox.origin} key=${sandbox.keys.full}`);
  const stop = (): void => void sandbox.close();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function readOptions(): SandboxOptions {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({
    options: { port: text, seed: text, latency: text, accounts: text, "strict-agent": flag },
  });
  const options = {
    port: values.port,
    seed: values.seed,
    latencyMs: values.latency,
    accounts: values.accounts,
  };
  const numbers = Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, wholeNumber(name, value)]],
    ),
  );
  return { ...numbers, strictAgent: values["strict-agent"] };
}

function wholeNumber(name: string, value: string): number {
  if (!/^\d+$/.test(value)) throw new Error(`--${name} takes a whole number, not "${value}".`);
  return Number(value);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
