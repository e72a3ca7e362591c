// One value that others watch. It keeps the contract of Svelte's stores, so a panel reads it as `$cell`, and knows
// neither Svelte nor the DOM.
export type Stop = () => void;

export interface Watched<T> {
  get(): T;
  /** Calls now and at every change. */
  subscribe(watch: (value: T) => void): Stop;
}

export interface Cell<T> extends Watched<T> {
  set(value: T): void;
  update(change: (value: T) => T): void;
}

export function cell<T>(initial: T): Cell<T> {
  let value = initial;
  const watchers = new Set<(value: T) => void>();
  const set = (next: T) => {
    if (Object.is(next, value)) return;
    value = next;
    for (const watch of [...watchers]) watch(value);
  };
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe(watch) {
      watchers.add(watch);
      watch(value);
      return () => watchers.delete(watch);
    },
  };
}

type Values<C> = { [K in keyof C]: C[K] extends Watched<infer T> ? T : never };

/** A value that follows from others. Tells only when the result is another one (compared as JSON). */
export function derived<const C extends readonly Watched<unknown>[], T>(
  cells: C,
  compute: (...values: Values<C>) => T,
): Watched<T> {
  const read = () => compute(...(cells.map((c) => c.get()) as unknown as Values<C>));
  return {
    get: read,
    subscribe(watch) {
      let last: string | undefined;
      const tell = () => {
        const value = read();
        const key = JSON.stringify(value);
        if (key === last) return;
        last = key;
        watch(value);
      };
      const stops = cells.map((c) => c.subscribe(tell));
      return () => stops.forEach((stop) => stop());
    },
  };
}
