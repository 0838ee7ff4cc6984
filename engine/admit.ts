import { MOST_DATA } from './budgets';
import type { Event, Variables } from './events';
import { Refusal } from './Refusal';
import { boundOf, sizeOf } from './size';
import { indexOf } from './StateIndex';
import type { State } from './state';

/** Events whose sender can be told that the data are too large, and can send less. */
const fromPeople: ReadonlySet<Event['type']> = new Set([
  'taskCompleted',
  'variablesSet',
  'incidentRetried',
  'elementSkipped',
  'tokensMoved',
]);

/** Refuses input by a person that the instance could not hold. Throws Refusal (TOO_LARGE). */
export function admit(state: State, event: Event): void {
  if (fromPeople.has(event.type) && 'variables' in event && event.variables) admitVariables(state, event.variables);
}

/** The same for variables from elsewhere. */
export const admitVariables = (state: State, variables: Variables): void => fits(bytesWith(state, variables));

/** The maximum size of the instance in bytes with these variables, minus the values they replace. */
export function bytesWith(state: State, variables: Variables): number {
  const bound = boundOf(variables);
  if (bound < SMALL) return 0;
  const index = indexOf(state);
  if (index.bytes + bound <= MOST_DATA) return index.bytes + bound;
  const come = sizeOf(variables);
  if (come < SMALL) return 0;
  if (index.bytes + come <= MOST_DATA) return index.bytes + come;
  index.weighAnew();
  return index.bytes + come - replacedBy(state, variables);
}

/** The same for the variables of an instance that starts. Throws Refusal. */
export function fitsAlone(variables: Variables): void {
  if (boundOf(variables) > MOST_DATA) fits(sizeOf(variables));
}

/** Throws Refusal if this many bytes exceed the limit of an instance. */
export function fits(bytes: number): void {
  if (bytes > MOST_DATA)
    throw new Refusal(
      'TOO_LARGE',
      bytes === Infinity
        ? '数据过大或嵌套过深。'
        : `数据共 ${bytes} 字节，一个流程实例最多 ${MOST_DATA} 字节；请缩短内容，较大的材料请作为附件上传。`,
      bytes === Infinity
        ? 'The data are too large or nested too deeply.'
        : `The instance would have ${bytes} bytes of data, but the limit is ${MOST_DATA}: shorten the data, and upload large content as files.`,
    );
}

/** Data as small as an instance itself are always accepted: otherwise nothing could be repaired. */
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
