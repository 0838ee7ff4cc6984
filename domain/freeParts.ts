import { codeList } from './codeList';

/**
 * The parts of a paper that its issuer may edit before issue. In a template each is a paragraph with a bookmark
 * `free_<code>`; terms, articles and everything else are locked.
 */
export const freeParts = codeList({
  facts: { zh: '争议事实', en: 'Facts' },
  reasons: { zh: '裁决理由', en: 'Reasons' },
  reason: { zh: '理由', en: 'Reason' },
  points: { zh: '需要补正的材料', en: 'What is missing' },
  notice: { zh: '注意事项', en: 'What to observe' },
  correction: { zh: '补正内容', en: 'Corrections' },
  suggestion: { zh: '建议内容', en: 'Suggestions' },
});
export type FreePart = (typeof freeParts.codes)[number];

/** The longest text of one part: a long award. */
export const LONGEST_PART = 50_000;
/** The number of times a paper may be edited. */
export const MOST_EDITS = 200;

/** The bookmark of a part in a template, and of the number of the paper. */
export const bookmarkOf = (part: FreePart): string => `free_${part}`;
/** The part that a bookmark marks; undefined for one that marks none. */
export const freePartOf = (bookmark: string): FreePart | undefined =>
  freeParts.codes.find((part) => bookmarkOf(part) === bookmark);
export const NUMBER_BOOKMARK = 'paper_number';
