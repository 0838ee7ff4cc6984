import { createHash } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { textOfIncident } from '../../engine/bilingual';
import {
  Cases,
  Comments,
  Incidents,
  Instances,
  Steps,
  Tasks,
  useAuditKeys,
  type Instance,
  type Step,
  type Task,
} from '../../models';
import { checkAll } from '../../bin/audit';
import { createDataConverter } from '../../workflows/dataConverter';
import { instanceQuery } from '../../workflows/messages';
import type { Deed } from './Caller';

export interface Done {
  filed: Deed[];
  completed: Deed[];
  commented: Deed[];
}

/** The faults found after the run: one line for each acknowledged action that is lost, doubled or contradicted. */
export async function faultsOf(
  { filed, completed, commented }: Done,
  who: string,
  temporal: { address: string; key: string },
): Promise<string[]> {
  const faults: string[] = [];
  const numbers = filed.map(({ answer }) => answer.number as string);
  if (new Set(numbers).size !== numbers.length) faults.push('two filings received the same number');
  const stored = new Set((await Cases.find({}, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id));
  for (const number of numbers) if (!stored.has(number)) faults.push(`${number}: filed, but does not exist`);
  if (stored.size !== numbers.length) faults.push(`${numbers.length} filings created ${stored.size} cases`);
  for (const { key, answer } of completed) {
    const id = (answer.task.id as string).replaceAll('~', '/');
    const task = await Tasks.findById(id).lean<Task>();
    if (task?.status !== 'completed') faults.push(`${id}: completed, but shown as ${task?.status}`);
    const under = createHash('sha256').update(`${who}:${key}`).digest('hex');
    const steps = await Steps.countDocuments({ updates: under });
    if (steps !== 1) faults.push(`${id}: its key ${key} made ${steps} steps`);
  }
  const comments = await Comments.countDocuments({});
  if (comments !== commented.length) faults.push(`${commented.length} comments were made, ${comments} exist`);
  for (const incident of await Incidents.find({ status: 'open' }).lean())
    faults.push(`${incident.instance}: incident ${incident.code} ${textOfIncident(incident).en}`);
  faults.push(...(await contradictions(temporal)), ...(await brokenChains(temporal.key)));
  return faults;
}

/** Compares what the records show of each instance with what its workflow says. */
async function contradictions({ address, key }: { address: string; key: string }): Promise<string[]> {
  const connection = await Connection.connect({ address });
  const client = new Client({
    connection,
    dataConverter: createDataConverter({ current: Buffer.from(key, 'base64') }),
  });
  const faults: string[] = [];
  try {
    for (const { _id, sequence, status } of await Instances.find({}).lean<Instance[]>()) {
      const view = await client.workflow.getHandle(_id).query(instanceQuery);
      if (view.sequence !== sequence || view.state.status !== status)
        faults.push(
          `${_id}: recorded step ${sequence} ${status}, the workflow is at ${view.sequence} ${view.state.status}`,
        );
      const steps = (await Steps.find({ instance: _id }, { sequence: 1 }).lean<Step[]>()).map((step) => step.sequence);
      if (steps.length !== sequence || Math.max(...steps) !== sequence)
        faults.push(`${_id}: its ${sequence} steps are ${steps.toSorted((a, b) => a - b).join(' ')}`);
      const waiting = Object.values(view.state.instances)
        .filter(({ waits }) => waits?.some(({ type }) => type === 'task'))
        .map((each) => each.key);
      const open = (await Tasks.find({ instance: _id, status: 'open' }).lean<Task[]>()).map((task) => task.key);
      if (`${open.toSorted()}` !== `${waiting.toSorted()}`)
        faults.push(`${_id}: tasks ${open.join(' ')} are shown, but it waits for ${waiting.join(' ')}`);
    }
  } finally {
    await connection.close();
  }
  return faults;
}

/** The audit must be whole: its chains, their ends, and the seals. */
async function brokenChains(key: string): Promise<string[]> {
  useAuditKeys([Buffer.from(key, 'base64')]);
  const { faults } = await checkAll();
  return faults.map(({ chain, n, en }) => `audit ${chain} #${n}: ${en}`);
}
