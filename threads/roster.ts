import { mostRows, readRoster, type Roster } from '../domain/roster/roster';
import { readSheet } from './readSheet';
import type { ZipFault } from './zip';

/** Rows without a worker are bounded too. */
const bounds = { unpacked: 8 * 1024 * 1024, lines: 3 * mostRows };

/** Reads the first sheet of a spreadsheet as a roster, or says why it cannot be opened. */
export async function readRosterSheet({ bytes }: { bytes: Uint8Array }): Promise<Roster | { fault: ZipFault }> {
  const rows = await readSheet(bytes, bounds);
  return 'fault' in rows ? rows : readRoster(rows);
}
