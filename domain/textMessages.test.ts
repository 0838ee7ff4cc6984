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
