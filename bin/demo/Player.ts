import { actTraits, bothSides, isSameDeed } from '../../domain/acts';
import type { Side } from '../../domain/reach';
import type { Calendar } from '../../domain/limits/calendar';
import { pipelineStages } from '../../domain/stages';
import { presetOf, valuesFor } from './fill';
import { caseOf, parametersOf, type Line, type Story } from './Story';
import { saysTerms } from './terms';
import { Stuck, type OpenTask, type RunningLimit, type System } from './System';
import { endOfDay, filedAt, noonOf, timeOf } from './time';

/** Acts by which a case is filed: filing itself is the act. */
const filing = new Set([
  'negotiation.request',
  'mediation.apply',
  'arbitration.apply',
  'court-referral.send',
  'suit.file',
]);
/** Lines in which nobody acts. */
const waits = new Set(['nobody-acts', 'reminder']);
/** Acts that the system does automatically. */
const byItself = new Set(['court-referral.return', 'limitation-hint', 'reminder']);
const kinds = new Set(['duty', 'response']);
/** A side goes back on a review before its document is in force. */
const backingOut = new Set(['arbitration-review.withdraw', 'arbitration.decline']);
/** The story says of each side whether it signs for a document. */
const oneByOne = new Set(['arbitration.sign', 'arbitration.decline']);
/** This many steps in one place are a cycle without progress. */
const most = 200;
const aMoment = 60_000;
const aDay = 86_400_000;
/** The most that the longest holidays can move a due date. */
const restDays = 10 * 86_400_000;
/** A limit expires when the story says so, or at most this much later. */
const toleratedDelay = 10 * 86_400_000;
/** Cases that are not closed this long after their story are left as they are. */
const patience = 6 * 366 * 86_400_000;

/** A story while it is played. */
export interface Play {
  story: Story;
  number?: string;
  /** The line that comes next. */
  line: number;
  /** The case is being closed by default acts; no task is left alone from now on. */
  ending: boolean;
  done: boolean;
  /** The last act of both sides: it is completed once those represented have consented to it. */
  joint?: { line: Line; first: OpenTask };
  /** Values given with an act whose form did not ask for them: the next form that asks for them gets them. */
  pending: Record<string, unknown>;
  /** The limits that expire according to the line with this number. */
  passing: { line: number; limits: RunningLimit[] };
  /** The limits that should have expired and still run. */
  left: RunningLimit[];
  /** What could not be done as the story says, in words. */
  problems: string[];
}

/** The milliseconds for which a line waits for what a slow machine has not done yet. */
const grace = 120_000;

/**
 * Plays stories on a system, all on one timeline, as the people in them. It uses acts and data only: an act in the
 * story is done on the task that offers it; other steps are done in time by the usual act of their task; before a limit
 * expires in the story, what it waits for is left alone. After its last line a case is brought to its close; without
 * `close` it is left as it is.
 */
export class Player {
  readonly plays: Play[];
  private readonly hints = new Map<Play, number>();
  /** Since when a line of a story misses something. */
  private readonly missing = new Map<string, number>();

  constructor(
    private readonly system: System,
    private readonly calendar: Calendar,
    stories: Story[],
    private readonly close = true,
  ) {
    this.plays = stories.map((story) => ({
      story,
      line: 0,
      ending: false,
      done: false,
      pending: {},
      passing: { line: -1, limits: [] },
      left: [],
      problems: [],
    }));
  }

  /** Plays everything to its end. */
  async run(progress: (play: Play, what: string) => void = () => undefined): Promise<void> {
    for (;;) {
      const next = await this.next();
      if (!next) return;
      try {
        await this.system.advanceTo(next.at);
        await this.act(next.play, progress);
      } catch (error) {
        if (error instanceof Stuck) return this.giveUp(error);
        if (await this.mayCome(next.play)) continue;
        next.play.problems.push(`${this.describe(next.play)}: ${(error as Error).message}`);
        next.play.line += 1;
        // A case that could not be filed has no further lines.
        if (!next.play.number || next.play.problems.length > 20) next.play.done = true;
      }
    }
  }

  /** Whether what a line misses may still be under way; looks at the case anew. */
  private async mayCome({ number, line, story }: Play): Promise<boolean> {
    if (!number || !this.system.lookAgain) return false;
    const place = `${story.id}/${line}`;
    const since = this.missing.get(place) ?? performance.now();
    this.missing.set(place, since);
    await this.system.lookAgain(number);
    return performance.now() - since < grace;
  }

  /** The system is stuck: no story goes on. */
  private giveUp({ message }: Stuck): void {
    for (const play of this.plays) {
      if (!play.done) play.problems.push(`${this.describe(play)}: ${message}`);
      play.done = true;
    }
  }

  /** Which case has something to do next, and when. At the same instant: in the order of the stories. */
  private async next(): Promise<{ play: Play; at: number } | undefined> {
    let first: { play: Play; at: number } | undefined;
    for (const play of this.plays) {
      if (play.done) continue;
      const at = Math.max(
        this.system.now(),
        await this.timeFor(play).catch((error: Error) => this.unreadable(play, error)),
      );
      if (!first || at < first.at) first = { play, at };
    }
    return first;
  }

  /** A line without a time ends its story. */
  private unreadable(play: Play, { message }: Error): number {
    play.problems.push(`${this.describe(play)}: ${message}`);
    play.done = true;
    return Infinity;
  }

  private async timeFor(play: Play): Promise<number> {
    if (!play.number) return filedAt(play.story);
    if (play.ending) return this.hints.get(play) ?? this.system.now();
    const line = Math.max(this.lineTime(play) ?? this.system.now(), await this.leftUntil(play));
    const urgent = await this.urgent(play);
    return Math.min(line, urgent ? this.inTime(urgent.due) : Infinity, await this.nextDate(play));
  }

  /** When the next line is played; what waits for the end of a day waits until slightly after it. */
  private lineTime(play: Play): number | undefined {
    const line = play.story.story[play.line];
    if (!line) return undefined;
    const at = timeOf(play.story, line, this.calendar);
    return waits.has(line.act) ? endOfDay(at) + aMoment : at;
  }

  /** A limit that should expire does so before the next line, even if a holiday moved it beyond that. */
  private async leftUntil(play: Play): Promise<number> {
    if (!play.left.length) return 0;
    const running = new Set((await this.system.limits(play.number!)).map(keyOf));
    play.left = play.left.filter((limit) => running.has(keyOf(limit)) && limit.due + aMoment > this.system.now());
    return Math.max(0, ...play.left.map(({ due }) => due + aMoment));
  }

  /** Just after the next date at which the case may move on its own, to see the effects. */
  private async nextDate(play: Play): Promise<number> {
    const now = this.system.now();
    const dues = (await this.system.limits(play.number!)).map(({ due }) => due).filter((due) => due + aMoment > now);
    return Math.min(Infinity, ...dues) + aMoment;
  }

  private inTime(due: number): number {
    return Math.max(this.system.now(), noonOf(due - 1));
  }

  private async act(play: Play, progress: (play: Play, what: string) => void): Promise<void> {
    this.hints.delete(play);
    if (!play.number) {
      play.number = await this.system.file(caseOf(play.story), parametersOf(play.story));
      progress(play, play.number);
      return;
    }
    if (play.ending) return this.end(play);
    const line = play.story.story[play.line];
    const urgent = await this.urgent(play);
    const passed = await this.leftUntil(play);
    const at = Math.max(this.lineTime(play) ?? 0, passed);
    if (urgent && this.inTime(urgent.due) <= this.system.now() && (at === 0 || this.inTime(urgent.due) < at))
      return this.keep(play, urgent);
    if (this.system.now() < at) return;
    if (!line) {
      play.ending = true;
      play.done = !this.close;
      return;
    }
    await this.tell(play, line);
    progress(play, `${line.act} ${line.what}`);
    play.line += 1;
    await this.lookAhead(play);
  }

  private describe({ story, line, number }: Play): string {
    const next = story.story[line];
    if (!number) return `立案 / filing`;
    return next ? `${next.after} ${next.who} ${next.act} ${next.what}` : '最后一行之后 / after the last line';
  }

  // --- acts of the story ----------------------------------------------------------------------------------------

  private async tell(play: Play, line: Line): Promise<void> {
    if (line.act === 'stop-all') return this.stop(play);
    if (line.act === 'start-all') return this.start();
    if (line.act === 'nobody-acts') return this.leave(play);
    if (byItself.has(line.act)) return this.demand(play, line);
    // Before a court a suit is withdrawn, which the court has to allow.
    if (line.act === 'withdraw' && (await this.stageOf(play)) === 'litigation')
      return this.tell(play, { ...line, who: 'court', act: 'suit.withdraw' });
    if (line.act === 'withdraw') {
      await this.system.withdraw(play.number!, line.what || '撤回申请');
      await this.consent(play);
      return;
    }
    if (actTraits(line.act).joint) return this.playBoth(play, line);
    if (line.data.on === 'both')
      for (const on of bothSides) await this.playOne(play, { ...line, data: { ...line.data, on } });
    else await this.playOne(play, line);
    if (line.act === consenting && play.joint) await this.playRest(play, play.joint);
    await this.serveThatDay(play, line);
    await this.signForThatDay(play, line);
    await this.confirm(play, line);
  }

  private stageOf = async (play: Play): Promise<string | undefined> =>
    (await this.system.caseStatus(play.number!)).stages.filter((stage) => pipelineStages.has(stage)).at(-1);

  /**
   * Awards are signed on the day they are made; an award and a judgment are served on both sides on that day, unless the
   * story says otherwise.
   */
  private async serveThatDay(play: Play, { act, data }: Line): Promise<void> {
    const paper = servedWhenMade[act];
    if (paper || act === 'award.partial') while (await this.staffSign(play));
    if (!paper) return;
    if (data.served === false) return;
    for (const { task, act: serve } of await this.offers(play, { act: 'paper.serve', data: { paper } }))
      await this.complete(play, task, serve, {}, task.groups[0]!);
  }

  /** The document of a review is signed for on the day it is made, unless the story has it withdrawn or declined. */
  private async signForThatDay(play: Play, { act }: Line): Promise<void> {
    const later = play.story.story.slice(play.line + 1).map((line) => line.act);
    if (act !== 'arbitration-review.grant' || later.some((each) => backingOut.has(each))) return;
    while (await this.staffSign(play));
    for (const { task, act: sign } of await this.offers(play, { act: 'arbitration.sign', data: {} }))
      await this.complete(play, task, sign, {}, task.groups[0]!);
  }

  /** A person who is asked to confirm an act of the story does so, unless the story says otherwise. */
  private async confirm(play: Play, { act }: Line): Promise<void> {
    for (const task of await this.system.tasks(play.number!)) {
      const usual = this.usual(play, task, undefined);
      if (usual?.code === `${actTraits(act).as ?? act}.confirm`)
        await this.complete(play, task, usual, {}, task.groups[0]!);
    }
  }

  /** While everything is stopped nobody can act. */
  private stopped = false;

  /** Answers that would expire while everything is stopped are given before that, unless a later line gives them. */
  private async keepBefore(play: Play): Promise<void> {
    const start = play.story.story.slice(play.line).find(({ act }) => act === 'start-all');
    const until = start ? timeOf(play.story, start, this.calendar) : Infinity;
    for (const limit of await this.system.limits(play.number!))
      if (limit.moment === 'breach' && limit.kind === 'response' && limit.due <= until) await this.keep(play, limit);
  }

  private async stop(play: Play): Promise<void> {
    await this.keepBefore(play);
    this.stopped = true;
    await this.system.stop();
  }

  private async start(): Promise<void> {
    await this.system.start();
    this.stopped = false;
  }

  /** What should expire is left alone until it has, even if a holiday moved it. */
  private async leave(play: Play): Promise<void> {
    play.left = await this.passing(play, await this.system.limits(play.number!));
    for (const limit of play.left) this.given.add(keyOf(limit));
  }

  /** Automatic acts must have happened as often as the story has mentioned them so far. */
  private async demand({ story, line: index, number }: Play, { act }: Line): Promise<void> {
    const expected = story.story.slice(0, index + 1).filter((line) => line.act === act).length;
    const times = await this.system.timesDone(number!, act);
    if (times < expected) throw new Error(`the system did ${act} ${times} times, not ${expected}`);
  }

  /** Does steps that are not in the story until a task offers the act, and does it there. */
  private async playOne(play: Play, line: Line): Promise<OpenTask | undefined> {
    for (let steps = 0; steps < most; steps++) {
      const offered = await this.offering(play, line);
      if (offered) {
        if (!aboutPaper(line)) play.pending = { ...play.pending, ...line.data };
        await this.complete(play, offered.task, offered.act, line.data, line.who);
        return offered.task;
      }
      if (this.isFiling(play, line)) {
        play.pending = { ...play.pending, ...line.data };
        return undefined;
      }
      if (!(await this.step(play, line))) break;
    }
    const open = (await this.system.tasks(play.number!)).map(
      (task) => `${task.element}[${task.acts.map(({ code }) => code).join(' ')}]`,
    );
    throw new Error(`nothing offers ${line.act}; open: ${open.join(', ') || 'nothing'}`);
  }

  /** Both sides do it: first where it is offered, then wherever the process asks a side to do the same. */
  private async playBoth(play: Play, line: Line): Promise<void> {
    const first = await this.playOne(play, line);
    const next = play.story.story[play.line + 1]?.act;
    if (!first || (next !== undefined && oneByOne.has(next))) return;
    play.joint = { line, first };
    await this.playRest(play, play.joint);
  }

  private async playRest(play: Play, { line, first }: NonNullable<Play['joint']>): Promise<void> {
    for (let steps = 0; steps < most; steps++) {
      // The other side may be asked on a task of its own, of another element or of the same one.
      const [next] = (await this.offers(play, line)).filter(
        ({ task }) => task.element !== first.element || isOtherSides(task, first),
      );
      if (next) await this.complete(play, next.task, next.act, line.data, line.who);
      else if (!(await this.staffSign(play)) && !(await this.consent(play))) return;
    }
  }

  /** Those represented consent in time, unless a later line says that they do or do not. False: nobody asks them. */
  private async consent(play: Play): Promise<boolean> {
    if (play.story.story.slice(play.line + 1).some(({ act }) => act.startsWith('representation.'))) return false;
    for (const task of await this.system.tasks(play.number!)) {
      const usual = this.usual(play, task, undefined);
      if (usual?.code !== consenting) continue;
      await this.complete(play, task, usual, {}, task.groups[0]!);
      return true;
    }
    return false;
  }

  /** Staff sign and seal at once what is theirs to sign and seal. False: there is nothing. */
  private async staffSign(play: Play): Promise<boolean> {
    for (const task of await this.system.tasks(play.number!)) {
      const usual = this.usual(play, task, undefined);
      if (!usual || !/^paper\.(sign|seal)$/.test(usual.code)) continue;
      await this.complete(play, task, usual, {}, task.groups[0]!);
      return true;
    }
    return false;
  }

  /** The first act of a person may be the filing itself. */
  private isFiling(play: Play, line: Line): boolean {
    if (!filing.has(line.act)) return false;
    return play.story.story.slice(0, play.line).every(({ act }) => byItself.has(act) || act.endsWith('-all'));
  }

  /** Tasks that offer an act now, by its own name or by the name that the same deed has there. */
  private async offers(play: Play, line: Pick<Line, 'act' | 'data'>): Promise<{ task: OpenTask; act: Offered }[]> {
    const now = this.nowText();
    const { act } = line;
    const tasks = (await this.system.tasks(play.number!)).filter((task) => concerns(line, task));
    const offered = tasks.flatMap((task) =>
      task.acts
        .filter(({ code, sets }) => isSameDeed(code, act) && presetOf(sets, task.variables, now) !== null)
        .map((each) => ({ task, act: each })),
    );
    const named = offered.filter(({ act: { code } }) => code === act);
    return named.length ? named : offered;
  }

  private async offering(play: Play, line: Line): Promise<{ task: OpenTask; act: Offered } | undefined> {
    const offers = await this.offers(play, line);
    const own = offers.filter(({ task }) => task.groups.includes(groupOf(line.who)));
    return own.find(({ act: { primary } }) => primary) ?? own[0] ?? offers[0];
  }

  // --- other steps ------------------------------------------------------------------------------------------------

  /** Does one step that is not in the story, with a view to the next line. False: there is none. */
  private async step(play: Play, toward: Line | undefined, within?: RunningLimit): Promise<boolean> {
    const tasks = (await this.system.tasks(play.number!)).filter(
      (task) => !within || task.instance === within.instance,
    );
    const free = tasks
      .map((task) => ({ task, act: this.usual(play, task, toward) }))
      .filter(({ act }) => act !== undefined);
    const own = free.find(({ task }) => task.id === within?.owner);
    // Papers are served in time, before anybody has to answer them.
    const serving = free.find(({ act }) => act!.code === 'paper.serve');
    const chosen = own ?? serving ?? free.find(({ act }) => !actTraits(act!.code).closing) ?? free[0];
    if (!chosen) return false;
    await this.complete(play, chosen.task, chosen.act!, {}, chosen.task.groups[0] ?? 'administrator');
    return true;
  }

  /** The usual act of a task; undefined for a task that a later line acts on, or that is optional. */
  private usual(
    play: Play,
    task: OpenTask,
    toward: Line | undefined,
  ): (Pick<Offered, 'code'> & Partial<Offered>) | undefined {
    if (task.acts.length === 0) return { code: '' };
    const now = this.nowText();
    const offered = task.acts.filter(({ sets }) => presetOf(sets, task.variables, now) !== null);
    const later = play.story.story.slice(play.line).filter((line) => line !== toward);
    const next = later.find(({ act }) => !waits.has(act) && !byItself.has(act));
    if (
      !play.ending &&
      (later.some((line) => concerns(line, task) && offered.some(({ code }) => code === line.act)) ||
        offered.some(({ code }) => next && concerns(next, task) && isSameDeed(code, next.act)))
    )
      return undefined;
    const usual = offered.find(({ primary }) => primary);
    const aim = toward && !waits.has(toward.act) ? toward.act : next?.act;
    if (!aim || play.ending) return usual;
    const near = offered.find(({ code }) => headOf(code) === headOf(aim));
    const elsewhere =
      headOf(aim) !== actTraits(aim).stage || actTraits(usual?.code ?? '').stage !== actTraits(aim).stage;
    if (near && elsewhere && (usual || offered.length === 1)) return near;
    return this.leading(offered, usual, aim) ?? usual;
  }

  /** An act that leads to the stage of the next line, if the usual one does not. */
  private leading(
    offered: OpenTask['acts'],
    usual: OpenTask['acts'][number] | undefined,
    aim: string,
  ): OpenTask['acts'][number] | undefined {
    const { stage } = actTraits(aim);
    if (!stage || !usual || actTraits(usual.code).stage === stage) return undefined;
    return offered.find(({ code }) => actTraits(code).stage === stage);
  }

  private async complete(
    play: Play,
    task: OpenTask,
    { code, sets }: Pick<Offered, 'code'> & Partial<Offered>,
    data: Record<string, unknown>,
    who: string,
  ): Promise<void> {
    // A form that asks which side acted is told by whom the story says that it was done.
    const said = bothSides.includes(who as Side) && asksWho(task) ? { by: who, ...data } : data;
    const values = await valuesFor(task, sets, said, play.pending, this.nowText(), () => this.system.attach(task, who));
    await this.system.complete(task, code || undefined, values, who);
    play.pending = Object.fromEntries(
      Object.entries(play.pending).filter(([key]) => !(key in values) && !('obligations' in values && saysTerms(key))),
    );
  }

  // --- limits -----------------------------------------------------------------------------------------------------

  /** The limit that would be breached next although the story does not say so. */
  private async urgent(play: Play): Promise<RunningLimit | undefined> {
    if (!play.number || play.ending || this.stopped) return undefined;
    const limits = await this.system.limits(play.number);
    const left = await this.passing(play, limits);
    const until = Math.min(...left.map(({ due }) => endOfDay(due - 1)), Infinity);
    return limits
      .filter((limit) => limit.moment === 'escalate' || (limit.moment === 'breach' && kinds.has(limit.kind)))
      .filter((limit) => !this.given.has(keyOf(limit)) && !left.includes(limit) && endOfDay(limit.due - 1) <= until)
      .sort((a, b) => a.due - b.due)[0];
  }

  /** Limits that could not be kept: what they wait for comes later in the story, or nobody can do it. */
  private readonly given = new Set<string>();

  /**
   * The limits that should expire next and have not: those of the day nearest to the line. Of several on one day, those
   * whose task is done by a later line.
   */
  private async passing(play: Play, limits: RunningLimit[]): Promise<RunningLimit[]> {
    const index = play.story.story.findIndex(({ act }, line) => line >= play.line && act !== 'reminder');
    const line = play.story.story[index];
    if (line?.act !== 'nobody-acts') return [];
    const known = play.passing;
    if (known.line === index && known.limits.length && known.limits.every(({ due }) => due <= this.system.now()))
      return [];
    const until = endOfDay(timeOf(play.story, line, this.calendar));
    const tasks = await this.system.tasks(play.number!);
    const later = play.story.story.slice(index + 1);
    const dated = limits.filter(({ moment }) => moment === 'breach');
    const near = dated.filter(({ due }) => due >= until - toleratedDelay && due <= until + restDays);
    const [nearest] = (near.length ? near : alone(dated, tasks, later[0], until)).sort(
      (a, b) => Math.abs(a.due - until) - Math.abs(b.due - until),
    );
    const sameDay = dated.filter(({ due }) => due === nearest?.due);
    const doneLater = sameDay.filter(({ owner }) =>
      tasks.some(
        (task) =>
          task.id === owner &&
          task.acts.some(({ code }) => later.some((line) => concerns(line, task) && isSameDeed(code, line.act))),
      ),
    );
    play.passing = { line: index, limits: doneLater.length ? doneLater : sameDay };
    return play.passing.limits;
  }

  /** Does what the limit waits for, so that it is kept. */
  private async keep(play: Play, limit: RunningLimit): Promise<void> {
    for (let steps = 0; steps < most; steps++) {
      const running = (await this.system.limits(play.number!)).some(
        ({ id, due }) => id === limit.id && due === limit.due,
      );
      if (!running) return;
      if (!(await this.step(play, undefined, limit))) break;
    }
    this.given.add(keyOf(limit));
  }

  /** A limit must run before it can expire: other steps are done until it does. */
  private async lookAhead(play: Play): Promise<void> {
    if (play.story.story.slice(play.line).find(({ act }) => act !== 'reminder')?.act !== 'nobody-acts') return;
    for (let steps = 0; steps < most; steps++) {
      if ((await this.passing(play, await this.system.limits(play.number!))).length) return;
      if (!(await this.step(play, play.story.story[play.line]))) return;
    }
  }

  // --- after the story ----------------------------------------------------------------------------------------------

  /** After the last line the case takes its usual course until it is closed: usual acts, otherwise the next date. */
  private async end(play: Play): Promise<void> {
    for (let steps = 0; steps < most; steps++) {
      if ((await this.system.caseStatus(play.number!)).status === 'closed') {
        play.done = true;
        return;
      }
      if (!(await this.step(play, undefined))) break;
    }
    const now = this.system.now();
    const next = (await this.system.limits(play.number!))
      .map(({ due }) => due)
      .filter((due) => due > now)
      .sort((a, b) => a - b)[0];
    if (next === undefined && this.plays.some((other) => other !== play && !other.done && !other.ending))
      // A case that was joined with another waits for it.
      this.hints.set(play, now + aDay);
    else if (next === undefined || now > filedAt(play.story) + patience) {
      play.problems.push('the case does not close');
      play.done = true;
    } else this.hints.set(play, next + aMoment);
  }

  private nowText(): string {
    return new Date(this.system.now() + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
  }
}

type Offered = OpenTask['acts'][number];

/** The act of those whose representatives have agreed, changed, admitted or withdrawn something in their names. */
const consenting = 'representation.consent';

/** Whether two tasks of one element are each for one side, and not for the same. */
const isOtherSides = ({ groups: [one, ...more] }: OpenTask, { groups: [other, ...others] }: OpenTask): boolean =>
  !more.length && !others.length && one !== other && bothSides.some((side) => side === one);

/** The papers that are served as soon as they are made. */
const servedWhenMade: Record<string, string | undefined> = {
  'award.issue': 'award',
  'judgment.issue': 'judgment',
  'appeal.decide': 'appeal-judgment',
  'appeal.change': 'appeal-judgment',
  'suit.accept': 'fee-notice',
  'suit.dismiss': 'ruling',
  'suit.refuse': 'ruling',
  'suit.withdraw': 'ruling',
  'set-aside.grant': 'ruling',
  'set-aside.dismiss': 'ruling',
  'payment-order.issue': 'payment-order',
};
const aboutPaper = ({ act }: Pick<Line, 'act'>): boolean => act.startsWith('paper.');

/** Whether a line may refer to a task: if the line names a paper and its recipient, the task must be about them. */
function concerns({ act, data }: Pick<Line, 'act' | 'data'>, { variables }: OpenTask): boolean {
  if (act === 'service.correct' && Array.isArray(variables.papers))
    return data.paper === undefined || variables.papers.some(({ value }: { value?: unknown }) => value === data.paper);
  if (!aboutPaper({ act })) return true;
  const about = (variables.about ?? {}) as { paper?: unknown; recipient?: unknown };
  return (
    (data.paper === undefined || data.paper === about.paper) && (data.on === undefined || data.on === about.recipient)
  );
}

/** A line long after its date: the answer for which everything waits, before the story continues elsewhere. */
function alone(limits: RunningLimit[], open: OpenTask[], next: Line | undefined, until: number): RunningLimit[] {
  // Rights wait for nobody.
  const tasks = open.filter(({ acts }) => acts.some(({ primary }) => primary));
  const [task] = tasks;
  if (
    !task ||
    tasks.length > 1 ||
    (next && task.acts.some(({ code }) => actTraits(code).stage && actTraits(code).stage === actTraits(next.act).stage))
  )
    return [];
  return limits.filter(({ owner, kind, due }) => owner === task.id && kind === 'response' && due < until);
}

/** Whether a form has a field for the side that acted, and no terms (whose `by` is who owes). */
const asksWho = ({ form }: OpenTask): boolean =>
  (form?.components.some(({ key }) => key === 'by') ?? false) &&
  !form!.components.some(({ path }) => path === 'obligations');
const keyOf = ({ id, due }: RunningLimit): string => `${id} ${due}`;
const headOf = (act: string): string => act.split('.')[0]!;
/** The role of the story's person for doing tasks. */
const groupOf = (who: string): string => ({ arbitration: 'arbitrator' })[who] ?? who;
