import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { permissions } from './contract';
import type { Operation } from './contract/operation';
import { problemSchema } from './contract/common';
import { rules } from './access/rules';
import { catalogue } from './errors';

const tags: Record<string, string> = {
  sessions: '登录 · Sessions',
  cases: '案件 · Cases',
  tasks: '待办 · Tasks',
  documents: '文书 · Documents',
  messages: '消息 · Messages',
  definitions: '流程定义 · Definitions',
  operations: '运行维护 · Operations',
  migrations: '迁移与批量作业 · Migrations',
  notices: '通知 · Notices',
  people: '人员与机构 · People',
  employers: '用人单位 · Employers',
  proposals: '待批准的变更 · Proposals',
  references: '日历、期限、参数 · References',
  statistics: '统计 · Statistics',
  audit: '审计 · Audit',
  system: '系统 · System',
};

/** OpenAPI 3.1, generated from the schemas that validate the requests. */
export function openapiOf(operations: readonly Operation[], version: string): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const each of operations)
    paths[`/api${each.path}`] = { ...paths[`/api${each.path}`], [each.method]: describe(each) };
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: '和议 Heyi',
        version,
        description:
          '劳动争议多元化解平台的接口。错误一律为 application/problem+json（RFC 9457），语言依 Accept-Language。修改类请求可带 Idempotency-Key：同一键只办理一次，重复得到同一答复。\n\n' +
          'The API of Heyi. Every error is application/problem+json (RFC 9457) in the language of Accept-Language. Unsafe calls accept an Idempotency-Key: a key is executed once, and repeating it gives the same answer.\n\n' +
          `Problems: ${Object.entries(catalogue)
            .map(([code, { status }]) => `${code} (${status})`)
            .join(', ')}.`,
      },
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      paths,
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: 'heyi' },
          bearer: { type: 'http', scheme: 'bearer' },
          signature: { type: 'apiKey', in: 'header', name: 'X-Heyi-Signature' },
        },
      },
    },
    { reused: 'inline' } as never,
  );
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, query, body, answer, gives, accepts, permission } = operation;
  const status = operation.status ?? (answer || gives ? 200 : 204);
  const content = answer
    ? { 'application/json': { schema: answer } }
    : gives
      ? { [gives]: { schema: z.any() } }
      : undefined;
  return {
    operationId: id,
    tags: [tag],
    summary: `${summary.zh} · ${summary.en}`,
    description: whoMay(operation),
    security:
      permission === 'public'
        ? []
        : permission === 'signature'
          ? [{ signature: [] }]
          : [{ cookie: [] }, { bearer: [] }],
    requestParams: {
      ...pathOf(operation),
      ...(query ? { query: query as never } : {}),
      ...(isKeyed(operation) ? { header: z.object({ 'Idempotency-Key': z.string().max(200).optional() }) } : {}),
    },
    ...(body
      ? { requestBody: { required: true, content: { [accepts ?? 'application/json']: { schema: body } } } }
      : {}),
    responses: {
      [String(status)]: { description: 'OK', ...(content && { content }) },
      default: { description: 'Problem', content: { 'application/problem+json': { schema: problemSchema } } },
    } as never,
  };
}

const isKeyed = ({ method, keyed }: Operation): boolean => method !== 'get' && keyed !== false;

function pathOf({ path }: Operation) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  return names.length ? { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) } : {};
}

function whoMay({ permission }: Operation): string {
  const rule = rules[permission];
  const who =
    typeof rule === 'string'
      ? rule
      : Object.entries(rule)
          .map(([role, reach]) => `${role} (${reach})`)
          .join(', ');
  return `\`${permissions.find((each) => each === permission)}\`: ${who}`;
}
