import type { AnswerOf } from '../../api/contract';
import type * as people from '../../api/contract/people';
import { paged } from './paged';

type Place = AnswerOf<typeof people.listPlaces>['rows'][number];

/** The bodies of a place to which a dispute can be brought; open to everybody. */
export const placesQuery = (region: string) => ({
  ...paged<Place>(['places', region], '/places', { region }, 20),
  staleTime: 10 * 60_000,
});
