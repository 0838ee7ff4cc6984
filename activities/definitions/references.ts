import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonicalJson';
import { shippedCalendar } from '../../domain/limits/calendar';
import { shippedRules } from '../../domain/limits/rules';
import { currentReference, type ReferenceKind } from '../../models';
import type { Bundle } from '../../workflows/batch';

/** The calendar, rules and parameters in force now: the newest versions, or those that ship where none was entered. */
export async function referencesInForce(): Promise<Pick<Bundle, 'calendar' | 'rules' | 'parameters'>> {
  const [calendar, rules, parameters] = [
    await inForce('calendar', shippedCalendar),
    await inForce('rules', shippedRules),
    await inForce('parameters', []),
  ];
  return { calendar, rules, parameters: parameters.data as Bundle['parameters'] };
}

async function inForce<T>(kind: ReferenceKind, shipped: T): Promise<{ data: T; version: string }> {
  const found = await currentReference(kind);
  if (found) return { data: JSON.parse(found.body) as T, version: found.hash };
  return { data: shipped, version: createHash('sha256').update(canonicalJson(shipped)).digest('hex') };
}
