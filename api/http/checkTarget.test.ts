import { z } from 'zod';
import { operation, type Operation } from '../contract/operation';
import { checkTarget } from './checkTarget';

const about = { tag: 't', method: 'post', permission: 'case.read', summary: { zh: '甲', en: 'A' } } as const;
const checked = (stated: object) => () => checkTarget({ id: 'x', ...about, ...stated } as unknown as Operation);

describe('the target of an operation', () => {
  it('must be declared for each name in its path, by type', () => {
    operation({ ...about, id: 'x', path: '/cases/{number}', target: { path: { number: 'case' } } });
    // @ts-expect-error {number} has no target
    operation({ ...about, id: 'x', path: '/cases/{number}', target: { none: 'open' } });
    // @ts-expect-error there is no such kind of thing
    operation({ ...about, id: 'x', path: '/cases/{number}', target: { path: { number: 'dispute' } } });
    // @ts-expect-error there is no target
    operation({ ...about, id: 'x', path: '/cases' });
  });

  it.each([
    ['no target', { path: '/cases' }, 'declares no target'],
    [
      'a name in its path without a target',
      { path: '/bulk/{id}', target: { none: 'open' } },
      'declares no target for {id} in its path',
    ],
    ['a name that does not exist', { path: '/bulk', target: { path: { id: 'bulk' } } }, 'has no {id} in its path'],
    [
      'a field that does not exist',
      { path: '/users', target: { query: { area: 'area' } } },
      'has no area in its query',
    ],
    [
      'a field that could extend the caller’s reach',
      { path: '/users', target: { list: 'user' }, query: z.strictObject({ region: z.string() }) },
      'declares no target for region in its query',
    ],
    [
      'a field of one of several bodies',
      {
        path: '/users',
        target: { none: 'open' },
        body: z.union([z.strictObject({ a: z.string() }), z.strictObject({ assignee: z.string() })]),
      },
      'declares no target for assignee in its body',
    ],
    [
      'a thing in a public operation',
      { path: '/cases/{number}', permission: 'public', target: { path: { number: 'case' } } },
      'is public, so there is no caller whose reach could be checked',
    ],
  ])('is refused at startup if incomplete: %s', (_, stated, why) => {
    expect(checked(stated)).toThrow(`operation x: ${why}`);
  });
});
