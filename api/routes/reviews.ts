import { randomInt } from 'node:crypto';
import { Cases, Reviews, type Case, type Review } from '../../models';
import { areaFilter } from '../access/reach';
import { audit, SYSTEM } from '../audit/audit';
import * as contract from '../contract/reviews';
import { Problem } from '../errors';
import { pageOf } from '../http/paging';
import { route, type Call } from '../http/Route';
import { namesOf } from '../views/people';

export const reviewRoutes = [
  route(contract.listReviews, list),
  route(contract.drawReviews, draw),
  route(contract.recordReview, record),
];

const EARLIEST = Date.UTC(2015, 0, 1);
const DAY = 86_400_000;

async function list({ who, query, at }: Call<'/reviews', { size: number; after?: string }>) {
  const page = await pageOf<Review>(Reviews, {
    filter: areaFilter(who.region!),
    sort: 'drawnAt',
    direction: -1,
    size: query.size,
    after: query.after,
    bounds: [EARLIEST, at.getTime() + DAY],
  });
  return { ...page, rows: await views(page.rows) };
}

/** Cases filed in the last year and closed. */
const PERIOD = 365 * DAY;
/** How often an instant is drawn for each case, since what it hits may have been drawn before. */
const TRIES = 5;

/**
 * Draws closed cases of the caller's area at random, each once: the last that was filed before a random instant, which an
 * index finds whatever their number. Once per key.
 */
async function draw(call: Call<'/reviews', unknown, { count: number }>) {
  const { who, body, key, at } = call;
  const start = key.slice(0, 24);
  const before = await Reviews.find({
    _id: { $in: Array.from({ length: body.count }, (_, n) => `${start}-${n}`) },
  }).lean<Review[]>();
  if (before.length) return { rows: await views(before) };
  const drawn: Review[] = [];
  for (let turn = 0; turn < body.count * TRIES && drawn.length < body.count; turn++) {
    const instant = new Date(at.getTime() - randomInt(PERIOD / 1000) * 1000);
    const found = await Cases.findOne(
      {
        ...areaFilter(who.region!),
        status: 'closed',
        filedAt: { $lte: instant, $gte: new Date(at.getTime() - PERIOD) },
      },
      { region: 1, city: 1 },
    )
      .sort({ filedAt: -1, _id: -1 })
      .lean<Case>();
    if (!found || drawn.some((each) => each.case === found._id) || (await Reviews.exists({ case: found._id })))
      continue;
    const { _id: number, region, city } = found;
    drawn.push({ _id: `${start}-${drawn.length}`, case: number, region, city, drawnAt: at, drawnBy: who.id });
  }
  for (const review of drawn) await Reviews.updateOne({ _id: review._id }, { $setOnInsert: review }, { upsert: true });
  await audit(call, SYSTEM, 'review.draw', start, { cases: drawn.map((each) => each.case) });
  return { rows: await views(drawn) };
}

async function record(call: Call<'/reviews/{id}', unknown, Pick<Review, 'result' | 'note'>>) {
  const { who, body, at, params } = call;
  const review = await Reviews.findOneAndUpdate(
    { _id: params.id, ...areaFilter(who.region!) },
    { $set: { ...body, reviewedBy: who.id, reviewedAt: at } },
    { returnDocument: 'after' },
  ).lean<Review>();
  if (!review) throw new Problem('NOT_FOUND');
  await audit(call, review.case, 'review.record', review._id, { result: body.result });
  return (await views([review]))[0]!;
}

async function views(reviews: readonly Review[]) {
  const names = await namesOf(reviews.flatMap(({ drawnBy, reviewedBy }) => [drawnBy, reviewedBy]));
  return reviews.map(({ _id, case: number, drawnAt, drawnBy, result, note, reviewedBy, reviewedAt }) => ({
    id: _id,
    case: number,
    drawnAt: drawnAt.toISOString(),
    drawnBy: names(drawnBy)!,
    ...(result && { result }),
    ...(note && { note }),
    ...(reviewedBy && { reviewedBy: names(reviewedBy)! }),
    ...(reviewedAt && { reviewedAt: reviewedAt.toISOString() }),
  }));
}
