import * as z from 'zod';
import { citeAll } from '../limits/laws';
import type { Source } from '../limits/citation';
import type { Day } from '../limits/dates';
import type { Text } from '../text';
import { absent, dayFromFeel } from './day';
import { servers, serviceMethods } from './methods';
import { paperName } from '../documents';
import { dayOfService, type Deadline } from './served';

/** A fault of what was entered about a service: the field, the article and what to do. */
export interface Fault extends Text {
  field: 'method' | 'day' | 'ground';
}

const day = dayFromFeel();
/** What cannot be read counts as missing. */
const readable = <Schema extends z.ZodType>(schema: Schema) => absent(schema).catch(undefined as never);
const text = readable(z.string());

const givenSchema = z.object({
  delivery: text,
  method: readable(z.enum(serviceMethods.codes)),
  day: readable(day),
  ground: text,
});
const aboutSchema = z.object({
  paper: z.string(),
  by: z.enum(servers).catch('commission'),
  madeOn: readable(day),
  /** It must have been served by the limit counted back from that day: five working days before the hearing. */
  latest: readable(z.object({ limit: z.string(), from: day })),
  /** Whether the commission has enabled electronic service of awards and mediation documents. */
  electronic: readable(z.boolean()),
  workers: readable(z.coerce.number()),
  ceased: readable(z.boolean()),
});
type Given = z.infer<typeof givenSchema>;
type About = z.infer<typeof aboutSchema>;

/** A commission does not serve these electronically unless it has enabled that (Rules33 art. 59). */
export const notElectronic: readonly string[] = ['award', 'partial-award', 'arbitral-mediation-document'];
/** Whether ten or more workers are party, if a stopped enterprise cannot be reached (Rules33 art. 20(2)). */
const MANY = 10;

const rules33 = (article: string): Source => ({ law: '劳动人事争议仲裁办案规则(人社部令第33号)', article });
const procedure = (article: string): Source => ({ law: '民事诉讼法(2023修正)', article });
/** The day of service is the one noted on its proof. */
const signedOn = [rules33('20(1)'), procedure('87')];

/**
 * Violations of the law or the calendar by a service as it was entered. Fields that are still empty are ignored; the
 * form checks which are required.
 */
export function faultsOf(entered: unknown, shown: unknown, today: Day, deadline: Deadline): Fault[] {
  const given = givenSchema.catch({}).parse(entered);
  const about = aboutSchema.catch({ paper: '', by: 'commission' }).parse(shown);
  const returned = given.delivery === 'returned';
  return [
    ...dayFaults(given, about, today),
    ...(returned ? [] : [...methodFaults(given, about), ...lateness(given, about, deadline)]),
  ];
}

function dayFaults({ day: on }: Given, { madeOn, paper }: About, today: Day): Fault[] {
  if (on === undefined) return [];
  if (on > today)
    return [
      fault(
        'day',
        '这一天还没有到：请填写实际送达的日期',
        'This day is in the future: give the day on which it happened',
        signedOn,
      ),
    ];
  if (madeOn !== undefined && on < madeOn)
    return [
      fault(
        'day',
        `《${name(paper, 'zh')}》${madeOn}才作出，不能在此之前送达：请核对日期`,
        `The paper (${name(paper, 'en')}) was made on ${madeOn} and cannot have been served before: check the day`,
        signedOn,
      ),
    ];
  return [];
}

/** What one party may use towards the other: of anything else there is no proof that it arrived. */
const betweenParties: readonly string[] = ['in-person', 'post', 'electronic'];

function methodFaults({ method, ground }: Given, { paper, by, electronic, workers = 0, ceased }: About): Fault[] {
  if (by === 'party' && method !== undefined && !betweenParties.includes(method))
    return [
      fault(
        'method',
        '当事人之间的请求到达对方时才生效：请选直接送达、邮寄送达或者电子送达，并附凭证',
        'A request to the other side takes effect when it reaches it: hand it over, post it or send it electronically, with proof',
        [{ law: '民法典', article: '137' }],
      ),
    ];
  if (method === 'electronic' && by === 'commission' && notElectronic.includes(paper) && electronic !== true)
    return [
      fault(
        'method',
        `《${name(paper, 'zh')}》不能电子送达：本委没有开通，请改用其他方式`,
        `The ${name(paper, 'en').toLowerCase()} cannot be served electronically, because the commission has not enabled it: choose another method`,
        [rules33('59'), procedure('90')],
      ),
    ];
  if (method === 'posted-up' && by === 'court')
    return [
      fault(
        'method',
        '法院不以张贴送达：请选留置送达或者公告送达',
        'A court does not serve papers by posting them up: leave the paper at the address, or give public notice',
        [procedure('89')],
      ),
    ];
  if ((method === 'left' || method === 'posted-up') && ground === 'ceased' && (ceased !== true || workers < MANY))
    return [
      fault(
        'ground',
        '企业停业且劳动者一方在十人以上的，才能以停业为由留置、张贴：请改用其他方式，或者改为拒绝签收',
        'That ground requires that the enterprise has stopped operating and that ten or more workers are party: choose another method, or state that receipt was refused',
        [rules33('20(2)')],
      ),
    ];
  return [];
}

/** It was served, but too late for what it announces. */
function lateness({ method, day: on }: Given, { by, latest, paper }: About, deadline: Deadline): Fault[] {
  if (!latest || !method || on === undefined) return [];
  const last = deadline(latest.limit, latest.from);
  const counts = dayOfService(method, on, by, deadline);
  if (last.dueDate === null || counts <= last.dueDate) return [];
  return [
    fault(
      'day',
      `《${name(paper, 'zh')}》最迟应在${last.dueDate}送达，这样送达要到${counts}才算：请改期开庭后重新通知`,
      `It had to be served by ${last.dueDate} but would not count as served until ${counts}: set another day for the hearing and serve notice of it`,
      last.sources,
    ),
  ];
}

const name = (paper: string, lang: 'zh' | 'en'): string => paperName(paper)[lang];

const fault = (field: Fault['field'], zh: string, en: string, sources: readonly Source[]): Fault => ({
  field,
  zh: sources.length ? `${zh}（${citeAll(sources, 'zh')}）` : zh,
  en: sources.length ? `${en} (${citeAll(sources, 'en')})` : en,
});
