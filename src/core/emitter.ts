interface Unsubscribe {
  dispose(): void;
}

export type Event<T> = (listener: (value: T) => void) => Unsubscribe;

/** The smallest event source; shaped like VS Code's so that views can pass theirs and ours alike. */
export class Emitter<T> {
  /** Each subscription is an object of its own, so that one function may listen twice. */
  private readonly subscriptions = new Set<{ readonly listener: (value: T) => void }>();

  readonly event: Event<T> = (listener) => {
    const subscription = { listener };
    this.subscriptions.add(subscription);
    return { dispose: () => void this.subscriptions.delete(subscription) };
  };

  /** Tells everybody, also when somebody fails. @throws what the first of them threw */
  fire(value: T): void {
    const failures: unknown[] = [];
    for (const subscription of [...this.subscriptions]) {
      if (!this.subscriptions.has(subscription)) continue;
      try {
        subscription.listener(value);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
