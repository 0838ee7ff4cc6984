import { numberIn } from '../domain/issuers';
import { model } from './schema';

/** A number that a paper has got: each number of a series exists once, and each paper has one. */
export interface PaperNumber {
  /** As it is printed: 合肥庐阳劳人仲裁字〔2026〕3号. */
  _id: string;
  series: string;
  number: number;
  /** The document that has it: the id of the job that makes it. */
  document: string;
}

export const PaperNumbers = model<PaperNumber>(
  'PaperNumber',
  'paperNumbers',
  { series: String, number: Number, document: String },
  [
    [{ series: 1, number: -1 }, { unique: true }],
    [{ document: 1 }, { unique: true }],
  ],
);

/**
 * The number of a document: the one it has, or the next of the series. The number is taken by the same write that gives
 * it to the document, so that none is given twice and none is missing, however many draw at once or again.
 */
export async function drawNumber(series: string, document: string): Promise<string> {
  for (;;) {
    const own = await PaperNumbers.findOne({ document }, { _id: 1 }).lean<PaperNumber>();
    if (own) return own._id;
    const [last] = await PaperNumbers.find({ series }).sort({ number: -1 }).limit(1).lean<PaperNumber[]>();
    const number = (last?.number ?? 0) + 1;
    try {
      await PaperNumbers.collection.insertOne({ _id: numberIn(series, number), series, number, document } as never);
    } catch (error) {
      // Another document took it at the same moment, or the same job runs twice: look again.
      if ((error as { code?: number }).code !== 11000) throw error;
    }
  }
}
