import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Lang } from '../../domain/text';
import type { Found, Things } from '../access/targets';
import type { Who } from '../access/Who';
import type { Names, Operation } from '../contract/operation';
import type { Deps } from '../deps';

/** The target that handlers of these paths receive, as a shorthand; `route` checks it against their operations. */
export type TargetOf<Path extends string> =
  Path extends `/${infer Kind extends keyof typeof plural}/{${string}}${string}`
    ? Things[(typeof plural)[Kind]]
    : undefined;
declare const plural: {
  appointments: 'appointment';
  bulk: 'bulk';
  cases: 'case';
  definitions: 'definition';
  documents: 'document';
  employers: 'employer';
  incidents: 'incident';
  instances: 'instance';
  letters: 'letter';
  mediators: 'mediator';
  organisations: 'organisation';
  proposals: 'proposal';
  rooms: 'room';
  tasks: 'task';
  users: 'user';
};

/** One admitted and validated request. */
export interface Call<Path extends string = string, Query = unknown, Body = unknown, Target = TargetOf<Path>> {
  params: Record<Names<Path>, string>;
  query: Query;
  body: Body;
  /** What the path names: found, and its reach checked, before the handler is called (access/targets.ts). */
  target: Target;
  /** The caller. A public operation need not have one: use `asker`. */
  who: Who;
  asker?: Who;
  lang: Lang;
  at: Date;
  /**
   * Identifies this one intention, and is the same on every repetition of the request. Ids of what it creates are
   * derived from it.
   */
  key: string;
  /** What a first attempt decided before it had effects, so that a repetition continues with the same. */
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
 * Implements an operation. It returns the answer, or `undefined` if the handler has sent it itself or there is none.
 */
export function route<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
  Aim,
>(
  operation: Operation<Path, Query, Body, Answer, Aim>,
  handle: (call: Call<Path, z.output<Query>, z.output<Body>, Found<Aim>>) => Promise<z.input<Answer>> | z.input<Answer>,
): Route {
  return {
    operation: operation as unknown as Operation,
    handle: async (call) => handle(call as unknown as Call<Path, z.output<Query>, z.output<Body>, Found<Aim>>),
  };
}
