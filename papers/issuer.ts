import { issuing } from '../domain/documents';
import { commissionOf, courtOf, markOf, seriesOf, type Issuer } from '../domain/issuers';
import { toDay } from '../domain/limits/dates';
import { upward } from '../domain/regions';
import { Organisations, type Organisation } from '../models';

/** The offices in charge of a case, by name: templates address applications to them. */
export interface Offices {
  commission: string;
  court: string;
  intermediateCourt: string;
  organisation?: string;
}

type Values = Readonly<Record<string, unknown>>;
const field = (value: unknown, name: string): unknown => (value as Values | null | undefined)?.[name];
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The nearest registered organisation of this kind, at the place itself: another place's does not act for it. */
async function registered(kind: Organisation['kind'], region: string): Promise<Organisation | undefined> {
  const [found] = await Organisations.find({ kind, region, active: true })
    .sort({ _id: 1 })
    .limit(1)
    .lean<Organisation[]>();
  return found;
}

const known = (kind: Issuer['kind'], { _id, name, mark, region }: Organisation): Issuer => ({
  id: _id,
  kind,
  name: { zh: name.zh, en: name.en },
  mark: mark ?? markOf(kind, name.zh, region),
});

/** The commission of a place, under the name that it has registered or that places give it. */
export async function commissionAt(region: string): Promise<Issuer> {
  const found = await registered('commission', region);
  return found ? known('commission', found) : commissionOf(region);
}

/** The organisation that mediates, as the process or the case has it. */
async function organisationOf(variables: Values): Promise<Issuer | undefined> {
  const given = variables.organisation;
  const id = text(field(given, 'id')) ?? text(given);
  const found = id && (await Organisations.findById(id).lean<Organisation>());
  if (found) return known('organisation', found);
  const name = text(field(given, 'name'));
  return name === undefined
    ? undefined
    : { kind: 'organisation', name: { zh: name, en: name }, mark: markOf('organisation', name, '') };
}

/** The court, as its papers name it; otherwise that of the place, for a second instance that of the city. */
async function courtIn(code: string, variables: Values, region: string): Promise<Issuer> {
  const second = code === 'appeal-judgment';
  const named = ['referral', 'judgment', 'ruling', 'suit'].map((each) => text(field(variables[each], 'court')));
  const name = named.find(Boolean);
  if (name) return { kind: 'court', name: { zh: name, en: name } };
  const found = await registered(
    second ? 'intermediate-court' : 'basic-court',
    second ? (upward(region)[1] ?? region) : region,
  );
  return found ? known('court', found) : courtOf(region, second);
}

/** Who issues this document; undefined for what parties file. A paper of a court keeps the number that the court gave. */
export async function issuerOf(
  code: string,
  variables: Values,
  region: string,
): Promise<(Issuer & { number?: string }) | undefined> {
  const { issuer } = issuing(code);
  if (issuer === 'court' || (code === 'public-notice' && variables.by === 'court')) {
    const number = ['judgment', 'ruling', 'referral']
      .map((each) => text(field(variables[each], 'number')))
      .find(Boolean);
    return { ...(await courtIn(code, variables, region)), ...(number && { number }) };
  }
  if (issuer === 'organisation') return organisationOf(variables);
  if (issuer === 'commission') return commissionAt(region);
  return undefined;
}

/** The series from which this document gets its number; undefined for papers without one. */
export function seriesFor(code: string, { mark }: Issuer, at: Date): string | undefined {
  const { number } = issuing(code);
  return number && mark ? seriesOf(mark, number, toDay(at.toISOString()).slice(0, 4)) : undefined;
}

/** The names of the offices in charge. */
export async function officesOf(variables: Values, region: string): Promise<Offices> {
  const [commission, organisation, court] = await Promise.all([
    commissionAt(region),
    organisationOf(variables),
    registered('basic-court', region),
  ]);
  return {
    commission: commission.name.zh,
    court: court?.name.zh ?? courtOf(region).name.zh,
    intermediateCourt: courtOf(region, true).name.zh,
    ...(organisation && { organisation: organisation.name.zh }),
  };
}
