import { publicNoteOf } from './publicNote';

const noteOf = (properties: Record<string, string>) =>
  publicNoteOf(
    { properties, variables: { hearing: { on: '2026-06-03', place: '第一仲裁庭' } } },
    new Date('2026-05-20T00:00:00Z'),
  );

describe('the public note of a task', () => {
  it('is text computed from what the task shows, in both languages', () => {
    expect(noteOf({ told: '="开庭日期：" + hearing.on', told_en: '="Day of the hearing: " + hearing.on' })).toEqual({
      zh: '开庭日期：2026-06-03',
      en: 'Day of the hearing: 2026-06-03',
    });
  });
  it('is absent if the model has none, or none now', () => {
    expect(noteOf({})).toBeUndefined();
    expect(noteOf({ told: '=if hearing.by = null then null else hearing.by' })).toBeUndefined();
  });
});
