import { reasonOf } from "../clock.ts";

interface Flight<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  callers: number;
}

/** Equal work that overlaps is done once. Each caller can leave; the work is aborted when all have left. */
export class SingleFlight<T> {
  private readonly flights = new Map<string, Flight<T>>();

  /** @throws what the work throws; the caller's own reason when its signal aborts. */
  run(key: string, work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(reasonOf(signal));
    const flight = this.flights.get(key) ?? this.start(key, work);
    flight.callers++;
    if (signal === undefined) return flight.result;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(reasonOf(signal));
        if (--flight.callers > 0) return;
        this.drop(key, flight);
        flight.controller.abort(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      flight.result.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }

  /** Later callers start anew; those already waiting keep their flights. */
  forget(): void {
    this.flights.clear();
  }

  private start(key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const result = work(controller.signal);
    const flight: Flight<T> = { result, controller, callers: 0 };
    this.flights.set(key, flight);
    const drop = (): void => this.drop(key, flight);
    result.then(drop, drop);
    return flight;
  }

  private drop(key: string, flight: Flight<T>): void {
    if (this.flights.get(key) === flight) this.flights.delete(key);
  }
}
