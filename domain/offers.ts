/** An act as its task offers it: by which context of form values, and whether it is what is normally done. */
export interface Offer {
  code: string;
  sets: string;
  primary: boolean;
}

const ACT = 'act:';

/** The acts that a task offers, by the properties that its model gives it. */
export const offersOf = (properties: Readonly<Record<string, string>>): Offer[] =>
  Object.entries(properties)
    .filter(([name]) => name.startsWith(ACT))
    .map(([name, sets]) => {
      const code = name.slice(ACT.length);
      return { code, sets, primary: properties.defaultAct === code };
    });

/**
 * Whether a task is a right, or a step that is taken only where there is reason to: none of its acts is what is
 * normally done, and nothing stands still without it.
 */
export const isRight = (offers: readonly Pick<Offer, 'primary'>[]): boolean =>
  offers.length > 0 && !offers.some(({ primary }) => primary);
