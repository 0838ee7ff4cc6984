import { MOST_DATA } from './budgets';
import type { Event, Variables } from './events';
import { Refusal } from './Refusal';
import { sizeOf } from './size';
import { indexOf } from './StateIndex';
import type { State } from './state';
import { weightOfState } from './run/weight';

/** Who sends these can be told that it is too much, and sends less. */
const fromPeople: ReadonlySet<Event['type']> = new Set([
  'taskCompleted',
  'variablesSet',
  'incidentRetried',
  'elementSkipped',
  'tokensMoved',
]);

/** Refuses what a person sends where the instance could not hold it. Throws Refusal (TOO_LARGE). */
export function admit(state: State, event: Event): void {
  if (fromPeople.has(event.type) && 'variables' in event && event.variables) admitVariables(state, event.variables);
}

/** The same for variables from elsewhere. */
export const admitVariables = (state: State, variables: Variables): void => fits(bytesWith(state, variables));

/** How many bytes the instance would hold with these variables, at most. What they replace goes. */
export function bytesWith(state: State, variables: Variables): number {
  const come = sizeOf(variables);
  if (come < SMALL) return 0;
  const index = indexOf(state);
  if (index.bytes + come <= MOST_DATA) return index.bytes + come;
  index.bytes = weightOfState(state);
  return index.bytes + come - replacedBy(state, variables);
}

/** Throws Refusal where so many bytes are more than an instance may hold. */
export function fits(bytes: number): void {
  if (bytes > MOST_DATA)
    throw new Refusal(
      'TOO_LARGE',
      bytes === Infinity
        ? '数据过大或嵌套过深。'
        : `数据共 ${bytes} 字节，一个流程实例最多 ${MOST_DATA} 字节；请缩短内容，较大的材料请作为附件上传。`,
      bytes === Infinity
        ? 'The data are too large, or nested too deep.'
        : `That makes ${bytes} bytes of data, and an instance may hold ${MOST_DATA}: shorten it, and upload what is large as files.`,
    );
}

/** What is as small as an instance itself may always come: else nothing could be mended. */
const SMALL = 2_000;

function replacedBy(state: State, variables: Variables): number {
  let bytes = 0;
  for (const name of Object.keys(variables)) {
    const holder = Object.values(state.instances).find(
      (instance) => instance.variables && Object.hasOwn(instance.variables, name),
    );
    if (holder) bytes += sizeOf(holder.variables![name]);
  }
  return bytes;
}
