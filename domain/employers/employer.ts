import * as z from 'zod';
import { codeList } from '../codeList';
import { codeField, creditCodeField, dayField, phoneField, regionField, textField } from '../fields';
import { industries } from '../industries';
import { regions } from '../regions';

/**
 * How large an employer is, by the people it employs alone: the classes of the national statistics (统计上大中小微型企业划分办法
 * 2017) also weigh turnover and assets, which the register does not know.
 */
export const employerSizes = codeList({
  micro: { zh: '微型', en: 'Micro' },
  small: { zh: '小型', en: 'Small' },
  medium: { zh: '中型', en: 'Medium' },
  large: { zh: '大型', en: 'Large' },
});
export type EmployerSize = (typeof employerSizes.codes)[number];

/** From how many people on an employer is small, medium, large (办法 2017, by section; other sections as `others`). */
const bounds: Readonly<Record<string, readonly [number, number, number]>> = {
  B: [20, 300, 1_000],
  C: [20, 300, 1_000],
  D: [20, 300, 1_000],
  F: [10, 50, 300],
  G: [20, 300, 1_000],
};
const others = [10, 100, 300] as const;

export function sizeOf(headcount: number | undefined, industry: string | undefined): EmployerSize | undefined {
  if (headcount === undefined) return undefined;
  const [small, medium, large] = bounds[industry ?? ''] ?? others;
  return headcount >= large ? 'large' : headcount >= medium ? 'medium' : headcount >= small ? 'small' : 'micro';
}

/** What people enter of an employer. Its credit code identifies it. */
export const employerFields = {
  creditCode: creditCodeField,
  name: textField(120),
  /** Earlier names, and others by which it is known. */
  formerNames: z.array(textField(120)).max(30).optional(),
  industry: codeField(industries).optional(),
  headcount: z.number().int().min(0).max(5_000_000).optional(),
  foundedOn: dayField.optional(),
  /** Its seat … */
  region: regionField,
  /** … and the other places where people work for it. */
  areas: z.array(regionField).max(130).optional(),
  /** Whether it has a party organisation, a trade union, a mediation committee, and negotiation rules of its own. */
  partyOrganisation: z.boolean().optional(),
  union: z.boolean().optional(),
  committee: z.boolean().optional(),
  negotiationRules: z.boolean().optional(),
  contactName: textField(60).optional(),
  contactPhone: phoneField.optional(),
  /** Whether it is watched more closely. */
  focus: z.boolean().optional(),
  /** Whether it still exists: an employer that ended keeps what it has had. */
  active: z.boolean().optional(),
};
export const employerSchema = z.strictObject(employerFields).meta({ id: 'EmployerEntry' });
export type EmployerEntry = z.infer<typeof employerSchema>;
export type EmployerField = keyof EmployerEntry;

const legalForms = /(?:有限责任公司|股份有限公司|集团有限公司|有限公司|股份公司|公司)$/;
const placeNames = regions
  .filter(({ zh }) => /[省市县区]$/.test(zh) && zh.length > 2)
  .map(({ zh }) => zh)
  .sort((a, b) => b.length - a.length);

/**
 * What is left of a name without what people write differently: width, spaces, brackets, the province, the rank of a
 * place (合肥市 is 合肥) and the legal form. Employers whose names share it may be the same.
 */
export function likenessOfName(name: string): string {
  const bare = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s()（）[\]【】·.,，、“”"'-]/g, '')
    .replace(/^中国/, '')
    .replace(/安徽省?/, '');
  const placed = placeNames.reduce((text, place) => text.replace(place, place.slice(0, -1)), bare);
  const core = placed.replace(legalForms, '');
  return core.length < 2 ? bare : core;
}

/** The credit codes of individual businesses. */
const ofPeople = /^92/;
/** Whether anybody may be told the code: not that of an individual business, which is a natural person's. */
export const isPublicCode = (code: string): boolean => !ofPeople.test(code);
