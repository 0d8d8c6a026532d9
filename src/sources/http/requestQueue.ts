// Who may use the network now: a bounded number of requests in all and a host. First come, first served, except that those
// whose host is busy let others pass. Makes no request itself.

export interface RequestQueue {
  /**
   * Waits for a turn. Gives a function that ends the turn; calling it again does nothing. `isUrgent`: a person waits for
   * it, so it goes ahead of the rest. Rejects with the signal's reason when it is aborted while waiting.
   */
  enter(address: string, signal: AbortSignal, isUrgent?: boolean): Promise<() => void>;
}

interface Waiting {
  readonly host: string;
  readonly isUrgent: boolean;
  readonly start: () => void;
}

/** `total`: requests at one time; `perHost`: of these, to one host and port. */
export function createRequestQueue({ total = 8, perHost = 2 }: { readonly total?: number; readonly perHost?: number } = {}): RequestQueue {
  const waiting = new Set<Waiting>();
  const busy = new Map<string, number>();
  let running = 0;

  const isFree = (host: string): boolean => (busy.get(host) ?? 0) < perHost;
  const leave = (host: string): void => {
    running--;
    const left = (busy.get(host) ?? 1) - 1;
    if (left === 0) busy.delete(host);
    else busy.set(host, left);
    startNext();
  };
  const nextFree = (): Waiting | undefined => {
    if (running >= total) return undefined;
    const free = [...waiting].filter(({ host }) => isFree(host));
    return free.find(({ isUrgent }) => isUrgent) ?? free[0];
  };
  const startNext = (): void => {
    for (let next = nextFree(); next; next = nextFree()) {
      waiting.delete(next);
      next.start();
    }
  };

  return {
    enter: (address, signal, isUrgent = false) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const { host } = new URL(address);
        const stopWaiting = (): void => {
          waiting.delete(entry);
          reject(toError(signal.reason));
        };
        const start = (): void => {
          signal.removeEventListener('abort', stopWaiting);
          running++;
          busy.set(host, (busy.get(host) ?? 0) + 1);
          let isOver = false;
          resolve(() => {
            if (isOver) return;
            isOver = true;
            leave(host);
          });
        };
        const entry: Waiting = { host, isUrgent, start };
        signal.addEventListener('abort', stopWaiting, { once: true });
        waiting.add(entry);
        startNext();
      }),
  };
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
