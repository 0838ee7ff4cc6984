import type { z } from 'zod';
import type { Text } from '../../domain/text';
import type { Permission } from './permissions';

/** The names in braces of a path such as `/tasks/{id}/claim`. */
export type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** The kinds of things that somebody reaches or does not; api/access/targets.ts finds them and says for whom they are. */
export type Thing =
  | 'area'
  | 'bulk'
  | 'case'
  | 'chain'
  | 'definition'
  | 'document'
  | 'incident'
  | 'instance'
  | 'mediator'
  | 'organisation'
  | 'proposal'
  | 'receiver'
  | 'task'
  | 'user';

/** Why there is nothing that could be out of reach. */
export interface None {
  none: string;
}

/** Names of fields, those inside others with a dot: `parameters.region`. */
type FieldsOf<T> = T extends Record<string, unknown> ? Extract<keyof T, string> : never;
type Fields<Schema extends z.ZodType> = {
  [name in FieldsOf<z.output<Schema>> | `${FieldsOf<z.output<Schema>>}.${string}`]?: Thing | None;
};

/**
 * What an operation is about. Every name in its path is given the kind of thing that it names, so that whom it is not
 * for is refused before any handler runs; so are the names in query and body by which somebody could reach further than
 * allowed (`bearing`). `list`: the rows are things of that kind, those within reach and no others.
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

/** Fields that name something within somebody's reach or outside it: an operation that takes one says which. */
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

/** Of a list: it only leaves out rows of those that the reader reaches. */
export const narrows: None = { none: 'It only leaves out rows of those that the reader reaches' };

/** One thing the API does: the server implements it, OpenAPI describes it, and the web app takes its types from it. */
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
  /** Below `/api`, in the form of OpenAPI. */
  path: Path;
  permission: Permission;
  target: Aim;
  summary: Text;
  query?: Query;
  body?: Body;
  /** The JSON it answers with. Absent: nothing (204), or what `gives` says. */
  answer?: Answer;
  /** Of a success. Default: 200 with an answer, else 204. */
  status?: number;
  /** Bytes that its JSON body may have, where that is more than usual. */
  largest?: number;
  /** The body is no JSON but this. */
  accepts?: 'multipart/form-data';
  /** The answer is no JSON but this. */
  gives?: string;
  /** False: repeating it is harmless by itself, so that no Idempotency-Key is kept. */
  keyed?: false;
}

export type QueryOf<O> = O extends Operation<string, infer Query> ? z.output<Query> : never;
export type BodyOf<O> = O extends Operation<string, z.ZodType, infer Body> ? z.input<Body> : never;
export type AnswerOf<O> = O extends Operation<string, z.ZodType, z.ZodType, infer Answer> ? z.output<Answer> : never;

/** States an operation; its types follow from it. */
export function operation<
  const Path extends string,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
  const Aim extends Target<Path, Query, Body> = Target<Path, Query, Body>,
>(stated: Operation<Path, Query, Body, Answer, Aim>): Operation<Path, Query, Body, Answer, Aim> {
  return stated;
}
