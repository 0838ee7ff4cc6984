import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, readBpmn } from '../../../../engine';
import { Trial } from './Trial';

async function trial(): Promise<Trial> {
  const { definitions } = await readBpmn(readFileSync(join(__dirname, 'trial.bpmn')));
  return new Trial([compile(definitions, 'trial', 'test')], {}, '2026-05-11T09:00:00+08:00');
}
const started = async () => {
  const made = await trial();
  made.move({ type: 'start', process: 'trial', variables: { amount: 5 } });
  return made;
};

test('shows what waits, and continues when it is answered', async () => {
  const made = await started();
  const [task] = made.tasks;
  expect(task).toMatchObject({ element: 'hear', name: '听取意见' });
  expect(made.shown(task!)).toEqual({ amount: 5 });
  expect(made.timers).toMatchObject([{ element: 'late', due: expect.stringContaining('2026-05-14') }]);
  made.move({
    type: 'send',
    id: task!.id,
    event: { type: 'taskCompleted', key: task!.key, variables: { agreed: true } },
  });
  expect(made.tasks).toEqual([]);
  expect(made.jobs).toMatchObject([{ element: 'tell', job: 'notice.send' }]);
  expect(made.nextAt).toBeUndefined();
  made.move({ type: 'send', id: made.jobs[0]!.id, event: { type: 'jobCompleted', key: made.jobs[0]!.key } });
  expect(made.running).toBe(false);
});

test('advances the clock to the next event', async () => {
  const made = await started();
  made.move({ type: 'pass', to: made.nextAt! });
  expect(made.now).toContain('2026-05-14');
  expect(made.tasks).toEqual([]);
  expect(made.messages).toMatchObject([{ name: 'answer' }]);
  made.move({ type: 'message', name: 'answer', correlationKey: made.messages[0]!.correlationKey });
  expect(made.running).toBe(false);
});

test('undoes the last move together with the automatic ones after it', async () => {
  const made = await started();
  const before = JSON.stringify(made.cases[0]!.state);
  const [task] = made.tasks;
  made.move({ type: 'send', id: task!.id, event: { type: 'taskCompleted', key: task!.key } });
  made.move({ auto: true, type: 'send', id: task!.id, event: { type: 'jobCompleted', key: made.jobs[0]!.key } });
  made.back();
  expect(JSON.stringify(made.cases[0]!.state)).toBe(before);
  expect(made.moves).toHaveLength(1);
});

test('a refused move changes nothing', async () => {
  const made = await started();
  const before = JSON.stringify(made.cases[0]!.state);
  expect(() => made.move({ type: 'send', id: 'trial-1', event: { type: 'taskCompleted', key: 99 } })).toThrow();
  expect(JSON.stringify(made.cases[0]!.state)).toBe(before);
  expect(made.moves).toHaveLength(1);
});

test('shows the start events that would start nothing, and tries the rest', async () => {
  const { definitions } = await readBpmn(
    Buffer.from(
      `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><message id="m" name="=1 + &quot;a&quot;"/><process id="p" isExecutable="true"><startEvent id="s"/><startEvent id="named"><messageEventDefinition messageRef="m"/></startEvent><startEvent id="timed"><timerEventDefinition><timeCycle>=1 / 0</timeCycle></timerEventDefinition></startEvent><userTask id="a"/><sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="named" targetRef="a"/><sequenceFlow id="f3" sourceRef="timed" targetRef="a"/></process></definitions>`,
    ),
  );
  const made = new Trial([compile(definitions, 'p', 'test')], {}, '2026-05-11T09:00:00+08:00');
  expect(made.unarmed).toMatchObject([
    { startEvent: 'named', why: { zh: expect.stringContaining('应为文本') } },
    { startEvent: 'timed', why: { en: expect.any(String) } },
  ]);
  made.move({ type: 'start', process: 'p', variables: {} });
  expect(made.tasks).toHaveLength(1);
});
