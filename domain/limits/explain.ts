import type { Lang } from '../text';
import type { Derivation } from './derive';
import { interruptionKinds } from './interruptions';
import { citeAll } from './laws';
import type { Skipped } from './skipped';
import { unitName, type Extension } from './terms';
import { triggers } from './triggers';

/** Explains in words why a due date is the day it is: one sentence per step, in the order of counting. */
export function explain(derivation: Derivation, lang: Lang): string {
  const tell = lang === 'zh' ? zh : en;
  return tell(derivation)
    .filter(Boolean)
    .join(lang === 'zh' ? '' : ' ');
}

function zh(d: Derivation): string[] {
  const event = triggers.name(d.event, 'zh');
  return [
    `${d.title.zh}为${lengthZh(d)}，依据${citeAll(d.sources, 'zh')}。`,
    ...d.restarts.map(
      ({ on, reason }) => `${on}${reason ? `因${interruptionKinds.name(reason, 'zh')}` : ''}重新计算。`,
    ),
    d.direction === 'before'
      ? `${event}日${d.trigger}不计入，向前计算。`
      : `自${d.from}${d.restarts.length ? '' : `（${event}）`}的次日起算，当日不计入。`,
    ...d.extensions.map(
      (each) =>
        `${each.on ? `${each.on}` : ''}${each.by ? `经${each.by}` : ''}延长${termZh(each)}${each.reason ? `（${each.reason}）` : ''}。`,
    ),
    ...d.stops
      .filter(({ days, to }) => days > 0 || to === undefined)
      .map(({ from, to, days, reason }) =>
        to
          ? `${from}起停止计算${reason ? `（${reason}）` : ''}，${to}恢复，扣除${days}日。`
          : `${from}起停止计算${reason ? `（${reason}）` : ''}，尚未恢复。`,
      ),
    skippedZh(d),
    endZh(d),
    d.provisional ? '该日期所在年份的放假安排尚未公布，日期为暂定，公布后重新计算。' : '',
  ];
}

function lengthZh(d: Derivation): string {
  if (d.agreedUntil) return `约定至${d.agreedUntil}`;
  const amount = `${d.amount}${unitName(d.unit, 'zh')}`;
  return d.unit === 'day' ? `${amount}（自然日）` : amount;
}

function termZh({ amount, unit, until }: Extension): string {
  return until ? `至${until}` : `${amount}${unitName(unit ?? 'day', 'zh')}`;
}

function skippedZh(d: Derivation): string {
  const passed = d.skipped.filter(({ when, why }) => when === 'counting' && why !== 'stopped');
  return passed.length ? `不计入的休息日：${passed.map(runZh).join('、')}。` : '';
}

function endZh(d: Derivation): string {
  if (!d.due) return '期限现停止计算，恢复后再算出届满日。';
  const moved = d.skipped.filter(({ when }) => when === 'end');
  const last = moved.length
    ? `最后一日${d.natural}不是工作日（${moved.map(runZh).join('、')}），顺延至其后第一个工作日${d.dueDate}。`
    : '';
  return d.direction === 'before' ? `最迟应于${d.dueDate} 24时前完成。` : `${last}期限于${d.dueDate} 24时届满。`;
}

function runZh(run: Skipped): string {
  const name = {
    weekend: '周末',
    statutory: `${run.name?.zh}法定节假日`,
    break: `${run.name?.zh}放假调休`,
    stopped: '停止计算',
  }[run.why];
  return `${run.from}${run.days > 1 ? `至${run.to}` : ''}${name}`;
}

function en(d: Derivation): string[] {
  const event = triggers.name(d.event, 'en');
  return [
    `${d.title.en}: ${lengthEn(d)}, under ${citeAll(d.sources, 'en')}.`,
    ...d.restarts.map(
      ({ on, reason }) => `It started again on ${on}${reason ? `: ${interruptionKinds.name(reason, 'en')}` : ''}.`,
    ),
    d.direction === 'before'
      ? `Counted back from ${d.trigger} (${event}), which is not counted.`
      : `Counted from the day after ${d.from}${d.restarts.length ? '' : ` (${event})`}.`,
    ...d.extensions.map(
      (each) =>
        `Extended ${termEn(each)}${each.on ? ` on ${each.on}` : ''}${each.by ? ` by ${each.by}` : ''}${each.reason ? ` (${each.reason})` : ''}.`,
    ),
    ...d.stops
      .filter(({ days, to }) => days > 0 || to === undefined)
      .map(({ from, to, days, reason }) =>
        to
          ? `The clock was stopped from ${from}${reason ? ` (${reason})` : ''} and resumed on ${to}: ${days} days do not count.`
          : `The clock has been stopped since ${from}${reason ? ` (${reason})` : ''}.`,
      ),
    skippedEn(d),
    endEn(d),
    d.provisional
      ? 'The holiday notice of that year has not come: the date is provisional and will be derived again.'
      : '',
  ];
}

function lengthEn(d: Derivation): string {
  return d.agreedUntil ? `until ${d.agreedUntil}, as agreed` : `${d.amount} ${unitName(d.unit, 'en')}`;
}

function termEn({ amount, unit, until }: Extension): string {
  return until ? `to ${until}` : `by ${amount} ${unitName(unit ?? 'day', 'en')}`;
}

function skippedEn(d: Derivation): string {
  const passed = d.skipped.filter(({ when, why }) => when === 'counting' && why !== 'stopped');
  return passed.length ? `Not counted as rest days: ${passed.map(runEn).join('; ')}.` : '';
}

function endEn(d: Derivation): string {
  if (!d.due) return 'The clock is stopped; the due date follows when it resumes.';
  const moved = d.skipped.filter(({ when }) => when === 'end');
  const last = moved.length
    ? `The last day, ${d.natural}, is no working day (${moved.map(runEn).join('; ')}), so it moves to the next, ${d.dueDate}. `
    : '';
  return d.direction === 'before'
    ? `It must be done by 24:00 on ${d.dueDate}.`
    : `${last}It ends at 24:00 on ${d.dueDate}.`;
}

function runEn(run: Skipped): string {
  const name = {
    weekend: 'weekend',
    statutory: `statutory holiday, ${run.name?.en}`,
    break: `break, ${run.name?.en}`,
    stopped: 'clock stopped',
  }[run.why];
  return `${run.from}${run.days > 1 ? ` to ${run.to}` : ''} (${name})`;
}
