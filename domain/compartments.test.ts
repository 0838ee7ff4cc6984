import { asideOf, compartmentOf } from './compartments';

const talks = {
  process: 'own',
  nodes: {
    own: { properties: { compartment: 'sealed' } },
    inner: { scope: 'own' },
    task: { scope: 'inner' },
    notice: { scope: 'inner', properties: { compartment: 'open' } },
    strange: { scope: 'own', properties: { compartment: 'secret' } },
    private: { scope: 'own', properties: { side: '=side' } },
    room: { scope: 'private' },
    fixed: { scope: 'own', properties: { side: 'employer' } },
  },
};

it('lies where the element says, else where the innermost scope around it does', () => {
  const places = Object.fromEntries(Object.keys(talks.nodes).map((id) => [id, compartmentOf(talks, id)]));
  expect(places).toMatchObject({ own: 'sealed', inner: 'sealed', task: 'sealed', notice: 'open', strange: 'sealed' });
  expect(compartmentOf({ process: 'p', nodes: { p: {}, t: { scope: 'p' } } }, 't')).toBe('open');
});

it('keeps talks of before closed, and talks that a version would open as a whole', () => {
  const before = { process: 'mediation', nodes: {} };
  expect(['mediation', 'mediate', 'accept', 'agreementDocument'].map((id) => compartmentOf(before, id))).toEqual([
    'sealed',
    'sealed',
    'open',
    'open',
  ]);
  const opened = {
    process: 'mediation',
    nodes: { mediation: { properties: { compartment: 'open' } }, mediate: { scope: 'mediation' } },
  };
  expect(compartmentOf(opened, 'mediate')).toBe('sealed');
});

it('is of the side that the model names or a variable says; what says neither is of neither', () => {
  expect(asideOf(talks, 'task', {})).toBeUndefined();
  expect(asideOf(talks, 'fixed', {})).toBe('employer');
  expect(asideOf(talks, 'room', { side: 'worker' })).toBe('worker');
  expect(asideOf(talks, 'room', { side: 'somebody' })).toBe('neither');
});
