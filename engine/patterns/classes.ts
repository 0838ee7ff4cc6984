import { blockOf } from './blocks';
import { CharacterSet } from './CharacterSet';

/** A class of characters: as the inside of a bracket expression of RE2, and as a set if one is needed. */
export interface CharacterClass {
  text: string;
  set(): CharacterSet;
}

const CATEGORIES = new Set(
  'L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn'.split(' '),
);

/** NameStartChar and NameChar of XML 1.0 §2.3. */
const NAME_START =
  '3A 41-5A 5F 61-7A C0-D6 D8-F6 F8-2FF 370-37D 37F-1FFF 200C-200D 2070-218F 2C00-2FEF 3001-D7FF F900-FDCF ' +
  'FDF0-FFFD 10000-EFFFF';
const NAME = `${NAME_START} 2D 2E 30-39 B7 300-36F 203F-2040`;

const made = new Map<string, CharacterSet>();

/** A class by its name in RE2. */
export function listed(text: string): CharacterClass {
  return {
    text,
    set() {
      let set = made.get(text);
      if (!set) made.set(text, (set = CharacterSet.listed(text)));
      return set;
    },
  };
}

export const ofSet = (set: CharacterSet): CharacterClass => ({ text: set.text, set: () => set });

const ofRanges = (text: string): CharacterSet =>
  CharacterSet.of(
    ...text.split(' ').map((run): [number, number] => {
      const [from, to = from] = run.split('-').map((end) => parseInt(end, 16));
      return [from!, to!];
    }),
  );

/**
 * The multi-character escapes of XML Schema Part 2, appendix F.1.1. Word characters are all except punctuation,
 * separators and others; unassigned code points are others.
 */
const ESCAPES: ReadonlyMap<string, CharacterClass> = new Map([
  ['d', listed('\\p{Nd}')],
  ['D', listed('\\P{Nd}')],
  ['s', listed('\\t\\n\\r ')],
  ['S', listed('\\x{0}-\\x{8}\\x{b}\\x{c}\\x{e}-\\x{1f}\\x{21}-\\x{10ffff}')],
  ['w', listed('\\p{L}\\p{M}\\p{N}\\p{S}')],
  ['W', listed('\\p{P}\\p{Z}\\p{C}')],
  ['i', ofSet(ofRanges(NAME_START))],
  ['I', ofSet(ofRanges(NAME_START).complement)],
  ['c', ofSet(ofRanges(NAME))],
  ['C', ofSet(ofRanges(NAME).complement)],
]);

/** `\d`, `\W`, `\i` …; undefined for any other letter. */
export const escapeClass = (letter: string): CharacterClass | undefined => ESCAPES.get(letter);

/** `\p{Lu}`, `\P{IsGreek}`: a category or a block; undefined if it does not exist. */
export function propertyClass(name: string, negated: boolean): CharacterClass | undefined {
  if (CATEGORIES.has(name)) return listed(`\\${negated ? 'P' : 'p'}{${name}}`);
  const block = name.startsWith('Is') ? blockOf(name.slice(2)) : undefined;
  const set = block && CharacterSet.of([block[0]!, block[1]!]);
  return set && ofSet(negated ? set.complement : set);
}
