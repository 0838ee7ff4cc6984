import { RE2JS } from 're2js';

const LAST = 0x10ffff;

/** A set of code points: the first and last of each range, in ascending order and not adjacent. */
export class CharacterSet {
  private constructor(private readonly bounds: readonly number[]) {}

  static of(...ranges: (readonly [number, number])[]): CharacterSet {
    return CharacterSet.sorted([...ranges].sort(([a], [b]) => a - b));
  }

  static union(sets: readonly CharacterSet[]): CharacterSet {
    return CharacterSet.of(...sets.flatMap((set) => set.ranges));
  }

  /** The code points matched by the inside of a bracket expression according to the matcher: the same in every host. */
  static listed(inside: string): CharacterSet {
    const { re2Input } = RE2JS.compile(`[${inside}]`) as unknown as Compiled;
    const [only, ...more] = re2Input.prog.inst
      .map(({ runes }) => runes)
      .reduce((a, b) => (b.length > a.length ? b : a));
    return new CharacterSet(more.length ? [only!, ...more] : [only!, only!]);
  }

  get ranges(): (readonly [number, number])[] {
    return Array.from({ length: this.bounds.length / 2 }, (_, index) => [
      this.bounds[2 * index]!,
      this.bounds[2 * index + 1]!,
    ]);
  }

  get complement(): CharacterSet {
    const inner = this.bounds.flatMap((bound, index) => (index % 2 ? [bound + 1] : [bound - 1]));
    const all = [0, ...inner, LAST];
    return CharacterSet.of(
      ...Array.from({ length: all.length / 2 }, (_, index): [number, number] => [
        all[2 * index]!,
        all[2 * index + 1]!,
      ]).filter(([from, to]) => from <= to),
    );
  }

  without(other: CharacterSet): CharacterSet {
    return CharacterSet.union([this.complement, other]).complement;
  }

  /** As the inside of a bracket expression of RE2. */
  get text(): string {
    return this.ranges.map(([from, to]) => (from === to ? escape(from) : `${escape(from)}-${escape(to)}`)).join('');
  }

  private static sorted(ranges: (readonly [number, number])[]): CharacterSet {
    const bounds: number[] = [];
    for (const [from, to] of ranges) {
      if (bounds.length && from <= bounds.at(-1)! + 1) bounds[bounds.length - 1] = Math.max(bounds.at(-1)!, to);
      else bounds.push(from, to);
    }
    return new CharacterSet(bounds);
  }
}

/** The compiled program lists the code points of a class; the library's version is pinned, and a test checks this. */
interface Compiled {
  re2Input: { prog: { inst: { runes: Int32Array }[] } };
}

const escape = (point: number): string => `\\x{${point.toString(16)}}`;
