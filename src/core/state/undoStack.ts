/** What a person has done, and how it is taken back. */
export interface Undoable {
  /** In finished words, as "Conversation marked as read". */
  readonly what: string;
  /** @throws whatever doing the opposite throws. */
  readonly undo: () => Promise<void>;
}

/** How many steps back can be gone. */
const MAX_STEPS = 20;

/** What was done last, to be taken back one after the other, newest first. */
export class UndoStack {
  private readonly steps: Undoable[] = [];

  push(step: Undoable): void {
    this.steps.push(step);
    if (this.steps.length > MAX_STEPS) this.steps.shift();
  }

  /** Takes the last step back, and answers it; undefined when there is none. What could not be taken back stays on top. */
  async undo(): Promise<Undoable | undefined> {
    const step = this.steps.pop();
    if (step === undefined) return undefined;
    try {
      await step.undo();
    } catch (error) {
      this.steps.push(step);
      throw error;
    }
    return step;
  }
}
