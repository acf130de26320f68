// `npm run soak [-- NAME… --seed=N --rounds=N]`: the long checks, minutes in all; one line a kind, every count but kills 0.
import { parseArgs } from "node:util";
import { SOAK_KINDS } from "./kinds.ts";
import { describeCounts, holds } from "./soakKind.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string" }, rounds: { type: "string" } },
});
const seed = Number(values.seed ?? Date.now() % 1e9);
console.log(`seed ${seed} (--seed=${seed} makes the same choices again)`);
const wanted = SOAK_KINDS.filter(
  ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
);
if (wanted.length === 0)
  throw new Error(
    `No long check has such a name; there are ${SOAK_KINDS.map(({ name }) => name).join(", ")}.`,
  );
let kills = 0;
for (const { name, rounds, run } of wanted) {
  const counts = await run({ seed, rounds: values.rounds === undefined ? rounds : Number(values.rounds) });
  kills += counts.kills;
  console.log(describeCounts(name, counts));
  if (!holds(counts)) process.exitCode = 1;
}
console.log(`${process.exitCode === 1 ? "NOT held" : "held"} over ${kills} kills`);
process.exit();
