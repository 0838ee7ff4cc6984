import type { DefinitionRow } from '../../api/definitions';
import { useProcessTexts } from './texts';

const tones = { draft: 'soon', published: 'good', retired: '' } as const;

export function StatusTag({ status }: Pick<DefinitionRow, 'status'>) {
  const t = useProcessTexts();
  return <span className={`tag ${tones[status]}`}>{t(status)}</span>;
}
