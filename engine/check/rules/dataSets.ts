import type { Element } from '../Element';
import { executable } from '../facets';
import { must, type Rule } from '../Finding';

const sets = (specification: Element) => specification.all('InputSet').concat(specification.all('OutputSet'));
const named = (set: Element, ...properties: string[]) => properties.flatMap((property) => set.refs(property));
const ALL_INPUTS = ['dataInputRefs', 'optionalInputRefs', 'whileExecutingInputRefs'];
const ALL_OUTPUTS = ['dataOutputRefs', 'optionalOutputRefs', 'whileExecutingOutputRefs'];
const strangers = (set: Element, property: string, among: string) => {
  const members = set.refs(among);
  return set
    .refs(property)
    .filter((data) => !members.includes(data))
    .map((data) => data.id)
    .join(', ');
};
const ids = (elements: Element[]) => elements.map((element) => element.id).join(', ');

/** An event has at most one set, and in a model that is not to run a tool may omit it. */
const counts = (io: Element) => !io.is('Event') || executable(io);

/** Input and output specifications: their data, sets and rules (10.4.1). */
export const dataSets: Rule[] = [
  must({
    id: 'data-input-in-set',
    clause: '10.4.1',
    on: ['InputOutputSpecification', 'ThrowEvent'],
    zh: '每个数据输入都必须属于至少一个输入集；请加入 inputSet 的 dataInputRefs。',
    en: 'Every data input must be in at least one input set; add it to dataInputRefs.',
    breaks: (io) =>
      counts(io) &&
      ids(
        io
          .all('DataInput')
          .filter((input) => !io.all('InputSet').some((set) => named(set, ...ALL_INPUTS).includes(input))),
      ),
  }),
  must({
    id: 'data-output-in-set',
    clause: '10.4.1',
    on: ['InputOutputSpecification', 'CatchEvent'],
    zh: '每个数据输出都必须属于至少一个输出集；请加入 outputSet 的 dataOutputRefs。',
    en: 'Every data output must be in at least one output set; add it to dataOutputRefs.',
    breaks: (io) =>
      counts(io) &&
      ids(
        io
          .all('DataOutput')
          .filter((output) => !io.all('OutputSet').some((set) => named(set, ...ALL_OUTPUTS).includes(output))),
      ),
  }),
  must({
    id: 'optional-input',
    clause: '10.4.1',
    on: 'InputSet',
    zh: '可选输入 optionalInputRefs 必须同时列在该输入集的 dataInputRefs 中。',
    en: 'An optional input must also be among the dataInputRefs of its input set.',
    breaks: (set) => strangers(set, 'optionalInputRefs', 'dataInputRefs'),
  }),
  must({
    id: 'while-executing-input',
    clause: '10.4.1',
    on: 'InputSet',
    zh: '执行中输入 whileExecutingInputRefs 必须同时列在该输入集的 dataInputRefs 中。',
    en: 'An input that may arrive while executing must also be among the dataInputRefs of its input set.',
    breaks: (set) => strangers(set, 'whileExecutingInputRefs', 'dataInputRefs'),
  }),
  must({
    id: 'optional-output',
    clause: '10.4.1',
    on: 'OutputSet',
    zh: '可选输出 optionalOutputRefs 必须同时列在该输出集的 dataOutputRefs 中。',
    en: 'An optional output must also be among the dataOutputRefs of its output set.',
    breaks: (set) => strangers(set, 'optionalOutputRefs', 'dataOutputRefs'),
  }),
  must({
    id: 'while-executing-output',
    clause: '10.4.1',
    on: 'OutputSet',
    zh: '执行中输出 whileExecutingOutputRefs 必须同时列在该输出集的 dataOutputRefs 中。',
    en: 'An output that may be produced while executing must also be among the dataOutputRefs of its output set.',
    breaks: (set) => strangers(set, 'whileExecutingOutputRefs', 'dataOutputRefs'),
  }),
  must({
    id: 'set-own-data',
    clause: '10.4.1',
    on: ['InputSet', 'OutputSet'],
    zh: '输入集和输出集只能引用同一活动、事件或流程自己的数据输入和输出。',
    en: 'An input or output set may only name data inputs and outputs of the same activity, event or process.',
    breaks: (set) => ids(named(set, ...ALL_INPUTS, ...ALL_OUTPUTS).filter((item) => item.parent !== set.parent)),
  }),
  must({
    id: 'set-pairs',
    clause: '10.4.1',
    on: 'InputOutputSpecification',
    zh: '输入集的 outputSetRefs 与输出集的 inputSetRefs 必须成对；请在另一方补上引用。',
    en: 'outputSetRefs of an input set and inputSetRefs of an output set must match; add the reference on the other side.',
    breaks: (io) =>
      ids(
        sets(io).filter((set) =>
          named(set, 'outputSetRefs', 'inputSetRefs').some(
            (other) => !named(other, 'outputSetRefs', 'inputSetRefs').includes(set),
          ),
        ),
      ),
  }),
];
