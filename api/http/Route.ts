import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Lang } from '../../domain/text';
import type { Case, Incident, Instance, StoredDocument, Task } from '../../models';
import type { Who } from '../access/Who';
import type { Names, Operation } from '../contract/operation';
import type { Deps } from '../deps';

/** What a path is about: it is found, and its reach checked, before the handler is called (access/targets.ts). */
export type TargetOf<Path extends string> = Path extends `/cases/{number}${string}`
  ? Case
  : Path extends `/tasks/{id}${string}`
    ? Task
    : Path extends `/documents/{id}${string}`
      ? { document: StoredDocument; case: Case }
      : Path extends `/incidents/{id}${string}`
        ? Incident
        : Path extends `/instances/{id}${string}`
          ? Instance
          : undefined;

/** One request that is admitted and valid. */
export interface Call<Path extends string = string, Query = unknown, Body = unknown> {
  params: Record<Names<Path>, string>;
  query: Query;
  body: Body;
  target: TargetOf<Path>;
  /** Who asks. Of a public operation nobody need be: use `asker`. */
  who: Who;
  asker?: Who;
  lang: Lang;
  at: Date;
  /** Names this one intention: the same on every repetition of the request. Ids of what it makes come from it. */
  key: string;
  /** What a first try decided before it went out, so that a repetition goes on with the same. */
  plan<T>(make: () => T | Promise<T>): Promise<T>;
  deps: Deps;
  req: Request;
  res: Response;
}

export interface Route {
  operation: Operation;
  handle(call: Call<string, never, never>): Promise<unknown>;
}

/**
 * Implements an operation. What it returns is the answer; `undefined` where the handler has sent it itself or there is
 * none.
 */
export function route<Path extends string, Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  operation: Operation<Path, Query, Body, Answer>,
  handle: (call: Call<Path, z.output<Query>, z.output<Body>>) => Promise<z.input<Answer>> | z.input<Answer>,
): Route {
  return {
    operation: operation as unknown as Operation,
    handle: async (call) => handle(call as unknown as Call<Path, z.output<Query>, z.output<Body>>),
  };
}
