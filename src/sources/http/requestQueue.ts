// Who may use the network now: a bounded number of requests in all and a host. First come, first served, except that those
// whose host is busy let others pass, and that those whose server is slow hold up nobody else's. Makes no request itself.

export interface RequestQueue {
  /**
   * Waits for a turn. Gives a function that ends the turn; calling it again does nothing. `isUrgent`: a person waits for
   * it, so it goes ahead of the rest. Rejects with the signal's reason when it is aborted while waiting.
   */
  enter(address: string, signal: AbortSignal, isUrgent?: boolean): Promise<() => void>;
  /**
   * Says that a document has come and is in hand: while too many are, no further request begins, however fast the network
   * is. Gives a function that says it is no more; calling it again does nothing.
   */
  hold(): () => void;
}

interface Waiting {
  readonly host: string;
  readonly isUrgent: boolean;
  readonly start: () => void;
}

export interface QueueBounds {
  /** Requests at one time, without those that have taken longer than `patience`. */
  readonly total?: number;
  /** Milliseconds. */
  readonly patience?: number;
  /** Requests at one time, slow ones too. */
  readonly most?: number;
  /** Of these, to one host and port. */
  readonly perHost?: number;
  /** Documents in hand at which no further request begins. */
  readonly held?: number;
}

export function createRequestQueue(bounds: QueueBounds = {}): RequestQueue {
  const { total = 8, patience = 3_000, most = 32, perHost = 2, held = 4 } = bounds;
  const waiting = new Set<Waiting>();
  const busy = new Map<string, number>();
  let running = 0;
  let slow = 0;
  let inHand = 0;

  const isFree = (host: string): boolean => (busy.get(host) ?? 0) < perHost;
  const leave = (host: string): void => {
    running--;
    const left = (busy.get(host) ?? 1) - 1;
    if (left === 0) busy.delete(host);
    else busy.set(host, left);
    startNext();
  };
  const nextFree = (): Waiting | undefined => {
    if (running - slow >= total || running >= most || inHand >= held) return undefined;
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
    hold: () => {
      inHand++;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        inHand--;
        startNext();
      };
    },
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
          let [isOver, isSlow] = [false, false];
          const timer = setTimeout(() => {
            isSlow = true;
            slow++;
            startNext();
          }, patience).unref();
          resolve(() => {
            if (isOver) return;
            isOver = true;
            clearTimeout(timer);
            if (isSlow) slow--;
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
