/** The parts of JSON Schema needed to generate values. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema | boolean;
  prefixItems?: Schema[];
  minItems?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  format?: string;
}

/** Random numbers from a seed, so that calls can be repeated. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to but excluding 1 (mulberry32). */
  roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  chance(share: number): boolean {
    return this.roll() < share;
  }
  below(count: number): number {
    return Math.floor(this.roll() * count);
  }
  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }
}

/** Names and ids found in answers, by field name: with them, calls get further than the first check. */
export class Seen {
  readonly #values = new Map<string, string[]>();

  /** `about`: the kind of thing that an answer is about, by which ids are distinguished. */
  learn(value: unknown, about: string, field = ''): void {
    if (typeof value === 'string' && value.length < 300) {
      this.#note(field, value);
      if (field === 'id') this.#note(`${about} id`, value);
    } else if (Array.isArray(value)) for (const each of value.slice(0, 20)) this.learn(each, about, field);
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) this.learn(inner, about, name);
  }

  #note(field: string, value: string): void {
    const known = this.#values.get(field) ?? [];
    if (!known.includes(value)) known.push(value);
    if (known.length > 40) known.shift();
    this.#values.set(field, known);
  }

  of(field: string, dice: Dice): string | undefined {
    const known = this.#values.get(field);
    return known && dice.pick(known);
  }
}

const days = ['2026-05-11', '2026-02-30', '0000-00-00', '9999-12-31', '2026-05-11T01:00:00Z', '2026-13-01T99:00:00Z'];
const words = ['', 'x', '张某', 'a'.repeat(300), '340111', 'AH-340111-2026-000001', '1', 'true', 'null', 'P1D', '=1/0'];

/** Hostile values. */
export const hostile: readonly unknown[] = [
  null,
  [],
  {},
  '',
  '\0',
  'a\0b',
  '\ud800',
  '\u202e𠮷',
  '../../etc/passwd',
  "' OR 1=1 --",
  '${7*7}',
  '$where',
  { $gt: '' },
  { $where: 'sleep(1000)' },
  { '': 1 },
  { 'a\0b': 1 },
  { 'a.b': 1, $set: 2 },
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}}'),
  'x'.repeat(100_000),
  Array.from({ length: 3000 }, () => 0),
  JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`),
  -1,
  0,
  -0,
  1.5,
  1e21,
  Number.MAX_SAFE_INTEGER + 1,
  5e-324,
  true,
  '1e400',
  'NaN',
  'Infinity',
  '2026-02-30',
  'a'.repeat(64),
  '9'.repeat(40),
];

/** A value that more or less fits a schema; fields seen in earlier answers often reuse their values. */
export function valueOf(schema: Schema, dice: Dice, seen: Seen, field = '', root: Schema = schema, depth = 0): unknown {
  const inside = (inner: Schema, name = field) => valueOf(inner, dice, seen, name, root, depth + 1);
  if (depth > 12) return null;
  if (schema.$ref) return inside(resolved(schema.$ref, root));
  if ('const' in schema) return schema.const;
  if (schema.enum) return dice.pick(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices?.length) return inside(dice.pick(choices));
  if (schema.allOf?.length) return Object.assign({}, ...schema.allOf.map((each) => inside(each) as object)) as unknown;
  switch (Array.isArray(schema.type) ? dice.pick(schema.type) : schema.type) {
    case 'object':
      return objectOf(schema, dice, inside);
    case 'array': {
      if (schema.prefixItems) return schema.prefixItems.map((each) => inside(each));
      const items = typeof schema.items === 'object' ? schema.items : {};
      return Array.from({ length: Math.max(schema.minItems ?? 0, dice.below(4)) }, () => inside(items));
    }
    case 'integer':
      return Math.round(numberOf(schema, dice));
    case 'number':
      return numberOf(schema, dice);
    case 'boolean':
      return dice.chance(0.5);
    case 'null':
      return null;
    case 'string':
      return textOf(schema, dice, seen, field);
    default:
      return dice.pick<unknown>([1, 'text', true, [1, 'b'], { a: { b: 1 } }, ...hostile]);
  }
}

function objectOf(schema: Schema, dice: Dice, inside: (inner: Schema, name: string) => unknown): unknown {
  const made: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(schema.properties ?? {}))
    if (schema.required?.includes(name) || dice.chance(0.5)) made[name] = inside(inner, name);
  if (typeof schema.additionalProperties === 'object')
    for (let count = dice.below(3); count > 0; count--)
      made[dice.pick(['a', 'value', '金额', 'x.y', '$set'])] = inside(schema.additionalProperties, '');
  return made;
}

function numberOf({ minimum, exclusiveMinimum, maximum }: Schema, dice: Dice): number {
  const least = minimum ?? exclusiveMinimum ?? -10;
  const most = Math.min(maximum ?? least + 1000, least + 1_000_000);
  return dice.pick([least, most, least + dice.roll() * (most - least)]);
}

function textOf({ minLength = 0, format }: Schema, dice: Dice, seen: Seen, field: string): string {
  const known = seen.of(field, dice);
  if (known !== undefined && dice.chance(0.7)) return known;
  if (/date|time|instant/.test(format ?? '') || /(At|Day|day|from|to|date)$/.test(field)) return dice.pick(days);
  return dice.pick(words).padEnd(minLength, '一');
}

const resolved = (ref: string, root: Schema): Schema => root.$defs?.[ref.split('/').at(-1)!] ?? {};

/** The same value, corrupted somewhere. */
export function corrupted(value: unknown, dice: Dice): unknown {
  if (typeof value !== 'object' || value === null || dice.chance(0.25)) return dice.pick(hostile);
  if (Array.isArray(value)) {
    if (!value.length) return [dice.pick(hostile)];
    const at = dice.below(value.length);
    return value.map((each, index) => (index === at ? corrupted(each, dice) : (each as unknown)));
  }
  const names = Object.keys(value);
  if (!names.length || dice.chance(0.1)) return { ...value, [dice.pick(['extra', '$gt', 'a.b'])]: dice.pick(hostile) };
  const name = dice.pick(names);
  if (dice.chance(0.2)) return Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));
  return { ...value, [name]: corrupted((value as Record<string, unknown>)[name], dice) };
}
