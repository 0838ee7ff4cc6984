import { endOfQuiet } from './quietHours';
import { LONGEST_TEXT, textOf } from './textMessages';

describe('text messages', () => {
  it('say the code, what it is for and for how long, in the reader’s language', () => {
    const values = { code: '482913', purpose: '签署调解协议', minutes: '10' };
    expect(textOf('code', 'zh', values)).toMatch(/^【和议】验证码482913，用于签署调解协议，10分钟内有效。/);
    expect(textOf('code', 'en', values)).toMatch(/^\[Heyi\] Your code is 482913/);
  });

  it('stay within their size whatever is put in, and in one line', () => {
    for (const language of ['zh', 'en'] as const) {
      const text = textOf('code', language, { code: '1'.repeat(10_000), purpose: '案\r\n件\u2028😀'.repeat(5_000) });
      expect(text.length).toBeLessThanOrEqual(LONGEST_TEXT);
      expect(text).not.toMatch(/[\r\n\u2028]/);
      expect(() => encodeURIComponent(text)).not.toThrow();
    }
  });

  it('put in a value as it is, even one that looks like a template', () => {
    expect(textOf('contact-changed', 'zh', { tail: '{about}$&', about: '' })).toContain('尾号{about}$&的号码');
  });
});

describe('quiet hours', () => {
  const end = (at: string, hours?: { from: number; until: number }) => endOfQuiet(new Date(at), hours)?.toISOString();

  it.each([
    ['2026-05-11T12:59:59Z', undefined],
    ['2026-05-11T13:00:00Z', '2026-05-12T00:00:00.000Z'],
    ['2026-05-11T16:30:00Z', '2026-05-12T00:00:00.000Z'],
    ['2026-05-11T23:59:59Z', '2026-05-12T00:00:00.000Z'],
    ['2026-05-12T00:00:00Z', undefined],
  ])('last at %s until %s, from nine to eight in China', (at, until) => {
    expect(end(at)).toBe(until);
  });

  it('are those of the installation, within a day or across midnight, or none', () => {
    expect(end('2026-05-11T05:30:00Z', { from: 12, until: 14 })).toBe('2026-05-11T06:00:00.000Z');
    expect(end('2026-05-11T06:00:00Z', { from: 12, until: 14 })).toBeUndefined();
    for (let hour = 0; hour < 24; hour += 1)
      expect(end(new Date(Date.UTC(2026, 4, 11, hour)).toISOString(), { from: 0, until: 0 })).toBeUndefined();
  });
});
