import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { presetOf } from '../../bin/demo/fill';
import { hostOf } from '../../definitions/limitsTable';
import type { OpenTask, RunningLimit, CaseStatus, System } from '../../bin/demo/System';
import { caseSchema, type Case as Filed, type CaseInput } from '../../domain/case';
import { isJoinable } from '../../domain/repeated';
import { disputeFunctions } from '../../domain/feel';
import { bindCalendar, shippedCalendar } from '../../domain/limits/calendar';
import { limitOf, shippedRules } from '../../domain/limits/rules';
import { offersOf } from '../../domain/offers';
import type { Parameter } from '../../domain/parameters';
import { endingWithdrawal, withdrawalBar } from '../../domain/weight';
import {
  compile,
  executables,
  readBpmn,
  textOfIncident,
  bind,
  migrationProblems,
  proposePlan,
  type Command,
  type Decision,
  type Fact,
  type Graph,
  type Variables,
} from '../../engine';
import { bindDecisions, parseDmn } from '../../engine/dmn';
import { checkForm, type Form } from '../../engine/form';
import type { Case } from '../../engine/memory/Case';
import { MemoryHost, type JobHandler } from '../../engine/memory/MemoryHost';
import type { Program } from '../../engine/program';
import { instantOf } from '../../engine/run/time';
import { fill } from '../../threads/documents/fillTemplate';

const folder = join(import.meta.dirname, '../../definitions');

/** Processes that fit together, as they are published: compiled, with the source of their decisions, and their forms. */
export interface Published {
  graphs: Graph[];
  models: string[];
  forms: Form[];
}

/** What is in a folder of definitions; by default what is shipped. */
export async function published(from = folder): Promise<Published> {
  const files = (end: string, sub = '.') =>
    readdirSync(join(from, sub))
      .filter((name) => name.endsWith(end))
      .map((name) => join(from, sub, name));
  const graphs: Graph[] = [];
  for (const file of files('.bpmn')) {
    const { definitions } = await readBpmn(readFileSync(file));
    for (const process of executables(definitions)) graphs.push(compile(definitions, process, basename(file)));
  }
  return {
    graphs,
    models: files('.dmn').map((file) => readFileSync(file, 'utf8')),
    forms: files('.form', 'forms').map((file) => JSON.parse(readFileSync(file, 'utf8')) as Form),
  };
}

/** Published processes, ready to run. */
export interface Made extends Published {
  decisions: Record<string, Decision>;
  form: (id: string) => Form | undefined;
}

export function make(given: Published): Made {
  const decisions = Object.fromEntries(
    given.models.flatMap((model) => {
      const bound = bindDecisions(parseDmn(model));
      return bound.ids.map((id) => [id, bound.decision(id)!]);
    }),
  );
  const forms = new Map(given.forms.map((form) => [form.id, form]));
  return { ...given, decisions, form: (id) => forms.get(id) };
}

/** The shipped processes, ready to run. */
export const shipped = async (): Promise<Made> => make(await published());

/** The kinds of documents that were filled in this run. */
const filled = new Set<string>();

type Open = Extract<Command, { type: 'openTask' }>;

/** Only the processes, in memory, with a virtual clock: what the real system keeps in its records is kept in maps. */
export class MemorySystem implements System {
  readonly host: MemoryHost;
  readonly parameters: Parameter[] = [];
  /** The limits whose timers ran, each as limit, process and element. */
  readonly timed = new Map<string, { limit: string; process: string; element: string }>();
  private newer?: Made;
  private readonly open = new Map<string, OpenTask>();
  private readonly running = new Map<string, RunningLimit & { trigger?: string }>();
  private readonly statuses = new Map<
    string,
    CaseStatus & { root: string; done: string[]; lapsed: string[]; decided: string[] }
  >();
  private readonly caseOf = new Map<string, string>();
  private readonly filings = new Map<string, Filed>();
  private readonly functions: ReturnType<typeof disputeFunctions>;

  constructor(
    private readonly made: Made,
    now: string,
  ) {
    this.functions = disputeFunctions({
      calendar: bindCalendar(shippedCalendar),
      rules: shippedRules,
      parameters: this.parameters,
    });
    this.host = new MemoryHost(made.graphs, {
      now,
      functions: this.functions,
      decisions: made.decisions,
      jobs: this.jobs(),
      between: ({ state }) => JSON.parse(JSON.stringify(state)),
      watch: ({ case: item, facts, commands }) => {
        if (!this.caseOf.has(item.id))
          this.caseOf.set(
            item.id,
            item.parent ? this.caseOf.get(item.parent.id)! : (item.state.instance?.businessKey ?? item.id),
          );
        for (const fact of facts) this.note(item, fact);
        for (const command of commands) this.obey(item, command);
      },
    });
  }

  now = (): number => Date.parse(this.host.now);
  async advanceTo(instant: number): Promise<void> {
    this.host.advanceTo(instantOf(new Date(instant).toISOString()));
  }

  async file(filed: CaseInput, parameters: { name: string; value: number }[]): Promise<string> {
    const given = caseSchema.parse(filed);
    for (const each of parameters)
      this.parameters.push({
        ...each,
        region: given.region,
        from: '2020-01-01',
        source: { title: 'sample' },
      } as Parameter);
    return this.begin(given);
  }

  private begin(given: Filed): string {
    const number = `AH-${given.region}-2026-${String(this.statuses.size + 1).padStart(6, '0')}`;
    const filedAt = this.host.now;
    this.filings.set(number, given);
    this.statuses.set(number, {
      status: 'open',
      stages: [],
      breached: [],
      documents: [],
      incidents: [],
      root: '',
      done: [],
      lapsed: [],
      decided: [],
    });
    const root = this.host.start(
      'labour-dispute',
      { case: { ...given, number, filedAt, filedOn: filedAt.slice(0, 10) } },
      { businessKey: number },
    );
    this.statuses.get(number)!.root = root;
    return number;
  }

  tasks = async (number: string): Promise<OpenTask[]> => [...this.open.values()].filter((task) => task.case === number);
  limits = async (number: string): Promise<RunningLimit[]> =>
    [...this.running.values()].filter(({ instance }) => this.caseOf.get(instance) === number);

  /**
   * Moves what runs to another version, as far as it can be moved: what cannot finishes as it is. Returns for each
   * instance where it stands and why it could not be moved.
   */
  upgrade(to: Made): { process: string; elements: string[]; problems: string[] }[] {
    this.newer = to;
    const programs = to.graphs.map((graph) => bind(graph, { functions: this.functions, decisions: to.decisions }));
    for (const program of programs) this.host.deploy(program);
    return [...this.host.cases.values()]
      .filter(({ state }) => state.status === 'active')
      .map(({ id, program: { graph }, state }) => {
        const next = programs.find((program) => program.graph.process === graph.process)!;
        const plan = proposePlan(graph, next.graph);
        const problems = migrationProblems(graph, next.graph, state, plan).map(({ en }) => en);
        const elements = Object.values(state.instances).map(({ element }) => element);
        if (!problems.length) this.host.migrate(id, next, plan, 'upgrade');
        return { process: graph.process, elements, problems };
      });
  }

  /** The limits that have passed, whatever their kind. */
  lapsed = (number: string): string[] => this.statuses.get(number)!.lapsed;

  /** The variables of the pipeline. */
  variables(number: string): Variables {
    const { state } = this.host.cases.get(this.statuses.get(number)!.root)!;
    return { ...state.instances[1]?.variables, ...state.result?.variables };
  }

  /** The variables of all processes of a case, as its facts are kept. */
  facts = (number: string): Variables =>
    Object.assign(
      {},
      ...[...this.host.cases.values()]
        .filter(({ id }) => this.caseOf.get(id) === number)
        .map(({ state }) => state.instances[1]?.variables ?? {}),
    ) as Variables;

  /** The running limits with the day from which each counts. */
  periods = (): { limit: string; trigger?: string }[] => [...this.running.values()];

  async caseStatus(number: string): Promise<CaseStatus> {
    const { root, done: _done, lapsed: _lapsed, decided: _decided, ...caseStatus } = this.statuses.get(number)!;
    const { state } = this.host.cases.get(root)!;
    return {
      ...caseStatus,
      status: state.status === 'active' ? 'open' : 'closed',
      outcome: state.result?.variables?.outcome as string | undefined,
    };
  }

  async complete(task: OpenTask, act: string | undefined, values: Record<string, unknown>): Promise<void> {
    const sets = task.acts.find(({ code }) => code === act)?.sets;
    const set = sets ? presetOf(sets, { ...task.variables, ...values }, this.host.now) : null;
    if (sets && !set) throw new Error(`${task.element}: ${act} cannot be done now`);
    const checked = task.form
      ? checkForm(task.form.components, values, { ...this.functions, ...task.variables, ...set }, this.host.now)
      : { problems: [], values };
    if (checked.problems.length)
      throw new Error(`${task.element}: ${checked.problems.map(({ path, en }) => `${path} ${en}`).join('; ')}`);
    const variables = { ...checked.values, ...set };
    if (act) this.statuses.get(task.case)!.decided.push(act);
    this.host.send(task.instance, { type: 'taskCompleted', key: Number(task.id.split('/')[1]), variables });
  }

  attach = async (): Promise<string> => 'file';

  async withdraw(number: string, reason: string): Promise<void> {
    const ending = endingWithdrawal(this.variables(number));
    if (this.statuses.get(number)!.decided.some((act) => ending.includes(act)))
      throw new Error('an award or judgment has been made');
    const bar = withdrawalBar(this.facts(number));
    if (bar) throw new Error(bar);
    this.host.publish('withdraw', { correlationKey: number, variables: { withdrawalReason: reason } });
  }

  timesDone = async (number: string, act: string): Promise<number> =>
    this.statuses.get(number)!.done.filter((each) => each === act).length;
  stop = async (): Promise<void> => undefined;
  start = async (): Promise<void> => undefined;

  private jobs(): Record<string, JobHandler> {
    return {
      'document.create': ({ case: id, variables }) => {
        this.statuses.get(this.caseOf.get(id)!)!.documents.push(variables.document as string);
        this.fillOnce(this.caseOf.get(id)!, variables);
        return {
          variables: { documentId: `${this.statuses.size}`, documentText: '全文', documentHash: '0'.repeat(64) },
        };
      },
      'document.sign': () => ({}),
      // The host files it once this step is done.
      'case.file': ({ variables }) => {
        const { number: _, filedAt: _at, filedOn: _on, ...filed } = variables.filing as Filed & Record<string, unknown>;
        return { variables: { filedAs: { number: this.begin(filed as Filed) } } };
      },
      'case.similar': ({ case: id }) => ({ variables: { similar: this.similarTo(this.caseOf.get(id)!) } }),
      'notice.send': () => ({}),
      'organisation.choose': ({ variables }) => ({
        variables: {
          organisation: {
            id: `o${(variables.exclude as string[]).length + 1}`,
            name: '调解中心',
            kind: (variables.kinds as string[])[0],
          },
        },
      }),
      'organisation.list': () => ({ variables: { organisations: [{ value: 'o2', label: '调解中心' }] } }),
      'mediator.choose': () => ({ variables: { mediator: { id: 'm1', name: '调解员' } } }),
      'court.return': () => ({}),
    };
  }

  /** The other open filings against the same employer. */
  private similarTo(number: string) {
    const lead = this.filings.get(number)!;
    return [...this.filings].flatMap(([other, filed]) =>
      other !== number &&
      filed.employer.creditCode === lead.employer.creditCode &&
      isJoinable(lead, filed) &&
      this.isOpen(other)
        ? [{ number: other, label: filed.workers.label, count: filed.workers.count, claims: filed.claims }]
        : [],
    );
  }

  private isOpen = (number: string): boolean =>
    [...this.host.cases.values()].some(
      ({ id, state }) => this.caseOf.get(id) === number && state.process === 'arbitration' && state.status === 'active',
    );

  /** Checks that every document can be filled with the data of its case; the first of each kind is filled. */
  private fillOnce(number: string, variables: Variables): void {
    const code = variables.document as string;
    if (filled.has(code)) return;
    filled.add(code);
    const made = fill({
      template: readFileSync(join(folder, `templates/${code}.docx`)),
      variables: { ...this.facts(number), ...variables, case: variables.case ?? this.facts(number).case },
      at: new Date(this.now()),
      references: {
        calendar: { data: shippedCalendar, version: 'shipped' },
        rules: { data: shippedRules, version: 'shipped' },
        parameters: this.parameters,
      },
    });
    if ('fault' in made) throw new Error(`${code}: ${made.fault.en}`);
  }

  private madeOf = (graph: Graph): Made => (this.newer?.graphs.includes(graph) ? this.newer : this.made);

  private obey({ id, program }: Case, command: Command): void {
    if (command.type === 'openTask') this.open.set(`${id}/${command.key}`, this.taskOf(id, command, program));
    if (command.type === 'closeTask') this.open.delete(`${id}/${command.key}`);
  }

  private taskOf(
    instance: string,
    { key, element, name, candidateGroups, properties, form, variables }: Open,
    { graph }: Program,
  ): OpenTask {
    return {
      id: `${instance}/${key}`,
      case: this.caseOf.get(instance)!,
      instance,
      element,
      name,
      groups: candidateGroups,
      acts: offersOf(properties),
      form: form === undefined ? undefined : this.madeOf(graph).form(form),
      variables,
    };
  }

  private note({ id, program: { graph } }: Case, fact: Fact): void {
    const caseStatus = this.statuses.get(this.caseOf.get(id)!)!;
    const node = (element: string) => graph.nodes[element];
    if (fact.type === 'entered') {
      const stage = node(fact.element)?.properties?.stage;
      if (stage && caseStatus.stages.at(-1) !== stage) caseStatus.stages.push(stage);
    }
    // Also one that is gone in the same step, with its element: the records keep it.
    if (fact.type === 'incidentRaised')
      caseStatus.incidents.push(`${fact.element}: ${textOfIncident(fact.incident).en}`);
    if (fact.type === 'completed' && node(fact.element)?.properties?.act)
      caseStatus.done.push(node(fact.element)!.properties!.act!);
    if (fact.type !== 'waiting' && fact.type !== 'waitEnded' && fact.type !== 'waitChanged') return;
    if (fact.wait.type !== 'timer') return;
    const element = fact.wait.element ?? fact.element;
    const properties = node(element)?.properties;
    if (!properties?.limit) return;
    const limit = (fact.wait.basis?.limit as string | undefined) ?? properties.limit;
    const kind = limitOf(shippedRules, limit)?.kind ?? '';
    const owner = `${id}/${fact.key}`;
    const key = `${owner}/${element}`;
    if (properties.moment !== 'escalate') {
      const use = { limit, process: graph.process, element: hostOf(node(element)!, graph.process) };
      this.timed.set(Object.values(use).join(' '), use);
    }
    if (fact.type !== 'waitEnded' && fact.wait.due)
      this.running.set(key, {
        id: key,
        instance: id,
        owner,
        limit,
        kind,
        moment: properties.moment ?? 'breach',
        due: Date.parse(fact.wait.due),
        trigger: fact.wait.basis?.trigger as string | undefined,
      });
    else this.running.delete(key);
    if (fact.type !== 'waitEnded' || !fact.fired || properties.moment !== 'breach') return;
    caseStatus.lapsed.push(limit);
    if (kind === 'duty' || kind === 'response') caseStatus.breached.push(limit);
  }
}
