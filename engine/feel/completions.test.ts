import { compileFeel } from '.';
import { builtIns } from './builtins';
import { descriptions } from './builtins/descriptions';
import { feelCompletions } from './completions';

const scope = { get: () => undefined, has: () => false, now: '2025-06-01T02:00:00Z' };

describe('completions', () => {
  it('describe every built-in function, and no other', () => {
    expect(Object.keys(descriptions).sort()).toEqual([...builtIns.keys()].filter((name) => name !== '@').sort());
  });

  it.each(feelCompletions.map((completion) => [completion.name, completion] as const))(
    'show a working example of %s',
    (name, { example, kind, zh, en, parameters }) => {
      const warnings: never[] = [];
      expect(compileFeel(example).evaluate(scope, warnings)).not.toBeNull();
      expect(warnings).toEqual([]);
      expect(example).toContain(kind === 'function' ? `${name}(` : name);
      expect([zh, en].every((text) => text.length > 3 || /\p{Script=Han}/u.test(text))).toBe(true);
      expect(parameters.length > 0).toBe(kind === 'function');
    },
  );
});
