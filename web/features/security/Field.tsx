import { Input } from 'antd';
import type { Problem } from '../../http';

interface Props {
  name: string;
  label: string;
  value: string;
  change(value: string): void;
  autoComplete: string;
  secret?: boolean;
  wrong?: string;
}

/** A line of a small form, with what is wrong with it below. */
export function Field({ name, label, value, change, autoComplete, secret, wrong }: Props) {
  return (
    <label className={wrong ? 'field wrong' : 'field'}>
      <span className="label">{label}</span>
      <Input
        name={name}
        type={secret ? 'password' : 'text'}
        value={value}
        autoComplete={autoComplete}
        maxLength={200}
        onChange={(event) => change(event.target.value)}
        aria-invalid={wrong ? true : undefined}
      />
      {wrong && (
        <span className="small late" role="alert">
          {wrong}
        </span>
      )}
    </label>
  );
}

/** What the server said of one field; undefined where it said nothing of it. */
export const wrongOf = (problem: Problem | undefined, path: string): string | undefined =>
  problem?.fields.find((field) => field.path === path)?.message;
