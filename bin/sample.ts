import { hash } from '@node-rs/argon2';
import { likenessOf } from '../domain/accountNames';
import type { Parameter } from '../domain/parameters';
import { cityOf, regions } from '../domain/regions';
import type { Model } from 'mongoose';
import { Employers, Mediators, Organisations, Users, type Mediator, type Organisation, type User } from '../models';
import { sampleEmployers } from './sampleEmployers';

const surnames = [
  '王',
  '李',
  '张',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '周',
  '吴',
  '徐',
  '孙',
  '胡',
  '朱',
  '高',
  '林',
  '何',
  '郭',
  '马',
  '罗',
];

const minimumWage = (region: string, value: number): Parameter => ({
  name: 'minimumWage.monthly',
  region,
  from: '2023-03-01',
  value,
  source: {
    title:
      '示例数据，使用前请按当地公布的最低工资标准核对 / Sample data: check it against the standard published for the place',
  },
});

/**
 * Anhui's highest level for its capital and its lowest elsewhere, so that no award is wrongly final because of too high
 * a level.
 */
export const minimumWages: readonly Parameter[] = [minimumWage('340000', 1780), minimumWage('340100', 2060)];

/**
 * In every county a township centre and the arbitration court's mediation centre, with two mediators each, and a few
 * dozen employers, to try out the system.
 */
export async function makeSample(): Promise<number> {
  const counties = regions.filter(({ level }) => level !== 'province');
  const organisations = counties.flatMap(({ code, zh, en }): Organisation[] => [
    organisation(
      `org-${code}-1`,
      'township-centre',
      code,
      `${zh}乡镇劳动人事争议调解中心`,
      `${en} township mediation centre`,
    ),
    organisation(
      `org-${code}-2`,
      'commission-mediation-centre',
      code,
      `${zh}劳动人事争议仲裁院调解中心`,
      `${en} arbitration court mediation centre`,
    ),
  ]);
  const mediators = organisations.flatMap(({ _id, region }, index): Mediator[] =>
    [0, 1].map((n) => ({
      _id: `mediator-${_id}-${n + 1}`,
      name: `${surnames[(index * 2 + n) % surnames.length]}调解员`,
      organisation: _id,
      region,
      fullTime: n === 0,
      languages: ['cmn'],
      skills: [],
      conflicts: [],
      active: true,
    })),
  );
  await insertMissing(Organisations, organisations);
  await insertMissing(Mediators, mediators);
  const employers = sampleEmployers();
  await insertMissing(Employers, employers);
  return organisations.length + mediators.length + employers.length;
}

/** The account of a sample mediator: `mediator-340104-1-2` is the second of the first organisation in 340104. */
const accountOf = (mediator: string): string => mediator.replace('-org-', '-');
export const exampleAccount = accountOf('mediator-org-340104-1-1');
export const isSampleAccount = (account: string): boolean => /^mediator-\d{6}-\d-\d$/.test(account);

/** Gives each sample mediator that is nobody's yet a user with this password, so that one can act as any of them. */
export async function makeSampleMediatorUsers(password: string, at: Date): Promise<void> {
  const free = await Mediators.find({ _id: /^mediator-org-\d{6}-\d-\d$/, user: null }).lean<Mediator[]>();
  const taken = new Set(
    (await Users.find({ account: { $in: free.map(({ _id }) => accountOf(_id)) } }, { account: 1 }).lean<User[]>()).map(
      ({ account }) => account,
    ),
  );
  const unlinked = free.filter(({ _id }) => !taken.has(accountOf(_id)));
  if (!unlinked.length) return;
  const passwordHash = await hash(password);
  const users = unlinked.map(({ _id, name, organisation, region }): User => {
    const account = accountOf(_id);
    return {
      _id: account,
      account,
      likeness: likenessOf(account),
      passwordHash,
      name,
      roles: ['mediator'],
      region,
      organisation,
      parties: [],
      mediator: _id,
      language: 'zh',
      active: true,
      createdAt: at,
    };
  });
  await Users.insertMany(users);
  await Mediators.bulkWrite(
    users.map(({ _id, mediator }) => ({ updateOne: { filter: { _id: mediator }, update: { $set: { user: _id } } } })),
  );
}

async function insertMissing<T extends { _id: string }>(model: Model<T>, documents: T[]): Promise<void> {
  const known = new Set((await model.find({}, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id));
  const missing = documents.filter(({ _id }) => !known.has(_id));
  if (missing.length) await model.collection.insertMany(missing as never[]);
}

const organisation = (
  _id: string,
  kind: Organisation['kind'],
  region: string,
  zh: string,
  en: string,
): Organisation => ({
  _id,
  name: { zh, en },
  kind,
  region,
  city: cityOf(region),
  industries: [],
  causes: [],
  active: true,
});
