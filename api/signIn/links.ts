import { AccessCodes, Cases, Tasks, TaskLinks, Users, type AccessCode, type Case } from '../../models';
import type { Session, Task, TaskLink, User } from '../../models';
import { endOf } from '../access/authenticate';
import { whoIs } from '../access/independence';
import { asParty, endOfLink, type LinkEnd } from '../access/links';
import { ofParty, type Who } from '../access/Who';
import { shanghaiTime } from '../changedMeanwhile';
import { Problem } from '../errors';

/**
 * Opens a one-time link in a browser, of which `browser` is the hash of what it alone knows: the first one that opens
 * it is the only one. Opening spends nothing, and a lost answer costs nothing: the same browser asks again.
 */
export async function openLink(link: TaskLink, browser: string, session: Session, at: Date): Promise<Who | Problem> {
  const end = await endOfLink(link, at);
  if (end) return ended(link, end);
  const { device, network } = session;
  const opened = { at, ...(device && { device }), ...(network && { network }) };
  await TaskLinks.updateOne({ _id: link._id, browser: { $exists: false } }, { $set: { browser, opened } });
  const now = (await TaskLinks.findById(link._id).lean<TaskLink>())!;
  if (now.browser !== browser) return elsewhere(now);
  const { _id: id, task, case: number, expiresAt } = link;
  const endsAt = new Date(Math.min(endOf(session).getTime(), expiresAt.getTime()));
  const narrow: Session = {
    ...session,
    endsAt,
    expiresAt: new Date(Math.min(session.expiresAt.getTime(), endsAt.getTime())),
    link: { id, task, case: number, until: expiresAt },
  };
  return (await whoseOf(link, narrow)) ?? ended(link, 'person');
}

async function whoseOf({ person, case: number }: TaskLink, session: Session): Promise<Who | undefined> {
  const [kind, id] = person.split(':') as [string, string];
  if (kind === 'user') {
    const user = await Users.findById(id).lean<User>();
    return user ? asParty(await whoIs(user, { ...session, user: id })) : undefined;
  }
  const [code, found] = await Promise.all([
    AccessCodes.findById(id).lean<AccessCode>(),
    Cases.findById(number, { worker: 1, employer: 1 }).lean<Case>(),
  ]);
  if (!code || !found) return undefined;
  const party = { case: number, side: code.side, code: id, first: code.first ?? id };
  return ofParty({ ...session, party }, found[code.side], code);
}

/** What happened to the link, and what to do instead. */
async function ended(link: TaskLink, end: LinkEnd): Promise<Problem> {
  const closed = end === 'closed' ? await Tasks.findById(link.task, { closedAt: 1 }).lean<Task>() : undefined;
  const at = shanghaiTime(link.usedAt ?? closed?.closedAt ?? link.expiresAt);
  const [zh, en] = {
    done: [
      `您已于 ${at} 用这个链接办完这一步，链接只能用一次。`,
      `You completed this step by this link at ${at}, and a link works once.`,
    ],
    closed: [
      `这一步已于 ${at} 办结或撤回，链接随之失效。`,
      `This step was completed or withdrawn at ${at}, and its link ended with it.`,
    ],
    expired: [
      `这个链接只用到 ${at}，现在已过期；这一步还可以办理。`,
      `This link lasted until ${at}; the step can still be done.`,
    ],
    contact: [
      '您的联系号码后来重新登记过，发到原来号码的链接都已失效。',
      'Your number has been recorded anew since, which ended the links sent to it before.',
    ],
    person: [
      '与这个链接对应的查询码或账号已作废或更换，链接随之失效。',
      'The tracking code or account that this link belongs to has ended or was replaced, and so has the link.',
    ],
  }[end] as [string, string];
  return new Problem('LINK_ENDED', {
    detail: { zh: `${zh}${instead.zh}`, en: `${en} ${instead.en}` },
    more: { case: link.case },
  });
}

const instead = {
  zh: '请用案件编号和查询码（或账号）登录查看；没有查询码的，请带身份证件到承办机构领取。',
  en: 'Sign in with the case number and your tracking code, or with your account; without either, take an identity document to the organisation in charge.',
};

const elsewhere = ({ case: number, opened }: TaskLink): Problem => {
  const at = shanghaiTime(opened?.at);
  return new Problem('LINK_ELSEWHERE', {
    detail: {
      zh: `这个链接已于 ${at} 在另一个浏览器里打开（${opened?.device ?? '设备不详'}），只能在那里使用：请回到那里打开。如果不是您打开的，请立即联系承办机构。${instead.zh}`,
      en: `This link was opened at ${at} in another browser (${opened?.device ?? 'device unknown'}) and works there alone: go back to it. If that was not you, tell the organisation in charge at once. ${instead.en}`,
    },
    more: { case: number },
  });
};
