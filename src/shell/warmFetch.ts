/**
 * VS Code looks up proxies and reads the machine's certificates when an extension host first fetches, which takes some
 * tenths of a second. A URL that holds its own (empty) content has it do so; nothing leaves the machine.
 */
export function warmFetch(): void {
  fetch("data:,").catch(() => undefined); // the first real request meets the same trouble, and says so
}
