import { employerKind, negotiationRulesApply } from './employerKinds';

it.each([
  ['913401110000000198', 'enterprise', true],
  ['92340111MA2N000000', 'individual-business', false],
  ['51340000000000000X', 'social-organisation', true],
  ['52340100000000000X', 'private-non-enterprise', true],
  ['12340000000000000X', 'public-institution', false],
  ['11340000000000000X', 'state-organ', false],
  ['31340000000000000X', undefined, false],
  [undefined, undefined, false],
])('knows what %s is: %s', (creditCode, kind, apply) => {
  expect(employerKind(creditCode)).toBe(kind);
  expect(negotiationRulesApply({ creditCode })).toBe(apply);
});
