import { compartmentSideOf, compartmentOf } from './compartments';

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

it('is the compartment of the element, otherwise of the innermost scope that names one', () => {
  const places = Object.fromEntries(Object.keys(talks.nodes).map((id) => [id, compartmentOf(talks, id)]));
  expect(places).toMatchObject({ own: 'sealed', inner: 'sealed', task: 'sealed', notice: 'open', strange: 'sealed' });
  expect(compartmentOf({ process: 'p', nodes: { p: {}, t: { scope: 'p' } } }, 't')).toBe('open');
});

it('keeps talks of earlier versions sealed, and talks that a version tries to open as a whole', () => {
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

it('belongs to the side named by the model or by a variable; without either it belongs to neither side', () => {
  expect(compartmentSideOf(talks, 'task', {})).toBeUndefined();
  expect(compartmentSideOf(talks, 'fixed', {})).toBe('employer');
  expect(compartmentSideOf(talks, 'room', { side: 'worker' })).toBe('worker');
  expect(compartmentSideOf(talks, 'room', { side: 'somebody' })).toBe('neither');
});
