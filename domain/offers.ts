/** An act offered by a task: by which form values, and whether it is the usual one. */
export interface Offer {
  code: string;
  sets: string;
  primary: boolean;
}

const ACT = 'act:';

/** The acts that a task offers, from the properties of its model; `defaultAct` may name several, separated by commas. */
export const offersOf = (properties: Readonly<Record<string, string>>): Offer[] => {
  const usual = properties.defaultAct?.split(',') ?? [];
  return Object.entries(properties)
    .filter(([name]) => name.startsWith(ACT))
    .map(([name, sets]) => {
      const code = name.slice(ACT.length);
      return { code, sets, primary: usual.includes(code) };
    });
};

/**
 * Whether a task is a right, or an optional step taken only for a reason: none of its acts is the usual one, and
 * nothing waits for it.
 */
export const isRight = (offers: readonly Pick<Offer, 'primary'>[]): boolean =>
  offers.length > 0 && !offers.some(({ primary }) => primary);
