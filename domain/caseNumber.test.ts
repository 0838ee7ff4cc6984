import { displayCaseNumber, formatCaseNumber, parseCaseNumber } from './caseNumber';

test('a case number consists of place, year and sequence, and can be parsed again', () => {
  const parts = { region: '340111', year: 2026, sequence: 123 };
  expect(formatCaseNumber(parts)).toBe('AH-340111-2026-000123');
  expect(parseCaseNumber('AH-340111-2026-000123')).toEqual(parts);
  expect(formatCaseNumber({ ...parts, sequence: 1_234_567 })).toBe('AH-340111-2026-1234567');
  expect(parseCaseNumber('AH-340111-2026-1234567')?.sequence).toBe(1_234_567);
  expect(displayCaseNumber('AH-340111-2026-000123')).toBe('皖劳争〔2026〕340111-123号');
});

test.each([
  '',
  'AH-340111-2026-123',
  'AH-320111-2026-000123',
  'AH-340111-2026-000000',
  'AH-340111-2026-0000123',
  'ah-340111-2026-000123',
  'AH-340111-2026-000123/1',
  ' AH-340111-2026-000123',
])('%p is not a case number', (text) => {
  expect(parseCaseNumber(text)).toBeUndefined();
  expect(displayCaseNumber(text)).toBe(text);
});

test.each([
  { region: '320100', year: 2026, sequence: 1 },
  { region: '340111', year: 26, sequence: 1 },
  { region: '340111', year: 2026, sequence: 0 },
  { region: '340111', year: 2026, sequence: 1.5 },
])('%p makes none', (parts) => {
  expect(() => formatCaseNumber(parts)).toThrow(RangeError);
});
