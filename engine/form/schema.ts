/**
 * A form as written by the bpmn.io form editor (form-js schema): the form that a user task references by id. The second
 * language, which the editor does not know, is in each component's `properties`.
 */
export interface Form {
  id: string;
  type: 'default';
  schemaVersion?: number;
  components: Component[];
  [other: string]: unknown;
}

export interface Component {
  id?: string;
  type: string;
  /** The dotted path of its value within the nearest group or list row; absent for display components. */
  key?: string;
  /** The path of a group or list in the data. */
  path?: string;
  label?: string;
  description?: string;
  text?: string;
  content?: string;
  components?: Component[];
  values?: Option[];
  /** Options from the task's variables, by name or by a FEEL expression. */
  valuesKey?: string;
  valuesExpression?: string;
  defaultValue?: unknown;
  readonly?: boolean | string;
  disabled?: boolean;
  subtype?: 'date' | 'time' | 'datetime';
  dateLabel?: string;
  timeLabel?: string;
  disallowPassedDates?: boolean;
  decimalDigits?: number;
  increment?: number | string;
  serializeToString?: boolean;
  multiple?: boolean | string;
  accept?: string;
  expression?: string;
  conditional?: { hide?: string };
  validate?: Validation;
  appearance?: { prefixAdorner?: string; suffixAdorner?: string };
  layout?: { row?: string; columns?: number | null };
  dataSource?: string;
  columns?: { key: string; label: string }[];
  columnsExpression?: string;
  allowAddRemove?: boolean;
  defaultRepetitions?: number;
  properties?: Record<string, string>;
  [other: string]: unknown;
}

export interface Option {
  label: string;
  value: unknown;
  label_en?: string;
}

export interface Validation {
  required?: boolean | string;
  minLength?: number | string;
  maxLength?: number | string;
  min?: number | string;
  max?: number | string;
  pattern?: string;
  validationType?: 'email' | 'phone' | 'custom';
}

/** The text of a component in the requested language; the second language is in its properties as `<field>_en`. */
export function textOf(
  component: Component,
  field: 'label' | 'description' | 'text' | 'dateLabel' | 'timeLabel' | 'content',
  language: 'zh' | 'en',
): string | undefined {
  const other = language === 'en' ? component.properties?.[`${field}_en`] : undefined;
  return other || (component[field] as string | undefined);
}
