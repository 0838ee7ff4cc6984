/** A sentence in both languages. */
export interface Bilingual {
  zh: string;
  en: string;
}

/**
 * The languages of `中文 / English`, the form in which a failure crosses from one host to another and in which incidents
 * were stored before they carried both apart; the order may be reversed, and a cause may follow in the same form after a
 * colon. Any other text is the same in both.
 */
export function splitLanguages(text: string): Bilingual {
  for (let at = text.indexOf(' / '); at >= 0; at = text.indexOf(' / ', at + 1)) {
    const [first, second] = [text.slice(0, at), text.slice(at + 3)];
    if (quotes(first)) continue;
    if (HAN.test(first) && STARTS_ENGLISH.test(second)) return withCause(first, second);
    if (STARTS_ENGLISH.test(first) && STARTS_CHINESE.test(second)) return { zh: second, en: first };
  }
  return { zh: text, en: text };
}

const HAN = /\p{Script=Han}/u;
const STARTS_CHINESE = /^[「（]?\p{Script=Han}/u;
const STARTS_ENGLISH = /^[“(]?[^\s\d\p{Script=Han}「（]/u;

/** Whether a quotation is still open at the end: what it quotes is nobody's language. */
const quotes = (text: string): boolean =>
  text.split('「').length > text.split('」').length || text.split('“').length > text.split('”').length;

/** `表达式失败 / The expression failed: 原因 / the cause`: the cause belongs to both. */
function withCause(zh: string, en: string): Bilingual {
  const at = en.search(/[「（]?\p{Script=Han}/u);
  const lead = en.slice(0, Math.max(at, 0));
  if (at <= 0 || quotes(lead)) return { zh, en };
  const cause = splitLanguages(en.slice(at));
  if (cause.zh === cause.en) return { zh, en };
  return { zh: `${zh}${lead.endsWith(': ') ? '：' : ' '}${cause.zh}`, en: `${lead}${cause.en}` };
}

/** Why something failed: our own errors carry both languages apart. */
export function reasonOf(error: unknown): Bilingual {
  const { zh, en } = (error ?? {}) as Partial<Bilingual>;
  if (typeof zh === 'string' && typeof en === 'string') return { zh, en };
  return splitLanguages(error instanceof Error ? error.message : String(error));
}

/** What an incident says. Those raised before incidents carried both languages apart have one `message`. */
export const textOfIncident = ({ zh, en, message }: Partial<Bilingual> & { message?: string }): Bilingual =>
  zh && en ? { zh, en } : splitLanguages(message ?? '');
