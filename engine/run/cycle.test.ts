import type { Wait } from '../state';
import { cycleOf, nextTurn } from './cycle';

type Timer = Extract<Wait, { type: 'timer' }>;
const first = (text: string, now: string): Timer => ({ type: 'timer', ...cycleOf(text, now) });

function days(text: string, now: string): string[] {
  const found: string[] = [];
  for (let turn: Timer | undefined = first(text, now); turn && found.length < 20; turn = nextTurn(turn))
    found.push(turn.due!.slice(5, 10));
  return found;
}

describe('a cycle', () => {
  it.each([
    ['R/P1M/2026-12-31', '2026-02-01', '03-01 04-01 05-01 06-01 07-01 08-01 09-01 10-01 11-01 12-01'],
    ['R/P1M/2026-04-01', '2026-01-01', '02-01 03-01 04-01'],
    ['R3/P1M/2026-03-31', '2026-01-01', '01-31 02-28 03-31'],
    ['R4/P1M/2026-12-31', '2026-10-15', '10-31 11-30 12-31'],
    ['R1/P1M/2026-03-31', '2026-01-01', '03-31'],
    ['R/P1M/2026-03-30', '2026-01-31', '02-28'],
    ['R/P1Y/2028-02-29', '2026-02-28', '02-28 02-28'],
  ])('%s from %s has its turns up to the end and none after it', (text, now, expected) => {
    expect(days(text, now).join(' ')).toBe(expected);
  });

  it('that is late fires once and then keeps its rhythm', () => {
    const late = '2026-01-04T12:00:00+08:00';
    expect(nextTurn(first('R5/P1D', '2026-01-01'), late)).toMatchObject({
      due: '2026-01-05T00:00:00+08:00',
      remaining: 2,
    });
    expect(nextTurn(first('R2/P1D', '2026-01-01'), late)).toBeUndefined();
    expect(nextTurn(first('R/P1D', '2026-01-01'), '2026-01-05T00:00:00+08:00')).toMatchObject({
      due: '2026-01-06T00:00:00+08:00',
    });
  });

  it.each(['R/PT0.001S', 'R/PT0.999S', 'R3/PT0S', 'R/-PT1H', 'R/2026-01-01T00:00:00/2026-01-01T00:00:00.5'])(
    '%s is too short',
    (text) => {
      expect(() => cycleOf(text, '2026-01-01')).toThrow('at least 1 second');
    },
  );
  it('of a second is long enough, and a shorter one runs on in cases that began with it', () => {
    expect(cycleOf('R/PT1S', '2026-01-01').interval).toBe('PT1S');
    expect(cycleOf('R/PT0.001S', '2026-01-01', 2).interval).toBe('PT0.001S');
    expect(() => cycleOf('R/PT0S', '2026-01-01', 2)).toThrow();
  });
});
