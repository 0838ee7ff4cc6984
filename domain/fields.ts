import * as z from 'zod';
import type { CodeList } from './codeList';
import { creditFault } from './creditCode';
import { isBlank, isPrintable, tidyText } from '../engine/form/text';
import { identityFault } from './identityNumber';
import { isDay } from './limits/dates';
import { isYuan, toFen, toYuan, type Yuan } from './money';
import { isPhone } from './phone';
import { says } from './problems';
import { inSomeProvince } from './provinces';
import { region } from './regions';

/** Printable text of one to `most` characters, without whitespace at its ends. */
export function textField(most: number) {
  return z
    .string()
    .overwrite((text) => (isBlank(text) ? '' : tidyText(text)))
    .min(1)
    .max(most)
    .refine(
      isPrintable,
      says('含有不能显示的控制字符，请删除', 'There are control characters in it that cannot be shown; remove them'),
    );
}

/** A code from a list. */
export const codeField = <Code extends string>({ codes }: Pick<CodeList<Code>, 'codes'>) =>
  z.enum(codes as [Code, ...Code[]]) as unknown as z.ZodEnum<{ [C in Code]: C }>;

/** A valid calendar day, `YYYY-MM-DD`. */
export const dayField = z
  .string()
  .refine(isDay, says('没有这一天，日期请写成 2026-05-11', 'There is no such day; write a date as 2026-05-11'))
  .meta({ format: 'date', example: '2026-05-11' });

/** A place of Anhui, GB/T 2260: the province, a city, a county or a district. */
export const regionField = z
  .string()
  .refine(
    (code) => region(code) !== undefined,
    says(
      '安徽省没有这个行政区划代码（GB/T 2260，如 340111）',
      'Anhui has no place with this code (GB/T 2260, for example 340111)',
    ),
  )
  .meta({ pattern: '^34\\d{4}$', example: '340111' });

/** A place anywhere in China, GB/T 2260; a code in Anhui must exist. */
export const placeField = z
  .string()
  .refine(
    (code) => /^\d{6}$/.test(code) && inSomeProvince(code) && (!code.startsWith('34') || region(code) !== undefined),
    says('没有这个行政区划代码（GB/T 2260，六位数字）', 'There is no place with this code (GB/T 2260, six digits)'),
  )
  .meta({ pattern: '^\\d{6}$', example: '340111' });

const identityFaults = {
  form: says(
    '身份证号码应为18位：17位数字加一位数字或X',
    'A resident identity number has 18 characters: 17 digits and a digit or X',
  ),
  region: says('身份证号码前六位不是行政区划代码', 'The first six digits of the identity number are no place'),
  birth: says('身份证号码中的出生日期不存在', 'The date of birth in the identity number does not exist'),
  check: says(
    '身份证号码校验位不对，请核对是否输错',
    'The check digit of the identity number is wrong; look for a typing error',
  ),
};

/** A resident identity number (GB 11643-1999) with its check digit. */
export const identityNumberField = z
  .string()
  .trim()
  .toUpperCase()
  .superRefine((number, context) => {
    const fault = identityFault(number);
    if (fault)
      context.addIssue({
        code: 'custom',
        message: identityFaults[fault].error,
        params: { ...identityFaults[fault].params, fault },
      });
  })
  .meta({ pattern: '^\\d{17}[\\dXx]$' });

const creditFaults = {
  form: says(
    '统一社会信用代码应为18位数字和大写字母（不用I、O、S、V、Z）',
    'A unified social credit code has 18 digits and capital letters (without I, O, S, V, Z)',
  ),
  region: says(
    '统一社会信用代码第3至8位不是登记机关所在地代码',
    'Characters 3 to 8 of the credit code are not a place of registration',
  ),
  check: says(
    '统一社会信用代码校验位不对，请核对是否输错',
    'The check character of the credit code is wrong; look for a typing error',
  ),
};

/** A unified social credit code (GB 32100-2015) with its check character. */
export const creditCodeField = z
  .string()
  .trim()
  .toUpperCase()
  .superRefine((code, context) => {
    const fault = creditFault(code);
    if (fault)
      context.addIssue({
        code: 'custom',
        message: creditFaults[fault].error,
        params: { ...creditFaults[fault].params, fault },
      });
  })
  .meta({ pattern: '^[0-9A-HJ-NP-RTUWXYa-hj-np-rtuwxy]{18}$' });

/** A telephone number of the mainland or of another place whose people may file here. */
export const phoneField = z
  .string()
  .trim()
  .refine(
    isPhone,
    says(
      '电话号码不对：手机号11位；固定电话请带区号，如 0551-62345678，分机写作 0551-62345678-801；境外号码请带国家或地区代码，如 +852 6123 4567',
      'This is not a telephone number: a mobile number has 11 digits; give a landline with its area code, as 0551-62345678, an extension as 0551-62345678-801, and a number abroad with its country code, as +852 6123 4567',
    ),
  );

export const emailField = z
  .string()
  .trim()
  .max(254)
  .refine(
    (address) => /^[^\s@<>"]+@[^\s@.<>"]+(?:\.[^\s@.<>"]+)+$/.test(address),
    says('电子邮箱格式不对', 'This is no e-mail address'),
  )
  .meta({ format: 'email' });

/** The largest amount of a claim: below a hundred billion yuan. */
const mostFen = 9_999_999_999_999;

/**
 * An amount in yuan of at least 0, a number or a decimal string with at most two decimals; parsed to a number in yuan
 * that is exact to the fen.
 */
export const amountField = z
  .union([z.number(), z.string().max(20)])
  .refine(
    isYuan,
    says('金额应为以元为单位的数，最多两位小数', 'An amount is a number in yuan with at most two decimals'),
  )
  .refine(
    (amount) => !isYuan(amount) || (toFen(amount) >= 0 && toFen(amount) <= mostFen),
    says('金额应在0至999.99亿元之间', 'An amount lies between 0 and 99,999,999,999.99 yuan'),
  )
  .overwrite((amount): Yuan => (isYuan(amount) ? toYuan(toFen(amount)) : amount))
  .meta({ example: 18600 });
