import { documents, type DocumentCode } from '../../domain/documents';
import { citeAll } from '../../domain/limits/laws';
import { limitOf } from '../../domain/limits/rules';
import { unitName } from '../../domain/limits/terms';
import { triggers } from '../../domain/limits/triggers';
import { bothSides } from '../../domain/acts';
import type { Side } from '../../domain/reach';
import type { Source } from '../../domain/limits/citation';
import { feeOf } from '../../domain/remedies/fees';
import { forumOf } from '../../domain/remedies/forums';
import { byAct, remedies, remedyOf, type RemedyCode } from '../../domain/remedies/remedies';
import { checkValue, formScope, valueOf, type Form } from '../../engine/form';
import { contradictions } from '../../engine/form/contradictions';
import type { Case, Deadline, Organisation, StoredDocument, Task } from '../../models';
import { outside } from '../access/targets';
import type { Bilingual } from '../contract/common';
import type { RemedyRow } from '../contract/remedies';
import type { InForce } from '../references';
import { deadlineView } from './deadlines';
import { publicNoteOf } from './publicNote';

/** An open task of a party, with its form and what the form reads. */
export interface PartyTask {
  task: Task;
  form: Form | undefined;
  variables: Record<string, unknown>;
}

/** What is known of a case, all of it as the reader may see it. */
export interface Known {
  found: Case;
  sides: readonly Side[];
  tasks: readonly PartyTask[];
  deadlines: readonly Deadline[];
  documents: readonly StoredDocument[];
  /** The bodies of the place of the case, and of those above it, nearest first. */
  bodies: readonly Organisation[];
  /** Who can withdraw the case now; nobody if none. */
  withdraws?: Side | undefined;
  now: Date;
  references: InForce;
}

/** What one remedy rests on: the task that offers it, or the limit by which it ends. */
interface Live {
  code: RemedyCode;
  sides: readonly Side[];
  task?: Task;
  variables?: Record<string, unknown>;
  deadline?: Deadline | undefined;
}

/** What the parties may do now: what their tasks offer, the rights that run without a task, and what is open after the end. */
export function remediesOf(known: Known): RemedyRow[] {
  const live = [...offered(known), ...running(known), ...afterwards(known)];
  const order = (code: RemedyCode) => remedies.codes.indexOf(code);
  return live
    .map((each) => ({ each, row: rowOf(each, known) }))
    .sort((a, b) => (a.row.due ?? '~').localeCompare(b.row.due ?? '~') || order(a.each.code) - order(b.each.code))
    .map(({ row }) => row);
}

const runs = ({ status, moment }: Deadline): boolean => status === 'running' && moment === 'breach';

function offered({ tasks, sides, deadlines, now, withdraws }: Known): Live[] {
  const byTasks = tasks.flatMap(({ task, form, variables }): Live[] => {
    const asked = bothSides.filter((side) => task.groups.includes(side) && sides.includes(side));
    const own = deadlines.filter((each) => runs(each) && each.instance === task.instance && each.key === task.key);
    const codes = task.acts.flatMap(({ code, sets }) => {
      const remedy = byAct.get(code);
      return remedy && isOffered(sets, form, variables, now) ? [remedy] : [];
    });
    return [...new Set(codes)].map((code) => ({
      code,
      sides: asked,
      task,
      variables,
      deadline: ending(code, own),
    }));
  });
  return withdraws ? [...byTasks, { code: 'withdraw', sides: [withdraws] }] : byTasks;
}

/** Among the limits of a task, the one that ends a remedy: its own, or the soonest in which a party can lose something. */
function ending(code: RemedyCode, own: readonly Deadline[]): Deadline | undefined {
  const { limits = [] } = remedyOf(code);
  const named = own.filter(({ limit }) => limits.includes(limit));
  const mayLapse = own.filter(({ kind }) => kind !== 'duty');
  return soonest(named.length ? named : mayLapse);
}

const soonest = (all: readonly Deadline[]): Deadline | undefined =>
  [...all].sort((a, b) => (a.due?.getTime() ?? Infinity) - (b.due?.getTime() ?? Infinity))[0];

/**
 * Whether the state of the case allows an act: its values are none if the process does not offer it, and the form says
 * of its choices which are open.
 */
function isOffered(sets: string, form: Form | undefined, variables: Record<string, unknown>, now: Date): boolean {
  const at = now.toISOString();
  const values = valueOf(`=${sets.replace(/^=/, '')}`, formScope(variables, at));
  if (typeof values !== 'object' || values === null) return false;
  const entered = values as Record<string, unknown>;
  const scope = formScope({ ...variables, ...entered }, at);
  return (form?.components ?? [])
    .filter(({ type, key }) => (type === 'radio' || type === 'select') && key !== undefined && key in entered)
    .every((choice) => !checkValue(choice, entered[choice.key!], scope) && !contradictions(choice, scope).length);
}

/** Rights that a limit shows to be running and for which no task stands: they are used in person. */
const running = ({ deadlines, sides, found }: Known): Live[] =>
  remedies.codes
    .filter((code) => remedyOf(code).acts.length === 0 && !remedyOf(code).after)
    .flatMap((code) => {
      const deadline = soonest(deadlines.filter((each) => runs(each) && remedyOf(code).limits?.includes(each.limit)));
      return deadline && found.status === 'open' ? [{ code, sides, deadline }] : [];
    });

/** What is still open once a case has closed in its way. */
const afterwards = ({ found, sides }: Known): Live[] =>
  found.status === 'closed'
    ? remedies.codes
        .filter((code) => (remedyOf(code).after as readonly string[] | undefined)?.includes(found.outcome ?? ''))
        .map((code) => ({ code, sides }))
    : [];

function rowOf({ code, sides, task, variables, deadline }: Live, known: Known): RemedyRow {
  const { kind, zh, en, law, forum, papers, fee, closes, limits } = remedyOf(code);
  const { kinds, which, law: jurisdiction, ...body } = forumOf(forum);
  const { law: basis, ...price } = feeOf(fee);
  const shown = deadline && deadlineView(deadline, known.now, known.references);
  const note = task && publicNoteOf({ properties: task.properties, variables: variables ?? {} }, known.now);
  return {
    code,
    kind,
    name: { zh, en },
    sides: [...sides],
    ...(task && { task: outside(task._id), step: { zh: task.name, en: task.nameEn ?? task.name } }),
    ...(note && { note }),
    due: shown?.due ?? null,
    ...(shown && {
      limit: shown.title,
      workingDaysLeft: shown.workingDaysLeft,
      provisional: shown.provisional,
      ...(shown.article && { article: shown.article }),
      ...(shown.explanation && { explanation: shown.explanation }),
    }),
    ...(!shown && known.found.status === 'closed' && limits && within(limits[0]!, known.references)),
    ...(law.length > 0 && { law: cited(law) }),
    forum: { name: { zh: body.zh, en: body.en }, which, ...(jurisdiction.length > 0 && { law: cited(jurisdiction) }) },
    places: known.bodies
      .filter((one) => (kinds as readonly string[]).includes(one.kind))
      .slice(0, 3)
      .map(({ _id, name, address, phone }) => ({
        id: _id,
        name,
        ...(address && { address }),
        ...(phone && { phone }),
      })),
    papers: papers.flatMap((paper) => paperOf(paper, known.documents)),
    fee: { text: { zh: price.zh, en: price.en }, ...(basis.length > 0 && { law: cited(basis) }) },
    closes,
  };
}

const cited = (sources: readonly Source[]): Bilingual => ({ zh: citeAll(sources, 'zh'), en: citeAll(sources, 'en') });

/** A paper of the case is named only if the case has it; one that the party writes always is. */
function paperOf(code: DocumentCode, held: readonly StoredDocument[]): RemedyRow['papers'] {
  const document = held.findLast((each) => each.code === code);
  if (!document && documents.rows[code].by !== 'party') return [];
  const name = { zh: documents.name(code, 'zh'), en: documents.name(code, 'en') };
  return [{ code, name, ...(document && { document: outside(document._id) }) }];
}

/** How long a remedy is open and from when, where its day is not known to the system. */
function within(id: string, { rules }: InForce): { within?: Bilingual } {
  const row = limitOf(rules.data, id);
  if (!row?.amount) return {};
  const length = (lang: 'zh' | 'en') => `${row.amount}${lang === 'zh' ? '' : ' '}${unitName(row.unit, lang)}`;
  return {
    within: {
      zh: `自“${triggers.name(row.trigger, 'zh')}”之日的次日起${length('zh')}内`,
      en: `Within ${length('en')} from the day after: ${triggers.name(row.trigger, 'en').toLowerCase()}`,
    },
  };
}
