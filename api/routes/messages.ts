import { createHmac } from 'node:crypto';
import type { Request } from 'express';
import { Duration } from 'luxon';
import { isOfCourt, sentByProcesses } from '../../domain/weight';
import { Cases, type Case } from '../../models';
import { demandNoParty } from '../access/independence';
import { outside } from '../access/targets';
import { appendAudit } from '../../models';
import { caseOfKey } from '../../domain/caseNumber';
import * as contract from '../contract/messages';
import { invalid, Problem } from '../errors';
import { route, type Call } from '../http/Route';
import { same, sha256 } from '../keys';
import { receiveMessage, type Delivery } from '../receiveMessage';
import { demandSeat } from '../seat';

export const messageRoutes = [route(contract.sendMessage, send), route(contract.courtCallback, fromCourt)];

const HOUR = 3_600_000;
const LONGEST = 30 * 24 * HOUR;

const shown = ({ instance, ...delivered }: Delivery) => ({
  ...delivered,
  ...(instance && { instance: outside(instance) }),
});

async function send({
  who,
  body,
  key,
  at,
  deps,
}: Call<
  '/messages',
  unknown,
  { name: string; correlationKey: string; variables: Record<string, unknown>; timeToLive?: string }
>) {
  const { name, correlationKey, variables, timeToLive } = body;
  if (sentByProcesses.has(name))
    throw invalid(
      'name',
      '这个消息由流程在相应行为完成后发出，不能手工发送；撤回请用案件的“撤回”操作',
      'A process sends this message once what it says was done, and nobody sends it by hand; to withdraw, use the withdrawal operation of the case',
    );
  if (isOfCourt(name) && !who.roles.includes('court'))
    throw invalid(
      'name',
      '法院的消息只能由法院联络员或法院系统发出',
      'Messages of a court can be sent only by its liaison or by its own system',
    );
  demandSeat(variables);
  const about = correlationKey ? await Cases.findById(caseOfKey(correlationKey)).lean<Case>() : null;
  if (about) await demandNoParty(who, about._id);
  const life = timeToLive === undefined ? HOUR : Duration.fromISO(timeToLive).toMillis();
  if (!(life >= 0 && life <= LONGEST))
    throw new Problem('INVALID', {
      errors: [{ path: 'timeToLive', zh: '应在 30 天以内', en: 'This must be at most 30 days' }],
    });
  const delivered = await receiveMessage(deps.deliver, {
    id: key,
    name,
    correlationKey,
    variables,
    by: who.id,
    at,
    expiresAt: new Date(at.getTime() + life),
  });
  await appendAudit([{ chain: about?._id ?? 'system', at, by: who.id, action: 'message.send', subject: name }]);
  return shown(delivered);
}

const SKEW_SECONDS = 300;

/**
 * The court's system reports its steps; its signature authenticates it. A step that nobody waits for yet is kept for a
 * month.
 */
async function fromCourt({
  body,
  at,
  req,
  deps,
}: Call<'/court/messages', unknown, { id: string; act: string; case: string; data: Record<string, unknown> }>) {
  verifySignature(req, deps.settings.courtSecret, at);
  demandSeat(body.data);
  const found = await Cases.findById(caseOfKey(body.case)).lean<Case>();
  if (!found)
    throw new Problem('NOT_FOUND', { detail: { zh: '没有这个案号。', en: 'There is no case with this number.' } });
  const id = sha256(`court:${body.id}`);
  const delivered = await receiveMessage(deps.deliver, {
    id,
    name: `court.${body.act}`,
    correlationKey: body.case,
    variables: body.data,
    by: 'court-system',
    at,
    expiresAt: new Date(at.getTime() + LONGEST),
  });
  await appendAudit([{ chain: found._id, at, by: 'court-system', action: 'message.court', subject: body.act }]);
  return shown(delivered);
}

/**
 * Throws BAD_SIGNATURE unless the body was signed with the shared secret within the last minutes, so that old requests
 * cannot be replayed.
 */
function verifySignature(req: Request, secret: string | undefined, now: Date): void {
  const [timestamp, given] = [req.get('x-heyi-timestamp') ?? '', req.get('x-heyi-signature') ?? ''];
  const sent = (req as Request & { sent?: Buffer }).sent;
  const fresh = /^\d{9,11}$/.test(timestamp) && Math.abs(Number(timestamp) - now.getTime() / 1000) <= SKEW_SECONDS;
  const right = secret && sent && createHmac('sha256', secret).update(`${timestamp}.`).update(sent).digest('hex');
  if (!right || !fresh || !same(given.toLowerCase().replace(/^sha256=/, ''), right)) throw new Problem('BAD_SIGNATURE');
}
