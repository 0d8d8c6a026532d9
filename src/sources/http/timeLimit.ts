// A limit on the time that something takes in all, on top of the caller's own signal. The clock can be stopped while the
// work is waiting for its turn.

export interface TimeLimit {
  /** Aborted when the time is over or the outer signal is. */
  readonly signal: AbortSignal;
  readonly isOver: boolean;
  /** Starts or continues the clock. */
  run(): void;
  pause(): void;
  /** Lets go of the timer and of the outer signal. */
  dispose(): void;
}

/** `time` in milliseconds. The clock stands still until `run`. */
export function createTimeLimit(time: number, outer: AbortSignal): TimeLimit {
  const controller = new AbortController();
  let left = time;
  let startedAt = 0;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onOuterAbort = (): void => controller.abort(outer.reason);
  if (outer.aborted) onOuterAbort();
  else outer.addEventListener('abort', onOuterAbort, { once: true });
  const pause = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    left -= performance.now() - startedAt;
  };
  return {
    signal: controller.signal,
    get isOver(): boolean {
      return isOver;
    },
    run: () => {
      if (timer !== undefined) return;
      startedAt = performance.now();
      timer = setTimeout(
        () => {
          isOver = true;
          controller.abort(new Error('The time is over.'));
        },
        Math.max(0, left),
      );
    },
    pause,
    dispose: () => {
      pause();
      outer.removeEventListener('abort', onOuterAbort);
    },
  };
}
