import { queryOptions } from '@tanstack/react-query';
import type { AnswerOf } from '../../api/contract';
import type * as references from '../../api/contract/references';
import { http } from '../http';

/** Average and minimum wages and the like, for calculating in the browser; open to everybody. */
export const calculatorParametersQuery = queryOptions({
  queryKey: ['calculatorParameters'],
  queryFn: ({ signal }) =>
    http.get<AnswerOf<typeof references.readCalculatorParameters>>('/calculator/parameters', {}, signal),
  staleTime: 10 * 60_000,
});
