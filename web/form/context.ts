import { createContext, useContext } from 'react';

/** Errors by path. The path '' is the form as a whole. */
export type FormProblems = Record<string, string>;

/** Uploads a file and returns what the form stores for it. */
export type Upload = (file: File) => Promise<{ id: string; name: string }>;

/** `now`: the current instant for the form's expressions. */
interface Value {
  problems: FormProblems;
  upload?: Upload;
  /** Told of every upload (useUploads). */
  track(work: Promise<boolean>): void;
  readOnly: boolean;
  prefix: string;
  shown: Record<string, unknown>;
  now: string;
}

export const FormContext = createContext<Value>({
  problems: {},
  track: () => undefined,
  readOnly: false,
  prefix: 'f',
  shown: {},
  now: '',
});
export const useForm = () => useContext(FormContext);
