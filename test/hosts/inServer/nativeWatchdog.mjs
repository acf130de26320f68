// Takes the place of the native module @vscode/native-watchdog in the VS Code server: an extension host whose server
// is gone ends by itself.
import process from "node:process";
import { setInterval } from "node:timers";

export function start(parentPid) {
  setInterval(() => {
    try {
      process.kill(parentPid, 0);
    } catch {
      process.exit(87);
    }
  }, 1000).unref();
}

export function exit(code) {
  process.exit(code ?? 0);
}
