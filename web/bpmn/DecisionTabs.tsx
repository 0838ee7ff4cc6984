import { Segmented } from 'antd';
import { englishName } from '../../domain/text';
import { useLanguage } from '../texts';
import { translate } from './translate';

/** A view of dmn-js: a decision, or the graph (`drd`) that connects several. */
export interface DmnView {
  type: string;
  element: { id: string; name?: string; description?: string };
}

interface Props {
  views: DmnView[];
  open?: DmnView;
  onOpen(view: DmnView): void;
}

/** Tabs for the decisions of a file that has several; the graph that connects them comes first. */
export function DecisionTabs({ views, open, onOpen }: Props) {
  const language = useLanguage();
  if (decisions(views).length < 2) return null;
  const nameOf = ({ type, element }: DmnView) =>
    type === 'drd'
      ? translate('Decision graph')
      : (language === 'en' && englishName(element.description)) || element.name || element.id;
  return (
    <div className="decision-tabs">
      <Segmented
        value={open?.element.id}
        onChange={(id) => onOpen(views.find(({ element }) => element.id === id)!)}
        options={views.map((view) => ({ value: view.element.id, label: nameOf(view) }))}
      />
    </div>
  );
}

/** The view to open first: the first decision table, otherwise any view. */
export const firstOf = (views: DmnView[]): DmnView | undefined =>
  views.find(({ type }) => type === 'decisionTable') ?? decisions(views)[0] ?? views[0];

const decisions = (views: DmnView[]): DmnView[] => views.filter(({ type }) => type !== 'drd');
