import { AccessCodes, Contacts, Users, type AccessCode, type Contact, type User } from '../../models';
import { actsAsParty, sideOn, speaksForSide } from '../access/binding';
import { mayOpen } from '../access/compartments';
import { contactOf, personId, personOf, type Person } from '../access/person';
import { SYSTEM } from '../audit/audit';
import * as contract from '../contract/contacts';
import { Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { demandProof } from '../signIn/proof';
import { numberOf, putContact } from '../texts/contacts';
import { sendCode, takeCode, type Aim } from '../texts/oneTimeCodes';
import { confirming } from '../texts/confirming';
import { demandInCharge } from './codes';
import { askPassword } from './sessions';

export const contactRoutes = [
  route(contract.readContact, async ({ who }) => {
    const person = await personOf(who);
    const found = await contactOf(person);
    return { ...(found && { contact: view(found) }), enters: person !== undefined && who.kind === 'user' };
  }),
  route(contract.sendContactCode, async (call) => {
    const person = await ownerOf(call);
    await askPassword(call, call.body.password);
    const to = numberOf(call.body.phone, call);
    return sendCode(call, entering(person, to), {
      to,
      purpose: { zh: '登记联系号码', en: 'entering this number as your contact' },
      chain: SYSTEM,
    });
  }),
  route(contract.setContact, async (call) => {
    const person = await ownerOf(call);
    const to = numberOf(call.body.phone, call);
    // Whoever took over session and password would otherwise confirm by a number of their own.
    await demandProof(call, (await Users.findById(call.who.id).lean<User>())!, call.body.proof, 'proof');
    await takeCode(entering(person, to), call.body.code, call, SYSTEM);
    await putContact(call, { person: person.id, phone: to, means: person.means, chain: SYSTEM });
    return view((await contactOf(person))!);
  }),
  route(contract.recordContact, record),
  route(contract.sendTaskCode, async (call) => {
    const { target: task, who, deps } = call;
    if (task.status !== 'open') throw new Problem('TASK_CLOSED');
    const person = actsAsParty(who, task) && mayOpen(who, task, task) ? await personOf(who) : undefined;
    const contact = await contactOf(person);
    if (!person || !contact) throw new Problem('NEEDS_IDENTITY');
    const side = sideOn(who, task);
    if (side && !(await speaksForSide(who, task.case, side))) throw new Problem('SEVERAL');
    return sendCode(call, confirming(person, task), {
      to: deps.keys.open(contact.number) as string,
      purpose: { zh: `案件${task.case}“${task.name}”`, en: `“${task.nameEn ?? task.name}” in case ${task.case}` },
      chain: task.case,
      case: task.case,
    });
  }),
];

const view = ({ tail, at }: Contact) => ({ tail, since: at.toISOString() });

/**
 * Whoever holds a tracking code does not enter their own contact: a stolen code would then bind its side. Staff record
 * it who have seen the person.
 */
async function ownerOf({ who }: Pick<Call, 'who'>): Promise<Person> {
  const person = who.kind === 'user' ? await personOf(who) : undefined;
  if (!person) throw new Problem('NEEDS_IDENTITY');
  return person;
}

/** The code for this was sent after the password had been asked. */
const entering = ({ id }: Person, to: string): Aim => ({ person: id, purpose: 'contact', subject: to });

type Recorded = { phone: string; means: string; note?: string };

async function record(call: Call<'/cases/{number}/codes/{code}/contact', unknown, Recorded>) {
  const { target: found, params, who, body } = call;
  await demandInCharge(who, found);
  const code = await AccessCodes.findOne({ _id: params.code, case: found._id }).lean<AccessCode>();
  if (!code || code.revokedAt) throw new Problem('NOT_FOUND');
  // Nobody knows who holds a code that was shown at filing.
  if (!code.holder) throw new Problem('NO_HOLDER');
  const person = personId('code', code._id);
  await putContact(call, { ...body, person, recordedBy: who.id, chain: found._id, case: found._id });
  return view((await Contacts.findById(person).lean<Contact>())!);
}
