// The lists of mail that the extension's own poll asks of a sandbox, counted there while a clock is moved by hand.
import { RequestBudget } from "../../src/core/api/budget.ts";
import { InstantlyApi } from "../../src/core/api/instantlyApi.ts";
import { Transport } from "../../src/core/api/transport.ts";
import { MailPoll } from "../../src/core/state/mailPoll.ts";
import { Session } from "../../src/core/state/session.ts";
import { startSandbox } from "../../src/sandbox/startSandbox.ts";
import { FakeClock, settled } from "../unit/core/fakeClock.ts";

const SECOND = 1_000;

type Act = (session: Session, second: number, mail: () => Promise<void>) => Promise<void>;

async function countLists(seconds: number, act: Act): Promise<number> {
  const clock = new FakeClock({ skipBelowMs: 1 });
  const sandbox = await startSandbox({ now: () => new Date(clock.now()) });
  const api = new InstantlyApi(
    new Transport({
      origin: sandbox.origin,
      apiKey: () => Promise.resolve(sandbox.keys.full),
      userAgent: "instantly-bench/1",
      budget: new RequestBudget({ clock }),
      clock,
    }),
  );
  const session = new Session({ api, clock });
  const stop = new AbortController();
  try {
    const { emails } = session;
    void emails.list.ensureLoaded();
    await emails.refreshUnreadCount();
    await quiet(sandbox.origin);
    const poll = new MailPoll({ emails, clock, onReceived: () => undefined });
    void poll.run(60 * SECOND, stop.signal);
    const mail = (): Promise<void> => post(sandbox.origin, "emails", { subject: "Re: news" });
    for (let second = 0; second < seconds; second++) {
      await act(session, second, mail);
      await clock.advance(SECOND);
      await quiet(sandbox.origin);
    }
    return (await requests(sandbox.origin)).filter(({ path }) => path === "/api/v2/emails").length;
  } finally {
    stop.abort();
    session.dispose();
    await sandbox.close();
  }
}

/** Until nothing more comes in by itself. */
async function quiet(origin: string): Promise<void> {
  for (let still = 0, last = -1; still < 3; still++) {
    const { length } = await requests(origin);
    if (length !== last) still = 0;
    last = length;
    await settled();
  }
}

async function requests(origin: string): Promise<readonly { readonly path: string }[]> {
  const answer = await fetch(`${origin}/__sandbox/requests`);
  return (await answer.json()) as readonly { path: string }[];
}

async function post(origin: string, what: string, body: object): Promise<void> {
  await fetch(`${origin}/__sandbox/${what}`, { method: "POST", body: JSON.stringify(body) });
}

const idle = await countLists(600, () => Promise.resolve());
// Somebody who presses Refresh, changes the filter or turns a page every second, while mail comes in.
const busy = await countLists(60, async ({ emails }, second, mail) => {
  if (second % 10 === 0) await mail();
  if (second % 6 === 0) emails.setFilter({ kind: second % 12 === 0 ? "all" : "unread" });
  else void (second % 4 === 0 ? emails.list.loadMore() : emails.list.refresh());
});
console.log(JSON.stringify({ idle, busy }));
process.exit(0);
