import { createHash } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import { Refused, type Channel } from './Channel';
import { inLanguage, whereOf, wordsOf } from './words';

const PATIENCE_MS = 10_000;
const transports = new Map<string, Transporter>();

function transportTo(url: string): Transporter {
  if (!transports.has(url))
    transports.set(
      url,
      createTransport({
        url,
        connectionTimeout: PATIENCE_MS,
        greetingTimeout: PATIENCE_MS,
        socketTimeout: 2 * PATIENCE_MS,
      } as Parameters<typeof createTransport>[0]),
    );
  return transports.get(url)!;
}

/** Plain text by SMTP, to the address of the person's own account; the same notice always has the same Message-ID. */
export const email: Channel = {
  addresses: (_notice, people, { smtp }) =>
    smtp
      ? people.flatMap(({ person, email: to, language, staff }) =>
          to ? [{ person, to, ...(language && { language }), ...(staff && { body: { staff } }) }] : [],
        )
      : [],

  async send({ id, notice, delivery: { to, language, body } }, { smtp, site }) {
    if (!smtp) throw new Error('no mail server is configured');
    const staff = Boolean(body?.staff);
    const { title, lines } = wordsOf(notice, staff);
    const where = whereOf(notice.case, staff, site);
    const said = (lang: 'zh' | 'en') => [...lines, ...where].map((line) => line[lang]).join('\n');
    await transportTo(smtp.url)
      .sendMail({
        from: smtp.from,
        to,
        subject: inLanguage(title, language, ' '),
        text: inLanguage({ zh: said('zh'), en: said('en') }, language, '\n\n'),
        messageId: `<${createHash('sha256').update(id).digest('hex').slice(0, 40)}@heyi>`,
        // Nobody answers an automatic message (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      .catch((error: Error & { responseCode?: number }) => {
        throw (error.responseCode ?? 0) >= 550 ? new Refused(error.message) : error;
      });
  },
};
