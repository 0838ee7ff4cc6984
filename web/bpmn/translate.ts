import { language } from '../texts';
import { zh as modeler } from './zh';
import { zhEditors } from './zhEditors';

export const zh: Record<string, string> = { ...zhEditors, ...modeler };

/**
 * Texts of the modeler without a Chinese translation; a test that walks through the editor expects this to stay empty.
 */
export const untranslated = new Set<string>();

/** “Exclusive Gateway” as the menus write it: “Exclusive gateway”. */
const sentence = (text: string): string => text.trim().charAt(0) + text.trim().slice(1).toLowerCase();

/** The name of an element type: `userTask` or `bpmn:UserTask` is “User task”. */
export const typeName = (type: string): string =>
  translate(
    sentence(
      type
        .replace('bpmn:', '')
        .replace(/^[a-z]/, (first) => first.toUpperCase())
        .replace(/(?!^)([A-Z])/g, ' $1'),
    ),
  );

/** bpmn-js' `translate` service in the reader's language. */
export function translate(template: string, replacements: Record<string, string> = {}): string {
  let text = template;
  if (language() === 'zh') {
    const found = zh[template] ?? zh[template.trim()] ?? zh[sentence(template)];
    if (found === undefined && /[a-z]{3}/i.test(template)) untranslated.add(template);
    text = found ?? template;
  }
  return text.replace(/{([^}]+)}/g, (whole, key: string) => replacements[key] ?? whole);
}
