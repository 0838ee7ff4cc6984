import { bindCalendar, shippedCalendar } from './calendar';
import { derive, type Basis } from './derive';
import { explain } from './explain';
import { lawTitle } from './laws';
import { limitOf, shippedRules } from './rules';
import { actors, triggers } from './triggers';

const calendar = bindCalendar(shippedCalendar);
const explained = (id: string, trigger: string, more: Partial<Basis>, lang: 'zh' | 'en') =>
  explain(derive({ limit: limitOf(shippedRules, id)!, trigger, calendar, ...more }), lang);

test('says why the day moved', () => {
  expect(explained('mediation-period', '2026-09-10', {}, 'zh')).toBe(
    '调解期限为15日（自然日），依据《企业劳动争议协商调解规定(人社部令第17号)》第29条、第31(7)条；《安徽省劳动人事争议调解仲裁条例(2026-05-01起施行)》第17(2)条、第19条。' +
      '自2026-09-10（调解受理）的次日起算，当日不计入。' +
      '最后一日2026-09-25不是工作日（2026-09-25中秋节法定节假日、2026-09-26至2026-09-27中秋节放假调休），顺延至其后第一个工作日2026-09-28。期限于2026-09-28 24时届满。',
  );
  expect(explained('suit-non-final-award', '2026-03-02', {}, 'en')).toBe(
    'Sue against a non-final award: 15 calendar days, under Labour Dispute Mediation and Arbitration Law, art. 50. Counted from the day after 2026-03-02 (Award received). It ends at 24:00 on 2026-03-17.',
  );
});

test('says which days do not count, where the clock was stopped, and what was granted', () => {
  const text = explained(
    'arbitration-award',
    '2026-05-15',
    {
      stops: [{ from: '2026-05-31', to: '2026-07-25', reason: '等待劳动能力鉴定' }],
      extensions: [{ on: '2026-08-18', by: '仲裁院负责人' }],
    },
    'zh',
  );
  expect(text).toContain('2026-05-31起停止计算（等待劳动能力鉴定），2026-07-25恢复，扣除55日。');
  expect(text).toContain('2026-08-18经仲裁院负责人延长15日。');
  expect(explained('mediation-acceptance', '2026-06-18', {}, 'en')).toContain(
    'Not counted as rest days: 2026-06-19 (statutory holiday, Dragon Boat Festival); 2026-06-20 to 2026-06-21 (break, Dragon Boat Festival).',
  );
});

test('says that the clock is stopped, that a date is provisional, and what is the last day before a hearing', () => {
  expect(explained('arbitration-award', '2026-05-15', { stops: [{ from: '2026-05-31' }] }, 'zh')).toContain(
    '尚未恢复。期限现停止计算',
  );
  expect(explained('arbitration-award', '2026-11-23', {}, 'en')).toContain('provisional');
  expect(explained('arbitration-hearing-notice', '2026-10-12', {}, 'zh')).toContain(
    '仲裁开庭日2026-10-12不计入，向前计算。',
  );
});

test('names every law, event and actor of the rules', () => {
  for (const { source, trigger, actor } of shippedRules.limits) {
    expect(triggers.has(trigger)).toBe(true);
    expect(actors.has(actor)).toBe(true);
    for (const { law } of source) expect(lawTitle(law, 'en')).not.toBe(law);
  }
});
