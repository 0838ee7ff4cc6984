import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { broken, process as model, sound } from '../../engine/check/rules.cases';
import { brokenFlow } from '../../engine/check/rules.flow.cases';

jest.setTimeout(120_000);

const root = join(__dirname, '../..');
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'bin/check.ts', ...args], { cwd: root, encoding: 'utf8' });

describe('npm run check', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'check-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('prints findings with place, rule, sentence and clause, in either language', () => {
    const path = file('start.bpmn', model('<startEvent id="s" name="受理"/>'));
    const { stdout, status } = run('--lang', 'en', path);
    expect(stdout).toContain(
      `${path}:1: error start-outgoing: "受理" (s): A start event must have an outgoing sequence flow; connect the next element. [BPMN 2.0.2 10.5.2]`,
    );
    expect(run('--lang', 'zh', path).stdout).toContain('“受理”（s）：开始事件必须有流出的顺序流；请连接其后的元素。');
    expect(status).toBe(1);
  });

  it('reports that there are no findings', () => {
    expect(run('--lang', 'en', file('sound.bpmn', sound.sequence!))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('nothing found'),
    });
  });

  it('refuses a file that is not BPMN, with the line', () => {
    const { stdout, status } = run('--lang', 'en', file('cut.bpmn', '<definitions>\n<process'));
    expect([stdout, status]).toEqual([expect.stringMatching(/cut\.bpmn:2:\d+: error MALFORMED: /), 1]);
  });

  it('refuses an import that is missing or not XML', () => {
    const importing = (location: string) =>
      `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t"><import importType="http://www.omg.org/spec/BPMN/20100524/MODEL" namespace="urn:u" location="${location}"/></definitions>`;
    file('text.bpmn', 'not XML');
    file('other.bpmn', importing('other.bpmn'));
    const refused = (location: string) =>
      run('--lang', 'en', file('importing.bpmn', importing(location))).stdout.includes('error import-readable');
    expect(['gone.bpmn', '%.bpmn', 'text.bpmn', 'other.bpmn'].map(refused)).toEqual([true, true, true, false]);
  });

  it('checks models with FEEL as models for this engine', () => {
    expect(run('--lang', 'en', file('feel.bpmn', broken['feel-syntax'] as string)).stdout).toMatch(/error feel-syntax/);
  });

  it('reports no miss if every model of a folder is refused by a rule that rules.json names for it', () => {
    mkdirSync(join(folder, 'suite', 'starts'), { recursive: true });
    file('suite/starts/incoming.bpmn', brokenFlow['start-incoming']!);
    file('suite/rules.json', JSON.stringify({ starts: ['start-incoming'] }));
    expect(run('--expect-refusal', join(folder, 'suite'))).toMatchObject({
      status: 0,
      stdout: '1 of 1 refused for the right reason\n',
    });
    file('suite/rules.json', JSON.stringify({ starts: ['end-outgoing'] }));
    expect(run('--expect-refusal', join(folder, 'suite')).stdout).toContain('MISS starts/incoming.bpmn: refused by');
  });

  it('reports that a file or folder does not exist', () => {
    expect(run(join(folder, 'gone'))).toMatchObject({ status: 1, stderr: expect.stringContaining('There is no such') });
  });

  it('reports a miss if a model of a folder is not refused', () => {
    file('sound.bpmn', sound.sequence!);
    expect(run('--expect-refusal', folder)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('MISS sound.bpmn: not refused'),
    });
  });
});
