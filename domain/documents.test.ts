import { documents, mayFile } from './documents';
import { roles } from './roles';

it('an award is filed by those who make awards, once the case has reached that stage', () => {
  expect(mayFile('award', ['arbitrator'], ['mediation', 'arbitration'])).toBe(true);
  expect(mayFile('award', ['arbitrator'], ['mediation'])).toBe(false);
  for (const role of roles.codes.filter((each) => each !== 'arbitrator'))
    expect([role, mayFile('award', [role], ['arbitration'])]).toEqual([role, false]);
});

it('a party files its own documents and other material, but no document of an authority', () => {
  const own = documents.codes.filter((code) =>
    mayFile(code, ['worker'], ['negotiation', 'mediation', 'arbitration', 'litigation']),
  );
  expect(own).toEqual(documents.codes.filter((code) => documents.rows[code].by === 'party'));
  expect(mayFile('upload', ['worker'], [])).toBe(true);
  expect(mayFile('no-such-paper', ['arbitrator'], [])).toBe(false);
});

it('nobody files what the system generates', () => {
  for (const code of ['case-file', 'risk-ledger']) expect(mayFile(code, roles.codes, ['litigation'])).toBe(false);
});
