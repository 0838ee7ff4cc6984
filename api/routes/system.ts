import { alive, beats, Incidents, Instances, Reconciliations, type Reconciliation } from '../../models';
import * as contract from '../contract/system';
import { Problem } from '../errors';
import { isLocal } from '../http/hardening';
import { route, type Call } from '../http/Route';
import { same } from '../keys';

export const systemRoutes = [
  route(contract.health, ({ deps }) => ({ status: 'up' as const, version: deps.settings.version })),
  route(contract.readiness, async ({ deps, res }) => {
    const [database, temporal] = await Promise.all([alive(), deps.temporal.alive()]);
    const ready = database && temporal;
    if (!ready) res.status(503).setHeader('Retry-After', 3).json({ status: 'away', database, temporal });
    return { status: 'ready' as const, database, temporal };
  }),
  route(contract.system, system),
  route(contract.metrics, metrics),
];

async function system({ deps }: Call<'/system'>) {
  const [database, temporal, workers, running, openIncidents, requests, round] = await Promise.all([
    alive(),
    deps.temporal.alive(),
    workersNow(deps),
    Instances.countDocuments({ status: 'active' }),
    Incidents.countDocuments({ status: 'open' }),
    requestsOf(deps),
    Reconciliations.findById('reconciliation').lean<Reconciliation>(),
  ]);
  return {
    version: deps.settings.version,
    uptime: process.uptime(),
    database,
    temporal,
    workers,
    memory: process.memoryUsage().rss,
    requests,
    running,
    openIncidents,
    ...(round?.doneAt && { reconciled: { at: round.doneAt.toISOString(), compared: round.doneCompared ?? 0 } }),
  };
}

/** The workers that poll the task queue and live: one that was killed is missing after half a minute. */
async function workersNow({ temporal }: Call['deps']): Promise<{ identity: string; lastSeen: string }[]> {
  const [pollers, living] = await Promise.all([temporal.pollers(), beats(new Date())]);
  return pollers.flatMap((identity) => {
    const at = living.get(identity);
    return at ? [{ identity, lastSeen: at.toISOString() }] : [];
  });
}

async function requestsOf({ metrics: registry }: Call['deps']): Promise<number> {
  const found = (await registry.getMetricsAsJSON()).find(({ name }) => name === 'heyi_http_request_seconds');
  return (found?.values ?? [])
    .filter((value) => (value as { metricName?: string }).metricName?.endsWith('_count'))
    .reduce((sum, { value }) => sum + value, 0);
}

/** For a collector on this machine, or one that has the token. */
async function metrics({ req, res, deps }: Call<'/metrics'>): Promise<undefined> {
  const { metricsToken } = deps.settings;
  const token = /^Bearer (.+)$/.exec(req.get('authorization') ?? '')?.[1];
  if (!isLocal(req, deps.settings) && !(metricsToken && token && same(token, metricsToken)))
    throw new Problem('BAD_SIGNATURE');
  res.type(deps.metrics.contentType).send(await deps.metrics.metrics());
  return undefined;
}
