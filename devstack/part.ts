/** One process of the running system, which can be restarted after it has ended. */
export interface Running {
  /** Settles when the process has ended, in whatever way. */
  ended: Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export interface Part {
  name: string;
  /** Whether it runs now. */
  running(): boolean;
  /** Starts it; does nothing if it runs. */
  start(): Promise<void>;
  /** Ends it in order; does nothing if it does not run. */
  stop(): Promise<void>;
  /** SIGKILL; does nothing if it does not run. */
  kill(): Promise<void>;
  /** Called when it ends without having been asked to. */
  onLoss(notify: () => void): void;
}

/** Creates a part from its start function. Start, stop and kill wait for each other. */
export function partOf(name: string, launch: () => Promise<Running>): Part {
  let current: Running | undefined;
  let notify: () => void = () => {};
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const next = turn.then(work);
    turn = next.catch(() => {});
    return next;
  };
  const end = (how: 'stop' | 'kill') =>
    inTurn(async () => {
      const leaving = current;
      current = undefined;
      await leaving?.[how]();
    });
  const start = () =>
    inTurn(async () => {
      if (current) return;
      const started = await launch();
      current = started;
      void started.ended.then(() => {
        if (current !== started) return;
        current = undefined;
        notify();
      });
    });
  return {
    name,
    running: () => current !== undefined,
    start,
    stop: () => end('stop'),
    kill: () => end('kill'),
    onLoss: (listener) => (notify = listener),
  };
}
