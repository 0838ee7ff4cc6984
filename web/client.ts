import { QueryClient } from '@tanstack/react-query';
import { Problem } from './http';

/** The cache of what has been read from the API, and how long it stays fresh. */
export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Requests to an unavailable server are retried until it is back; refused ones are not.
      retry: (count, error) => error instanceof Problem && error.away && count < 8,
      retryDelay: (count) => Math.min(800 * 2 ** count, 8000),
    },
  },
});
