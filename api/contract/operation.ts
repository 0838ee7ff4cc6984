import type { z } from 'zod';
import type { Text } from '../../domain/text';
import type { Permission } from './permissions';

/** The names in braces of a path such as `/tasks/{id}/claim`. */
export type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** One thing the API does: the server implements it, OpenAPI describes it, and the web app takes its types from it. */
export interface Operation<
  Path extends string = string,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  id: string;
  tag: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api`, in the form of OpenAPI. */
  path: Path;
  permission: Permission;
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
>(stated: Operation<Path, Query, Body, Answer>): Operation<Path, Query, Body, Answer> {
  return stated;
}
