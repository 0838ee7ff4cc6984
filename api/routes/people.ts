import { isReserved, likenessOf, spelling } from '../../domain/accountNames';
import { cityOf, within } from '../../domain/regions';
import { receivingKinds } from '../../domain/organisations';
import { personKeys } from '../../domain/partyKeys';
import { isParty } from '../../domain/reach';
import { partyRoles, type Role } from '../../domain/roles';
import {
  Mediators,
  Organisations,
  Passkeys,
  plain,
  Sessions,
  SignInLinks,
  Tasks,
  Users,
  type Mediator,
  type Organisation,
  type Task,
  type User,
} from '../../models';
import { exclusiveRoles, explanationOf } from '../access/exclusions';
import { demandIndependent, handsOf } from '../access/independence';
import { placesWithin } from '../access/reach';
import { audit, SYSTEM } from '../audit/audit';
import { isColleague } from '../colleagues';
import * as contract from '../contract/people';
import { invalid, Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { newCode, newToken, type Keys } from '../keys';
import { keysOfAccount, numbersOf } from '../partyKeys';
import { inHandsOf, issuedBy, issuedUntil, issuePassword } from '../signIn/issued';
import { hashPassword } from '../signIn/passwords';
import { dropSecondFactors } from '../signIn/secondFactor';
import { introduced, needsFactor } from '../signIn/session';
import { personId } from '../access/person';
import { dropContact } from '../texts/contacts';
import { namesOf } from '../views/people';

export const peopleRoutes = [
  route(contract.listUsers, async ({ who, query }) =>
    listed(
      await Users.find({ ...placesWithin(query.region ?? who.region), ...(query.role && { roles: query.role }) })
        .sort({ account: 1 })
        .lean<User[]>(),
      query,
      ({ account, name }) => [account, name],
      userViews,
    ),
  ),
  route(contract.addUser, addUser),
  route(contract.changeUser, changeUser),
  route(contract.checkIdentity, checkIdentity),
  route(contract.issuePassword, async (call) => {
    if (call.target._id === call.who.id)
      throw invalid('id', '自己的密码请在“登录与安全”里修改', 'Change your own password under “Sign-in and security”');
    return issuePassword(call, call.target, call.body.toContact);
  }),
  route(contract.resetSecondFactor, resetSecondFactor),
  route(contract.listOrganisations, async ({ query }) =>
    listed(
      await Organisations.find({
        ...(query.region && placesWithin(query.region)),
        ...(query.kind && { kind: query.kind }),
      })
        .sort({ _id: 1 })
        .lean<Organisation[]>(),
      query,
      ({ name }) => [name.zh, name.en],
      (rows) => rows.map(organisationView),
    ),
  ),
  route(contract.listPlaces, async ({ query }) =>
    listed(
      await Organisations.find(
        { ...placesWithin(query.region), kind: { $in: receivingKinds }, active: true },
        { name: 1, kind: 1, region: 1, address: 1, phone: 1, hours: 1 },
      )
        .sort({ region: 1, _id: 1 })
        .lean<Organisation[]>(),
      query,
      ({ name }) => [name.zh, name.en],
      (rows) =>
        rows.map(({ _id, name, kind, region, address, phone, hours }) => ({
          id: _id,
          name,
          kind,
          region,
          ...(address && { address }),
          ...(phone && { phone }),
          ...(hours && { hours }),
        })),
    ),
  ),
  route(contract.addOrganisation, addOrganisation),
  route(contract.changeOrganisation, changeOrganisation),
  route(contract.listMediators, listMediators),
  route(contract.addMediator, addMediator),
  route(contract.changeMediator, changeMediator),
];

/** There are few people: a page of them is cut from the whole list, by position. */
async function listed<T, Shown>(
  all: T[],
  { text, size, after }: { text?: string; size: number; after?: string },
  said: (row: T) => string[],
  views: (rows: T[]) => Shown[] | Promise<Shown[]>,
): Promise<{ rows: Shown[]; next?: string }> {
  const plain = text?.toLowerCase();
  const found = plain ? all.filter((row) => said(row).some((part) => part.toLowerCase().includes(plain))) : all;
  const from = after === undefined ? 0 : Number(after);
  if (!Number.isInteger(from) || from < 0) throw new Problem('BAD_CURSOR');
  return {
    rows: await views(found.slice(from, from + size)),
    ...(found.length > from + size && { next: String(from + size) }),
  };
}

async function userViews(users: User[]) {
  const [named, names, passkeys] = await Promise.all([
    organisationNames(users),
    namesOf(users.map(({ identity }) => identity?.checkedBy)),
    Passkeys.distinct('user', { user: { $in: users.map(({ _id }) => _id) } }),
  ]);
  const withPasskey = new Set(passkeys);
  return users.map(
    ({
      _id,
      account,
      name,
      roles,
      region,
      organisation,
      mediator,
      email,
      firm,
      parties,
      identity,
      language,
      active,
      createdAt,
      totp,
      unseen,
    }) => ({
      id: _id,
      account,
      name,
      roles: roles as never,
      region,
      organisation: organisation ?? undefined,
      organisationName: named.get(organisation ?? ''),
      mediator: mediator ?? undefined,
      email: email ?? undefined,
      firm: firm ?? undefined,
      bound: parties.length > 0,
      ...(identity && {
        identity: {
          checkedBy: names(identity.checkedBy)!,
          checkedAt: identity.checkedAt.toISOString(),
          means: identity.means as never,
        },
      }),
      ...(unseen && { unseen }),
      language,
      active,
      secondFactor: Boolean(totp) || withPasskey.has(_id),
      createdAt: createdAt.toISOString(),
    }),
  );
}

async function userView(id: string) {
  const [shown] = await userViews(await Users.find({ _id: id }).lean<User[]>());
  return shown!;
}

async function organisationNames(rows: { organisation?: string | null }[]): Promise<Map<string, Organisation['name']>> {
  const found = await Organisations.find({ _id: { $in: rows.flatMap(({ organisation }) => organisation ?? []) } })
    .select({ name: 1 })
    .lean<Pick<Organisation, '_id' | 'name'>[]>();
  return new Map(found.map(({ _id, name }) => [_id, name]));
}

type NewUser = {
  account: string;
  name: string;
  roles: string[];
  region: string;
  organisation?: string;
  email?: string;
  firm?: string;
  language: 'zh' | 'en';
  active: boolean;
  identityNumber?: string;
  creditCode?: string;
};

/** A party's account without an identity could not see any of its cases. */
function knownAsParty(roles: readonly string[] = [], parties: readonly string[]): void {
  if (parties.length === 0 && partyRoles.some((role) => roles.includes(role)))
    throw invalid(
      'roles',
      '当事人账号要填写本人身份证号码或统一社会信用代码；当事人也可以凭案件编号和查询码登录',
      'A party’s account needs an identity number or credit code; parties can also sign in by case number and code',
    );
}

async function addUser(call: Call<'/users', unknown, NewUser>) {
  const { body, who, key, at, plan, deps } = call;
  await knownOrganisation(body.organisation);
  compatible(body.roles);
  const id = key.slice(0, 24);
  await freeName(body.account, id);
  await distinctArbitrator(body, id);
  const { identityNumber, creditCode, ...rest } = body;
  const parties = keysOfAccount(numbersOf({ identityNumber, creditCode }, deps.keys), rest);
  knownAsParty(rest.roles, parties);
  const password = await plan(newCode);
  const user: User = {
    _id: id,
    ...rest,
    likeness: likenessOf(body.account),
    passwordHash: await hashPassword(password),
    ...issuedBy(who.id, at),
    parties,
    createdBy: who.id,
    unseen: true,
    ...(parties.length && { boundBy: who.id }),
    createdAt: at,
  };
  await Users.updateOne({ _id: user._id }, { $setOnInsert: user }, { upsert: true });
  await audit(call, SYSTEM, 'user.add', user._id, { roles: user.roles, region: user.region });
  return { ...(await userView(user._id)), issued: { password, expiresAt: issuedUntil(at).toISOString() } };
}

/** What users may not change in their own account: what it permits, and who they are. */
const held = ['roles', 'region', 'organisation', 'active', 'identityNumber', 'creditCode', 'firm'] as const;

async function changeUser(call: Call<'/users/{id}', unknown, Partial<NewUser>>) {
  const { target: before, body, who, deps } = call;
  // Nor by an account that is in their hands.
  if (
    held.some((field) => field in body && !sameValue(body[field], valueOf(before, field))) &&
    (await handsOf(who.id)).has(before._id)
  )
    throw new Problem('OWN_ACCOUNT');
  await knownOrganisation(body.organisation);
  compatible(body.roles ?? before.roles);
  if (body.name ?? body.roles ?? body.region ?? body.active)
    await distinctArbitrator({ ...(before as unknown as NewUser), ...body }, before._id);
  const { identityNumber, creditCode, ...rest } = body;
  const rebound = Boolean(identityNumber ?? creditCode);
  const anotherPerson = rebound || (rest.name !== undefined && rest.name !== before.name);
  const numbers = rebound ? numbersOf({ identityNumber, creditCode }, deps.keys) : personKeys(before.parties);
  const identity = anotherPerson ? undefined : before.identity;
  const parties = keysOfAccount(numbers, { name: rest.name ?? before.name, identity });
  knownAsParty(rest.roles, parties);
  await Users.updateOne(
    { _id: before._id },
    {
      $set: {
        ...rest,
        parties,
        ...(rebound && { boundBy: who.id }),
      },
      // A changed name or number may mean another person, until somebody has checked.
      ...(anotherPerson && { $unset: { identity: '' } }),
    },
  );
  // A number that somebody else gave is not theirs.
  if (anotherPerson) await dropContact(personId('user', before._id));
  if (body.active === false) await Sessions.deleteMany({ user: before._id });
  if (body.roles ?? body.region ?? body.organisation ?? body.active !== undefined)
    await releaseTasks(call, (await Users.findById(before._id).lean<User>())!);
  await audit(call, SYSTEM, 'user.change', before._id, {
    fields: Object.keys(body),
    ...(body.roles && { roles: body.roles }),
  });
  return userView(before._id);
}

/** The tasks that a member of staff has and may do no longer are free again: nobody else could take them otherwise. */
async function releaseTasks(call: Call<'/users/{id}'>, user: User): Promise<void> {
  if (isParty(user as { roles: Role[] })) return;
  const { who, at } = call;
  const [mine, kept] = await Promise.all([
    Tasks.find({ assignee: user._id, status: 'open' }).lean<Task[]>(),
    Tasks.find({ keeper: user._id, status: 'open' }).lean<Task[]>(),
  ]);
  const others = kept.filter((task) => !isColleague(user, task)).map(({ _id }) => _id);
  if (others.length) await Tasks.updateMany({ _id: { $in: others }, keeper: user._id }, { $unset: { keeper: '' } });
  for (const { _id, case: number } of mine.filter((task) => !isColleague(user, task))) {
    const released = await Tasks.updateOne(
      { _id, assignee: user._id, status: 'open' },
      { $unset: { assignee: '', claimedAt: '' }, $set: { changedBy: who.id, changedAt: at }, $inc: { version: 1 } },
    );
    if (released.modifiedCount) await audit(call, number, 'task.release', _id, { from: user._id });
  }
}

const valueOf = (user: User, field: (typeof held)[number]): unknown =>
  (user as unknown as Record<string, unknown>)[field];
const sameValue = (one: unknown, other: unknown): boolean =>
  JSON.stringify(Array.isArray(one) ? [...one].sort() : one) ===
  JSON.stringify(Array.isArray(other) ? [...other].sort() : (other ?? undefined));

/** Throws if one person must not combine the roles. */
function compatible(roles: readonly string[]): void {
  const exclusion = exclusiveRoles(roles);
  if (exclusion) throw invalid('roles', explanationOf(exclusion).zh, explanationOf(exclusion).en);
}

/**
 * An account cannot be named like another user's id, like another account or like a role, so that nobody is mistaken
 * for another where names are shown or typed. `own`: the id of the account if the request is repeated.
 */
async function freeName(account: string, own: string): Promise<void> {
  if (isReserved(account))
    throw invalid(
      'account',
      '这个账号名是（或像）角色、当事人或系统的名称，请换一个，例如加上姓名',
      'This is, or looks like, the name of a role, a party or the system: choose another, such as one with a person’s name',
    );
  const likeness = likenessOf(account);
  const [user, mediator, alike] = await Promise.all([
    Users.exists({ _id: account }),
    Mediators.exists({ _id: account }),
    Users.findOne({ $or: [{ account }, { likeness }], _id: { $ne: own } }, { account: 1 }).lean<User>(),
  ]);
  if (user || mediator || alike?.account === account) throw new Problem('EXISTS', { more: { path: 'account' } });
  if (alike)
    throw invalid(
      'account',
      `与已有账号“${alike.account}”太像，容易认错，请换一个`,
      `This is too easily mistaken for the existing account “${alike.account}”: choose another`,
    );
}

/** Arbitrators are named in documents, which they sign: two of one commission cannot have the same name. */
async function distinctArbitrator({ name, roles, region, active }: NewUser, own: string): Promise<void> {
  if (!roles.includes('arbitrator') || active === false) return;
  const others = await Users.find(
    { roles: 'arbitrator', active: true, _id: { $ne: own } },
    { name: 1, region: 1 },
  ).lean<User[]>();
  const near = ({ region: of = '' }: Pick<User, 'region'>) => within(region, of) || within(of, region);
  if (others.some((other) => spelling(other.name) === spelling(name) && near(other)))
    throw invalid(
      'name',
      '这里已有同名的仲裁员，文书按姓名由本人签名：请加以区别，例如写作“张伟（二）”',
      'There is an arbitrator of this name here, and documents are signed by name: distinguish them, as in “Zhang Wei (2)”',
    );
}

type Check = {
  means: string;
  code: string;
  identityNumber?: string;
  name?: string;
  creditCode?: string;
  employer?: string;
};

/**
 * Records who checked which document, and when. Whoever does is independent of those who made the account, set its
 * sign-in or entered the number, types the number from the document, which must match the account's, and the code that
 * the person shows: the session is then the only way in, and the person chooses a password that nobody else knew.
 */
async function checkIdentity(call: Call<'/users/{id}/identity', unknown, Check>) {
  const { target: user, body, who, at, deps } = call;
  if (user._id === who.id) throw new Problem('OWN_ACCOUNT');
  for (const other of [user._id, ...(user.boundBy ? [user.boundBy] : [])]) await demandIndependent(who.id, other);
  const read = numbersOf(body, deps.keys);
  const entered = personKeys(user.parties);
  if (entered.length !== read.length || !read.every((key) => entered.includes(key)))
    throw invalid(
      body.creditCode ? 'creditCode' : 'identityNumber',
      '与账号登记的不一致，请对照证件核对',
      'This differs from the account: compare it with the document',
    );
  if (body.identityNumber && plain(body.name ?? '') !== plain(user.name))
    throw invalid(
      'name',
      '请按证件填写姓名；与账号的姓名不一致的，请先更正账号',
      'Enter the name as on the document; if it differs from that of the account, correct the account first',
    );
  if (body.creditCode && !body.employer)
    throw invalid(
      'employer',
      '请按营业执照填写单位名称：号码与名称都一致的，才是案件的当事人',
      'Enter the employer’s name as on the licence: an account is a party where number and name both agree',
    );
  const session = await introduced(user._id, body.code, at, deps.keys);
  if (!session)
    throw invalid(
      'code',
      '核验码不正确或已过期，请本人登录后在“登录与安全”里重新显示',
      'This code is wrong or has expired: the person signs in and shows another one under “Sign-in and security”',
    );
  await dropSecondFactors(user._id);
  await SignInLinks.deleteMany({ user: user._id });
  // The number and the browsers in which somebody is told are entered anew, by the person who was present.
  await dropContact(personId('user', user._id));
  await Sessions.deleteMany({ user: user._id, _id: { $ne: session } });
  await Sessions.updateOne(
    { _id: session },
    {
      $set: { newPassword: true, ...(needsFactor(user, deps.settings) && { restricted: true }) },
      $unset: { introduction: '' },
    },
  );
  const employer = body.creditCode && body.employer;
  const identity = {
    checkedBy: who.id,
    checkedAt: at,
    means: body.means,
    present: true,
    ...(employer && { employer }),
  };
  await Users.updateOne(
    { _id: user._id },
    {
      $set: {
        identity,
        parties: keysOfAccount(entered, { name: user.name, identity }),
        passwordHash: await hashPassword(newToken()),
      },
      $unset: { signInSetBy: '', unseen: '', temporary: '' },
    },
  );
  await audit(call, SYSTEM, 'user.identity', user._id, { means: body.means });
  return userView(user._id);
}

/** For a user who has lost the device and the recovery codes: the next sign-in asks to set it up again. */
async function resetSecondFactor(call: Call<'/users/{id}/second-factor'>): Promise<undefined> {
  const { target: user, who } = call;
  if (user._id === who.id)
    throw invalid('id', '请由另一位管理员操作', 'You cannot remove your own: ask another administrator');
  await dropSecondFactors(user._id);
  await inHandsOf(who.id, user._id);
  await Sessions.deleteMany({ user: user._id });
  await audit(call, SYSTEM, 'secondFactor.reset', user._id);
  return undefined;
}

async function knownOrganisation(id: string | undefined): Promise<void> {
  if (id && !(await Organisations.exists({ _id: id })))
    throw invalid('organisation', '没有这个机构', 'There is no such organisation');
}

const organisationView = ({
  _id,
  name,
  kind,
  region,
  city,
  industries,
  causes,
  employer,
  address,
  phone,
  mark,
  host,
  foundedOn,
  staff,
  hours,
  reviewedOn,
  active,
}: Organisation) => ({
  id: _id,
  name,
  kind,
  region,
  city,
  industries,
  causes,
  employer: employer ?? undefined,
  address: address ?? undefined,
  phone: phone ?? undefined,
  mark: mark ?? undefined,
  host: host ?? undefined,
  foundedOn: foundedOn ?? undefined,
  staff: staff ?? undefined,
  hours: hours ?? undefined,
  reviewedOn: reviewedOn ?? undefined,
  active,
});

type OrganisationBody = Omit<Organisation, '_id' | 'city'>;

async function addOrganisation(call: Call<'/organisations', unknown, OrganisationBody>) {
  const { body, key } = call;
  const organisation = { _id: key.slice(0, 24), ...body, city: cityOf(body.region) };
  await Organisations.updateOne({ _id: organisation._id }, { $setOnInsert: organisation }, { upsert: true });
  await audit(call, SYSTEM, 'organisation.add', organisation._id, { kind: body.kind, region: body.region });
  return organisationView((await Organisations.findById(organisation._id).lean<Organisation>())!);
}

async function changeOrganisation(call: Call<'/organisations/{id}', unknown, OrganisationBody>) {
  const { target: before, body } = call;
  await Organisations.replaceOne({ _id: before._id }, { ...body, city: cityOf(body.region) });
  await audit(call, SYSTEM, 'organisation.change', before._id);
  return organisationView((await Organisations.findById(before._id).lean<Organisation>())!);
}

async function listMediators(
  call: Call<'/mediators', { text?: string; size: number; after?: string; region?: string; organisation?: string }>,
) {
  const { query } = call;
  const all = await Mediators.find(query.organisation ? { organisation: query.organisation } : {})
    .sort({ _id: 1 })
    .lean<Mediator[]>();
  return listed(
    all.filter(({ region }) => !query.region || within(region, query.region)),
    query,
    ({ name }) => [name],
    mediatorViews,
  );
}

async function mediatorViews(mediators: Mediator[]) {
  const [named, users] = await Promise.all([
    organisationNames(mediators),
    Users.find({ _id: { $in: mediators.flatMap(({ user }) => user ?? []) } })
      .select({ name: 1 })
      .lean<Pick<User, '_id' | 'name'>[]>(),
  ]);
  return Promise.all(
    mediators.map(
      async ({ _id, name, organisation, region, fullTime, languages, skills, conflicts, user, active }) => ({
        id: _id,
        name,
        organisation,
        organisationName: named.get(organisation),
        region,
        fullTime,
        languages,
        skills,
        conflicts: conflicts.length,
        user: user ?? undefined,
        userName: users.find((one) => one._id === user)?.name,
        active,
        openTasks: user ? await Tasks.countDocuments({ assignee: user, status: 'open' }) : 0,
      }),
    ),
  );
}

async function mediatorView(id: string) {
  const [shown] = await mediatorViews(await Mediators.find({ _id: id }).lean<Mediator[]>());
  return shown!;
}

type MediatorBody = Omit<Mediator, '_id' | 'conflicts'> & { conflicts?: string[] };

/** People are stored as keyed hashes only; credit codes are public. */
const conflictKeys = (conflicts: string[] | undefined, keys: Keys): string[] | undefined =>
  conflicts?.flatMap((each) =>
    /^\d{17}[\dXx]$/.test(each)
      ? [keys.partyKey('worker', each), keys.partyKey('employer', each)]
      : [each, keys.partyKey('employer', each)],
  );

async function addMediator(call: Call<'/mediators', unknown, MediatorBody>) {
  const { body, key, deps } = call;
  await knownOrganisation(body.organisation);
  await knownUser(body.user, key.slice(0, 24));
  await demandNotSelf(call.who.id, body.user);
  const mediator: Mediator = {
    _id: key.slice(0, 24),
    ...body,
    conflicts: conflictKeys(body.conflicts, deps.keys) ?? [],
  };
  await Mediators.updateOne({ _id: mediator._id }, { $setOnInsert: mediator }, { upsert: true });
  await linkUser(mediator);
  await audit(call, SYSTEM, 'mediator.add', mediator._id, { organisation: body.organisation });
  return mediatorView(mediator._id);
}

async function changeMediator(call: Call<'/mediators/{id}', unknown, MediatorBody>) {
  const { target: before, body, deps } = call;
  await knownOrganisation(body.organisation);
  await knownUser(body.user, before._id);
  if (body.user !== (before.user ?? undefined)) await demandNotSelf(call.who.id, body.user);
  const after: Mediator = {
    ...body,
    _id: before._id,
    conflicts: conflictKeys(body.conflicts, deps.keys) ?? before.conflicts,
  };
  const { _id, ...fields } = after;
  await Mediators.replaceOne({ _id }, fields);
  await linkUser(after, before.user ?? undefined);
  await audit(call, SYSTEM, 'mediator.change', _id);
  return mediatorView(_id);
}

/**
 * A task assigned to a mediator by a model goes to the inbox of the mediator's user. A user is linked to one mediator
 * at most.
 */
async function linkUser({ _id, user }: Pick<Mediator, '_id' | 'user'>, before?: string): Promise<void> {
  if (before && before !== user) await Users.updateOne({ _id: before, mediator: _id }, { $unset: { mediator: '' } });
  if (user) await Users.updateOne({ _id: user }, { $set: { mediator: _id } });
}

/** Whoever is a mediator leads the talks of that mediator's cases: nobody makes themselves one. */
async function demandNotSelf(who: string, user: string | undefined): Promise<void> {
  if (user && (await handsOf(who)).has(user)) throw new Problem('OWN_ACCOUNT');
}

/** Throws unless the user exists and is not linked to another mediator. */
async function knownUser(id: string | undefined, mediator?: string): Promise<void> {
  if (!id) return;
  const user = await Users.findById(id, { mediator: 1 }).lean<User>();
  if (!user) throw invalid('user', '没有这个用户', 'There is no such user');
  if (user.mediator && user.mediator !== mediator)
    throw invalid('user', '此账号已是另一位调解员', 'This account is already linked to another mediator');
}
