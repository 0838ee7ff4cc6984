import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { definitionQuery, fileQuery, type Definition } from '../../../api/definitions';
import { Loaded } from '../../../ui/State';
import { PlainEditor } from './PlainEditor';
import { ProcessEditor } from './ProcessEditor';

/** Edits one version: a draft in place, a published one as the draft of the next version. */
export default function Editor() {
  const { id } = useParams() as { id: string };
  return <OpenEditor key={id} id={id} />;
}

/** Opens a version as it is now; later changes on the server do not disturb the editing. */
export function OpenEditor({ id, inside, onPublished }: { id: string; inside?: boolean; onPublished?(): void }) {
  const [turn, setTurn] = useState(0);
  const definition = useQuery({ ...definitionQuery(id), refetchOnWindowFocus: false });
  return (
    <Loaded query={definition}>
      {(data) => (
        <WithSource
          key={turn}
          data={data}
          inside={inside}
          onPublished={onPublished}
          again={() => void definition.refetch().then(() => setTurn((before) => before + 1))}
        />
      )}
    </Loaded>
  );
}

function WithSource({
  data,
  inside,
  onPublished,
  again,
}: {
  data: Definition;
  inside?: boolean;
  onPublished?(): void;
  again(): void;
}) {
  const [opened] = useState(data);
  const source = useQuery(fileQuery(opened));
  const Kind = opened.kind === 'process' ? ProcessEditor : PlainEditor;
  return (
    <Loaded query={source}>
      {(text) => <Kind definition={opened} text={text} inside={inside} onPublished={onPublished} again={again} />}
    </Loaded>
  );
}
