import { toDay } from '../../domain/limits/dates';
import { Letters, Tasks, type Letter, type Task } from '../../models';
import { lettersPaper } from '../../papers/letters';
import { inThread } from '../../threads/pool';
import { demandNoParty, ownCasesAmong } from '../access/independence';
import { areaFilter, filterOf } from '../access/reach';
import { audit } from '../audit/audit';
import * as contract from '../contract/letters';
import { invalid, Problem } from '../errors';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';

export const letterRoutes = [
  route(contract.listLetters, list),
  route(contract.caseLetters, ofCase),
  route(contract.printLetters, print),
  route(contract.downloadLetters, download),
  route(contract.postLetter, post),
  route(contract.endLetter, end),
];

const EARLIEST = Date.UTC(2020, 0, 1);
const order = (at: Date) => ({
  sort: 'at',
  direction: 1 as const,
  bounds: [EARLIEST, at.getTime() + 86_400_000] as [number, number],
  anchor: at.getTime(),
});

interface Paged {
  size: number;
  after?: string;
}

/** Within the caller's reach, the oldest first. */
async function list({ who, query, at }: Call<'/letters', Paged & { status?: Letter['status']; region?: string }>) {
  const { size, after, status, region } = query;
  const filter = { ...(status && { status }), ...filterOf(who, 'letter.post'), ...(region && areaFilter(region)) };
  const page = await pageOf<Letter>(Letters, { ...order(at), filter, size, after });
  return { ...page, rows: page.rows.map(viewOf) };
}

async function ofCase({ target: found, query, at }: Call<'/cases/{number}/letters', Paged>) {
  const page = await pageOf<Letter>(Letters, { ...order(at), filter: { case: found._id }, ...query });
  return { ...page, rows: page.rows.map(viewOf) };
}

/** Those that are still to be posted; what its step no longer asks is dropped. The same key prints the same letters. */
async function print(call: Call<'/letters/print', unknown, { ids: string[] }>) {
  const { who, body, key } = call;
  const asked = await Letters.find({ _id: { $in: body.ids }, status: { $in: ['waiting', 'printed'] } }).lean<
    Letter[]
  >();
  if (asked.length === 0) throw new Problem('LETTER_STATE');
  if ((await ownCasesAmong(who.id, [...new Set(asked.map((each) => each.case))])).size) throw new Problem('EXCLUDED');
  const tasks = asked.flatMap(({ task }) => task ?? []);
  const open = await Tasks.find({ _id: { $in: tasks }, status: 'open' }, { _id: 1 }).lean<Task[]>();
  const isOver = ({ task }: Letter) => task !== undefined && !open.some(({ _id }) => _id === task);
  for (const status of ['dropped', 'printed'] as const) {
    const some = asked.filter((each) => isOver(each) === (status === 'dropped'));
    await Letters.updateMany(
      { _id: { $in: some.map(({ _id }) => _id) }, status: { $in: ['waiting', 'printed'] } },
      { $set: { status, ...(status === 'printed' && { batch: key }) } },
    );
    for (const each of some) await audit(call, each.case, `letter.${status}`, each._id);
  }
  const dropped = asked.filter(isOver).length;
  return { batch: key, printed: asked.length - dropped, dropped };
}

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** What was printed together can be had again while it is not posted: a printer may jam. */
async function download(call: Call<'/letters/printed/{batch}', { as: keyof typeof types }>): Promise<undefined> {
  const { who, params, query, at, deps, res } = call;
  const letters = await Letters.find({ batch: params.batch, status: 'printed', ...filterOf(who, 'letter.post') })
    .sort({ at: 1, _id: 1 })
    .limit(contract.MOST_LETTERS)
    .lean<Letter[]>();
  if (letters.length === 0) throw new Problem('NOT_FOUND');
  const { calendar, rules, parameters } = await deps.references.inForce();
  const word = await lettersPaper(letters, at, {
    calendar: { data: calendar.data, version: calendar.hash },
    rules: { data: rules.data, version: rules.hash },
    parameters: parameters.data,
  });
  const bytes = query.as === 'pdf' ? (await inThread('pdf', 'pdfOf', word)).bytes : word;
  res.setHeader('Content-Type', types[query.as]);
  res.setHeader(
    'Content-Disposition',
    `attachment; filename="letters-${toDay(at.toISOString())}-${letters.length}.${query.as}"`,
  );
  res.setHeader('Cache-Control', 'no-store');
  res.end(Buffer.from(bytes));
  return undefined;
}

/** The number may be corrected until it is known what became of the letter. */
async function post(call: Call<'/letters/{id}/posted', unknown, { number: string; on: string }>) {
  const { number, on } = call.body;
  return change(call, ['printed', 'posted'], { status: 'posted', number, postedOn: on });
}

interface Outcome {
  result: 'delivered' | 'returned';
  on: string;
  why?: string;
}

async function end(call: Call<'/letters/{id}/outcome', unknown, Outcome>) {
  const { body, target } = call;
  if (target.postedOn && body.on < target.postedOn)
    throw invalid('on', `这封信${target.postedOn}才寄出`, `It was posted on ${target.postedOn} only`);
  const { result, on, why } = body;
  if (result === 'returned' && !why) throw invalid('why', '请写明退回的原因', 'Say why it came back');
  return change(call, ['posted', 'delivered', 'returned'], {
    status: result,
    endedOn: on,
    ...(result === 'returned' && { why }),
  });
}

type Change = Pick<Call, 'who' | 'at'> & { target: Letter; body: { on: string } };

async function change(call: Change, from: Letter['status'][], to: Partial<Letter> & Pick<Letter, 'status'>) {
  const { target, who, at, body } = call;
  if (body.on > toDay(at.toISOString())) throw invalid('on', '这一天还没有到', 'This day is still to come');
  await demandNoParty(who, target.case);
  const changed = await Letters.findOneAndUpdate(
    { _id: target._id, status: { $in: from } },
    { $set: to, ...(to.status === 'delivered' && { $unset: { why: '' } }) },
    { returnDocument: 'after' },
  ).lean<Letter>();
  if (!changed) throw new Problem('LETTER_STATE');
  const { status, ...detail } = to;
  await audit(call, target.case, `letter.${status}`, target._id, detail);
  return viewOf(changed);
}

const viewOf = (letter: Letter) => {
  const { _id, case: number, name, address, title, day, status, batch, postedOn, endedOn, why, at } = letter;
  return {
    id: _id,
    case: number,
    name,
    address,
    title: { zh: title.zh, en: title.en },
    ...(day && { day }),
    status,
    ...(batch && { batch }),
    ...(letter.number && { number: letter.number }),
    ...(postedOn && { postedOn }),
    ...(endedOn && { endedOn }),
    ...(why && { why }),
    at: at.toISOString(),
  };
};
