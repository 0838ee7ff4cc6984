import { documents, mayFile } from './documents';
import { roles, staffRoles } from './roles';

const all = ['negotiation', 'mediation', 'arbitration', 'litigation'];
const everybody = new Set<string>(staffRoles);
const course = (stages: string[], turns: Iterable<string> = everybody) => ({ stages, turns: new Set(turns) });

it('an award is filed by those who make awards, once the case has reached that stage', () => {
  expect(mayFile('award', ['arbitrator'], course(['mediation', 'arbitration']))).toBe(true);
  expect(mayFile('award', ['arbitrator'], course(['mediation']))).toBe(false);
  for (const role of roles.codes.filter((each) => each !== 'arbitrator'))
    expect([role, mayFile('award', [role], course(['arbitration']))]).toEqual([role, false]);
});

it('no office issues papers in a case that has not come to it', () => {
  const mediated = course(['mediation'], ['mediator']);
  for (const code of documents.codes)
    expect([code, mayFile(code, ['arbitrator', 'court'], mediated)]).toEqual([code, false]);
  // A commission that reviews the agreement has a task of the case while it is in mediation.
  expect(mayFile('non-confirmation-decision', ['arbitrator'], course(['mediation'], ['mediator', 'arbitrator']))).toBe(
    true,
  );
  expect(mayFile('ruling', ['court'], course(['mediation'], ['mediator', 'court']))).toBe(true);
  expect(mayFile('judgment', ['court'], course(['mediation'], ['mediator', 'court']))).toBe(false);
  expect(mayFile('mediation-record', ['mediator'], mediated)).toBe(true);
});

it('a party files its own documents and other material, but no document of an authority', () => {
  const own = documents.codes.filter((code) => mayFile(code, ['worker'], course(all, [])));
  expect(own).toEqual(documents.codes.filter((code) => documents.rows[code].by === 'party'));
  expect(mayFile('upload', ['worker'], course([], []))).toBe(true);
  expect(mayFile('no-such-paper', ['arbitrator'], course(all))).toBe(false);
});

it('nobody files what the system generates', () => {
  for (const code of ['case-file', 'risk-ledger'])
    expect(mayFile(code, roles.codes, course(['litigation']))).toBe(false);
});
