import { isInternalMatter } from '../domain/internalMatters';
import { limitOf, shippedRules } from '../domain/limits/rules';
import { isRight, offersOf } from '../domain/offers';
import { byAct, remedies, remedyOf } from '../domain/remedies/remedies';
import type { Graph, Node } from '../engine';
import { published } from '../tests/system/MemorySystem';

let graphs: Graph[];
beforeAll(async () => ({ graphs } = await published()));

const tasksOf = () =>
  graphs.flatMap((graph) =>
    Object.values(graph.nodes)
      .filter(({ type }) => type === 'userTask')
      .map((node) => ({ graph, node, asked: askedOf(node) })),
  );

/** The groups as the model writes them: a list, or FEEL. */
function askedOf({ task }: Node): string {
  const groups = task?.candidateGroups;
  return !groups ? '' : 'static' in groups ? groups.static : groups.feel;
}

/** Whether a side may be asked: by its name, or as the side for which the model asks. */
const asksParty = (asked: string): boolean => /\b(worker|employer|applicant|side|by|suingAgain)\b/.test(asked);

describe('the table of remedies', () => {
  it('names limits that exist', () => {
    const limits = remedies.codes.flatMap((code) => remedyOf(code).limits ?? []);
    expect(limits.filter((id) => !limitOf(shippedRules, id))).toEqual([]);
  });

  it('knows every right that a shipped process offers a party', () => {
    const rights = tasksOf()
      .filter(({ node, asked }) => asksParty(asked) && isRight(offersOf(node.properties ?? {})))
      .flatMap(({ node }) => offersOf(node.properties ?? {}).map(({ code }) => `${node.id} ${code}`));
    expect(rights.length).toBeGreaterThan(20);
    // What is agreed, answered to a question or decided by the tribunal is no remedy: the task itself says all of it.
    const others = new Set([
      'mediation.consent',
      'mediation.object',
      'mediation.extend',
      'negotiation.extend',
      'negotiation.period',
      'arbitration-review.agree-change',
      'consent.refuse',
      'defence.waive',
      'evidence.examine',
      'evidence.rule',
      'evidence.extend',
      'representatives.elect',
      'representation.consent',
    ]);
    expect(rights.filter((each) => !byAct.has(each.split(' ')[1]!) && !others.has(each.split(' ')[1]!))).toEqual([]);
  });
});

describe('internal matters', () => {
  it('are supervision, escalation and approvals, in the models as they are', () => {
    const internal = graphs.flatMap((graph) =>
      Object.keys(graph.nodes)
        .filter((element) => isInternalMatter(graph, element))
        .map((element) => `${graph.process} ${element}`),
    );
    expect(internal).toEqual(
      expect.arrayContaining([
        'labour-dispute supervising',
        'labour-dispute county',
        'labour-dispute toCity',
        'labour-dispute liaisonAnswers',
        'arbitration approve',
      ]),
    );
  });

  it('never hide what a party is asked', () => {
    expect(
      tasksOf()
        .filter(({ graph, node, asked }) => asksParty(asked) && isInternalMatter(graph, node.id))
        .map(({ node }) => node.id),
    ).toEqual([]);
  });
});
