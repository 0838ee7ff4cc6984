import { matterKindOf, type MatterKind } from '../domain/matters';
import { outcomes } from '../domain/outcomes';
import { inArea } from '../domain/reach';
import { partyRoles } from '../domain/roles';
import { bytes, publications, publishedMatters, publishedVersion, versionTogether } from '../models';
import type { Form } from '../engine/form';
import type { Text } from '../domain/text';
import type { Who } from './access/Who';
import type { Library } from './library';

/** A kind of matter with the form by which one is begun, and what its columns are called. */
export interface ShownKind extends MatterKind {
  startForm?: Form;
  labels: Record<string, Text>;
}

/** The kinds are the same as long as nothing is published. */
let known: { stamp: number; kinds: Promise<ShownKind[]> } | undefined;

/** The kinds of matters whose processes are published, by their ids. */
export async function matterKinds(library: Library): Promise<ShownKind[]> {
  const stamp = await publications();
  if (known?.stamp !== stamp) {
    const kinds = publishedMatters().then((processes) =>
      Promise.all(processes.map(async (process) => shown(matterKindOf(await library.published(process))))),
    );
    known = { stamp, kinds: kinds.then((each) => each.filter((kind) => kind !== undefined)) };
    // A failure is not remembered.
    known.kinds.catch(() => (known = undefined));
  }
  return known!.kinds;
}

async function shown(kind: MatterKind | undefined): Promise<ShownKind | undefined> {
  if (!kind) return undefined;
  const startForm = kind.form === undefined ? undefined : await formNamed(kind.form, kind);
  return { ...kind, ...(startForm && { startForm }), labels: labelsOf(kind.columns, startForm) };
}

async function formNamed(form: string, { kind, formBinding }: MatterKind): Promise<Form | undefined> {
  const process = formBinding === 'deployment' ? await publishedVersion('process', kind) : undefined;
  const deployment = process?.deployments?.at(-1);
  const found = deployment
    ? await versionTogether('form', form, deployment)
    : await publishedVersion('form', form, typeof formBinding === 'object' ? formBinding : {});
  return found ? (JSON.parse(bytes(found.source).toString('utf8')) as Form) : undefined;
}

/** A variable is called what the start form calls its field; a column without one, by its name. */
function labelsOf(columns: string[], form: Form | undefined): Record<string, Text> {
  const fields = (form?.components ?? []).flatMap(({ key, label, properties }) =>
    key && typeof label === 'string' ? [[key, { zh: label, en: properties?.label_en ?? label }] as const] : [],
  );
  return Object.fromEntries([...columns.map((name) => [name, { zh: name, en: name }] as const), ...fields]);
}

/** How a matter ended, in words: as its process names it, otherwise as any case ends. */
export const nameOfOutcome = (kind: MatterKind | undefined, outcome: string): Text =>
  kind?.outcomes[outcome] ?? { zh: outcomes.name(outcome, 'zh'), en: outcomes.name(outcome, 'en') };

/** Whether a kind lets the caller begin a matter of it; `region`: there. */
export const mayBegin = (who: Who, { begin }: MatterKind, region?: string): boolean =>
  who.kind === 'user' &&
  who.roles.some(
    (role) => begin.includes(role) && (region === undefined || partyRoles.includes(role) || inArea(who, region)),
  );

/** Whether the caller sees anything of a kind: what its roles see, or what the caller began. */
export const mayList = (who: Who, kind: MatterKind): boolean =>
  mayBegin(who, kind) || who.roles.some((role) => kind.read.includes(role));
