export interface CarriedClaim {
  cause?: string;
  amount?: number;
  facts?: string;
}

/** What a calculation brings into a filing: the claim, and what was entered on the way. */
export interface Carried {
  claim: CarriedClaim;
  region?: string;
  employmentStarted?: string;
  employmentEnded?: string;
}

/** A filing with what a calculation brings: nothing that was entered before is overwritten, nothing comes twice. */
export function carry(
  data: Record<string, unknown>,
  { claim, region, ...employment }: Carried,
): Record<string, unknown> {
  const claims = ((data.claims as CarriedClaim[] | undefined) ?? []).filter(
    ({ cause, amount, facts }) => cause || amount !== undefined || facts,
  );
  const there = claims.some(({ cause, facts }) => cause === claim.cause && facts?.includes(claim.facts ?? ''));
  const ended = data.employed === undefined && employment.employmentEnded !== undefined;
  return {
    ...(region && { region }),
    ...(employment.employmentStarted && { employmentStarted: employment.employmentStarted }),
    ...(ended && { employed: false, employmentEnded: employment.employmentEnded }),
    ...data,
    claims: there ? claims : [...claims, claim],
  };
}
