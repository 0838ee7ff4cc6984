import { apply } from '../apply';
import { EDITION } from '../edition';
import type { Command } from '../commands';
import type { Event } from '../events';
import type { Fact } from '../facts';
import type { Program } from '../program';
import { indexOf, type StateIndex } from '../StateIndex';
import type { Instance, Key, State } from '../state';
import { Agenda } from './Agenda';
import { Budget } from './Budget';
import { Outbox } from './Outbox';

/** The processing of one event: facts are emitted and applied one by one until nothing moves any more. */
export class Step {
  readonly facts: Fact[] = [];
  readonly outbox = new Outbox();
  readonly agenda = new Agenda();
  /** Names of the variables that changed since conditions and derived dates were last evaluated. */
  readonly changed = new Set<string>();
  /** Scope instances in which something moved: their joins are asked again. */
  readonly touched = new Set<Key>();
  /** What the step may still do. */
  readonly budget: Budget;
  readonly edition: number;
  private known?: StateIndex;

  constructor(
    readonly program: Program,
    readonly state: State,
    readonly event: Event,
  ) {
    this.edition = event.edition ?? EDITION;
    this.budget = new Budget(this, program.context.budget, program.context.work);
  }

  get index(): StateIndex {
    return (this.known ??= indexOf(this.state));
  }

  /** The instant of the event: the current time for FEEL and timers. */
  get now(): string {
    return this.event.at;
  }

  /** Whether the rules of this edition or a later one apply. */
  since(edition: number): boolean {
    return this.edition >= edition;
  }

  emit(fact: Fact): void {
    this.budget.take(fact);
    this.facts.push(fact);
    apply(this.state, fact);
  }

  command(command: Command): void {
    this.budget.send(command);
    this.outbox.add(command);
  }

  alive(instance: Instance): boolean {
    return this.state.instances[instance.key] === instance;
  }

  instance(key: Key): Instance | undefined {
    return this.state.instances[key];
  }

  element(instance: Instance) {
    return this.program.elements.get(instance.element)!;
  }
}
