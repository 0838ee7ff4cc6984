import { isInternal } from '../domain/documents';
import type { Compartment } from '../domain/compartments';
import type { Text } from '../domain/text';
import type { Variables } from '../engine';
import { asApplied, bytes, type Case, type Definition } from '../models';
import { inThread } from '../threads/pool';
import type { Bundle } from '../workflows/hostContract';
import { issuerOf, officesOf } from './issuer';

type Issuer = Awaited<ReturnType<typeof issuerOf>>;

/** What a paper is made of. */
export interface Making {
  code: string;
  template: Pick<Definition, 'source'>;
  /** The case as stored; absent for a process without one. */
  about: Pick<Case, 'data' | 'facts' | 'factsIn' | 'organisation'> | null;
  region: string;
  compartment: Compartment;
  /** What the model provides for this paper (input mapping). */
  variables: Variables;
  at: Date;
  references: Pick<Bundle, 'calendar' | 'rules' | 'parameters'>;
}

/** The compartment of a paper made where the model places it there: some kinds are always internal. */
export const placeOfPaper = (code: string, place: Compartment): Compartment => (isInternal(code) ? 'internal' : place);

/**
 * Fills the template of a paper from the case; its number is not drawn yet. A template that cannot be filled is a result
 * (`fault`). Throws TooHeavy if it takes too long or too much.
 */
export async function fillPaper(
  making: Making,
): Promise<({ bytes: Uint8Array } | { fault: Text }) & { issuer: Issuer }> {
  const { code, template, about, region, compartment, at, references } = making;
  // The input mappings of the model define what becomes an open document; a sealed one may contain everything that was
  // said.
  const kept = compartment === 'open' ? {} : about?.factsIn?.[compartment];
  const variables: Variables = {
    ...about?.facts,
    ...kept,
    ...making.variables,
    // A paper about some of the workers is given the dispute as far as it is about them.
    case: making.variables.case ?? (about && asApplied(about)),
  };
  const issuing: Variables = { organisation: about?.organisation, ...variables };
  const [issuer, offices] = await Promise.all([issuerOf(code, issuing, region), officesOf(issuing, region)]);
  const filled = await inThread('document', 'fill', {
    template: bytes(template.source),
    variables: {
      ...variables,
      offices: { ...offices },
      ...(issuer && { issuer: { name: issuer.name.zh, number: issuer.number ?? null } }),
    },
    at,
    references,
  });
  return { ...filled, issuer };
}
