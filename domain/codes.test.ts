import { capacities } from './capacities';
import { causes, causeTraits, courtCauses } from './causes';
import { filingChannels, sessionChannels } from './channels';
import { documents } from './documents';
import { codeField } from './fields';
import { keyGroups } from './groups';
import { industries } from './industries';
import { languages } from './languages';
import { mediatingKinds, organisationKinds } from './organisations';
import { outcomes } from './outcomes';
import { roles } from './roles';
import { pipelineStages, stages } from './stages';

test.each(
  Object.entries({
    capacities,
    causes,
    courtCauses,
    filingChannels,
    sessionChannels,
    documents,
    keyGroups,
    industries,
    languages,
    organisationKinds,
    outcomes,
    roles,
    pipelineStages,
    stages,
  }),
)('%s: every code has both names, none twice', (_, list) => {
  for (const lang of ['zh', 'en'] as const) {
    const names = list.codes.map((code) => list.name(code, lang));
    expect(names.every((name) => name.length > 0)).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  }
  expect(codeField(list).options).toEqual([...list.codes]);
});

test('a code that is not in a list is told from one that is, and is its own name', () => {
  expect(documents.has('award') && !documents.has('constructor') && !documents.has('__proto__')).toBe(true);
  expect(documents.name('constructor', 'zh')).toBe('constructor');
});

test('the lists are whole', () => {
  expect(industries.codes.join('')).toBe('ABCDEFGHIJKLMNOPQRST');
  expect([
    pipelineStages.codes.length,
    roles.codes.length,
    keyGroups.codes.length,
    outcomes.codes.length,
    documents.codes.length,
    causes.codes.length,
    courtCauses.codes.length,
  ]).toEqual([4, 10, 7, 20, 54, 29, 18]);
  expect(mediatingKinds.every((kind) => organisationKinds.has(kind))).toBe(true);
});

test('every cause of arbitration has one of the courts; what is on both lists is its own', () => {
  for (const cause of causes.codes) expect(courtCauses.has(causeTraits(cause).court)).toBe(true);
  for (const cause of courtCauses.codes) expect(causes.has(cause) && causeTraits(cause).court).toBe(cause);
});
