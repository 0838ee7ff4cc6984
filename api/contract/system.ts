import { z } from 'zod';
import { instant } from './common';
import { operation } from './operation';

const tag = 'system';
const installation = 'It concerns the installation as a whole';
export const health = operation({
  id: 'health',
  tag,
  method: 'get',
  path: '/health',
  permission: 'public',
  target: { none: installation },
  answer: z.strictObject({ status: z.literal('up'), version: z.string() }),
  summary: { zh: '进程存活', en: 'Whether the process is running' },
});
export const readiness = operation({
  id: 'readiness',
  tag,
  method: 'get',
  path: '/readiness',
  permission: 'public',
  target: { none: installation },
  answer: z.strictObject({ status: z.enum(['ready', 'away']), database: z.boolean(), temporal: z.boolean() }),
  summary: { zh: '是否可以服务（不可用时 503）', en: 'Whether it can serve requests; 503 if not' },
});
export const system = operation({
  id: 'system',
  tag,
  method: 'get',
  path: '/system',
  permission: 'operation.read',
  target: { none: installation },
  answer: z.strictObject({
    version: z.string(),
    uptime: z.number(),
    database: z.boolean(),
    temporal: z.boolean(),
    /** Workers that poll the task queue, each with its last sign of life. */
    workers: z.array(z.strictObject({ identity: z.string(), lastSeen: instant })),
    memory: z.number(),
    requests: z.number(),
    running: z.number().int(),
    openIncidents: z.number().int(),
    /** The last full comparison of Temporal with the records: when it ended, and how many instances it compared. */
    reconciled: z.strictObject({ at: instant, compared: z.number().int() }).optional(),
  }),
  summary: { zh: '运行状况', en: 'Health of server and workers' },
});
/** For Prometheus; from this machine or with the metrics token. */
export const metrics = operation({
  id: 'metrics',
  tag,
  method: 'get',
  path: '/metrics',
  permission: 'signature',
  target: { none: installation },
  gives: 'text/plain',
  summary: { zh: '指标', en: 'Metrics' },
});
export const openapi = operation({
  id: 'openapi',
  tag,
  method: 'get',
  path: '/openapi.json',
  permission: 'public',
  target: { none: installation },
  gives: 'application/json',
  summary: { zh: '接口说明（OpenAPI 3.1）', en: 'This description' },
});
