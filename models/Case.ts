import type { Compartment } from '../domain/compartments';
import type { Role } from '../domain/roles';
import { json, model } from './schema';

/**
 * A matter as lists and pages show it: a projection of its process instances, written only by activities/records. A
 * dispute, unless it names another kind (domain/matters.ts).
 */
export interface Case {
  /** The case number, which is also the id of the pipeline's workflow. */
  _id: string;
  /** Of other matters than disputes: the kind, which is the id of its process … */
  matter?: string;
  /** … its title, and the roles that may see it besides whoever began it (`filedBy`) … */
  title?: string;
  readers?: string[];
  /** … what it is about (`subjectKey`) … */
  subjects?: string[];
  /** … its number if that is not its id, because a message or a timer began it … */
  shown?: string;
  /** … and the matter out of which it was begun. */
  from?: string;
  /**
   * GB/T 2260 code of the place of filing, or of where it was transferred to, and of the city over it (340000 where the
   * province administers it directly).
   */
  region: string;
  city: string;
  filedAt: Date;
  filedBy?: string;
  channel?: string;
  /** The domain's Case as it was filed. */
  data: Record<string, unknown>;
  /** For lists: who against whom. */
  worker: string;
  employer: string;
  workers: number;
  industry?: string;
  keyGroups: string[];
  causes: string[];
  /** The sum of the claims, in fen. */
  amount: number;
  /** The parties whose case it is, by their keys (Filing.parties, domain/partyKeys.ts), for "my cases". */
  parties: string[];
  /** Parts of names and numbers by which the case is found (`terms`). */
  terms: string[];
  status: 'open' | 'closed';
  stage?: string;
  stages: { stage: string; at: Date; instance: string; sequence: number }[];
  outcome?: string;
  closedAt?: Date;
  /** By which stage and when an agreement came into force, and what was counted for it. */
  settled?: { stage: string; at: Date; amount: number; slices: { slice: string; value: string }[] };
  kind?: string;
  priority?: string;
  organisation?: string;
  mediator?: string;
  /** Top-level variables of the instances of the case, newest wins: those that are open … */
  facts: Record<string, unknown>;
  /** … and those of each other compartment. */
  factsIn?: Partial<Record<Exclude<Compartment, 'open'>, Record<string, unknown>>>;
  /**
   * Who has the case in each role that keeps one (承办人): its next steps come to them. `instead`: those from whom it was
   * taken, whom the process may still name.
   */
  handlers?: Handlers;
  openTasks: number;
  incidents: number;
  /** The next running limit; the year 9999 if none runs, so that it sorts last. */
  due: Date;
  /** Breached time limits, in order. */
  breached: string[];
  updatedAt: Date;
}

export type Handlers = Partial<Record<Role, { user: string; instead?: string[] }>>;

/** Disputes are not in the indexes of other matters, so that those cost them nothing. */
const matters = { partialFilterExpression: { matter: { $exists: true } } };

export const Cases = model<Case>(
  'Case',
  'cases',
  {
    matter: String,
    title: String,
    readers: { type: [String], default: undefined },
    subjects: { type: [String], default: undefined },
    shown: String,
    from: String,
    region: { type: String, required: true },
    city: { type: String, required: true },
    filedAt: { type: Date, required: true },
    filedBy: String,
    channel: String,
    data: json,
    worker: String,
    employer: String,
    workers: Number,
    industry: String,
    keyGroups: [String],
    causes: [String],
    amount: Number,
    parties: [String],
    terms: [String],
    status: String,
    stage: String,
    stages: [{ _id: false, stage: String, at: Date, instance: String, sequence: Number }],
    outcome: String,
    closedAt: Date,
    settled: json,
    kind: String,
    priority: String,
    organisation: String,
    mediator: String,
    facts: json,
    factsIn: json,
    handlers: json,
    openTasks: Number,
    incidents: Number,
    due: Date,
    breached: [String],
    updatedAt: Date,
  },
  [
    [{ parties: 1, filedAt: -1, _id: -1 }],
    [{ terms: 1, filedAt: -1, _id: -1 }],
    [{ mediator: 1, filedAt: -1, _id: -1 }],
    [{ organisation: 1, filedAt: -1, _id: -1 }],
    [{ region: 1, filedAt: -1, _id: -1 }],
    [{ breached: 1, filedAt: -1, _id: -1 }],
    [{ industry: 1, filedAt: -1, _id: -1 }],
    [{ city: 1, filedAt: -1, _id: -1 }],
    [{ outcome: 1, filedAt: -1, _id: -1 }],
    [{ keyGroups: 1, filedAt: -1, _id: -1 }],
    [{ industry: 1, keyGroups: 1, filedAt: -1, _id: -1 }],
    [{ causes: 1, filedAt: -1, _id: -1 }],
    [{ stage: 1, filedAt: -1, _id: -1 }],
    [{ status: 1, filedAt: -1, _id: -1 }],
    [{ region: 1, stage: 1, filedAt: -1, _id: -1 }],
    [{ city: 1, stage: 1, filedAt: -1, _id: -1 }],
    [{ filedAt: -1, _id: -1 }],
    [{ status: 1, due: 1, _id: 1 }],
    [{ region: 1, status: 1, due: 1, _id: 1 }],
    [{ city: 1, status: 1, due: 1, _id: 1 }],
    [{ updatedAt: -1, _id: -1 }],
    [{ incidents: 1 }, { partialFilterExpression: { incidents: { $gt: 0 } } }],
    [{ matter: 1, filedAt: -1, _id: -1 }, matters],
    [{ matter: 1, city: 1, filedAt: -1, _id: -1 }, matters],
    [{ matter: 1, region: 1, filedAt: -1, _id: -1 }, matters],
    [{ filedBy: 1, matter: 1, filedAt: -1, _id: -1 }, matters],
    [{ subjects: 1, filedAt: -1, _id: -1 }, matters],
    [{ from: 1, filedAt: -1, _id: -1 }, matters],
  ],
);

/**
 * The dispute with the applicant and the claims of the proceedings that run: after a negotiation or mediation either
 * side may apply for arbitration, with claims of its own or on the agreement (`applied`, a fact of the pipeline), and where
 * they run now (`seat`, after a transfer).
 */
export function asApplied({ data, facts }: Pick<Case, 'data' | 'facts'>): Record<string, unknown> {
  const { applied, seat } = (facts ?? {}) as {
    applied?: { applicant?: unknown; claims?: unknown; workers?: unknown } | null;
    seat?: { region?: unknown } | null;
  };
  return {
    ...data,
    ...(typeof applied?.applicant === 'string' && {
      applicant: applied.applicant,
      claims: applied.claims,
      // Given if some of the workers had agreed before, so that it is an application of the others.
      workers: applied.workers ?? data.workers,
    }),
    ...(seat && { region: seat.region }),
  };
}

/** The place of the commission that transferred the case to where it is now (Rules33 art. 9). */
export function transferredFrom({ facts, region }: Pick<Case, 'facts' | 'region'>): string | undefined {
  const from = (facts.seat as { from?: string } | null | undefined)?.from;
  return from === region ? undefined : from;
}

/** The case that was filed in its place with the competent commission (Rules33 art. 31(1)). */
export const filedAs = ({ facts }: Pick<Case, 'facts'>): string | undefined =>
  (facts.filedAs as { number?: string } | null | undefined)?.number;

/** Sorts after every possible date. */
export const never = new Date('9999-12-31T00:00:00Z');
