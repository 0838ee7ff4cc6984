import { inSomeProvince } from './provinces';

/** The characters of the code by value; I, O, S, V and Z are not used. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const form = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** The check character for the first 17 characters (GB 32100-2015, weights 3^i mod 31). */
export function creditCheck(code: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of code.slice(0, 17)) {
    sum += weight * alphabet.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31]!;
}

/**
 * What is wrong with a unified social credit code (GB 32100-2015, upper case), or undefined: its format, the place of
 * registration (a province, or 10 for the national registry) or the check character.
 */
export function creditFault(code: string): 'form' | 'region' | 'check' | undefined {
  if (!form.test(code)) return 'form';
  const place = code.slice(2, 8);
  if (!inSomeProvince(place) && !place.startsWith('10')) return 'region';
  return creditCheck(code) === code[17] ? undefined : 'check';
}
