// Takes the place of the native module @vscode/spdlog in the VS Code server: appends to the log file, no rotation.
import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";

const LEVELS = ["trace", "debug", "info", "warning", "error", "critical"];

export class Logger {
  #file;
  #level = LEVELS.indexOf("info");
  #plain = false;

  constructor(_kind, _name, file) {
    this.#file = file;
    mkdirSync(path.dirname(file), { recursive: true });
  }

  #write(level, text) {
    if (level < this.#level) return;
    const stamp = new Date().toISOString().replace("T", " ").slice(0, 23);
    try {
      appendFileSync(this.#file, this.#plain ? text : `${stamp} [${LEVELS[level]}] ${text}\n`);
    } catch {
      // The profile may be gone already: a throw-away run is ending.
    }
  }

  trace(text) {
    this.#write(0, text);
  }
  debug(text) {
    this.#write(1, text);
  }
  info(text) {
    this.#write(2, text);
  }
  warn(text) {
    this.#write(3, text);
  }
  error(text) {
    this.#write(4, text);
  }
  critical(text) {
    this.#write(5, text);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {
    this.#plain = false;
  }
  clearFormatters() {
    this.#plain = true;
  }
  flush() {}
  drop() {}
}

export const version = 0;
export function setLevel() {}
export function setFlushOn() {}
export const createRotatingLogger = async (...args) => new Logger("rotating", ...args);
export const createAsyncRotatingLogger = async (...args) => new Logger("rotating_async", ...args);
