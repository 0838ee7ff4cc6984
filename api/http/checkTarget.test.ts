import { z } from 'zod';
import { operation, type Operation } from '../contract/operation';
import { checkTarget } from './checkTarget';

const about = { tag: 't', method: 'post', permission: 'case.read', summary: { zh: '甲', en: 'A' } } as const;
const checked = (stated: object) => () => checkTarget({ id: 'x', ...about, ...stated } as unknown as Operation);

describe('what an operation is about', () => {
  it('is stated for each name in its path: by type', () => {
    operation({ ...about, id: 'x', path: '/cases/{number}', target: { path: { number: 'case' } } });
    // @ts-expect-error nothing is said of {number}
    operation({ ...about, id: 'x', path: '/cases/{number}', target: { none: 'open' } });
    // @ts-expect-error there is no such kind of thing
    operation({ ...about, id: 'x', path: '/cases/{number}', target: { path: { number: 'dispute' } } });
    // @ts-expect-error nothing is said at all
    operation({ ...about, id: 'x', path: '/cases' });
  });

  it.each([
    ['nothing is said at all', { path: '/cases' }, 'states no target'],
    ['a name in its path', { path: '/bulk/{id}', target: { none: 'open' } }, 'states no target for {id} in its path'],
    ['a name that is not there', { path: '/bulk', target: { path: { id: 'bulk' } } }, 'has no {id} in its path'],
    ['a field that is not there', { path: '/users', target: { query: { area: 'area' } } }, 'has no area in its query'],
    [
      'a field that could reach further',
      { path: '/users', target: { list: 'user' }, query: z.strictObject({ region: z.string() }) },
      'states no target for region in its query',
    ],
    [
      'a field of one of several bodies',
      {
        path: '/users',
        target: { none: 'open' },
        body: z.union([z.strictObject({ a: z.string() }), z.strictObject({ assignee: z.string() })]),
      },
      'states no target for assignee in its body',
    ],
    [
      'something that nobody is there to reach',
      { path: '/cases/{number}', permission: 'public', target: { path: { number: 'case' } } },
      'is open to people who are not signed in, whose reach nobody knows',
    ],
  ])('is refused at the start where it is left open: %s', (_, stated, why) => {
    expect(checked(stated)).toThrow(`operation x: ${why}`);
  });
});
