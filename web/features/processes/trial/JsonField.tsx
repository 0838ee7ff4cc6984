import { Input } from 'antd';
import { useTrialTexts } from './texts';

const OBJECT = '{…}';

/** The object that a text represents, or its error. */
export function readObject(text: string): Record<string, unknown> | Error {
  try {
    const value: unknown = JSON.parse(text.trim() || '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : new Error(OBJECT);
  } catch (error) {
    return error as Error;
  }
}

/** Browsers report errors in English, so only the position is shown. */
const where = (message: string, t: ReturnType<typeof useTrialTexts>): string => {
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  return line && column ? t('badPlace', { line, column }) : message === OBJECT ? OBJECT : '';
};

/** A field for a JSON object, which reports invalid input at once. */
export function JsonField({
  label,
  value,
  onChange,
  rows = 4,
}: {
  label: string;
  value: string;
  onChange(next: string): void;
  rows?: number;
}) {
  const t = useTrialTexts();
  const read = readObject(value);
  return (
    <label className={read instanceof Error ? 'field wrong' : 'field'}>
      <span className="label">{label}</span>
      <Input.TextArea
        className="json"
        autoSize={{ minRows: rows, maxRows: 12 }}
        spellCheck={false}
        value={value}
        aria-invalid={read instanceof Error}
        onChange={(event) => onChange(event.target.value)}
      />
      {read instanceof Error && (
        <div className="problem" role="alert">
          {t('badJson', { message: where(read.message, t) })}
        </div>
      )}
    </label>
  );
}
