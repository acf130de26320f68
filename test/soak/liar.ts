import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { seeded } from "../bench/seeded.ts";

const VERDICTS = ["verified", "invalid", "risky"] as const;
/** Of the answers, in hundredths: exchanged with the next one, lost, told twice on their connection. */
const SWAPPED = 12;
const LOST = 8;
const REPEATED = 4;

interface Liar {
  readonly origin: string;
  /** How often each address was paid for. */
  readonly charges: ReadonlyMap<string, number>;
  /** From now on every answer is true and comes once. */
  readonly repent: () => void;
  readonly close: () => Promise<unknown>;
}

/** What the server would say of an address if it did not lie. */
export function truthOf(address: string): (typeof VERDICTS)[number] {
  const sum = Array.from(address).reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return VERDICTS[sum % VERDICTS.length] ?? "verified";
}

/** A server that answers verifications, and often those of others. */
export async function startLiar(seed: number): Promise<Liar> {
  const random = seeded(seed);
  const charges = new Map<string, number>();
  let isHonest = false;
  /** Waits for another one to be exchanged with. */
  let held: Question | undefined;
  const release = (): void => {
    const question = held;
    held = undefined;
    question?.say(question.address);
  };
  const answer = (question: Question): void => {
    const lot = isHonest ? 100 : random() * 100;
    if (held !== undefined && lot >= SWAPPED) {
      const other = held;
      held = undefined;
      other.say(question.address);
      question.say(other.address);
    } else if (lot < SWAPPED && held === undefined) {
      held = question;
      setTimeout(release, 50);
    } else if (lot < SWAPPED + LOST) question.lose();
    else question.say(question.address, lot < SWAPPED + LOST + REPEATED);
  };
  const server = createServer((request, response) => {
    void heard(request, response, charges).then((question) => question && answer(question));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    charges,
    repent: () => {
      isHonest = true;
      release();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Question {
  readonly address: string;
  readonly say: (about: string, isTwice?: boolean) => void;
  readonly lose: () => void;
}

/** Undefined where it is answered already: nobody has asked about that address. */
async function heard(
  request: IncomingMessage,
  response: ServerResponse,
  charges: Map<string, number>,
): Promise<Question | undefined> {
  const body = await text(request);
  const isPaid = request.method === "POST";
  const address = isPaid
    ? (JSON.parse(body) as { email: string }).email
    : decodeURIComponent(request.url?.split("/").at(-1) ?? "");
  if (isPaid) charges.set(address, (charges.get(address) ?? 0) + 1);
  else if (!charges.has(address)) {
    response.writeHead(404, { "content-type": "application/json" }).end('{"message":"Resource not found"}');
    return undefined;
  }
  return {
    address,
    say: (about, isTwice = false) => {
      const said = JSON.stringify(verdictOn(about, isPaid));
      const { socket } = response;
      response
        .writeHead(200, { "content-type": "application/json", "content-length": said.length })
        .end(said);
      if (isTwice)
        socket?.write(
          `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${said.length}\r\n\r\n${said}`,
        );
    },
    lose: () => response.socket?.destroy(),
  };
}

function verdictOn(email: string, isPaid: boolean): Readonly<Record<string, unknown>> {
  return {
    ...{ email, status: "success", verification_status: truthOf(email), catch_all: false },
    ...(isPaid ? { credits: 100_000, credits_used: 0.25 } : {}),
  };
}
