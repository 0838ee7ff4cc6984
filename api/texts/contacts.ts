import { mobileOf } from '../../domain/phone';
import { AccessCodes, Contacts, NoticePreferences, PushSubscriptions } from '../../models';
import type { AccessCode, Contact, NoticePreference } from '../../models';
import { audit } from '../audit/audit';
import { invalid, Problem } from '../errors';
import type { Call } from '../http/Route';
import { sha256 } from '../keys';
import { putText, tailOf } from './putText';

type Speaker = Pick<Call, 'who' | 'at' | 'key' | 'lang' | 'deps'>;

/** Whose contact it becomes, how that person was identified, and where it is audited. */
interface Given extends Pick<Contact, 'means' | 'note' | 'recordedBy'> {
  person: string;
  /** As typed. */
  phone: string;
  chain: string;
  case?: string;
}

const DAY = 86_400_000;

/** The number in E.164. Throws if nobody can receive text messages there, or if none can be sent. */
export function numberOf(phone: string, { deps }: Pick<Call, 'deps'>): string {
  if (!deps.settings.texts) throw new Problem('NO_TEXTS');
  const number = mobileOf(phone);
  if (!number)
    throw invalid(
      'phone',
      '请填写能接收短信的手机号码，境外号码以 + 和国家（地区）代码开头',
      'Give a mobile number that can receive text messages; one from abroad begins with + and the country code',
    );
  return number;
}

/**
 * Makes a number the contact of a person. Both the new and the replaced number are told, so that nobody's contact is
 * changed behind their back.
 */
export async function putContact(
  call: Speaker,
  { person, phone, chain, case: number, ...given }: Given,
): Promise<void> {
  const { at, key, lang, deps } = call;
  const to = numberOf(phone, call);
  const before = await Contacts.findById(person).lean<Contact>();
  const old = before && (deps.keys.open(before.number) as string);
  const tail = tailOf(to);
  await Contacts.replaceOne({ _id: person }, { number: deps.keys.seal(to), tail, ...given, at }, { upsert: true });
  for (const code of await codesOf(person)) await copyContact(person, code);
  await audit(call, chain, 'contact.set', person, {
    tail,
    means: given.means,
    ...(old && old !== to && { replaces: before.tail }),
  });
  if (old === to) return;
  const about = !number ? '' : lang === 'zh' ? `（案件${number}）` : ` (case ${number})`;
  const message = { values: { tail, about }, language: lang, case: number, until: new Date(at.getTime() + DAY) };
  const id = sha256(`${key}|contact`);
  await putText({ ...message, id: `${id}-new`, to, template: 'contact-added' }, at, deps.keys);
  if (old) await putText({ ...message, id: `${id}-old`, to: old, template: 'contact-changed' }, at, deps.keys);
}

/** The person is no longer the same, or no longer known: nothing secret is sent there any more. */
export async function dropContact(person: string): Promise<void> {
  await Promise.all([Contacts.deleteOne({ _id: person }), PushSubscriptions.deleteMany({ person })]);
  await Contacts.deleteMany({ _id: { $in: await codesOf(person) } });
}

/** As agents people are reached where they are as themselves: the codes by which an account acts for others. */
async function codesOf(person: string): Promise<string[]> {
  if (!person.startsWith('user:')) return [];
  const user = person.slice('user:'.length);
  const codes = await AccessCodes.find({ user, revokedAt: { $exists: false } }, { _id: 1 }).lean<AccessCode[]>();
  return codes.map(({ _id }) => `code:${_id}`);
}

/** Makes the contact of one person that of another, too. */
export async function copyContact(from: string, to: string): Promise<void> {
  const found = await Contacts.findById(from).lean<Contact>();
  if (!found) return;
  const { _id: _, ...contact } = found;
  await Contacts.replaceOne({ _id: to }, contact, { upsert: true });
}

/** A renewed tracking code has the same holder, who keeps the contact and how they want to be told. */
export async function moveContact(from: string, to: string): Promise<void> {
  const wanted = await NoticePreferences.findById(from).lean<NoticePreference>();
  if (wanted) await NoticePreferences.replaceOne({ _id: to }, { ...wanted, _id: to }, { upsert: true });
  await PushSubscriptions.updateMany({ person: from }, { $set: { person: to } });
  await copyContact(from, to);
}
