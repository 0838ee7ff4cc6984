import type { Run } from './Run';
import { Decimal, isInteger, isNumber, type Num, settle, toDouble } from './values/numbers';
import { entryOf, isContext } from './values/typeOf';

/**
 * Which FEEL values a Java parameter accepts (DMN 1.3 §10.3.2.13.3, Table 56); undefined if it does not accept the
 * value.
 */
type Take = (value: unknown) => unknown;

const whole =
  (bits: number): Take =>
  (value) =>
    isNumber(value) && isInteger(value) && Math.abs(toDouble(value)) < 2 ** (bits - 1) ? toDouble(value) : undefined;
const double: Take = (value) => (isNumber(value) ? toDouble(value) : undefined);
const string: Take = (value) => (typeof value === 'string' ? value : undefined);

const TYPES: ReadonlyMap<string, Take> = new Map([
  ['double', double],
  ['float', double],
  ['long', whole(64)],
  ['int', whole(32)],
  ['short', whole(16)],
  ['byte', whole(8)],
  ['char', (value) => (typeof value === 'string' && Array.from(value).length === 1 ? value : undefined)],
  ['boolean', (value) => (typeof value === 'boolean' ? value : undefined)],
  ['java.lang.String', string],
  ['java.lang.Double', double],
  ['java.lang.Integer', whole(32)],
  ['java.lang.Long', whole(64)],
  ['java.lang.Object', (value) => value],
  ['[Ljava.lang.Object;', (value) => value],
]);

type Method = (...args: never[]) => unknown;
const numbers = ['double', 'float', 'long', 'int'];
const overNumbers = (name: string, count: number, method: (...args: number[]) => number): [string, Method][] =>
  numbers.map((type) => [`java.lang.Math.${name}(${Array(count).fill(type).join(',')})`, method as Method]);
const overDoubles = (names: ('cos' | 'sin' | 'tan' | 'sqrt' | 'exp' | 'log' | 'log10' | 'floor' | 'ceil')[]) =>
  names.map((name): [string, Method] => [`java.lang.Math.${name}(double)`, Math[name] as Method]);
const parsed = (text: string): Num | undefined =>
  /^[+-]?\d+(?:\.\d+)?$/.test(text) ? (settle(new Decimal(text)) ?? undefined) : undefined;
const valueOf = (type: string, primitive: string): [string, Method][] => [
  [`java.lang.${type}.valueOf(${primitive})`, (value: unknown) => value],
  [`java.lang.${type}.valueOf(java.lang.String)`, parsed as Method],
];

/** Pure methods of Java's own library; others are not available, because no Java runs here. */
const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ...overNumbers('max', 2, Math.max),
  ...overNumbers('min', 2, Math.min),
  ...overNumbers('abs', 1, Math.abs),
  ...overDoubles(['cos', 'sin', 'tan', 'sqrt', 'exp', 'log', 'log10', 'floor', 'ceil']),
  ['java.lang.Math.pow(double,double)', Math.pow as Method],
  ...valueOf('Short', 'short'),
  ...valueOf('Byte', 'byte'),
  ...valueOf('Integer', 'int'),
  ...valueOf('Long', 'long'),
  ...valueOf('Float', 'float'),
  ...valueOf('Double', 'double'),
  ...['char', 'int', 'long', 'double', 'boolean', 'java.lang.Object'].map((type): [string, Method] => [
    `java.lang.String.valueOf(${type})`,
    String as Method,
  ]),
  ['java.lang.String.format(java.lang.String,[Ljava.lang.Object;)', format as Method],
]);

/** `%s` and `%d`, one after the other, and `%%`. */
function format(pattern: string, ...args: unknown[]): string | undefined {
  let at = 0;
  const text = pattern.replace(/%([sd%])/g, (_, kind: string) => (kind === '%' ? '%' : String(args[at++] ?? 'null')));
  return at === args.length ? text : undefined;
}

/**
 * The function of an external definition, `{java: {class: …, method signature: …}}`; undefined if it does not exist,
 * and it returns undefined for arguments that Java would not accept.
 */
export function externalFunction(definition: unknown): ((args: unknown[], run: Run) => unknown) | undefined {
  const java = isContext(definition) ? entryOf(definition, 'java') : undefined;
  const [name, signature] = isContext(java) ? [entryOf(java, 'class'), entryOf(java, 'method signature')] : [];
  if (typeof name !== 'string' || typeof signature !== 'string') return undefined;
  const plain = signature.replaceAll(/\s/g, '');
  const method = METHODS.get(`${name}.${plain}`);
  if (!method) return undefined;
  const types = plain
    .slice(plain.indexOf('(') + 1, -1)
    .split(',')
    .filter(Boolean);
  return (args, run) => {
    run.step();
    const taken = args.map((arg, index) => TYPES.get(types[Math.min(index, types.length - 1)]!)!(arg));
    if (taken.includes(undefined)) return undefined;
    const result = (method as (...given: unknown[]) => unknown)(...taken);
    return typeof result === 'number' && !Number.isFinite(result) ? undefined : result;
  };
}
