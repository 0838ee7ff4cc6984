import type { Element } from '../Element';
import { eventOf, executable, kindOf, throws, triggers } from '../facets';
import { must, type Rule } from '../Finding';
import type { Model } from '../Model';

const links = (event: Element) => triggers(event).filter((d) => kindOf(d) === 'link');
const linkName = (link: Element) => link.get('name') ?? eventOf(link)?.name;

type Ends = { throwing: Element[]; catching: Element[] };
/** The links of a model by level and name: looked up, since a model of many links would compare each with each. */
const byLevel = new WeakMap<Model, Map<Element | undefined, Map<string | undefined, Ends>>>();

function levelsOf(model: Model) {
  const levels = new Map<Element | undefined, Map<string | undefined, Ends>>();
  for (const link of model.all('LinkEventDefinition')) {
    const [level, name] = [eventOf(link)?.parent, linkName(link)];
    const names = levels.get(level) ?? new Map<string | undefined, Ends>();
    const ends = names.get(name) ?? { throwing: [], catching: [] };
    ends[throws(link) ? 'throwing' : 'catching'].push(link);
    levels.set(level, names.set(name, ends));
  }
  byLevel.set(model, levels);
  return levels;
}

/** The links at the other end, with the same name, level and file. */
const partners = (link: Element, model: Model): Element[] => {
  const ends = (byLevel.get(model) ?? levelsOf(model)).get(eventOf(link)?.parent)?.get(linkName(link));
  return (throws(link) ? ends?.catching : ends?.throwing) ?? [];
};

/** Link events (10.5.4, 10.5.5). */
export const linkEvents: Rule[] = [
  must({
    id: 'link-outgoing',
    clause: '10.5.4',
    on: ['IntermediateThrowEvent', 'IntermediateCatchEvent'],
    zh: '链接来源不得有流出的顺序流，链接目标不得有流入的顺序流。',
    en: "A link's source must have no outgoing, its target no incoming sequence flow.",
    breaks: (event, model) =>
      links(event).length > 0 && (event.is('ThrowEvent') ? model.outgoing(event) : model.incoming(event)).length > 0,
  }),
  must({
    id: 'link-level',
    clause: '10.5.5',
    on: 'LinkEventDefinition',
    zh: '链接的来源与目标必须在同一流程层内；请移到同一层。',
    en: "A link's source and target must be at the same process level; move them together.",
    breaks: (link) =>
      [...link.refs('target'), ...link.refs('source')]
        .filter((other) => eventOf(other)?.parent !== eventOf(link)?.parent)
        .map((other) => other.id)
        .join(', '),
  }),
  must({
    id: 'link-mutual',
    clause: '10.5.5',
    on: 'LinkEventDefinition',
    zh: '链接来源的 target 与链接目标的 source 必须互相引用，且名称相同。',
    en: "The target of a link's source and the source of a link's target must refer to each other, and have the same name.",
    breaks: (link) =>
      link
        .refs('target')
        .concat(link.refs('source'))
        .filter(
          (other) =>
            other.is('LinkEventDefinition') &&
            (throws(other) === throws(link) ||
              linkName(other) !== linkName(link) ||
              ((other.written('source') || other.written('target')) &&
                !other.refs('source').concat(other.refs('target')).includes(link))),
        )
        .map((other) => other.id)
        .join(', '),
  }),
  must({
    id: 'link-target',
    clause: '10.5.5',
    on: 'LinkEventDefinition',
    zh: '链接来源在同一层内没有同名的链接目标；请补上目标或改名。',
    en: 'There is no link target of that name at the same level; add one or correct the name.',
    breaks: (link, model) =>
      throws(link) && executable(link) && !link.written('target') && partners(link, model).length === 0,
  }),
  must({
    id: 'link-target-one',
    clause: '10.5.5',
    on: 'LinkEventDefinition',
    zh: '同一层内一个链接只能有一个目标；请合并或改名。',
    en: 'A link has only one target at a level; merge them or rename one.',
    breaks: (link, model) => throws(link) && !link.written('target') && partners(link, model).length > 1,
  }),
  must({
    id: 'link-source',
    clause: '10.5.5',
    on: 'LinkEventDefinition',
    zh: '没有链接指向这个链接目标，它之后的部分不会执行；请补上来源或删除它。',
    en: 'No link leads to this link target, so what follows it never runs; add a source or remove it.',
    breaks: (link, model) =>
      !throws(link) && executable(link) && !link.written('source') && partners(link, model).length === 0,
  }),
];
