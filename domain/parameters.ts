import * as z from 'zod';
import { dayField, regionField, textField } from './fields';
import { says } from './problems';
import type { Text } from './text';

/**
 * The parameters that the statutory thresholds refer to. `by`: whether a threshold reads them by area, so that an area
 * may have its own value, or for the whole province. The province’s administrators may enter others.
 */
export const knownParameters: Readonly<Record<string, Text & { unit: Text; by: 'province' | 'area' }>> = {
  'minimumWage.monthly': {
    zh: '月最低工资标准',
    en: 'Monthly minimum wage',
    unit: { zh: '元/月', en: 'yuan a month' },
    by: 'area',
  },
  'minimumWage.hourly': {
    zh: '小时最低工资标准',
    en: 'Hourly minimum wage',
    unit: { zh: '元/小时', en: 'yuan an hour' },
    by: 'area',
  },
  'target.settledShare': {
    zh: '协商调解解决率目标',
    en: 'Target share settled by negotiation and mediation',
    unit: { zh: '（0 至 1）', en: '(0 to 1)' },
    by: 'area',
  },
  'service.electronicAwards': {
    zh: '裁决书、调解书可以电子送达',
    en: 'Awards and mediation documents may be served electronically',
    unit: { zh: '（1 为开通）', en: '(1: enabled)' },
    by: 'area',
  },
  'averageWage.annual': {
    zh: '上年度全省职工年平均工资',
    en: 'Provincial average annual wage of the year before',
    unit: { zh: '元/年', en: 'yuan a year' },
    by: 'province',
  },
  'averageWage.employed': {
    zh: '上年度全省就业人员年平均工资',
    en: 'Provincial average annual wage of the employed, year before',
    unit: { zh: '元/年', en: 'yuan a year' },
    by: 'province',
  },
  'averageWage.city': {
    zh: '上年度本市（设区的市）职工年平均工资',
    en: 'Average annual wage of the city, year before',
    unit: { zh: '元/年', en: 'yuan a year' },
    by: 'area',
  },
  'heatAllowance.daily': {
    zh: '高温津贴标准',
    en: 'Allowance for heat',
    unit: { zh: '元/天', en: 'yuan a day' },
    by: 'area',
  },
};

/**
 * A value in force at a place from one day to another, with the document it comes from (minimum wage, average wage).
 * Without a value a step asks for it; it never guesses.
 */
export const parameterSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*$/)
      .max(80),
    /** The place where it is in force, including all places below without a value of their own. */
    region: regionField,
    from: dayField,
    /** The last day on which it is in force; absent if it has no end. */
    to: dayField.optional(),
    value: z.number().min(0).max(1e12),
    source: z.strictObject({
      title: textField(300),
      number: textField(100).optional(),
      issuedOn: dayField.optional(),
      /** The id of the stored document. */
      document: textField(100).optional(),
    }),
    /** Why the value is not certain, if it is not: whatever rests on it says so. */
    provisional: z.strictObject({ zh: textField(200), en: textField(200) }).optional(),
  })
  .refine(({ from, to }) => to === undefined || from <= to, {
    ...says('结束日期早于开始日期', 'The end is earlier than the start'),
    path: ['to'],
  });
export type Parameter = z.infer<typeof parameterSchema>;
