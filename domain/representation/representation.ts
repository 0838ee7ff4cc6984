import { thresholdValue } from '../limits/thresholds';
import type { Fault } from '../terms/faults';
import { workerCode } from '../terms/terms';

/** The workers' side, as far as representation depends on it. */
interface Represented {
  count?: number;
  label?: string;
  members?: { name: string; apart?: boolean }[] | null;
}

/** What is to be decided in the names of those represented: what is done, and for whom (obligees of the terms). */
interface Disposition {
  act?: string;
  obligees?: string[] | null;
}

const fault = (path: string, zh: string, en: string): Fault => ({ path, zh, en });
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/**
 * What is wrong with an election: ten or more workers elect three to five of themselves (Law art. 7; Rules33 art.
 * 63(1)). Workers who apply over a collective contract without a union elect them under the guidance of the higher union,
 * however few they are (Rules33 art. 63(2)).
 */
export function electionFaults(elected: unknown, workers: Represented, contract = false): Fault[] {
  const names = (Array.isArray(elected) ? elected : []).map((each) => text(each?.name));
  const [least, most] = thresholdValue('collective-representatives') as [number, number];
  const needed = thresholdValue('collective-workers') as number;
  const roster = (workers.members ?? []).map(({ name }) => name.trim());
  return [
    ...(!contract && (workers.count ?? 0) < needed
      ? [
          fault(
            'representatives',
            `不足${needed}人的争议不推举代表人，由劳动者各自参加（调解仲裁法第7条）`,
            `Fewer than ${needed} workers do not elect representatives; each takes part for himself (Law art. 7)`,
          ),
        ]
      : []),
    ...(names.length < least || names.length > most
      ? [
          fault(
            'representatives',
            `代表人应为${least}至${most}人（办案规则第63条），现为${names.length}人`,
            `There must be ${least} to ${most} representatives (Rules of Arbitration art. 63), not ${names.length}`,
          ),
        ]
      : []),
    ...names.flatMap((name, index) => {
      const path = `representatives.${index}.name`;
      if (names.indexOf(name) < index)
        return [fault(path, '与前面一项重复：请删去一人', 'This repeats a name above: remove one')];
      // A roster may be shorter than the number of workers: then some are not listed yet.
      return roster.length >= (workers.count ?? Infinity) && !roster.includes(name)
        ? [
            fault(
              path,
              '代表人应是名单上的劳动者（办案规则第63条）：请改正姓名',
              'A representative must be one of the workers listed (Rules of Arbitration art. 63): correct the name',
            ),
          ]
        : [];
    }),
  ];
}

/**
 * What is wrong with a consent from which some are missing: nobody may be bound who did not consent (Rules33 art.
 * 63(1)). A withdrawal is of the whole application; an agreement may be made for those who consent.
 */
export function consentFaults(withheld: unknown, { act, obligees }: Disposition, { members }: Represented): Fault[] {
  const against = (Array.isArray(withheld) ? withheld : []).map(text).filter((who) => who !== '');
  if (!against.length) return [];
  const named = new Set(obligees ?? []);
  const bound = act !== 'settle' || named.has('worker') ? against : against.filter((who) => named.has(who));
  if (!bound.length) return [];
  const names = bound.map((who) => members?.[Number(who.split(':')[1]) - 1]?.name ?? who).join('、');
  return [
    fault(
      'withheld',
      `${names}没有同意，不能以其名义${act === 'settle' ? '和解' : act === 'withdraw' ? '撤回' : '处分请求'}（办案规则第63条）：请取得其同意，或者${act === 'settle' ? '退回修改，只为同意的人达成协议' : '选择不同意'}`,
      `${names} did not consent, so nothing may be decided in their names (Rules of Arbitration art. 63): obtain their consent, or ${act === 'settle' ? 'send it back and settle only for those who consent' : 'choose no consent'}`,
    ),
  ];
}

/** The workers of the roster to choose from, without those with whom the dispute is not concerned any more. */
export const rosterOptions = ({ members }: Represented): { value: string; label: string }[] =>
  (members ?? [])
    .slice(0, mostOffered)
    .flatMap(({ name, apart }, index) => (apart ? [] : [{ value: workerCode(index), label: `${index + 1} ${name}` }]));

/** The maximum number of workers of a roster that are offered by name. */
export const mostOffered = 1_000;

/** The functions of representation for FEEL. */
export const representationFunctions = () => ({
  'election faults': (elected: unknown, workers: Represented | null, contract?: boolean | null) =>
    electionFaults(elected, workers ?? {}, contract === true),
  'consent faults': (withheld: unknown, disposition: Disposition | null, workers: Represented | null) =>
    consentFaults(withheld, disposition ?? {}, workers ?? {}),
  'roster options': (workers: Represented | null) => rosterOptions(workers ?? {}),
});
