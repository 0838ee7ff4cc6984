import type { CaseInput } from '../../domain/case';
import { placeFunctions } from '../../domain/placeFunctions';
import { limitOf, shippedRules } from '../../domain/limits/rules';
import { roles } from '../../domain/roles';
import { outcomes } from '../../domain/outcomes';
import { endingWithdrawal, partly, withdrawalBar } from '../../domain/weight';
import { sideOf, termsIn, type Obligation, type Terms } from '../../domain/terms/terms';
import { fieldsOf, formScope, optionsOf, type Component } from '../../engine/form';
import { presetOf, valuesFor } from '../../bin/demo/fill';
import type { OpenTask } from '../../bin/demo/System';
import { MemorySystem, type Made } from '../system/MemorySystem';

/** What is done next: which of the possible things, and how the choices of its form are made. Both wrap around. */
export type Choice = readonly [thing: number, options: number];

interface Done {
  act: string;
  element: string;
  groups: string[];
  values: Record<string, unknown>;
}

const DAY = 86_400_000;
/** After the random choices every case is brought to its close by usual acts, in at most this many steps. */
const stepsToClose = 600;

/**
 * A case of the shipped processes in which people do anything that they are offered, in any order, and limits pass or
 * not. Afterwards the case is brought to its close by usual acts. Collects what must never come of it.
 */
export class RandomPlay {
  /** What must not be, each once. */
  readonly faults = new Set<string>();
  readonly done: Done[] = [];
  outcome = '';
  /** Where the case stood in the version in which it began, and what kept it there. */
  readonly stood: ReturnType<MemorySystem['upgrade']> = [];
  /** Everything agreed or decided so far. */
  private readonly decided = new Map<string, Terms>();
  private readonly system: MemorySystem;
  private number = '';

  /** `from`: the version in which the case begins; it moves to `made` before it is brought to its close. */
  constructor(
    private readonly made: Made,
    private readonly filed: CaseInput,
    now: string,
    private readonly from?: Made,
  ) {
    this.system = new MemorySystem(from ?? made, now);
  }

  async run(choices: readonly Choice[]): Promise<void> {
    this.number = await this.system.file(this.filed, []);
    for (const choice of choices) {
      if (await this.closed()) break;
      await this.step(choice);
      await this.check();
    }
    if (this.from) this.stood.push(...this.system.upgrade(this.made));
    await this.close();
    await this.checkEnd();
  }

  private closed = async () => (await this.system.caseStatus(this.number)).status === 'closed';

  /** One thing: an act of a task, some days, the next date, or a withdrawal. */
  private async step([thing, options]: Choice): Promise<void> {
    const acts = await this.offered();
    const next = this.nextAt();
    const things: (() => Promise<unknown>)[] = [
      ...acts.map((each) => () => this.complete(each.task, each.act, options)),
      ...(next ? [() => this.system.advanceTo(next)] : []),
      () => this.days(options % 12, next),
      ...(options % 8 === 7 ? [() => this.withdraw()] : []),
    ];
    await things[thing % things.length]!();
  }

  private async withdraw(): Promise<void> {
    const ending = endingWithdrawal(this.system.variables(this.number));
    if (this.done.some(({ act }) => ending.includes(act)) || withdrawalBar(this.system.facts(this.number))) return;
    this.done.push({ act: 'withdraw', element: '', groups: [this.filed.applicant ?? 'worker'], values: {} });
    await this.system.withdraw(this.number, '撤回');
  }

  /** Some days pass, but no date of the case. */
  private async days(count: number, next: number | undefined): Promise<void> {
    await this.system.advanceTo(Math.min(this.system.now() + count * DAY, (next ?? Infinity) - 60_000));
  }

  private nextAt(): number | undefined {
    const at = this.system.host.nextAt;
    return at === undefined ? undefined : Math.max(Date.parse(at), this.system.now()) + 1000;
  }

  private async offered() {
    const { now } = this.system.host;
    return (await this.system.tasks(this.number)).flatMap((task) =>
      task.acts.length
        ? task.acts
            .filter(({ sets }) => presetOf(sets, task.variables, now) !== null)
            .map((act) => ({ task, act: act as OpenTask['acts'][number] | undefined }))
        : [{ task, act: undefined }],
    );
  }

  /** Whether it was accepted; a form may refuse what is filled in at random. */
  private async complete(task: OpenTask, act: OpenTask['acts'][number] | undefined, options: number): Promise<boolean> {
    const { now } = this.system.host;
    for (const told of [options === 0 ? (ofOne(task.variables) ?? {}) : this.chosen(task, options, now), {}]) {
      const values = await valuesFor(task, act?.sets, told, {}, now, async () => 'file');
      try {
        await this.system.complete(task, act?.code, values);
        this.done.push({ act: act?.code ?? '', element: task.element, groups: task.groups, values });
        return true;
      } catch (error) {
        this.refusals.set(`${task.element} ${act?.code ?? ''}`, (error as Error).message);
      }
    }
    return false;
  }

  /** What forms refused, by element and act. */
  readonly refusals = new Map<string, string>();

  /** Some choices of a form. */
  private chosen(task: OpenTask, options: number, now: string): Record<string, unknown> {
    const scope = formScope({ ...placeFunctions, ...task.variables }, now);
    const fields = [...fieldsOf(task.form?.components ?? [], scope, '')];
    return Object.fromEntries(
      fields.flatMap(({ component, path }, index): [string, unknown][] => {
        const picked = pick(component, options >> index, scope);
        return picked === undefined ? [] : [[path, picked]];
      }),
    );
  }

  private async close(): Promise<void> {
    for (let steps = 0; steps < stepsToClose; steps += 1) {
      if (await this.closed()) return;
      const usual = (await this.offered()).filter(({ act }) => !act || act.primary);
      let went = false;
      for (const { task, act } of usual) if ((went = await this.complete(task, act, 0))) break;
      await this.check();
      if (went) continue;
      const next = this.nextAt();
      if (next === undefined) break;
      await this.system.advanceTo(next);
    }
    if (await this.closed()) return;
    const open = (await this.system.tasks(this.number)).map(
      ({ element, acts }) => `${element}[${acts.map(({ code }) => code).join(' ')}]`,
    );
    this.faults.add(
      `never closes; open: ${open.join(', ') || 'nothing'}; refused: ${[...this.refusals].map((each) => each.join(': ')).join('; ')}`,
    );
  }

  // --- what must never be -----------------------------------------------------------------------------------------

  private async check(): Promise<void> {
    const { incidents } = await this.system.caseStatus(this.number);
    for (const each of incidents) this.faults.add(`incident: ${each}`);
    // An earlier version is not held to what is known today.
    if (this.from) return;
    for (const task of await this.system.tasks(this.number)) this.checkTask(task);
    this.checkTerms();
    await this.checkPeriods();
  }

  /** A task that nobody may do. */
  private checkTask({ element, groups, acts, variables }: OpenTask): void {
    const { now } = this.system.host;
    if (!groups.some((group) => roles.has(group))) this.faults.add(`nobody may do ${element}: ${groups.join(', ')}`);
    if (acts.length && acts.every(({ sets }) => presetOf(sets, variables, now) === null))
      this.faults.add(`${element} offers nothing`);
  }

  /** An obligation without obligee, or that a side owes itself. */
  private checkTerms(): void {
    for (const [, value] of this.variables())
      for (const terms of termsWithin(value)) this.decided.set(JSON.stringify(terms), terms);
    for (const [name, value] of this.variables())
      for (const obligation of termsIn(termsOf(value))?.obligations ?? [])
        if (!obligation.obligee || sideOf(obligation.obligee) === sideOf(obligation.obligor))
          this.faults.add(`${name}: an obligation of ${obligation.obligor} to ${obligation.obligee}`);
  }

  /** A period that counts from receipt, before the paper was served. */
  private async checkPeriods(): Promise<void> {
    const served = new Set(
      this.variables().flatMap(([name, value]) =>
        /^(service|ruling)Ledger$/.test(name) && Array.isArray(value)
          ? value.map(({ servedOn }: { servedOn?: string }) => servedOn)
          : [],
      ),
    );
    for (const { limit, trigger } of this.system.periods())
      if (countsFromReceipt.test(limitOf(shippedRules, limit)?.trigger ?? '') && trigger && !served.has(trigger))
        this.faults.add(`${limit} counts from ${trigger}, on which nothing was served (${[...served].join(', ')})`);
  }

  /** The variables of all instances of the case. */
  private variables(): [string, unknown][] {
    return [...this.system.host.cases.values()].flatMap(({ state }) =>
      Object.values(state.instances).flatMap(({ variables }) => Object.entries(variables ?? {})),
    );
  }

  /** A claim that nobody gave up and nothing answers; results that contradict each other. */
  private async checkEnd(): Promise<void> {
    const { outcome = '' } = await this.system.caseStatus(this.number);
    this.outcome = outcome;
    if (!outcomes.has(outcome)) return void this.faults.add(`closed with the outcome '${outcome}'`);
    if (this.from) return;
    const variables = this.system.variables(this.number);
    const decided = [...this.decided.values()];
    const open = this.filed.claims.flatMap((_, index) =>
      decided.some((terms) => answers(terms, index + 1)) ? [] : [index + 1],
    );
    const { arbitration, litigation } = variables as Record<string, { outcome?: string; rest?: string } | undefined>;
    if (open.length && !this.givenUp() && !byAuthority.has(arbitration?.rest ?? outcome))
      this.faults.add(`lost: ${outcome}, though nobody gave up the claims`);
    if (outcome === 'withdrawn' && !this.givenUp()) this.faults.add('withdrawn, though nobody withdrew');
    if (outcome === 'withdrawn' && this.done.some(({ act }) => act === 'award.issue'))
      this.faults.add('withdrawn after an award (办案规则第35条)');
    if (/withdrawn$/.test(outcome) && this.done.some(({ act }) => act === partly))
      this.faults.add(`${outcome} after a partial award, which stands (办案规则第35、49条)`);
    if (arbitration?.outcome === 'award-in-force' && /in-force$/.test(litigation?.outcome ?? ''))
      this.faults.add(`an award and ${litigation!.outcome} at once`);
  }

  /**
   * A side withdrew, its suit too, closed the case, or let a right lapse: after a stage either side may apply for the
   * next. A limitation takes nothing away by itself.
   */
  private givenUp(): boolean {
    const sides = ['worker', 'employer'];
    return (
      this.done.some(
        ({ act, groups }) =>
          givingUp.has(act) || (act === 'case.close' && groups.some((group) => sides.includes(group))),
      ) || this.system.lapsed(this.number).some((limit) => limitOf(shippedRules, limit)?.kind === 'right')
    );
  }
}

/** Acts with which a side gives up what it asked for; a court allows it for a suit, or takes its absence for it. */
const givingUp = new Set(['withdraw', 'suit.withdraw', 'suit.deem-withdrawn']);

/** Outcomes that an authority decides, after which the applicant may file again or elsewhere. */
const byAuthority = new Set(['case-revoked', 'deemed-withdrawn', 'transferred']);

/** All terms in a value. */
function termsWithin(value: unknown): Terms[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'obligations' in value ? termsIn(value) : undefined;
  return own ? [own] : Object.values(value).flatMap(termsWithin);
}

/** Whether a claim, counted from 1, is answered: by an obligation, by one over everything, or by a result of its own. */
const answers = ({ obligations, unanswered }: Terms, claim: number): boolean =>
  [...obligations, ...unanswered].some((each) => each.claim === undefined || each.claim === claim);

/** Triggers of limits that count from the day on which a party received a paper. */
const countsFromReceipt =
  /^((award|revocationRuling|dismissalRuling|nonAcceptanceRuling|nonEnforcementRuling|feeNotice|evidenceNotice)\.received|.*\.(served|applicationServed))$/;

/** Terms, or what has terms. */
const termsOf = (value: unknown): unknown =>
  value && typeof value === 'object'
    ? 'terms' in value
      ? value.terms
      : 'obligations' in value
        ? value
        : undefined
    : undefined;

/** Where some of the workers may agree: what one of them claims. */
function ofOne({ someMay, basis }: Record<string, unknown>): { obligations: Obligation[] } | undefined {
  const each = (basis as { each?: { obligations: Obligation[] } } | undefined)?.each?.obligations ?? [];
  const one = each.find(({ obligee }) => obligee.startsWith('worker:'))?.obligee;
  return someMay === true && one ? { obligations: each.filter(({ obligee }) => obligee === one) } : undefined;
}

const pick = (component: Component, option: number, scope: Parameters<typeof optionsOf>[1]): unknown => {
  if (component.type === 'checkbox') return option % 2 === 0;
  const options = component.type === 'radio' || component.type === 'select' ? optionsOf(component, scope) : [];
  return options[option % options.length]?.value;
};
