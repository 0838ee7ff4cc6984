import { mostEmployers, readEmployers, type EmployerSheet } from '../domain/employers/sheet';
import { readSheet } from './readSheet';
import type { ZipFault } from './zip';

/** Ten thousand rows of all columns, written plainly, unpack to half of this. */
const bounds = { unpacked: 32 * 1024 * 1024, lines: mostEmployers + 1_000 };

/** Reads the first sheet of a spreadsheet as employers, or says why it cannot be opened. */
export async function readEmployerSheet({
  bytes,
}: {
  bytes: Uint8Array;
}): Promise<EmployerSheet | { fault: ZipFault }> {
  const rows = await readSheet(bytes, bounds);
  return 'fault' in rows ? rows : readEmployers(rows);
}
