import type { Fact } from '../facts';
import type { Graph, Node } from '../graph';
import type { Case } from '../memory/Case';
import type { MemoryHost } from '../memory/MemoryHost';
import type { StuckStart } from '../startTriggers';
import { summed, Tally, type Summary } from './Tally';

/** The result of a simulation; all times in minutes. */
export interface SimulationResult {
  cases: { started: number; completed: number; failed: number; open: number };
  incidents: Record<string, number>;
  /** Start events that start nothing. */
  unarmed: readonly StuckStart[];
  /** By the `limit` of an event and its `moment`: how often it was armed and how often it expired. */
  limits: Record<string, { armed: number; fired: number }>;
  /** How long tasks waited before somebody in the role started them. */
  roles: Record<string, Summary>;
  /** How long activities of a `stage` took. */
  stages: Record<string, Summary>;
  /** How long each activity took, from entered to completed. */
  elements: Record<string, Summary>;
  duration: Summary;
}

/** Aggregates the facts. */
export class Observer {
  private readonly limits: SimulationResult['limits'] = {};
  private readonly incidents: Record<string, number> = {};
  private readonly roles = new Tally();
  private readonly stages = new Tally();
  private readonly elements = new Tally();
  private readonly durations: number[] = [];
  private readonly entered = new Map<string, number>();

  see({ case: item, event, facts }: { case: Case; event: { at: string }; facts: Fact[] }): void {
    const now = Date.parse(event.at);
    for (const fact of facts) this.note(item, fact, now);
  }

  waited(role: string, milliseconds: number): void {
    this.roles.add(role, milliseconds / 60_000);
  }

  result(host: MemoryHost): SimulationResult {
    const called = [...host.cases.values()].filter((item) => !item.parent);
    const count = (status: string) => called.filter(({ state }) => state.status === status).length;
    return {
      cases: {
        started: called.length,
        completed: count('completed'),
        failed: count('failed') + count('terminated'),
        open: count('active'),
      },
      incidents: this.incidents,
      unarmed: host.unarmed,
      limits: this.limits,
      roles: this.roles.summary,
      stages: this.stages.summary,
      elements: this.elements.summary,
      duration: summed(this.durations),
    };
  }

  private note(item: Case, fact: Fact, now: number): void {
    const { graph } = item.program;
    switch (fact.type) {
      case 'entered':
        return void this.entered.set(`${item.id}/${fact.key}`, now);
      case 'completed':
        return this.left(item, graph, fact.key, graph.nodes[fact.element]!, now);
      case 'terminated':
        return void this.entered.delete(`${item.id}/${fact.key}`);
      case 'waiting':
        return this.limit(graph, fact, 'armed');
      case 'waitEnded':
        if (fact.fired) this.limit(graph, fact, 'fired');
        return;
      case 'incidentRaised':
        this.incidents[fact.incident.code] = (this.incidents[fact.incident.code] ?? 0) + 1;
        return;
      default:
    }
  }

  private left(item: Case, graph: Graph, key: number, node: Node, now: number): void {
    const place = `${item.id}/${key}`;
    const minutes = (now - this.entered.get(place)!) / 60_000;
    this.entered.delete(place);
    if (node.id === graph.process && !item.parent) this.durations.push(minutes);
    if (minutes === 0) return;
    this.elements.add(node.id, minutes);
    if (node.properties?.stage) this.stages.add(node.properties.stage, minutes);
  }

  private limit(graph: Graph, fact: Extract<Fact, { type: 'waiting' | 'waitEnded' }>, what: 'armed' | 'fired'): void {
    if (fact.wait.type !== 'timer') return;
    const properties = graph.nodes[fact.wait.element ?? fact.element]!.properties;
    if (!properties?.limit) return;
    const name = properties.moment ? `${properties.limit}/${properties.moment}` : properties.limit;
    (this.limits[name] ??= { armed: 0, fired: 0 })[what]++;
  }
}
