import { inSomeProvince } from './provinces';
import { isDay, type Day } from './limits/dates';

const form = /^\d{17}[\dX]$/;
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/** The check character for the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function identityCheck(digits: string): string {
  return checks[weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11]!;
}

/** The date of birth in an identity number of valid format. */
export function birthDateOf(number: string): Day {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
}

/** The sex in an identity number of valid format: an odd sequence number is a man's. */
export function sexOf(number: string): 'male' | 'female' {
  return Number(number[16]) % 2 ? 'male' : 'female';
}

/**
 * What is wrong with a resident identity number (GB 11643-1999, upper case), or undefined: its format, the province,
 * the date of birth (must exist and not lie before 1900) or the check character.
 */
export function identityFault(number: string): 'form' | 'region' | 'birth' | 'check' | undefined {
  if (!form.test(number)) return 'form';
  if (!inSomeProvince(number)) return 'region';
  if (!isDay(birthDateOf(number)) || birthDateOf(number) < '1900-01-01') return 'birth';
  return identityCheck(number) === number[17] ? undefined : 'check';
}

/**
 * An identity number for display to those who only need to recognise it: the first six and the last four characters.
 */
export function maskIdentity(number: string): string {
  return number.length < 11
    ? '*'.repeat(number.length)
    : `${number.slice(0, 6)}${'*'.repeat(number.length - 10)}${number.slice(-4)}`;
}
