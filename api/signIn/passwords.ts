import { hash, verify } from '@node-rs/argon2';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { invalid, type Problem } from '../errors';
import { Gate } from './Gate';
import { ownWords } from './words';

/** argon2 uses a core for a tenth of a second: two at a time leave the other threads free. */
const gate = new Gate(2, 64);

export const hashPassword = (password: string): Promise<string> => gate.run(() => hash(password));

/** Whether it is the password; if there is no such account, the answer takes as long. */
export const isPassword = (passwordHash: string | undefined, given: string): Promise<boolean> =>
  gate.run(async () => {
    const right = await verify(passwordHash ?? (await nobodys()), given).catch(() => false);
    return right && passwordHash !== undefined;
  });

let nobody: Promise<string> | undefined;
const nobodys = (): Promise<string> => (nobody ??= hash('nobody'));

/** Only this many characters are examined; if they are strong, the password is. */
const LOOKED_AT = 64;
/**
 * Powers of ten: the guesses that a password must withstand, and those that it must withstand without the separators
 * between its words.
 */
const GUESSES = 8.5;
const GUESSES_BARE = 7.5;

let strength: ZxcvbnFactory | undefined;

/**
 * Whether a password would be among the first hundred million guesses: breached ones, Chinese and English words and
 * names, years, digits that sound like words, keyboard patterns, and data about the person.
 */
export function isWeak(password: string, person: readonly string[]): boolean {
  strength ??= new ZxcvbnFactory({ dictionary: { ...dictionary, own: ownWords }, graphs: adjacencyGraphs });
  const looked = password.normalize('NFKC').slice(0, LOOKED_AT);
  const about = person.flatMap((each) => [each, ...each.split(/[^\p{L}\p{N}]+/u)]).filter((each) => each.length > 1);
  const guesses = (text: string): number => strength!.check(text, about.slice(0, 40)).guessesLog10;
  return guesses(looked) < GUESSES || guesses(looked.replaceAll(/[^\p{L}\p{N}]/gu, '')) < GUESSES_BARE;
}

/** The refusal of a password that is easily guessed. `person`: account, names, address. */
export function weakness(path: string, password: string, person: readonly (string | undefined)[]): Problem | undefined {
  const known = person.filter((each) => each !== undefined);
  return isWeak(password, known)
    ? invalid(
        path,
        '这个密码太容易猜到（曾经泄露、常用词、姓名拼音、生日、键盘顺序或与本人有关），请换一个，例如几个不相干的词',
        'This password is easily guessed (leaked before, a common word, a name, a date, a keyboard pattern or about yourself): choose another, such as several unrelated words',
      )
    : undefined;
}
