import { bound } from './acts';
import { capacities } from './capacities';
import { causes, causeTraits, courtCauses } from './causes';
import { filingChannels, sessionChannels } from './channels';
import { documents } from './documents';
import { codeField } from './fields';
import { keyGroups } from './groups';
import { industries } from './industries';
import { languages } from './languages';
import { mediatingKinds, organisationHosts, organisationKinds } from './organisations';
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
    organisationHosts,
    organisationKinds,
    outcomes,
    roles,
    pipelineStages,
    stages,
  }),
)('%s: every code has both names, none of them twice', (_, list) => {
  for (const lang of ['zh', 'en'] as const) {
    const names = list.codes.map((code) => list.name(code, lang));
    expect(names.every((name) => name.length > 0)).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  }
  expect(codeField(list).options).toEqual([...list.codes]);
});

test('an unknown code is recognised as such and is its own name', () => {
  expect(documents.has('award') && !documents.has('constructor') && !documents.has('__proto__')).toBe(true);
  expect(documents.name('constructor', 'zh')).toBe('constructor');
});

test('the lists are complete', () => {
  expect(industries.codes.join('')).toBe('ABCDEFGHIJKLMNOPQRST');
  expect([
    pipelineStages.codes.length,
    roles.codes.length,
    keyGroups.codes.length,
    outcomes.codes.length,
    documents.codes.length,
    causes.codes.length,
    courtCauses.codes.length,
  ]).toEqual([4, 19, 7, 21, 69, 31, 18]);
  for (const kind of ['new-employment', 'chamber', 'union-room', 'service-centre'])
    expect([kind, (mediatingKinds as readonly string[]).includes(kind)]).toEqual([kind, true]);
  expect((mediatingKinds as readonly string[]).includes('sme-service')).toBe(false);
  expect(mediatingKinds.every((kind) => organisationKinds.has(kind))).toBe(true);
});

test('every arbitration cause has a court cause; a cause on both lists maps to itself', () => {
  for (const cause of causes.codes) expect(courtCauses.has(causeTraits(cause).court)).toBe(true);
  for (const cause of courtCauses.codes) expect(causes.has(cause) && causeTraits(cause).court).toBe(cause);
});

it('an act binds on its task: by itself, as one that the system does not know, marked, or with the effect of a binding one', () => {
  const groups = ['worker'];
  const both = { sides: ['worker'], all: true };
  const none = { sides: [], all: false };
  expect(bound('case.close', { groups })).toEqual(both);
  expect(bound('perform', { groups })).toEqual(none);
  expect(bound('own.act', { groups })).toEqual(both);
  expect(bound('perform', { groups, properties: { binds: 'other,perform' } })).toEqual(both);
  const acts = [
    { code: 'case.close', sets: '{decision: "close"}' },
    { code: 'perform', sets: '{decision: "close"}' },
    { code: 'enforcement.apply', sets: '{decision: "enforce"}' },
  ];
  expect(bound('perform', { groups, acts })).toEqual(both);
  expect(bound('enforcement.apply', { groups, acts })).toEqual(none);
  expect(bound(undefined, { groups, acts })).toEqual(none);
  // Officials record it.
  expect(bound('suit.withdraw', { groups: ['court'] })).toEqual({ sides: ['worker', 'employer'], all: false });
  expect(bound('defence.waive', { groups: ['clerk'] })).toEqual({ sides: ['worker', 'employer'], all: false });
  expect(bound('judgment.issue', { groups: ['court'] })).toEqual(none);
  expect(bound('own.act', { groups: ['court'] })).toEqual(none);
});
