interface Unsubscribe {
  dispose(): void;
}

export type Event<T> = (listener: (value: T) => void) => Unsubscribe;

/** The smallest event source; shaped like VS Code's so that views can pass theirs and ours alike. */
export class Emitter<T> {
  private readonly listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }
}
