import { region } from './regions';

/**
 * The parts of a case number: the place of filing (GB/T 2260), the year of filing, and the sequence number in that
 * place and year.
 */
export interface CaseNumber {
  region: string;
  year: number;
  sequence: number;
}

const form = /^AH-(\d{6})-(\d{4})-(\d{6,9})$/;

/**
 * The case number as text, safe as a workflow id and in a URL: AH-340111-2026-000123. Throws RangeError if the parts
 * are not valid.
 */
export function formatCaseNumber({ region: place, year, sequence }: CaseNumber): string {
  const text = `AH-${place}-${year}-${String(sequence).padStart(6, '0')}`;
  if (!parseCaseNumber(text)) throw new RangeError(`${text} is not a case number`);
  return text;
}

/** The parts of a case number, or undefined if the text is not a case number. */
export function parseCaseNumber(text: string): CaseNumber | undefined {
  const match = form.exec(text);
  if (!match || !region(match[1]!) || Number(match[3]) === 0) return undefined;
  const parts = { region: match[1]!, year: Number(match[2]), sequence: Number(match[3]) };
  return match[3] === String(parts.sequence).padStart(6, '0') ? parts : undefined;
}

/** The number of the case that a message is for: an agreement of some of its workers has the key `<number>/<n>`. */
export const caseOfKey = (key: string): string => key.split('/', 1)[0]!;

/** How a case number is written in documents: 皖劳争〔2026〕340111-123号. Other text is returned unchanged. */
export function displayCaseNumber(text: string): string {
  const parts = parseCaseNumber(text);
  return parts ? `皖劳争〔${parts.year}〕${parts.region}-${parts.sequence}号` : text;
}
