import { createContext, useContext } from 'react';

/** What is wrong, by path. The path '' is the form as a whole. */
export type FormProblems = Record<string, string>;

/** Uploads a file and gives what the form keeps of it. */
export type Upload = (file: File) => Promise<{ id: string; name: string }>;

interface Value { problems: FormProblems; upload?: Upload; readOnly: boolean; prefix: string; shown: Record<string, unknown> }

export const FormContext = createContext<Value>({ problems: {}, readOnly: false, prefix: 'f', shown: {} });
export const useForm = () => useContext(FormContext);
