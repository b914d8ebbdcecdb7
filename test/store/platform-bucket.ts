/** The platform's bucket of a shop, by any clock: requests drain at a constant rate. */
export class PlatformBucket {
  readonly size: number;
  readonly #intervalMs: number;
  readonly #now: () => number;
  #emptyAt = 0;
  refused = 0;
  taken = 0;

  constructor(now: () => number, size = 40, secondsToFill = 20) {
    this.size = size;
    this.#now = now;
    this.#intervalMs = (1000 * secondsToFill) / size;
  }

  /** What an answer would tell, after one more request. */
  request(): { readonly isRefused: boolean; readonly used: number; readonly size: number } {
    const now = this.#now();
    const next = Math.max(now, this.#emptyAt) + this.#intervalMs;
    const isRefused = next - now > this.size * this.#intervalMs;
    if (isRefused) this.refused += 1;
    else {
      this.#emptyAt = next;
      this.taken += 1;
    }
    const used = Math.ceil(Math.max(0, this.#emptyAt - now) / this.#intervalMs);
    return { isRefused, used, size: this.size };
  }
}
