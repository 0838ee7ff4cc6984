import type { CaseInput } from '../../domain/case';
import { canonicalJson } from '../../domain/canonicalJson';
import type { Parameter } from '../../domain/parameters';
import type { Side } from '../../domain/reach';
import type { RecordedFor } from '../../domain/identification';
import { partyRoles, staffRoles } from '../../domain/roles';
import { inCharge, pipelineStages } from '../../domain/stages';
import type { Graph } from '../../engine';
import { isSampleAccount } from '../sample';
import { Caller } from './Caller';
import { isSettled, type InstancePath } from './isSettled';
import type { OpenTask, RunningLimit, CaseStatus, System } from './System';

interface CaseAnswer {
  updatedAt: string;
  status: 'open' | 'closed';
  outcome?: string;
  stages: { stage: string }[];
  breached: string[];
  documents: { code: string }[];
  deadlines: DeadlineAnswer[];
  incidents: number;
  organisation?: unknown;
  tasks: { id: string; version: number; groups: string[]; stage?: string }[];
}
interface DeadlineAnswer {
  id: string;
  instance: string;
  limit: string;
  kind?: string;
  moment: string;
  status: string;
  due: string | null;
}

/** Applicants file alone and online; applications that arrive otherwise are recorded by the staff who received them. */
const filerOf = ({ channel = 'online' }: CaseInput): string =>
  channel === 'online' ? '' : channel === 'court' ? 'court' : 'mediator';

const names: Record<Side, string> = { worker: '劳动者本人', employer: '单位负责人' };

/** What filing answers. Only applicants who file themselves are given a code. */
interface Filed {
  number: string;
  stage?: string;
  access?: { side: Side; code: string };
}

/** A file that may be uploaded: the smallest PDF. */
const pdf = new TextEncoder().encode(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
/** How often a case is polled for work in progress; after that, what remains waits for its next retry. */
const looks = 6;

/** A running system, and its only clock. */
export interface Place {
  readonly url: string;
  /** The password of every member of staff. */
  readonly password: string;
  readonly working: boolean;
  clock(): Date;
  /** Lets time pass until an instant. */
  skipTo(instant: number): Promise<void>;
  /** Returns when nothing is in progress. */
  rest(): Promise<void>;
  /** The instant just before another. */
  before(instant: number): number;
  /** `rest` is only a guess: a slow machine may still be at work. */
  readonly guesses?: true;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** The real system over HTTP. */
export class HttpSystem implements System {
  private readonly caller: Caller;
  private readonly numbers: string[] = [];
  /** What was read about a case since it last changed, and when that was. */
  private readonly read = new Map<string, Promise<CaseAnswer>>();
  private readonly changedAt = new Map<string, string>();
  private readonly taskCache = new Map<string, OpenTask>();

  /** `graphs`: the shipped processes by id, to know what an element waits for. */
  constructor(
    private readonly place: Place,
    private readonly graphs: ReadonlyMap<string, Graph>,
  ) {
    this.caller = new Caller(place);
    if (place.guesses)
      this.lookAgain = async (number) => {
        await this.place.rest();
        this.read.delete(number);
      };
    for (const role of staffRoles)
      this.caller.know(role, { account: role === 'administrator' ? 'admin' : role, password: place.password });
    // What one administrator proposes another approves.
    this.caller.know('approver', { account: 'admin2', password: place.password });
  }

  readonly lookAgain?: (number: string) => Promise<void>;

  now = (): number => this.place.clock().getTime();

  /** In hops: to just before each due date, so that events get the right date, and then on. */
  async advanceTo(instant: number): Promise<void> {
    if (instant <= this.now()) return;
    if (this.place.working) {
      const dues = (await Promise.all(this.numbers.map((number) => this.limits(number))))
        .flat()
        .map(({ due }) => this.place.before(due));
      for (const due of [...new Set(dues)].sort((a, b) => a - b))
        if (due > this.now() && due < instant) await this.place.skipTo(due);
    }
    await this.place.skipTo(instant);
    if (this.place.working) await this.refresh();
  }

  async file(filed: CaseInput, parameters: { name: string; value: number }[]): Promise<string> {
    if (parameters.length)
      await this.enter(
        parameters.map((each) => ({
          ...each,
          region: filed.region,
          from: '2020-01-01',
          source: { title: '案例参数' },
        })),
        '案例参数',
      );
    const filer = filerOf(filed);
    // Filing is open to everybody, so a session that has ended would not be renewed there.
    if (filer) await this.caller.get('/sessions/current', filer);
    const answer = await this.caller.send<Filed>('POST', '/cases', filed, filer);
    await this.signInSides(answer);
    this.numbers.push(answer.number);
    await this.settle(answer.number);
    return answer.number;
  }

  /** The filer has a code; staff hand one over to anybody else after checking an identity document. */
  private async signInSides({ number, stage = '', access: filers }: Filed): Promise<void> {
    for (const side of ['worker', 'employer'] as const) {
      const own = filers?.side === side ? filers : undefined;
      const { code } =
        own ??
        (await this.caller.send<{ code: string }>(
          'POST',
          `/cases/${number}/codes`,
          { side, name: names[side], capacity: 'party', means: 'identity-card' },
          staffOf({ groups: [], stage }),
        ));
      const name = `${number} ${side}`;
      this.caller.know(name, { caseNumber: number, code });
      // Staff have seen it: its holder replaces it before anything else.
      if (own) continue;
      const renewed = await this.caller.send<{ code: string }>('POST', '/sessions/current/code', {}, name);
      this.caller.know(name, { caseNumber: number, code: renewed.code });
    }
  }

  /** Parameters by place and date, as an administrator enters them, each with its source document. */
  async enter(parameters: readonly Parameter[], note: string): Promise<void> {
    const { parameters: had } = await this.caller.get<{ parameters: Parameter[] }>('/parameters', 'administrator');
    const others = had.filter(
      (each) => !parameters.some(({ name, region }) => name === each.name && region === each.region),
    );
    const inForce = new Set(had.map(canonicalJson));
    if (others.length + parameters.length === had.length && parameters.every((row) => inForce.has(canonicalJson(row))))
      return;
    const { id } = await this.caller.send<{ id: string }>(
      'PUT',
      '/parameters',
      { parameters: [...others, ...parameters], note },
      'administrator',
    );
    await this.caller.send('POST', `/proposals/${id}/approve`, {}, 'approver');
  }

  async tasks(number: string): Promise<OpenTask[]> {
    const { tasks } = await this.caseOf(number);
    return Promise.all(
      tasks.map(async (task) => {
        const { id, version } = task;
        const key = `${id} ${version}`;
        if (!this.taskCache.has(key)) this.taskCache.set(key, await this.readTask(number, id, this.readerOf(task)));
        return this.taskCache.get(key)!;
      }),
    );
  }

  /** What is closed to those in charge of the stage belongs to talks: who leads them sees it. */
  private async readTask(number: string, id: string, reader: string): Promise<OpenTask> {
    const read = await this.caller.get<OpenTask>(`/tasks/${id}`, reader);
    if (!read.sealed) return read;
    const leads = await this.leaderOf(number);
    return { ...(await this.caller.get<OpenTask>(`/tasks/${id}`, leads)), leads };
  }

  /** Who leads the talks of a case: its mediator, or a negotiator of the place as long as no organisation has it. */
  private async leaderOf(number: string): Promise<string> {
    return (await this.caseOf(number)).organisation ? 'mediator' : 'negotiator';
  }

  /** Who sees a task with its form: the staff who do it, or the staff before whom a party does it. */
  private readerOf(task: Pick<OpenTask, 'groups' | 'stage'>): string {
    const staff = task.groups.find((group) => (staffRoles as readonly string[]).includes(group));
    return staff ? this.person('', [staff], staff) : staffOf(task);
  }

  async limits(number: string): Promise<RunningLimit[]> {
    const { deadlines } = await this.caseOf(number);
    return deadlines
      .filter(({ status, due }) => status === 'running' && due !== null)
      .map(({ id, instance, limit, kind = '', moment, due }) => ({
        id,
        instance,
        owner: id.split('~').slice(0, -2).join('~'),
        limit,
        kind,
        moment,
        due: Date.parse(due!),
      }));
  }

  async caseStatus(number: string): Promise<CaseStatus> {
    const { status, outcome, stages, breached, documents, incidents } = await this.caseOf(number);
    const found = incidents
      ? (
          await this.caller.get<{ rows: { element: string; message: { en: string } }[] }>(
            `/incidents?case=${number}`,
            'administrator',
          )
        ).rows
      : [];
    return {
      status,
      outcome,
      stages: stages.map(({ stage }) => stage),
      breached,
      documents: [...new Set([...documents, ...(await this.sealedPapers(number))].map(({ code }) => code))],
      incidents: found.map(({ element, message }) => `${element}: ${message.en}`),
    };
  }

  /** Confidential documents are visible to the person who led the talks. */
  private async sealedPapers(number: string): Promise<{ code: string }[]> {
    const leads = await this.leaderOf(number);
    return (await this.caller.get<{ rows: { code: string }[] }>(`/cases/${number}/documents`, leads)).rows;
  }

  async complete(task: OpenTask, act: string | undefined, values: Record<string, unknown>, who: string): Promise<void> {
    const named = recordedFor(task, act, who);
    await this.caller.send(
      'POST',
      `/tasks/${task.id}/complete`,
      { values, ...(act ? { act } : {}), ...(named.length > 0 && { for: named }) },
      this.given(task) ?? (named.length > 0 ? staffOf(task) : this.person(task.case, task.groups, who)),
    );
    await this.settle(task.case);
  }

  async attach(task: OpenTask, who: string): Promise<string> {
    const { id } = await this.caller.upload(
      `/cases/${task.case}/documents`,
      { task: task.id },
      { name: '送达证明.pdf', type: 'application/pdf', bytes: pdf },
      this.given(task) ?? this.person(task.case, task.groups, who),
    );
    return id;
  }

  /** The sample mediator to whom the task was given: nobody else does it. */
  private given({ assignee }: OpenTask): string | undefined {
    if (!assignee || !isSampleAccount(assignee.id)) return undefined;
    if (!this.caller.knows(assignee.id))
      this.caller.know(assignee.id, { account: assignee.id, password: this.place.password });
    return assignee.id;
  }

  /** The applicant states this to the staff in charge, who record it. */
  async withdraw(number: string, reason: string): Promise<void> {
    const { data, stage } = await this.caller.get<{ data: { applicant?: Side }; stage?: string }>(
      `/cases/${number}`,
      'administrator',
    );
    const named = [present(data.applicant ?? 'worker')];
    await this.caller.send('POST', `/cases/${number}/withdraw`, { reason, for: named }, staffOf({ groups: [], stage }));
    await this.settle(number);
  }

  async timesDone(number: string, act: string): Promise<number> {
    let times = 0;
    for (let after: string | undefined, more = true; more;) {
      const page: { rows: { type: string; process: string; element?: string }[]; next?: string | null } =
        await this.caller.get(
          `/cases/${number}/trace?detail=all&size=200${after ? `&after=${encodeURIComponent(after)}` : ''}`,
          'administrator',
        );
      times += page.rows.filter(
        ({ type, process, element }) =>
          type === 'completed' && element && this.graphs.get(process)?.nodes[element]?.properties?.act === act,
      ).length;
      after = page.next ?? undefined;
      more = after !== undefined;
    }
    return times;
  }

  stop = (): Promise<void> => this.place.stop();
  async start(): Promise<void> {
    await this.place.start();
    await this.refresh();
  }

  // ------------------------------------------------------------------------------------------------------------------

  private caseOf(number: string): Promise<CaseAnswer> {
    if (!this.read.has(number)) this.read.set(number, this.readCase(number));
    return this.read.get(number)!;
  }

  private async readCase(number: string): Promise<CaseAnswer> {
    const answer = await this.caller.get<CaseAnswer>(`/cases/${number}`, 'administrator');
    this.changedAt.set(number, answer.updatedAt);
    return answer;
  }

  /** Time has passed: cases that changed on their own are read again. */
  private async refresh(): Promise<void> {
    await this.place.rest();
    for (let after = ''; ;) {
      const { rows, next } = await this.caller.get<{
        rows: { number: string; updatedAt: string }[];
        next?: string | null;
      }>(`/cases?size=200${after}`, 'administrator');
      for (const { number, updatedAt } of rows) if (this.changedAt.get(number) !== updatedAt) await this.settle(number);
      if (!next) return;
      after = `&after=${encodeURIComponent(next)}`;
    }
  }

  /**
   * A party of the case by its tracking code, or the staff of a role. The named person acts if the task is for that
   * role.
   */
  private person(number: string, groups: string[], who: string): string {
    const wanted = who === 'arbitration' ? 'arbitrator' : who;
    const role = groups.includes(wanted)
      ? wanted
      : (groups.find((group) => this.caller.knows(group)) ?? groups[0] ?? 'administrator');
    return (partyRoles as readonly string[]).includes(role) ? `${number} ${role}` : role;
  }

  /**
   * Waits until nothing in the case moves on its own: calls, jobs and messages between its processes have completed.
   */
  private async settle(number: string): Promise<void> {
    for (let look = 0; look < looks; look++) {
      await this.place.rest();
      const { rows } = await this.caller.get<{ rows: InstancePath[] }>(`/cases/${number}/paths`, 'administrator');
      if (isSettled(rows, this.graphs)) break;
    }
    this.read.delete(number);
  }
}

const present = (side: Side): RecordedFor => ({ side, name: names[side], capacity: 'party', means: 'identity-card' });

/** Staff record what binds a side: for each side that it binds, or for the one that acts. */
function recordedFor({ acts, variables }: OpenTask, act: string | undefined, who: string): RecordedFor[] {
  const { sides, all } = acts.find(({ code }) => code === act)?.binds ?? { sides: [], all: false };
  const { people = 1 } = (variables.signer ?? {}) as { people?: number };
  return (all ? sides : sides.filter((side) => side === who || !sides.includes(who as Side)).slice(0, 1)).map(
    (side) => ({
      ...present(side),
      // One whom the others elected signs for all.
      ...(people > 1 && { capacity: 'representative' as const }),
    }),
  );
}

/** The staff to whom the task belongs, those who lead the talks it is part of, or those in charge of the stage. */
const staffOf = ({ groups, stage, leads }: Pick<OpenTask, 'groups' | 'stage' | 'leads'>): string =>
  groups.find((group) => everInCharge.includes(group)) ??
  leads ??
  (pipelineStages.has(stage) ? inCharge[stage][0]! : 'mediator');
const everInCharge: readonly string[] = Object.values(inCharge).flat();
