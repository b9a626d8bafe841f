/** Work that several wait for. It is given up when all of them have given up, not when one has. */
export class SharedWork<T> {
  private readonly abort = new AbortController();
  private readonly work: Promise<T>;
  private waiting = 0;

  constructor(start: (signal: AbortSignal) => Promise<T>) {
    this.work = start(this.abort.signal);
  }

  /** Nobody waits any more: who comes now has to begin anew. */
  get givenUp(): boolean {
    return this.abort.signal.aborted;
  }

  /** Who cancels leaves at once, with the signal's reason. */
  join(signal?: AbortSignal): Promise<T> {
    this.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting -= 1;
        if (this.waiting === 0) this.abort.abort();
        reject(signal?.reason as Error);
      };
      signal?.addEventListener("abort", leave, { once: true });
      void this.work.then(resolve, reject).finally(() => signal?.removeEventListener("abort", leave));
      if (signal?.aborted) leave();
    });
  }
}
