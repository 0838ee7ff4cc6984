import type { CheckOptions, Finding, Rule } from './Finding';
import type { Element } from './Element';
import type { Model } from './Model';

/** The findings of one rule. */
export function report(rule: Rule, model: Model, options: CheckOptions): Finding[] {
  const types = typeof rule.on === 'string' ? [rule.on] : rule.on;
  const subjects = types.length === 1 ? model.all(types[0]!) : [...new Set(types.flatMap((type) => model.all(type)))];
  const severity = rule.running && options.profile === 'interchange' ? 'warning' : rule.severity;
  return subjects.flatMap((subject) => {
    const breach = rule.breaks(subject, model, options);
    if (!breach) return [];
    if (Array.isArray(breach))
      return breach.map((each) =>
        'blame' in each ? finding({ ...rule, severity }, each.blame, each) : finding({ ...rule, severity }, each),
      );
    return [finding({ ...rule, severity }, subject, breach === true ? undefined : { zh: breach, en: breach })];
  });
}

function finding(
  { id, severity, clause, zh, en }: Rule,
  element: Element,
  detail?: { zh: string; en: string },
): Finding {
  const { name, xml } = element;
  const place = element.id ? `${element.id}` : `<${xml.local}>`;
  const shown = name?.replace(/\s+/g, ' ').trim();
  return {
    rule: id,
    severity,
    ...(element.id && { element: element.id }),
    line: xml.line,
    zh: `${shown ? `“${shown}”（${place}）` : place}：${zh}${detail ? `（${detail.zh}）` : ''}`,
    en: `${shown ? `"${shown}" (${place})` : place}: ${en}${detail ? ` (${detail.en})` : ''}`,
    clause,
  };
}
