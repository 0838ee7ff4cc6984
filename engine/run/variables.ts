import { MOST_DATA } from '../budgets';
import type { Variables } from '../events';
import type { DataAssociation, DataItem, Mapping } from '../graph';
import type { Instance, Key } from '../state';
import { sizeOf } from '../size';
import { outputVariable } from '../loop';
import { tooLarge } from './Budget';
import { isIteration } from './instances';
import { holderOf, value } from './evaluate';
import type { Step } from './Step';

/** Sets variables of this instance itself. */
export function setLocal(step: Step, key: Key, variables: Variables): void {
  const names = Object.keys(variables);
  if (!names.length) return;
  step.emit({ type: 'variablesSet', key, variables });
  if (!step.changed.size) step.agenda.look();
  for (const name of names) step.changed.add(name);
}

/**
 * Sets each variable in the nearest enclosing instance that has it, starting at `key`; an unknown one is set in the
 * process.
 */
export function propagate(step: Step, key: Key, variables: Variables): void {
  const byHolder = new Map<Key, Variables>();
  for (const [name, found] of Object.entries(variables)) {
    const holder = holderOf(step, key, name)?.key ?? rootOf(step, key);
    const held = byHolder.get(holder) ?? {};
    byHolder.set(holder, held);
    held[name] = found;
  }
  for (const [holder, held] of byHolder) setLocal(step, holder, held);
}

function rootOf(step: Step, key: Key): Key {
  let at = step.instance(key)!;
  while (at.scope !== undefined) at = step.instance(at.scope)!;
  return at.key;
}

/** All variables visible in an instance, inner names hiding outer ones. */
export function visible(step: Step, key: Key | undefined): Variables {
  const instance = key === undefined ? undefined : step.instance(key);
  return instance ? { ...visible(step, instance.scope), ...instance.variables } : {};
}

/**
 * Refuses to send data that no other instance or job could receive; they are part of the instance, so its size is
 * checked first. Throws Stuck.
 */
export function sendable(step: Step, variables: Variables): void {
  if (step.index.bytes <= MOST_DATA) return;
  const bytes = sizeOf(variables);
  if (bytes > MOST_DATA) throw tooLarge(bytes);
}

/**
 * Evaluates mappings in order, each seeing the targets of the previous ones. A target `a.b` sets a member of a context.
 */
export function mapped(step: Step, key: Key, mappings: Mapping[], before?: ReturnType<typeof seenFrom>): Variables {
  const result: Variables = {};
  for (const { source, target } of mappings) {
    if (!target.includes('.')) {
      result[target] = value(step, key, source, result);
      continue;
    }
    const path = target.split('.');
    // While a context is being built, its own name still refers to the outer value.
    const { [path[0]!]: _, ...others } = result;
    const seen = before && step.since(2) ? others : result;
    put(result, path, value(step, key, source, seen), before ?? seenFrom(step, key));
  }
  return result;
}

/** The context in which a member is set: outputs and the first edition's inputs use the visible one … */
const seenFrom =
  (step: Step, key: Key) =>
  (name: string): unknown =>
    holderOf(step, key, name)?.variables?.[name];

/** … other inputs only the instance's own: a mapping shows what it says, and not the outer context's other members. */
const ownOf = (step: Step, instance: Instance): ReturnType<typeof seenFrom> =>
  step.since(2) ? (name) => instance.variables?.[name] : seenFrom(step, instance.key);

function put(into: Variables, [name, ...rest]: string[], found: unknown, before: (name: string) => unknown): void {
  if (!rest.length) into[name!] = found;
  else {
    const old = Object.hasOwn(into, name!) ? into[name!] : before(name!);
    const context: Variables = old && typeof old === 'object' && !Array.isArray(old) ? { ...old } : {};
    put(context, rest, found, () => undefined);
    into[name!] = context;
  }
}

/**
 * Runs data associations (§10.4.2): assignments in order, otherwise the transformation, otherwise a copy of the source.
 */
export function associated(
  step: Step,
  key: Key,
  associations: DataAssociation[],
  before = seenFrom(step, key),
): Variables {
  const result: Variables = {};
  for (const { source, target, transformation, assignments } of associations) {
    if (assignments)
      for (const { from, to } of assignments) put(result, to.split('.'), value(step, key, from, result), before);
    else if (target)
      result[target] = transformation
        ? value(step, key, transformation)
        : source === undefined
          ? null
          : (holderOf(step, key, source)?.variables?.[source] ?? null);
  }
  return result;
}

/** The input side of an activity or throwing event: its own data, then associations, then `zeebe:` mappings. */
export function mapIn(step: Step, instance: Instance): void {
  const { node } = step.element(instance);
  if (node.data) setLocal(step, instance.key, declared(instance, node.data));
  if (node.dataInputs)
    setLocal(step, instance.key, associated(step, instance.key, node.dataInputs, ownOf(step, instance)));
  if (node.inputs) setLocal(step, instance.key, mapped(step, instance.key, node.inputs, ownOf(step, instance)));
}

/** Data objects and properties are initially empty, except for those passed at the start. */
const declared = (instance: Instance, items: DataItem[]): Variables =>
  Object.fromEntries(
    items
      .filter(({ name }) => !instance.variables || !Object.hasOwn(instance.variables, name))
      .map((item) => [item.name, item.initial ?? null]),
  );

/**
 * The output side: results stay inside if there is a mapping for them, otherwise they are set in the enclosing scopes.
 */
export function setResults(step: Step, instance: Instance, given: Variables): void {
  const { node } = step.element(instance);
  if (node.outputs || node.dataOutputs) setLocal(step, instance.key, given);
  else propagate(step, instance.key, given);
}

/** Runs the output mappings and data associations of an instance that is about to leave. */
export function mapOut(step: Step, instance: Instance): void {
  const { node } = step.element(instance);
  const outer = instance.scope ?? instance.key;
  if (node.dataOutputs) propagate(step, outer, associated(step, instance.key, node.dataOutputs));
  if (!node.outputs) return;
  const out = mapped(step, instance.key, node.outputs);
  const own = step.since(2) && isIteration(step, instance) ? outputVariable(node.loop) : undefined;
  if (own === undefined || !Object.hasOwn(out, own)) return propagate(step, outer, out);
  // What is mapped to the output element stays in this instance, from which it is collected.
  const { [own]: mine, ...others } = out;
  setLocal(step, instance.key, { [own]: mine });
  propagate(step, outer, others);
}

/** The variables that an instance adds to a message or signal: the data prepared by its input side. */
export const own = (instance: Instance, node: { inputs?: unknown; dataInputs?: unknown }): Variables =>
  node.inputs || node.dataInputs ? { ...instance.variables } : {};
