/** Errors of the connection and of the driver's network layer; server responses and misuse are different. */
const broken =
  /^(Mongo(Network|ServerSelection|ServerClosed|System|Runtime|Driver|OperationTimeout|UnexpectedServerResponse|StalePrimary|CursorExhausted|NotConnected|Pool|Topology|WaitQueue|ClientClosed|ExpiredSession)|Pool\w*Cleared|MongooseServerSelection|ConnectionPoolCleared)/;
/**
 * Errors of a server that is shutting down or has just started: HostUnreachable, NetworkTimeout, shutdown in progress,
 * not primary, recovering …
 */
const going = new Set([6, 7, 89, 91, 189, 9001, 10107, 11600, 11602, 13435, 13436]);
const sockets = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH']);

/** Whether the database is unavailable, so that the same may succeed later. */
export function isUnavailable(error: unknown): boolean {
  const { name = '', message = '', cause, code } = (error ?? {}) as Error & { code?: unknown };
  if (broken.test(name) || sockets.has(code as string) || (name === 'MongoServerError' && going.has(code as number)))
    return true;
  if (
    /before initial connection is complete|bufferCommands|Client must be connected|Connection was force closed/.test(
      message,
    )
  )
    return true;
  if (hasLabel(error)) return true;
  return cause instanceof Error && isUnavailable(cause);
}

/** The driver marks errors that a retry may resolve. */
function hasLabel(error: unknown): boolean {
  const labels = (error as { errorLabelSet?: Set<string> } | undefined)?.errorLabelSet;
  return (
    labels instanceof Set &&
    (labels.has('RetryableWriteError') ||
      labels.has('TransientTransactionError') ||
      labels.has('ResumableChangeStreamError'))
  );
}
