import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CaseInput } from '../../domain/case';

/** One line of a story: who does which act (domain/acts.ts) with which data, and how long after filing. */
const lineSchema = z.object({
  /**
   * Time since filing (ISO 8601 duration), a count of working days ("5 working days"), or a date, with its time or
   * without.
   */
  after: z.string().regex(/^(P(?=.)[\dYMWDTHS.]+|\d+ working days?|\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?)$/),
  who: z.string(),
  act: z.string(),
  data: z.record(z.string(), z.unknown()).default({}),
  what: z.string().default(''),
});

const expectSchema = z.object({
  stages: z.array(z.string()),
  breachedLimits: z.array(z.string()),
  outcome: z.string(),
  documents: z.array(z.string()).default([]),
});

/**
 * A dispute as it is filed, what happens in it, and how it must end. Filing data beyond the fields named here are
 * passed on unchanged.
 */
export const storySchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  /** Filed at 09:00 on this day, in Asia/Shanghai. */
  filed: z.iso.date(),
  region: z.string(),
  story: z.array(lineSchema),
  expect: expectSchema,
  notes: z.string().optional(),
  /** Parameters by place and date that apply in this case, such as `monthlyMinimumWage` (yuan). */
  parameters: z.record(z.string(), z.unknown()).optional(),
});
export type Story = z.infer<typeof storySchema>;
export type Line = Story['story'][number];

export const storiesSchema = z.object({ about: z.string().optional(), cases: z.array(storySchema) });

/** Where the shipped stories lie; the sample cases are those that the demo plays. */
export const storiesFolder = join(import.meta.dirname, '../../definitions/stories');
export const sampleCases = 'sample-cases.json';

/** The shipped stories of a file of theirs, or of all. */
export const shippedStories = (...files: string[]): Story[] =>
  (files.length ? files : readdirSync(storiesFolder).filter((name) => name.endsWith('.json'))).flatMap(
    (file) => storiesSchema.parse(JSON.parse(readFileSync(join(storiesFolder, file), 'utf8'))).cases,
  );

/** The stories that could be parsed from a file, and for each other one what is wrong with it. */
export function readStories(text: string): { stories: Story[]; unreadable: string[] } {
  const read = z
    .object({ cases: z.array(z.unknown()) })
    .parse(JSON.parse(text))
    .cases.map((each) => ({ each, result: storySchema.safeParse(each) }));
  return {
    stories: read.flatMap(({ result }) => (result.success ? [result.data] : [])),
    unreadable: read.flatMap(({ each, result: { error } }, index) =>
      error
        ? [
            `${(each as { id?: string } | null)?.id ?? `cases.${index}`}: ${error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
          ]
        : [],
    ),
  };
}

/** The names under which a story gives parameters, and those of the statutory thresholds. */
const parameterNames: Record<string, string> = {
  monthlyMinimumWage: 'minimumWage.monthly',
  averageAnnualWage: 'averageWage.annual',
  averageEmployedWage: 'averageWage.employed',
};

/** The parameters of a story that the system knows. */
export function parametersOf({ parameters = {} }: Story): { name: string; value: number }[] {
  return Object.entries(parameters).flatMap(([key, value]) =>
    parameterNames[key] && typeof value === 'number' ? [{ name: parameterNames[key]!, value }] : [],
  );
}

/**
 * The data at filing, in the form of the API. The court's referral, which the first act contains, becomes part of the
 * case.
 */
export function caseOf(story: Story): CaseInput {
  const {
    id: _id,
    filed: _filed,
    story: lines,
    expect: _expect,
    notes: _notes,
    parameters: _parameters,
    ...filedCase
  } = story;
  const [first] = lines.filter(({ who }) => who !== 'system');
  const referral = first?.act === 'court-referral.send' ? first : undefined;
  return {
    ...filedCase,
    ...(referral && !('courtReferral' in filedCase)
      ? { channel: 'court', courtReferral: referralOf(story, referral) }
      : {}),
    ...(first?.data.channel === 'oral' ? { channel: 'oral' } : {}),
  } as unknown as CaseInput;
}

function referralOf({ filed, region, id }: Story, { data }: Line): Record<string, unknown> {
  const {
    kind = 'before-filing',
    procedure,
    court = '人民法院',
    number = `（${filed.slice(0, 4)}）皖${region.slice(2)}诉前调${id}号`,
  } = data;
  return { court, number, kind, referredOn: filed, ...(procedure ? { procedure } : {}) };
}
