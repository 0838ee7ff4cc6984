import { useQuery, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { compile, executables, type Graph } from '../../../../engine';
import { readBpmn } from '../../../../engine/parse/read';
import {
  definitionQuery,
  definitionsQuery,
  fileQuery,
  type Definition,
  type DefinitionRow,
} from '../../../api/definitions';

/**
 * What a process needs in order to run here: itself, the processes it calls, and decisions, in their newest versions.
 */
export interface Library {
  definition: Definition;
  /** The processes of the file being tried, followed by those it calls. */
  graphs: Graph[];
  own: string[];
  /** The diagram of each process. */
  diagrams: Record<string, string>;
  /** Sources of the decisions, which can be passed to a worker. */
  decisions: string[];
  rows: DefinitionRow[];
}

export const useLibrary = (id: string) => {
  const client = useQueryClient();
  return useQuery({
    queryKey: ['definitions', 'library', id],
    queryFn: () => load(client, id),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
};

async function load(client: QueryClient, id: string): Promise<Library> {
  const definition = await client.fetchQuery(definitionQuery(id));
  const { rows } = await client.fetchQuery(definitionsQuery());
  const library: Library = { definition, graphs: [], own: [], diagrams: {}, decisions: [], rows };
  library.own = await add(client, library, definition);
  for (let index = 0; index < library.graphs.length; index++) {
    for (const process of callsOf(library.graphs[index]!)) {
      const row =
        !library.diagrams[process] &&
        rows.find((one) => one.kind === 'process' && (one.key === process || one.keys.includes(process)));
      if (row) await add(client, library, row);
    }
  }
  const decisions = rows.filter(({ kind }) => kind === 'decision');
  library.decisions = await Promise.all(decisions.map((row) => client.fetchQuery(fileQuery(row))));
  return library;
}

/** Adds the processes of a file that the library does not have yet. Returns their ids. */
async function add(client: QueryClient, library: Library, row: Pick<DefinitionRow, 'id' | 'hash'>): Promise<string[]> {
  const xml = await client.fetchQuery(fileQuery(row));
  const { definitions } = await readBpmn(xml);
  const processes = executables(definitions);
  for (const process of processes) {
    if (library.diagrams[process]) continue;
    library.graphs.push(compile(definitions, process, row.hash));
    library.diagrams[process] = xml;
  }
  return processes;
}

const callsOf = ({ nodes }: Graph): string[] =>
  Object.values(nodes).flatMap(({ called }) => (called && 'static' in called.process ? [called.process.static] : []));
