import { acts, actTraits } from './acts';
import { powers, powersFor } from './mandates';

const task = (code: string, more: object = {}) => ({
  groups: ['worker'],
  acts: [{ code, sets: `{a: "${code}"}` }],
  ...more,
});
const taken = (code: string, more: object = {}) => powersFor(code, task(code, more));

it('asks for the power that the law names, and for none where nothing is given up', () => {
  expect(taken('mediation.sign', { properties: { signs: 'true' } })).toEqual(['settle', 'sign']);
  expect(taken('claims.change')).toEqual(['change']);
  expect(taken('suit.withdraw')).toEqual(['waive']);
  expect(taken('counterclaim.file')).toEqual(['counterclaim']);
  expect(taken('appeal.file')).toEqual(['sue']);
  for (const code of ['defence.submit', 'evidence.submit', 'mediation.accept', 'negotiation.extend'])
    expect([code, taken(code)]).toEqual([code, []]);
  expect(powersFor(undefined, { groups: ['worker'], properties: { signs: 'true' } })).toEqual(['sign']);
});

it('asks for all of them where an act binds and is not known, or where nobody can act but in person', () => {
  expect(taken('an-administrators-own')).toEqual([...powers.codes]);
  expect(taken('representatives.elect')).toEqual([...powers.codes]);
  // The same effect under another name takes the same power.
  const offered = [
    { code: 'negotiation.meet', sets: '{x: 1}' },
    { code: 'settlement.sign', sets: '{x: 1}' },
  ];
  expect(powersFor('negotiation.meet', { groups: ['worker'], acts: offered })).toEqual(['settle']);
});

it('takes the receipt of money from whoever says that they were paid, not from whoever pays', () => {
  expect(taken('perform')).toEqual([]);
  expect(taken('perform', { properties: { binds: 'perform' } })).toEqual(['receive']);
});

it('knows each binding act', () => {
  const all = acts.codes.filter((code) => actTraits(code).binding && taken(code).length === powers.codes.length);
  expect(all).toEqual(['representatives.elect', 'representation.consent']);
});
