/** Lets everything else of the window have its turn in the middle of long work. */
export function yieldNow(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
