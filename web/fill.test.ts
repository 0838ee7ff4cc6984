import { fill } from './fill';

it.each([
  ['{{n|working day|working days}} left', { n: 1 }, '1 working day left'],
  ['{{n|working day|working days}} left', { n: 0 }, '0 working days left'],
  ['more than {{n|case|cases}}', { n: '1,000' }, 'more than 1,000 cases'],
  ['{{by}}：{{n}} 件', { by: '王某', n: 2 }, '王某：2 件'],
  ['{{n}} of {{all}}', { n: 1 }, '1 of '],
])('%s with %j', (text, values, filled) => expect(fill(text, values)).toBe(filled));
