import { partyRoles, roles } from './roles';

/** A normal form shared by spellings that look the same: width, case, whitespace, invisible characters, accents. */
export const spelling = (account: string): string =>
  account
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{C}\p{Z}\s]/gu, '')
    .toLowerCase()
    .normalize('NFKC')
    .slice(0, 100);

/**
 * The letters of account names: Latin and Chinese, digits, and what joins them. Letters of other scripts look like
 * these (Cyrillic а, Greek ο) and no name here needs them, so that no list of confusable letters has to be kept
 * (Unicode Technical Standard #39, §5.2: restriction to one script and Latin).
 */
export const accountPattern = /^[A-Za-z0-9\p{Script=Han}][A-Za-z0-9\p{Script=Han}._@-]{1,59}$/u;

const alike: [RegExp, string][] = [
  [/[._-]/g, ''],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/0/g, 'o'],
  [/[1i]/g, 'l'],
];

/** Names with the same likeness are easily mistaken for each other: `admin.1`, `admini` and `adminl`. */
export const likenessOf = (account: string): string =>
  alike.reduce((text, [pattern, plain]) => text.replaceAll(pattern, plain), spelling(account));

/** What stands for a group, for nobody in particular or for the system wherever people are named. */
const reserved = new Set(
  [...roles.codes, 'system', 'nobody', 'anyone', 'anybody', 'everybody', 'heyi', 'user', 'group', 'root'].map(
    likenessOf,
  ),
);

/** Whether an account so named could be mistaken for a role, a party of a case (`worker@…`) or the system itself. */
export const isReserved = (account: string): boolean =>
  reserved.has(likenessOf(account)) || partyRoles.some((role) => spelling(account).startsWith(`${role}@`));
