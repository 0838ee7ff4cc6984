import { actTraits } from '../../domain/acts';
import type { Calendar } from '../../domain/limits/calendar';
import { presetOf, valuesFor } from './fill';
import { caseOf, parametersOf, type Line, type Story } from './Story';
import { Stuck, type OpenTask, type RunningLimit, type System } from './System';
import { endOfDay, filedAt, noonOf, timeOf } from './time';

/** Acts by which a case is filed, so that filing is their doing. */
const filing = new Set(['negotiation.request', 'mediation.apply', 'arbitration.apply', 'court-referral.send', 'suit.file']);
/** Lines on which nobody does anything. */
const waits = new Set(['nobody-acts', 'reminder']);
/** Acts that the system does by itself. */
const byItself = new Set(['court-referral.return', 'limitation-hint', 'reminder']);
const kinds = new Set(['duty', 'response']);
/** So many steps in one place are no progress but a circle. */
const most = 200;
const aMoment = 60_000;
/** A due date moves at most so far for the longest holidays. */
const restDays = 10 * 86_400_000;
/** Cases that have not closed so long after their story are left as they are. */
const patience = 6 * 366 * 86_400_000;

/** One story as it is played. */
export interface Play {
  story: Story;
  number?: string;
  /** The line that comes next. */
  line: number;
  /** The closing by default acts has begun; no task is left alone any more. */
  ending: boolean;
  done: boolean;
  /** What could not be done as told, in words. */
  problems: string[];
}

/**
 * Plays stories on a system, all on one line of time, as the people in them. It goes by acts and data only: a told act is done on the
 * task that offers it; steps that are not told are done in time by the act that their task does normally; before a limit is told to
 * pass, what it waits for is left alone.
 */
export class Player {
  readonly plays: Play[];
  private readonly hints = new Map<Play, number>();

  constructor(private readonly system: System, private readonly calendar: Calendar, stories: Story[]) {
    this.plays = stories.map((story) => ({ story, line: 0, ending: false, done: false, problems: [] }));
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
        next.play.problems.push(`${this.describe(next.play)}: ${(error as Error).message}`);
        next.play.line += 1;
        if (next.play.problems.length > 20) next.play.done = true;
      }
    }
  }

  /** The system is stuck: no story goes on. */
  private giveUp({ message }: Stuck): void {
    for (const play of this.plays) {
      if (!play.done) play.problems.push(`${this.describe(play)}: ${message}`);
      play.done = true;
    }
  }

  /** Which case has something to do next, and when. The same instant: in the order of the stories. */
  private async next(): Promise<{ play: Play; at: number } | undefined> {
    let first: { play: Play; at: number } | undefined;
    for (const play of this.plays) {
      if (play.done) continue;
      const at = Math.max(this.system.now(), await this.timeFor(play));
      if (!first || at < first.at) first = { play, at };
    }
    return first;
  }

  private async timeFor(play: Play): Promise<number> {
    if (!play.number) return filedAt(play.story);
    if (play.ending) return this.hints.get(play) ?? this.system.now();
    const line = this.lineTime(play) ?? this.system.now();
    const urgent = await this.urgent(play);
    return Math.min(line, urgent ? this.inTime(urgent.due) : Infinity, await this.nextDate(play));
  }

  /** When the next line is acted; what waits for the end of a day waits for its last moment and a little more. */
  private lineTime(play: Play): number | undefined {
    const line = play.story.story[play.line];
    if (!line) return undefined;
    const at = timeOf(play.story, line, this.calendar);
    return waits.has(line.act) ? endOfDay(at) + aMoment : at;
  }

  /** Just after the next date at which the case may move by itself: what it brings is looked at. */
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
    const at = this.lineTime(play);
    if (urgent && this.inTime(urgent.due) <= this.system.now() && (at === undefined || this.inTime(urgent.due) < at)) return this.keep(play, urgent);
    if (!line) {
      play.ending = true;
      return;
    }
    if (this.system.now() < at!) return;
    await this.tell(play, line);
    progress(play, `${line.act} ${line.what}`);
    play.line += 1;
    await this.lookAhead(play);
  }

  private describe({ story, line }: Play): string {
    const told = story.story[line];
    return told ? `${told.after} ${told.who} ${told.act} ${told.what}` : 'after the last line';
  }

  // --- told acts ------------------------------------------------------------------------------------------------

  private async tell(play: Play, line: Line): Promise<void> {
    if (line.act === 'stop-all') return this.system.stop();
    if (line.act === 'start-all') return this.system.start();
    if (line.act === 'nobody-acts') return this.leave(play);
    if (byItself.has(line.act)) return this.demand(play, line);
    if (line.act === 'withdraw') return this.system.withdraw(play.number!, line.what || '撤回申请');
    if (actTraits(line.act).joint) return this.tellBoth(play, line);
    await this.tellOne(play, line);
  }

  /** What is told to pass is left alone until it has, also where a holiday moved it. */
  private async leave(play: Play): Promise<void> {
    const left = this.passing(play, await this.system.limits(play.number!));
    if (left) this.given.add(keyOf(left));
  }

  /** What the system does by itself has to have happened, as often as it was told up to here. */
  private async demand({ story, line: index, number }: Play, { act }: Line): Promise<void> {
    const told = story.story.slice(0, index + 1).filter((line) => line.act === act).length;
    const times = await this.system.timesDone(number!, act);
    if (times < told) throw new Error(`the system did ${act} ${times} times by itself, not ${told}`);
  }

  /** Does steps that are not told until a task offers the act, and does it there. */
  private async tellOne(play: Play, line: Line): Promise<OpenTask | undefined> {
    for (let steps = 0; steps < most; steps++) {
      const offered = await this.offering(play, line.act, line.who);
      if (offered) {
        await this.complete(offered.task, offered.sets, line.act, line.data, line.who);
        return offered.task;
      }
      if (this.isFiling(play, line)) return undefined;
      if (!(await this.step(play, line))) break;
    }
    const open = (await this.system.tasks(play.number!)).map((task) => `${task.element}[${task.acts.map(({ code }) => code).join(' ')}]`);
    throw new Error(`nothing offers ${line.act}; open: ${open.join(', ') || 'nothing'}`);
  }

  /** Both sides do it: first where it is offered, then wherever the process asks a side to do the same. */
  private async tellBoth(play: Play, line: Line): Promise<void> {
    const first = await this.tellOne(play, line);
    if (!first) return;
    for (let steps = 0; steps < most; steps++) {
      const offers = (await this.offers(play, line.act)).filter(({ task }) => task.element !== first.element);
      const [next] = offers;
      if (!next) return;
      await this.complete(next.task, next.sets, line.act, line.data, line.who);
    }
  }

  /** The first act of a person may be the filing itself. */
  private isFiling(play: Play, line: Line): boolean {
    if (!filing.has(line.act)) return false;
    return play.story.story.slice(0, play.line).every(({ act }) => byItself.has(act) || act.endsWith('-all'));
  }

  private async offers(play: Play, act: string): Promise<{ task: OpenTask; sets: string }[]> {
    const now = this.nowText();
    return (await this.system.tasks(play.number!)).flatMap((task) => {
      const offered = task.acts.find(({ code }) => code === act);
      return offered && presetOf(offered.sets, task.variables, now) !== null ? [{ task, sets: offered.sets }] : [];
    });
  }

  private async offering(play: Play, act: string, who: string): Promise<{ task: OpenTask; sets: string } | undefined> {
    const offers = await this.offers(play, act);
    return offers.find(({ task }) => task.groups.includes(groupOf(who))) ?? offers[0];
  }

  // --- steps that are not told ------------------------------------------------------------------------------------

  /** Does one step that is not told, with what the next told line needs in view. False: there is none. */
  private async step(play: Play, toward: Line | undefined, within?: RunningLimit): Promise<boolean> {
    const tasks = (await this.system.tasks(play.number!)).filter((task) => !within || task.instance === within.instance);
    const free = tasks.map((task) => ({ task, act: this.usual(play, task, toward) })).filter(({ act }) => act !== undefined);
    const own = free.find(({ task }) => task.id === within?.owner);
    const chosen = own ?? free.find(({ act }) => !actTraits(act!.code).closing) ?? free[0];
    if (!chosen) return false;
    await this.complete(chosen.task, chosen.act!.sets, chosen.act!.code, {}, chosen.task.groups[0] ?? 'administrator');
    return true;
  }

  /** What is normally done with a task; undefined for one that a later line acts on, or that nobody need do. */
  private usual(play: Play, task: OpenTask, toward: Line | undefined): { code: string; sets?: string } | undefined {
    if (task.acts.length === 0) return { code: '' };
    const now = this.nowText();
    const offered = task.acts.filter(({ sets }) => presetOf(sets, task.variables, now) !== null);
    const later = play.story.story.slice(play.line).filter((line) => line !== toward);
    if (!play.ending && later.some(({ act }) => offered.some(({ code }) => code === act))) return undefined;
    const usual = offered.find(({ primary }) => primary);
    const aim = toward && !waits.has(toward.act) ? toward.act : later.find(({ act }) => !waits.has(act) && !byItself.has(act))?.act;
    if (!aim || play.ending) return usual;
    const near = offered.find(({ code }) => headOf(code) === headOf(aim));
    const elsewhere = headOf(aim) !== actTraits(aim).stage || actTraits(usual?.code ?? '').stage !== actTraits(aim).stage;
    if (near && elsewhere && (usual || offered.length === 1)) return near;
    return this.leading(offered, usual, aim) ?? usual;
  }

  /** An act that leads into the stage of what is told next, where what is usual does not. */
  private leading(offered: OpenTask['acts'], usual: OpenTask['acts'][number] | undefined, aim: string): OpenTask['acts'][number] | undefined {
    const { stage } = actTraits(aim);
    if (!stage || !usual || actTraits(usual.code).stage === stage) return undefined;
    return offered.find(({ code }) => actTraits(code).stage === stage);
  }

  private async complete(task: OpenTask, sets: string | undefined, act: string, data: Record<string, unknown>, who: string): Promise<void> {
    const values = await valuesFor(task, sets, data, this.nowText(), () => this.system.attach(task, who));
    await this.system.complete(task, act || undefined, values, who);
  }

  // --- limits -----------------------------------------------------------------------------------------------------

  /** The limit that would be breached next although nobody tells so. */
  private async urgent(play: Play): Promise<RunningLimit | undefined> {
    if (!play.number || play.ending) return undefined;
    const limits = await this.system.limits(play.number);
    const left = this.passing(play, limits)?.due;
    return limits.filter((limit) => limit.moment === 'escalate' || (limit.moment === 'breach' && kinds.has(limit.kind)))
      .filter((limit) => !this.given.has(keyOf(limit)) && (left === undefined || endOfDay(limit.due - 1) < endOfDay(left - 1)))
      .sort((a, b) => a.due - b.due)[0];
  }

  /** Limits that could not be kept: what they wait for is told later, or nobody can do it. */
  private readonly given = new Set<string>();

  /**
   * The limit that is told to pass, if that is what comes next: the last one up to then or, where a holiday moved it, the first one
   * before the line after that.
   */
  private passing(play: Play, limits: RunningLimit[]): RunningLimit | undefined {
    const lines = play.story.story.slice(play.line);
    const index = lines.findIndex(({ act }) => act !== 'reminder');
    if (lines[index]?.act !== 'nobody-acts') return undefined;
    const until = endOfDay(timeOf(play.story, lines[index], this.calendar));
    const then = lines[index + 1] ? timeOf(play.story, lines[index + 1]!, this.calendar) : until + restDays;
    const dated = limits.filter(({ moment }) => moment === 'breach').sort((a, b) => a.due - b.due);
    return dated.findLast(({ due }) => due <= until) ?? dated.find(({ due }) => due <= then);
  }

  /** Does what the limit waits for, so that it is kept. */
  private async keep(play: Play, limit: RunningLimit): Promise<void> {
    for (let steps = 0; steps < most; steps++) {
      const running = (await this.system.limits(play.number!)).some(({ id, due }) => id === limit.id && due === limit.due);
      if (!running) return;
      if (!(await this.step(play, undefined, limit))) break;
    }
    this.given.add(keyOf(limit));
  }

  /** Before a limit is told to pass it has to run: steps that are not told are done until it does. */
  private async lookAhead(play: Play): Promise<void> {
    if (play.story.story.slice(play.line).find(({ act }) => act !== 'reminder')?.act !== 'nobody-acts') return;
    for (let steps = 0; steps < most; steps++) {
      if (this.passing(play, await this.system.limits(play.number!))) return;
      if (!(await this.step(play, play.story.story[play.line]))) return;
    }
  }

  // --- after the story ----------------------------------------------------------------------------------------------

  /** After the last line the case goes its usual way until it is closed: usual acts, else the next date. */
  private async end(play: Play): Promise<void> {
    for (let steps = 0; steps < most; steps++) {
      if ((await this.system.standing(play.number!)).status === 'closed') {
        play.done = true;
        return;
      }
      if (!(await this.step(play, undefined))) break;
    }
    const now = this.system.now();
    const next = (await this.system.limits(play.number!)).map(({ due }) => due).filter((due) => due > now).sort((a, b) => a - b)[0];
    if (next === undefined || now > filedAt(play.story) + patience) {
      play.problems.push('the case does not close');
      play.done = true;
    } else this.hints.set(play, next + aMoment);
  }

  private nowText(): string {
    return new Date(this.system.now() + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
  }
}

const keyOf = ({ id, due }: RunningLimit): string => `${id} ${due}`;
const headOf = (act: string): string => act.split('.')[0]!;
/** The story's word for a person as the role that may do tasks. */
const groupOf = (who: string): string => ({ arbitration: 'arbitrator' })[who] ?? who;
