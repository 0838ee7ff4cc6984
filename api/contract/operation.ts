import type { z } from 'zod';
import type { Text } from '../../domain/text';
import type { Permission } from './permissions';

/** The names in braces of a path such as `/tasks/{id}/claim`. */
export type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/**
 * The kinds of things whose access depends on reach; api/access/targets.ts finds them and decides who may reach them.
 */
export type Thing =
  | 'appointment'
  | 'area'
  | 'bulk'
  | 'case'
  | 'chain'
  | 'definition'
  | 'document'
  | 'employer'
  | 'incident'
  | 'instance'
  | 'letter'
  | 'matter'
  | 'mediator'
  | 'organisation'
  | 'origin'
  | 'proposal'
  | 'receiver'
  | 'room'
  | 'task'
  | 'user';

/** Why there is nothing that could be out of reach. */
export interface None {
  none: string;
}

/** Names of fields, nested ones with a dot: `parameters.region`. */
type FieldsOf<T> = T extends Record<string, unknown> ? Extract<keyof T, string> : never;
type Fields<Schema extends z.ZodType> = {
  [name in FieldsOf<z.output<Schema>> | `${FieldsOf<z.output<Schema>>}.${string}`]?: Thing | None;
};

/**
 * What an operation is about. Every name in its path is given the kind of thing that it identifies, so that callers
 * without access are refused before any handler runs. The same holds for the fields of query and body that could extend
 * a caller's reach (`bearing`). `list`: the rows are things of that kind, exactly those within reach.
 */
export type Target<
  Path extends string = string,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> = {
  query?: Fields<Query>;
  body?: Fields<Body>;
} & ([Names<Path>] extends [never]
  ? { path?: undefined } & ({ list: Thing } | None | { query: Fields<Query> } | { body: Fields<Body> })
  : { path: { [name in Names<Path>]: Thing | None } });

/**
 * Fields that identify something that may be out of the caller's reach: an operation that takes one must say what it
 * identifies.
 */
export const bearing: readonly string[] = [
  'area',
  'assignee',
  'case',
  'caseNumber',
  'chain',
  'correlationKey',
  'document',
  'ids',
  'instance',
  'mediator',
  'organisation',
  'region',
  'task',
  'user',
];

/** For a list: the field only filters the rows that the reader may see anyway. */
export const narrows: None = { none: 'It only filters the rows that the reader may see' };

/**
 * One operation of the API: the server implements it, OpenAPI describes it, and the web app takes its types from it.
 */
export interface Operation<
  Path extends string = string,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  Aim = unknown,
> {
  id: string;
  tag: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Relative to `/api`, in OpenAPI's form. */
  path: Path;
  permission: Permission;
  target: Aim;
  summary: Text;
  query?: Query;
  body?: Body;
  /** The JSON answer. Absent: none (204), or what `gives` says. */
  answer?: Answer;
  /** Status of a success. Default: 200 with an answer, otherwise 204. */
  status?: number;
  /** Maximum size of its JSON body in bytes, if larger than usual. */
  largest?: number;
  /**
   * How often in an hour it may be called without signing in from one address, because it costs others: it starts
   * processes, or takes one of few threads. Nobody is limited who signs in.
   */
  strangers?: number;
  /** Media type of the body, if not JSON. */
  accepts?: 'multipart/form-data';
  /** Media type of the answer, if not JSON. */
  gives?: string;
  /** False: the operation is idempotent by itself, so no Idempotency-Key is kept. */
  keyed?: false;
}

export type QueryOf<O> = O extends Operation<string, infer Query> ? z.output<Query> : never;
export type BodyOf<O> = O extends Operation<string, z.ZodType, infer Body> ? z.input<Body> : never;
export type AnswerOf<O> = O extends Operation<string, z.ZodType, z.ZodType, infer Answer> ? z.output<Answer> : never;

/** Declares an operation; its types are inferred from it. */
export function operation<
  const Path extends string,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
  const Aim extends Target<Path, Query, Body> = Target<Path, Query, Body>,
>(stated: Operation<Path, Query, Body, Answer, Aim>): Operation<Path, Query, Body, Answer, Aim> {
  return stated;
}
