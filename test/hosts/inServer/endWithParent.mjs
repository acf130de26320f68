// Loaded into a child of a test run (node --import): a run that is killed outright cannot clean up after itself.
import process from "node:process";
import { setInterval } from "node:timers";

const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, 1000).unref();
