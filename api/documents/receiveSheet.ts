import type { Request } from 'express';
import { Problem } from '../errors';
import { extensionOf, kindOf } from './kinds';
import { receiveBytes } from './receive';

/** The bytes of the one spreadsheet of a request, which is read at once and not kept. */
export async function receiveSheet(req: Request, limit: number): Promise<Uint8Array> {
  const { fileName, bytes } = await receiveBytes(req, limit);
  if (extensionOf(fileName) !== 'xlsx' || !kindOf(fileName, Buffer.from(bytes.subarray(0, 4096))))
    throw new Problem('UNSUPPORTED_TYPE', {
      detail: {
        zh: '请选择 Excel 文件（.xlsx）：其他格式请先另存为 .xlsx。',
        en: 'Choose an Excel file (.xlsx): save other formats as .xlsx first.',
      },
    });
  return bytes;
}
