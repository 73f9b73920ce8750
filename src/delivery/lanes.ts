export interface LanesParts<Row> {
  /** What may go now, in sending order. */
  readonly ready: (limit: number) => Promise<readonly Row[]>;
  readonly laneOf: (row: Row) => string;
  /** Works through the rows of one lane, one after the other; false when there was nothing that it could do. */
  readonly work: (lane: string, rows: readonly Row[]) => Promise<boolean>;
}

const AT_ONCE = 50;
/** WeCom answers 45033 to too many calls at the same time, without a number: far below what it takes an hour. */
const MOST_LANES = 20;

/** Works in lanes beside each other: in its order inside a lane, and no lane waits for another. */
export class Lanes<Row> {
  readonly #busy = new Map<string, Promise<void>>();
  /** Lanes that could do nothing: not looked at again before the next flush. */
  readonly #resting = new Set<string>();
  #running: Promise<void> | undefined;
  #again = false;
  #ring: () => void = () => undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(private readonly parts: LanesParts<Row>) {}

  /** Does what is due; resolves when nothing is left. Calls while it runs are joined and make it look once more. */
  flush(first: () => Promise<void>): Promise<void> {
    this.#again = true;
    this.#resting.clear();
    this.#ring();
    this.#running ??= this.#run(first);
    return this.#running;
  }

  async #run(first: () => Promise<void>): Promise<void> {
    try {
      await first();
      while (this.#again || this.#busy.size > 0) {
        if (this.#again) await this.#look();
        else await this.#change();
      }
      const failure = this.#failure;
      if (failure) throw failure.error;
    } finally {
      while (this.#busy.size > 0) await Promise.all(this.#busy.values());
      // In the same moment as the last look at `#again`: a flush is either seen by this run or starts the next.
      this.#failure = undefined;
      this.#running = undefined;
    }
  }

  /** Resolves when a lane has ended or a flush was asked for. */
  async #change(): Promise<void> {
    const bell = new Promise<void>((resolve) => {
      this.#ring = resolve;
    });
    await Promise.race([bell, ...this.#busy.values()]);
  }

  async #look(): Promise<void> {
    this.#again = false;
    for (let limit = AT_ONCE; ; limit *= 4) {
      const rows = await this.parts.ready(limit);
      const lanes = this.#idleLanes(rows);
      for (const [lane, list] of lanes) {
        if (this.#busy.size >= MOST_LANES) return;
        this.#start(lane, list);
      }
      // Many rows of lanes that are busy may stand before those of others.
      if (lanes.size > 0 || rows.length < limit) return;
    }
  }

  #idleLanes(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
    const lanes = new Map<string, Row[]>();
    for (const row of rows) {
      const lane = this.parts.laneOf(row);
      if (this.#busy.has(lane) || this.#resting.has(lane)) continue;
      lanes.set(lane, [...(lanes.get(lane) ?? []), row]);
    }
    return lanes;
  }

  #start(lane: string, rows: readonly Row[]): void {
    const job = this.parts
      .work(lane, rows)
      .then(
        (didSomething) => {
          if (!didSomething) this.#resting.add(lane);
        },
        (error: unknown) => {
          this.#failure ??= { error };
          this.#resting.add(lane);
        },
      )
      .then(() => {
        this.#busy.delete(lane);
        this.#again = true;
      });
    this.#busy.set(lane, job);
  }
}
