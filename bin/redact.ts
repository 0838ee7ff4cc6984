/** The part of an error that may be logged: enough to find its place in the code, nothing of the data involved. */
export interface SafeError {
  name: string;
  code?: string | number;
  /** MongoDB's name of the code, or the kind of failure in gRPC or Temporal. */
  kind?: string;
  /** Only for errors of our own code or the network: all others may quote what a person entered. */
  message?: string;
  /** For a duplicate key: the index's fields, without their values. */
  fields?: string[];
  /** Lines of code, without the message that V8 puts before them. */
  stack?: string;
  cause?: SafeError;
}

/** Their messages contain addresses of servers and names of settings, never data of a case. */
const speaking =
  /^(Mongo(Network|ServerSelection|Topology|Pool|NotConnected|Parse|InvalidArgument)\w*Error|MongooseServerSelectionError|UnreadablePayload|Unavailable)$/;
const sockets = /^E[A-Z]{3,}$/;
const CAUSES = 4;
const FRAMES = 25;
/** In V8's format: a function's name in ASCII, and a place in a file. Other lines are not stack frames. */
const frame =
  /^ {4}at (?:(?:async |new )*[\w$.<>#[\] ]{1,120} \()?(?:file:\/\/|node:|\/|[A-Za-z]:\\|webpack|native|evalmachine|<anonymous>|index )[\x21-\x7e]{0,300}\)?$/;

/**
 * An error as it may be logged. Messages, values and details of drivers are left out, because a failed write quotes the
 * row.
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error) && !isErrorLike(error)) return { name: typeof error };
  const { name, message, code, codeName, keyPattern, type, stack, cause } = error as Error & Record<string, unknown>;
  const tells = speaking.test(name) || (typeof code === 'string' && sockets.test(code));
  return {
    name: word(name) ?? 'Error',
    ...(typeof code === 'number' && { code }),
    ...(typeof code === 'string' && word(code) && { code: word(code)! }),
    ...(word(codeName ?? type) && { kind: word(codeName ?? type)! }),
    ...(tells && { message: safeText(message) }),
    ...(keyPattern !== null && typeof keyPattern === 'object' && { fields: Object.keys(keyPattern).map(safeText) }),
    ...(typeof stack === 'string' && { stack: framesOf(stack) }),
    ...(cause !== undefined && cause !== null && depth < CAUSES && { cause: safeError(cause, depth + 1) }),
  };
}

/** Under jest, and from another realm, an error is not an instance of this realm's Error. */
const isErrorLike = (value: unknown): boolean =>
  value !== null && typeof value === 'object' && 'stack' in value && 'message' in value && 'name' in value;

/** A code or a name: one word in ASCII. */
const word = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) && safeText(value) === value ? value : undefined;

const framesOf = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => frame.test(line))
    .slice(0, FRAMES)
    .map(safeText)
    .join('\n');

const HIDDEN = '…';
const patterns = [
  // Identity numbers, credit codes, bank cards and other long numbers; telephone numbers; e-mail addresses.
  /(?<![\w-])\d{17}[\dXx](?!\w)/g,
  /(?<![\w-])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?!\w)/g,
  /(?<![\w.-])\+?\d{11,19}(?![\w.])/g,
  /(?<!\w)0\d{2,3}-\d{7,8}(?!\w)/g,
  /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g,
  // The credentials in a connection string.
  /(?<=:\/\/[^\s:/@]{0,80}:)[^\s/@]{1,200}(?=@)/g,
];
const LONGEST = 500;

/** Text without anything that looks like a person's number or address, cut to a length. */
export const safeText = (text: string): string =>
  patterns.reduce((sofar, pattern) => sofar.replaceAll(pattern, HIDDEN), text.slice(0, LONGEST));

/** Values logged beside an error are ids and codes; text that is not ASCII was written by a person. */
const plainText = (text: string): string => (/^[\x20-\x7e\s]*$/.test(text) ? safeText(text) : HIDDEN);

/** Fields with these names contain what people enter, or what a driver says about it. */
const sensitive =
  /^(message|details?|failure|body|values?|variables|data|payloads?|errInfo|keyValue|writeErrors|result|op|document|name|text|password|token|secret)$/i;
const DEPTH = 5;
const MEMBERS = 60;

/** Anything that is logged: errors become safe ones, and sensitive members are left out. */
export function safeValue(value: unknown, depth = 0): unknown {
  if (value instanceof Error || isErrorLike(value)) return safeError(value);
  if (typeof value === 'string') return plainText(value);
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? undefined : value;
  if (depth >= DEPTH) return HIDDEN;
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return HIDDEN;
  if (Array.isArray(value)) return value.slice(0, MEMBERS).map((each) => safeValue(each, depth + 1));
  // The request and response of pino-http have serializers of their own (api/http/log.ts).
  if ('statusCode' in value && 'socket' in value) return value;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MEMBERS)
      .map(([key, member]) => [
        plainText(key),
        sensitive.test(key) && typeof member !== 'number' ? HIDDEN : safeValue(member, depth + 1),
      ]),
  );
}
