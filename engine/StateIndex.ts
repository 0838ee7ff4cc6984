import { DueQueue } from './DueQueue';
import type { Fact } from './facts';
import { weightOfState } from './run/weight';
import type { Instance, Key, State, Wait } from './state';

/**
 * Data derived from a state that would be slow to search for: children by scope, waiting instances by topic, tokens at
 * joins. Kept beside the state, never in it; `apply` keeps it current once somebody has asked for it.
 */
export class StateIndex {
  private readonly scopes = new Map<Key, Key>();
  private readonly children = new Map<Key, Set<Key>>();
  private readonly topics = new Map<string, Set<Key>>();
  private readonly atJoins = new Map<Key, number>();
  readonly due: DueQueue;
  /**
   * The approximate size of the state in bytes of JSON. Unless it is `exact`, it is an upper bound: what left the state
   * has not been subtracted (run/Budget.ts).
   */
  bytes: number;
  exact = false;

  constructor(private readonly state: State) {
    this.due = new DueQueue(state);
    this.bytes = weightOfState(state);
    for (const instance of Object.values(state.instances)) this.addInstance(instance);
    for (const [place, flows] of Object.entries(state.arrived))
      this.count(Number(place.slice(0, place.indexOf('/'))), flows.length);
  }

  weighAnew(): void {
    this.bytes = weightOfState(this.state);
    this.exact = true;
  }

  /** Keys of the instances directly inside a scope instance, oldest first. */
  childrenOf(scope: Key): ReadonlySet<Key> {
    return this.children.get(scope) ?? none;
  }

  /** Keys of the instances that wait for a topic (see `topicOf`), oldest first. */
  waitingFor(topic: string): Key[] {
    const waiting = this.topics.get(topic);
    return waiting ? [...waiting].sort((a, b) => a - b) : [];
  }

  /** The number of instances that wait for a topic. */
  countWaiting(topic: string): number {
    return this.topics.get(topic)?.size ?? 0;
  }

  /** The number of tokens waiting before joins of a scope instance. */
  tokensAtJoins(scope: Key): number {
    return this.atJoins.get(scope) ?? 0;
  }

  /** Records a fact that was just applied. */
  note(fact: Fact): void {
    switch (fact.type) {
      case 'entered':
        return this.addInstance(this.state.instances[fact.key]!);
      case 'completed':
      case 'terminated':
        return this.remove(fact.key);
      case 'arrived':
        return this.count(fact.scope, 1);
      case 'joined':
        return this.count(fact.scope, -fact.used.length);
      case 'dropped':
        return this.recount(fact.scope);
      case 'waiting':
        return this.addWait(fact.key, fact.wait);
      case 'waitChanged':
        return this.due.add(fact.key, fact.wait);
      case 'waitEnded':
        return this.removeWait(fact.key, fact.wait);
      default:
    }
  }

  private addInstance({ key, scope, waits }: Instance): void {
    this.scopes.set(key, scope ?? 0);
    let siblings = this.children.get(scope ?? 0);
    if (!siblings) this.children.set(scope ?? 0, (siblings = new Set()));
    siblings.add(key);
    for (const wait of waits ?? []) this.addWait(key, wait);
  }

  private remove(key: Key): void {
    const scope = this.scopes.get(key)!;
    this.scopes.delete(key);
    const siblings = this.children.get(scope);
    siblings?.delete(key);
    if (!siblings?.size) this.children.delete(scope);
  }

  private addWait(key: Key, wait: Wait): void {
    const topic = topicOf(wait);
    let waiting = this.topics.get(topic);
    if (!waiting) this.topics.set(topic, (waiting = new Set()));
    waiting.add(key);
    this.due.add(key, wait);
  }

  private removeWait(key: Key, wait: Wait): void {
    const topic = topicOf(wait);
    if (this.state.instances[key]?.waits?.some((other) => topicOf(other) === topic)) return;
    const waiting = this.topics.get(topic);
    waiting?.delete(key);
    if (!waiting?.size) this.topics.delete(topic);
  }

  private count(scope: Key, by: number): void {
    const left = (this.atJoins.get(scope) ?? 0) + by;
    if (left) this.atJoins.set(scope, left);
    else this.atJoins.delete(scope);
  }

  private recount(scope: Key): void {
    this.atJoins.delete(scope);
    for (const [place, flows] of Object.entries(this.state.arrived))
      if (place.startsWith(`${scope}/`)) this.count(scope, flows.length);
  }
}

const none: ReadonlySet<Key> = new Set();
const indexes = new WeakMap<State, StateIndex>();

/** The index of a state, if it exists already. */
export const indexed = (state: State): StateIndex | undefined => indexes.get(state);

/** The index of a state; built on first use, in time linear in the size of the state. */
export function indexOf(state: State): StateIndex {
  let index = indexes.get(state);
  if (!index) indexes.set(state, (index = new StateIndex(state)));
  return index;
}

/** What a wait waits for, as one string. */
export const topicOf = (wait: Wait): string => ('name' in wait ? `${wait.type}:${wait.name}` : wait.type);
