import { BenchWindow } from "./benchWindow.ts";
import { medianFigure } from "./figure.ts";
import type { Figure } from "./figure.ts";
import { interleave } from "./interleave.ts";
import { OURS, writeEmptyExtension } from "./subject.ts";
import type { Subject } from "./subject.ts";

interface Activation {
  readonly ms: number;
  /** Of the extension host once the views show; undefined where that cannot be told. */
  readonly memoryMb: number | undefined;
}

/** What activation takes while nobody is signed in, beside an extension that does nothing; two fresh windows a round. */
export async function measureActivation(rounds: number): Promise<readonly Figure[]> {
  const empty = writeEmptyExtension();
  const pairs = await interleave(
    rounds,
    () => activate(OURS),
    () => activate(empty),
  );
  const growths = pairs.flatMap(([{ memoryMb: ours }, { memoryMb: its }]) =>
    ours === undefined || its === undefined ? [] : [ours - its],
  );
  if (growths.length === 0)
    console.log("rss_growth_mb is left out: the extension host's memory can be read on Linux only.");
  return [
    medianFigure(
      "activate_ms",
      pairs.map(([ours]) => ours.ms),
      25,
    ),
    medianFigure(
      "empty_activate_ms",
      pairs.map(([, its]) => its.ms),
    ),
    ...(growths.length === 0 ? [] : [medianFigure("rss_growth_mb", growths, 4)]),
  ];
}

function activate(subject: Subject): Promise<Activation> {
  return BenchWindow.use(subject, {}, async (window) => {
    await window.activate();
    const memoryMb = await window.memoryMb();
    return { ms: await window.activationMs(), memoryMb };
  });
}
