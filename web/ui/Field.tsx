import { Input } from 'antd';
import type { Problem } from '../http';

interface Props {
  name: string;
  label: string;
  value: string;
  change(value: string): void;
  autoComplete: string;
  secret?: boolean;
  /** Characters. */
  most?: number;
  wrong?: string;
}

/** A line of a small form, with its error below. */
export function Field({ name, label, value, change, autoComplete, secret, most = 200, wrong }: Props) {
  return (
    <label className={wrong ? 'field wrong' : 'field'}>
      <span className="label">{label}</span>
      <Input
        name={name}
        type={secret ? 'password' : 'text'}
        value={value}
        autoComplete={autoComplete}
        maxLength={most}
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

/** The server's error for one field; undefined if there is none. */
export const errorOf = (problem: Problem | undefined, path: string): string | undefined =>
  problem?.fields.find((field) => field.path === path)?.message;
