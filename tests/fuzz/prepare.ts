import { bpmn, end, flows, start, user } from '../workflows/bpmn';
import type { Asker } from './fuzz';

/** Signs in the accounts created by the setup, and adds an anonymous caller. */
export async function askersOf(url: string, password: string): Promise<Asker[]> {
  const accounts = ['admin', 'admin2', 'mediator', 'arbitrator', 'supervisor', 'court', 'auditor', 'official'];
  const signedIn = await Promise.all(
    accounts.map(async (account) => {
      const response = await fetch(`${url}/api/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account, password, bearer: true }),
      });
      return { name: account, token: ((await response.json()) as { token: string }).token };
    }),
  );
  // Administrators may use most operations, so they call more often.
  return [...signedIn, signedIn[0]!, signedIn[0]!, { name: 'anyone' }];
}

const filing = {
  region: '340111',
  entryStage: 'mediation',
  applicant: 'worker',
  employer: { name: '合肥某公司', industry: 'H', creditCode: '913401110000000198' },
  workers: { count: 1, label: '张某', identityNumber: '340111199001010002', keyGroups: ['migrant'] },
  claims: [{ cause: 'wages', amount: 18600, facts: '2026年2月至4月工资未付' }],
};
/** A process that fails at once, wherever it is started. */
const stuck = bpmn(
  [
    'fuzzed',
    start() +
      start('told', '<bpmn:messageEventDefinition messageRef="M"/>') +
      '<bpmn:scriptTask id="script" name="算"><bpmn:extensionElements><zeebe:script expression="=assert(missing, missing &gt; 1, &quot;no&quot;)" resultVariable="v"/></bpmn:extensionElements></bpmn:scriptTask>' +
      user('then') +
      end() +
      flows('s', 'script', 'then', 'e') +
      flows('told', 'script'),
  ],
  ['', '<bpmn:message id="M" name="fuzzed"/>'],
);

/** Valid bodies. */
export const examples = {
  fileCase: filing,
  previewCase: filing,
  draftDefinition: { kind: 'process', fileName: 'fuzzed.bpmn', source: stuck, encoding: 'utf8' },
  checkDefinition: { kind: 'process', fileName: 'fuzzed.bpmn', source: stuck, encoding: 'utf8' },
  sendMessage: { name: 'fuzzed', variables: {} },
  completeTask: { values: {} },
};

/** Creates a few cases, a process that fails and instances of it, so that there is something to call. */
export async function prepareFuzz(url: string, askers: Asker[]): Promise<void> {
  const call = async (asker: Asker | undefined, path: string, body: unknown): Promise<Record<string, string>> => {
    const response = await fetch(`${url}/api${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(asker?.token && { authorization: `Bearer ${asker.token}` }),
      },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Record<string, string>;
    if (response.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer).slice(0, 500)}`);
    return answer;
  };
  const admin = askers.find(({ name }) => name === 'admin')!;
  for (const region of ['340111', '340811', '340111', '340100']) await call(undefined, '/cases', { ...filing, region });
  const draft = await call(admin, '/definitions', examples.draftDefinition);
  const proposal = await call(admin, `/definitions/${draft.id}/publish`, { note: 'fuzzed' });
  const approver = askers.find(({ name }) => name === 'admin2')!;
  await call(approver, `/proposals/${proposal.id}/approve`, {});
  for (let n = 0; n < 3; n++) await call(admin, '/messages', examples.sendMessage);
}
