/** Does something while the extension host's calendar, which is the extension's too, is some days ahead. */
export async function inDays(days: number, work: () => Promise<void>): Promise<void> {
  const Today = Date;
  globalThis.Date = class extends Today {
    constructor(...parts: unknown[]) {
      super(...((parts.length === 0 ? [Today.now() + days * 86_400_000] : parts) as [number]));
    }
  } as DateConstructor;
  try {
    await work();
  } finally {
    globalThis.Date = Today;
  }
}
