import { bothSides } from '../../domain/acts';
import type { Case as Filed } from '../../domain/case';
import { addresseesOf, type Addressee } from '../../domain/letters';
import { Cases, letterId, Letters, type Case } from '../../models';
import { officesOf } from '../../papers/issuer';
import { Refused, type Channel } from './Channel';
import { whereOf, wordsOf } from './words';

const fields = { data: 1, parties: 1, matter: 1, stage: 1, organisation: 1, region: 1, city: 1 } as const;
const caseOf = (number: string) => Cases.findById(number, fields).lean<Case>();
const known = ({ data, parties }: Case): Addressee[] => addresseesOf(data as Partial<Filed>, parties);

/**
 * A letter to the address for service, for a party whom no channel before this one reaches and who did not choose the
 * pages alone. It goes onto the list of letters, which staff print and post (api/routes/letters.ts); it brings no link
 * and no code, since anybody may open it.
 */
export const letter: Channel = {
  async addresses({ case: number, audience }, people, _deps, taken) {
    const sides = bothSides.filter((side) => audience.some((each) => each.startsWith(`party:${side}:`)));
    if (!number || sides.length === 0) return [];
    const found = await caseOf(number);
    if (!found || found.matter) return [];
    const reached = people
      .filter(({ person, without }) => without?.length || taken.some((delivery) => delivery.person === person))
      .flatMap(({ of = [] }) => of);
    return known(found)
      .filter(({ side, key, address }) => {
        if (!address || !sides.includes(side)) return false;
        if (!key) return !reached.some((each) => each.startsWith(side));
        return audience.includes(`party:${key}`) && !reached.some((each) => each === key || each === side);
      })
      .map(({ id, name }) => ({ person: id, to: name }));
  },

  async send({ id, notice, delivery }, { site }, now) {
    const found = await caseOf(notice.case!);
    // The address that the case has now.
    const to = found && known(found).find((each) => each.id === delivery.person);
    if (!found || !to?.address) throw new Refused('no address is on file any more');
    const { title, lines } = wordsOf(notice);
    const { region, city, organisation } = found;
    await Letters.updateOne(
      { _id: letterId(id) },
      {
        $setOnInsert: {
          notice: notice._id,
          case: found._id,
          ...(notice.task && { task: notice.task }),
          addressee: to.id,
          name: to.name,
          address: to.address,
          sender: await senderOf(found),
          title,
          lines: [...lines, ...whereOf(undefined, false, site)],
          ...(notice.day && { day: notice.day }),
          region,
          city,
          ...(organisation && { organisation }),
          status: 'waiting',
          at: now,
        },
      },
      { upsert: true },
    );
  },
};

/** The office in charge of the case now. */
async function senderOf({ stage, organisation, region }: Case): Promise<string> {
  const offices = await officesOf({ organisation }, region);
  if (stage === 'litigation') return offices.court;
  return (stage !== 'arbitration' && offices.organisation) || offices.commission;
}
