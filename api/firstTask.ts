import type { Events } from './events/Events';

/** If the first task of a case takes longer, the answer does not wait for it. */
const MOMENT = 3_000;

/**
 * The first task of a case comes from a process that its pipeline calls, a little after the filing is durable. Resolves
 * to true when it is there, to false after a moment without it.
 */
export function firstTask(events: Pick<Events, 'listen'>, number: string): { came: Promise<boolean>; forget(): void } {
  let forget = (): void => undefined;
  const came = new Promise<boolean>((resolve) => {
    const late = setTimeout(() => resolve(false), MOMENT);
    const deaf = events.listen(undefined, (change) => {
      if (change?.collection === 'tasks' && change.about.case === number) resolve(true);
    });
    forget = () => {
      clearTimeout(late);
      deaf();
      resolve(false);
    };
  });
  return { came, forget };
}
