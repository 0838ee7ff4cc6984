import { aroundChanges, inOrder, lineDifferences } from './lineDifferences';

test('a form that its editor merely saved again has no differences', () => {
  const before = { type: 'default', components: [{ type: 'number', key: 'a', label: 'A' }] };
  const after = {
    components: [{ label: 'A', key: 'a', type: 'number', layout: { row: 'Row_1', columns: null } }],
    type: 'default',
  };
  expect(inOrder(JSON.stringify(after))).toBe(inOrder(JSON.stringify(before)));
  expect(inOrder('<definitions/>')).toBe('<definitions/>');
});

test('changes are shown with a few lines around them', () => {
  const lines = Array.from({ length: 20 }, (_, line) => String(line));
  const rows = aroundChanges(lineDifferences(lines.join('\n'), lines.with(10, 'x').join('\n')));
  expect(rows.map((row) => row?.text)).toEqual([undefined, '7', '8', '9', '10', 'x', '11', '12', '13', undefined]);
});
