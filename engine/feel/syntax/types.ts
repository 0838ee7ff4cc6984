import type { TypeNode } from './ast';
import type { Reader } from './Reader';

/** A type, as after `instance of` (DMN 1.3 §10.3.1.2, rule 54). */
export function readType(reader: Reader): TypeNode {
  if ((reader.isWord('list') || reader.isWord('range')) && reader.isSymbol('<', 1)) return elementType(reader);
  if (reader.isWord('context') && reader.isSymbol('<', 1)) return contextType(reader);
  if (reader.isWord('function')) return functionType(reader);
  if (reader.isWord('null')) return { type: 'named', name: 'Null', at: reader.take().from };
  const at = reader.token.from;
  let name = reader.name();
  while (reader.takeIf('.')) name += `.${reader.name()}`;
  return { type: 'named', name, at };
}

function elementType(reader: Reader): TypeNode {
  const type = reader.take().text as 'list' | 'range';
  reader.expect('<');
  const of = readType(reader);
  reader.expect('>');
  return { type, of };
}

function contextType(reader: Reader): TypeNode {
  reader.take();
  reader.expect('<');
  const entries: { name: string; of: TypeNode }[] = [];
  do {
    const name = reader.declaredName();
    reader.expect(':');
    entries.push({ name, of: readType(reader) });
  } while (reader.takeIf(','));
  reader.expect('>');
  return { type: 'context', entries };
}

function functionType(reader: Reader): TypeNode {
  reader.take();
  if (!reader.takeIf('<')) return { type: 'function', parameters: [] };
  const parameters: TypeNode[] = [];
  if (!reader.takeIf('>')) {
    do parameters.push(readType(reader));
    while (reader.takeIf(','));
    reader.expect('>');
  }
  return { type: 'function', parameters, result: reader.takeIf('->') ? readType(reader) : undefined };
}
