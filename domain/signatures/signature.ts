import { codeList } from '../codeList';
import type { Capacity } from '../capacities';
import type { IdentificationMeans, RecordedFor } from '../identification';

/** How a signature is made. A tracking code is none of them: whoever knows it could use it. */
export const signatureMeans = codeList({
  account: { zh: '本人已核验身份的账号', en: 'The signer’s own account, identity checked' },
  code: { zh: '以发到本人手机的一次性验证码确认', en: 'Confirmed by a one-time code sent to the signer’s own number' },
  paper: { zh: '签字的纸质文书，已上传', en: 'Signed paper, uploaded' },
  'before-staff': { zh: '在工作人员面前签署', en: 'Before staff, who recorded it' },
});
export type SignatureMeans = (typeof signatureMeans.codes)[number];

/** Who signed, in what capacity, how they were identified, and by what means: given by the server, never by a form. */
export interface SignedBy {
  /** The account that signed, or that recorded it. */
  by: string;
  person?: string;
  capacity?: Capacity;
  identifiedBy?: IdentificationMeans | 'account';
  means: SignatureMeans;
  /** The signed paper, a document of the case. */
  paper?: string;
  /** Each of several people who signed for one side; `person` is the first of them. */
  people?: Signer[];
  at: string;
}

/** A person who signed, in what capacity, and how they were identified. */
type Signer = { person: string } & Pick<RecordedFor, 'capacity'> & { identifiedBy: IdentificationMeans };

/** What is recorded of somebody who signs: the person named by staff or confirmed by a code, or the account itself. */
export function signedBy(
  { id, name }: { id: string; name: string },
  named: readonly RecordedFor[] | undefined,
  at: string,
): SignedBy {
  const [who] = named ?? [];
  if (!who) return { by: id, person: name, identifiedBy: 'account', means: 'account', at };
  const { capacity, means, paper, confirmed } = who;
  return {
    by: id,
    person: who.name,
    capacity,
    identifiedBy: means,
    means: confirmed?.by ?? (paper === undefined ? 'before-staff' : 'paper'),
    ...(paper !== undefined && { paper }),
    ...(named!.length > 1 && {
      people: named!.map((each) => ({ person: each.name, capacity: each.capacity, identifiedBy: each.means })),
    }),
    at,
  };
}
