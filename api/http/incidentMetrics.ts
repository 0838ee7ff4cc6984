import { Gauge, type Registry } from 'prom-client';
import { hostTroubles } from '../../domain/hostTroubles';
import { Incidents, Reconciliations, type Reconciliation } from '../../models';

/**
 * The number of open incidents, and the age of the last comparison of Temporal with the records; computed when metrics
 * are collected.
 */
export function measureIncidents(metrics: Registry): void {
  const registers = [metrics];
  new Gauge({
    name: 'heyi_open_incidents',
    help: 'Open incidents; by code if an instance as a whole cannot continue, all others as “element”',
    labelNames: ['code'],
    registers,
    async collect() {
      let elements = await Incidents.countDocuments({ status: 'open' });
      for (const code of hostTroubles.codes) {
        const open = await Incidents.countDocuments({ status: 'open', code });
        elements -= open;
        this.set({ code }, open);
      }
      this.set({ code: 'element' }, elements);
    },
  });
  const lastRound = () => Reconciliations.findById('reconciliation').lean<Reconciliation>();
  new Gauge({
    name: 'heyi_reconciled_timestamp_seconds',
    help: 'When Temporal and the records were last fully compared',
    registers,
    collect: async function () {
      this.set(((await lastRound())?.doneAt?.getTime() ?? 0) / 1000);
    },
  });
  new Gauge({
    name: 'heyi_reconciled_instances',
    help: 'How many instances that comparison covered',
    registers,
    collect: async function () {
      this.set((await lastRound())?.doneCompared ?? 0);
    },
  });
}
