import { QueryClient } from '@tanstack/react-query';
import { Problem } from './http';

/** What has been read from the API, and how long it is good. */
export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A server that is away is asked again until it is back; what it refuses is not.
      retry: (count, error) => error instanceof Problem && error.away && count < 8,
      retryDelay: (count) => Math.min(800 * 2 ** count, 8000),
    },
  },
});
