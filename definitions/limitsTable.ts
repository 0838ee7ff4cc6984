import type { Graph, Node } from '../engine';
import { shippedRules, type Limit } from '../domain/limits/rules';

/** A timer of a limit that ran in a story. */
export interface Use {
  limit: string;
  process: string;
  element: string;
  story: string;
}

/** Limits for which no process has a timer, and why. */
const notTimers: Record<string, string> = {
  'archive-award': '结案时计算保管期 / computed at closing',
  'archive-other': '结案时计算保管期 / computed at closing',
  'arbitration-limitation-wages': '立案时提示，不妨碍受理 / a hint of triage.dmn that never blocks',
  'arbitration-limitation-civil-servant': '立案时提示，不妨碍受理 / a hint of triage.dmn that never blocks',
  'litigation-retrial-application': '结案时告知 / told at closing',
  'litigation-retrial-review': '再审程序 / a procedure of its own',
  'litigation-period-restoration': '期限恢复程序 / a procedure of its own',
  'set-aside-after-wrong-forum': '终局裁决，用人单位不能起诉 / an employer is not offered a suit on a final award',
  'court-mediation-appointment': '法院内部，来案之前 / inside the court, before a case comes',
  'court-mediation-choice': '法院内部，来案之前 / inside the court, before a case comes',
  'preservation-before-filing': '诉前保全程序 / a procedure of its own',
  'preservation-enforcement': '保全执行程序 / a procedure of its own',
  'inspection-investigation': '劳动保障监察程序 / the labour inspectorate’s procedure',
  'inspection-limitation': '劳动保障监察程序 / the labour inspectorate’s procedure',
};
const storiesShown = 4;

/**
 * The element that a timer belongs to: the activity it is attached to, the event sub-process it starts, or the timer
 * itself.
 */
export const hostOf = ({ id, attachedTo, scope, incoming, events, type }: Node, process: string): string =>
  attachedTo ?? (type === 'startEvent' && events && !incoming.length && scope !== process ? scope! : id);

/** The table article → limit → element → stories of README.md, in Markdown: a row per limit and element. */
export function limitsTable(graphs: readonly Graph[], uses: readonly Use[]): string {
  const rows = shippedRules.limits.flatMap((limit) => rowsOf(limit, graphs, uses));
  return [
    '| Article 条款 | Limit 期限 | Element 环节 | Moments | Stories 案例 |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}

/** Limits whose timers run in no story, although a process has them. */
export const untold = (graphs: readonly Graph[], uses: readonly Use[]): string[] =>
  timersOf(graphs)
    .map(({ limit }) => limit)
    .filter((limit) => !uses.some((use) => use.limit === limit));

function rowsOf(limit: Limit, graphs: readonly Graph[], uses: readonly Use[]): string[][] {
  const head = [articlesOf(limit), `\`${limit.id}\` ${limit.title.zh}`];
  const own = uses.filter((use) => use.limit === limit.id);
  const places = new Map(
    [...timersOf(graphs).filter((timer) => timer.limit === limit.id), ...own].map((each) => [
      `${each.process} ${each.element}`,
      each,
    ]),
  );
  if (!places.size) return [[...head, notTimers[limit.id] ?? '', '', '']];
  return [...places.values()].map(({ process, element }) => {
    const graph = graphs.find((each) => each.process === process)!;
    const moments = Object.values(graph.nodes)
      .filter((node) => node.properties?.limit && hostOf(node, process) === element)
      .map(({ properties }) => properties!.moment!)
      .filter((moment) => moment !== 'escalate');
    const stories = own.filter((use) => use.process === process && use.element === element).map(({ story }) => story);
    const told = [...new Set(stories)].sort();
    return [
      ...head,
      `${process} \`${element}\` ${graph.nodes[element]?.name ?? ''}`,
      [...new Set(moments)].join(', '),
      told.slice(0, storiesShown).join(' ') + (told.length > storiesShown ? ` +${told.length - storiesShown}` : ''),
    ];
  });
}

/** The articles by law: `劳动争议调解仲裁法 14, 15; 民事诉讼法 205`. */
function articlesOf({ source }: Limit): string {
  const byLaw = new Map<string, string[]>();
  for (const { law, article } of source) {
    const name = law.replace(/\(.*\)/, '');
    byLaw.set(name, [...(byLaw.get(name) ?? []), article]);
  }
  return [...byLaw].map(([law, articles]) => `${law} ${articles.join(', ')}`).join('; ');
}

/** The timers of limits in the models; a limit that a decision chooses is known by its default only. */
const timersOf = (graphs: readonly Graph[]): Omit<Use, 'story'>[] =>
  graphs.flatMap(({ nodes, process }) =>
    Object.values(nodes)
      .filter(({ properties }) => properties?.limit && properties.moment !== 'escalate')
      .map((node) => ({ limit: node.properties!.limit!, process, element: hostOf(node, process) })),
  );

/** Limits of the law that neither a process has nor `notTimers` explains. */
export const unexplained = (graphs: readonly Graph[], uses: readonly Use[]): string[] =>
  shippedRules.limits
    .map(({ id }) => id)
    .filter((id) => notTimers[id] === undefined && ![...timersOf(graphs), ...uses].some(({ limit }) => limit === id));
