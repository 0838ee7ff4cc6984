import type { Command } from '../commands';
import type { Graph } from '../graph';
import type { Case } from '../memory/Case';
import { MemoryHost } from '../memory/MemoryHost';
import { writtenAt } from '../run/time';
import { Chance } from './Chance';
import { Desk } from './Desk';
import { Observer, type SimulationResult } from './Observer';
import type { Answer, Scenario } from './Scenario';
import { worked } from './workTime';

const TEN_YEARS = 10 * 366 * 24 * 3_600_000;

type Work = Extract<Command, { type: 'openTask' | 'runJob' }>;

/**
 * Runs many virtual cases through the same engine as real ones, with a virtual clock and seeded random numbers, and
 * reports which limits were breached, how long work waited for people of each role and how long the stages took. The
 * same scenario gives the same report.
 */
export function simulate(graphs: Graph[], scenario: Scenario): SimulationResult {
  return new Simulation(graphs, scenario).run();
}

class Simulation {
  private readonly chance: Chance;
  private readonly host: MemoryHost;
  private readonly observer = new Observer();
  private readonly desks = new Map<string, Desk>();

  constructor(
    graphs: Graph[],
    private readonly scenario: Scenario,
  ) {
    const { functions, decisions, budget, start, people = {}, seed } = scenario;
    this.chance = new Chance(seed);
    this.host = new MemoryHost(graphs, {
      now: start,
      timersStart: false,
      keepFacts: false,
      ...(functions ? { functions } : {}),
      ...(decisions ? { decisions } : {}),
      ...(budget ? { budget } : {}),
      watch: (happened) => {
        this.observer.see(happened);
        for (const command of happened.commands)
          if (command.type === 'openTask' || command.type === 'runJob') this.ask(happened.case, command);
      },
    });
    for (const [role, count] of Object.entries(people))
      this.desks.set(
        role,
        new Desk(
          count,
          () => this.now,
          (waited) => this.observer.waited(role, waited),
        ),
      );
  }

  run(): SimulationResult {
    let arrives = Date.parse(this.scenario.start);
    for (let count = 0; count < this.scenario.cases; count++) {
      this.at(arrives, () => this.arrive());
      arrives += this.chance.minutes(this.scenario.arrivals) * 60_000;
    }
    this.host.advanceTo(this.scenario.until ?? writtenAt(Date.parse(this.scenario.start) + TEN_YEARS));
    return this.observer.result(this.host);
  }

  private get now(): number {
    return Date.parse(this.host.now);
  }

  private at(time: number, run: () => void): void {
    this.host.plan(writtenAt(time), run);
  }

  private arrive(): void {
    const variables = this.chance.pick(this.scenario.variables) ?? {};
    const id = this.host.start(this.scenario.process, variables);
    for (const { name, after, probability = 1, variables: brings = {}, correlationKey } of this.scenario.messages ??
      []) {
      if (this.chance.next() >= probability) continue;
      const key = correlationKey === undefined ? undefined : String(variables[correlationKey] ?? correlationKey);
      this.at(this.now + this.chance.minutes(after) * 60_000, () => {
        if (this.host.cases.get(id)!.state.status === 'active')
          this.host.publish(name, { variables: brings, ...(key === undefined ? {} : { correlationKey: key }) });
      });
    }
  }

  /** A task waits for somebody in its role, a job starts immediately; each takes its own time. */
  private ask(item: Case, work: Work): void {
    const { answers = {}, hours } = this.scenario;
    // A listener is not the element's own work, so its duration is unknown.
    const answer =
      work.type === 'runJob' && work.listener !== undefined ? {} : (answers[work.element] ?? answers['*'] ?? {});
    const role = work.type === 'openTask' ? work.candidateGroups.find((group) => this.desks.has(group)) : undefined;
    const doIt = (done: () => void) => {
      if (!this.isOpen(item, work)) return done();
      const minutes = this.chance.minutes(answer.takes);
      this.at(worked(this.now, minutes, work.type === 'openTask' ? hours : undefined), () => {
        this.answer(item, work, answer);
        done();
      });
    };
    if (role) this.desks.get(role)!.take(doIt);
    else doIt(() => undefined);
  }

  private isOpen(item: Case, { key, type }: Work): boolean {
    return (
      item.state.instances[key]?.waits?.some((wait) => wait.type === (type === 'openTask' ? 'task' : 'job')) ?? false
    );
  }

  private answer(item: Case, work: Work, { gives, fails }: Answer): void {
    if (!this.isOpen(item, work)) return;
    const { key } = work;
    if (fails && work.type === 'runJob' && this.chance.next() < fails.probability)
      return this.host.send(item.id, { type: 'jobFailed', key, code: fails.code, message: fails.code });
    const variables = this.chance.pick(gives) ?? {};
    this.host.send(
      item.id,
      work.type === 'openTask' ? { type: 'taskCompleted', key, variables } : { type: 'jobCompleted', key, variables },
    );
  }
}
