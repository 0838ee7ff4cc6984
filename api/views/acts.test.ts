import type { Form } from '../../engine/form';
import { inOrder } from './acts';

const now = new Date('2026-05-11T09:00:00+08:00');
const decision = {
  type: 'radio',
  key: 'decision',
  values: ['agree', 'again', 'fail'].map((value) => ({ label: value, value })),
};
const form: Form = { id: 'session', type: 'default', components: [{ type: 'textarea', key: 'notes' }, decision] };
const act = (code: string, sets: string) => ({ code, sets, primary: false });
const codes = (...[offered, ...more]: [...Parameters<typeof inOrder>]) =>
  inOrder(offered, ...more).map(({ code }) => code);

it('orders acts as the form lists what they decide', () => {
  const alphabetical = [
    act('mediation.agree', '{decision: "agree"}'),
    act('mediation.fail', '={decision: "fail"}'),
    act('mediation.session', '{decision: "again"}'),
  ];
  expect(codes(alphabetical, form, {}, now)).toEqual(['mediation.agree', 'mediation.session', 'mediation.fail']);
});

it('orders acts that no form lists by the list of legal acts, and puts other acts after them', () => {
  const alphabetical = [
    act('custom.one', '{signed: null}'),
    act('mediation.decline', '{signed: false}'),
    act('settlement.sign', '{signed: true}'),
    act('mediation.agree', '{signed: true}'),
  ];
  expect(codes(alphabetical, undefined, {}, now)).toEqual([
    'settlement.sign',
    'mediation.agree',
    'mediation.decline',
    'custom.one',
  ]);
});

it('puts acts that are not available now last', () => {
  const alphabetical = [
    act('mediation.agree', 'if open = true then {decision: "agree"} else null'),
    act('mediation.fail', '{decision: "fail"}'),
  ];
  expect(codes(alphabetical, form, {}, now)).toEqual(['mediation.fail', 'mediation.agree']);
  expect(codes(alphabetical, form, { open: true }, now)).toEqual(['mediation.agree', 'mediation.fail']);
});
