import type { FreePart } from '../../domain/freeParts';

/** A part of a document. Texts contain FEEL tags in braces, see threads/documents/fillTemplate.ts. */
export type Block =
  | { type: 'parties'; first: string; second: string }
  | { type: 'heading'; text: string }
  /** Paragraphs indented by two characters; one per line. */
  | { type: 'text'; text: string }
  | { type: 'plain'; text: string }
  /** A paragraph that its issuer may edit before issue: the rest of the paper is locked. */
  | { type: 'free'; part: FreePart; text: string }
  /** The claims of the case as a table. */
  | { type: 'claims' }
  /** A paragraph for each text of a list. */
  | { type: 'rows'; list: string }
  | { type: 'sign'; places: string[]; on?: string }
  /** The name of who issues the paper, under which it is sealed. */
  | { type: 'seal'; by?: string; on?: string }
  | { type: 'note'; text: string };

export interface Content {
  /** If it differs from the document's own name. */
  title?: string;
  /** The articles that define its contents. */
  law: string;
  /** To whom it is addressed; absent if it goes to nobody, such as a record. */
  to?: string;
  /** Parts of the law's list of contents that its text must show; tested. */
  contains?: string[];
  blocks: Block[];
}

/** The identification of a party, by its number. */
export const identityOf = {
  worker:
    '{#case.workers.identityNumber != null}身份证号码：{case.workers.identityNumber}{/}{#case.workers.identityNumber = null}身份证件号码：{case.workers.identityDocument.number}{/}',
  employer:
    '{#case.employer.creditCode != null}统一社会信用代码：{case.employer.creditCode}{/}{#case.employer.ownerIdentityNumber != null}出资人身份证号码：{case.employer.ownerIdentityNumber}{/}',
};

const parties = (first: string, second: string): Block => ({ type: 'parties', first, second });
const applying = parties('申请人', '被申请人');
const heading = (text: string): Block => ({ type: 'heading', text });
const text = (words: string): Block => ({ type: 'text', text: words });
const plain = (words: string): Block => ({ type: 'plain', text: words });
const free = (part: FreePart, words: string): Block => ({ type: 'free', part, text: words });
const claims: Block[] = [heading('请求事项及事实和理由'), { type: 'claims' }];
const sign = (...places: string[]): Block => ({ type: 'sign', places });
/** Sealed by the organisation that issues it, unless another is named. */
const seal = (by?: string, on?: string): Block => ({ type: 'seal', ...(by && { by }), ...(on && { on }) });
const note = (words: string): Block => ({ type: 'note', text: words });
/** Addressees. */
const both = '{case.workers.label}、{case.employer.name}';
const applicant = '{if case.applicant = "worker" then case.workers.label else case.employer.name}';
const respondent = '{if case.applicant = "worker" then case.employer.name else case.workers.label}';
const theEmployer = '{case.employer.name}';
const theCommission = '{offices.commission}';
const theCourt = '{offices.court}';
const theOrganisation = '{offices.organisation}';
/** Whom an application is addressed to, at its end. */
const submitted = (to: string): Block => plain(`此致\n${to}`);
/** The given value, or otherwise where to find it. */
const valueOr = (what: string, otherwise: string): string =>
  `{if (${what}) = null or (${what}) = "" then "${otherwise}" else (${what})}`;
const record = (kind: string, of: string): Block => plain(`${kind.slice(0, 2)}日期：{${of}.on}`);
/** The right to sue, by the reason of the suit. */
const suitGrounds: Record<string, string> = {
  'no-acceptance': '劳动人事争议仲裁委员会逾期未作出受理决定，依照劳动争议调解仲裁法第二十九条起诉。',
  'not-accepted': '劳动人事争议仲裁委员会决定不予受理，依照劳动争议调解仲裁法第二十九条起诉。',
  'no-award': '劳动人事争议仲裁委员会逾期未作出裁决，依照劳动争议调解仲裁法第四十三条起诉。',
  award: '不服仲裁裁决，依照劳动争议调解仲裁法第四十八条、第五十条起诉。',
  'set-aside': '仲裁裁决被人民法院裁定撤销，依照劳动争议调解仲裁法第四十九条起诉。',
  'non-enforcement': '人民法院裁定不予执行仲裁裁决，依照劳动争议司法解释（一）第二十四条起诉。',
  'mediation-agreement': '对方不履行调解协议，依照劳动争议司法解释（一）第十三条、第五十一条起诉。',
  'court-referral': '经人民法院委派调解未能解决，依法起诉。',
};
/** The name of the dispute: personnel disputes have their own (Rules33 art. 2). */
const dispute = `{if case.employment = null or case.employment = "labour" then "劳动争议" else "人事争议"}`;
const iou = '对方以欠条确认拖欠劳动报酬，依照劳动争议司法解释（一）第十五条直接起诉。';
const grounds = `{${Object.entries(suitGrounds)
  .map(([reason, words]) => `if suit.reason = "${reason}" then "${words}" else `)
  .join('')}if case.wageIou = true then "${iou}" else "依法起诉。"}`;
/** The decision, worded from its terms. */
const decided = (terms: string, title: string): Block[] => [
  heading(title),
  { type: 'rows', list: `\`terms in words\`(${terms}, case)` },
];
const terms = (agreement: string): Block[] => decided(`\`terms of\`(${agreement}, case.applicant)`, '协议内容');

/** Who decided and who kept the record, for their signatures. */
const arbitrators: Block[] = [
  plain('{if tribunal.panel = true then "首席仲裁员" else "仲裁员"}{tribunal.presiding}（签名）：　　　　　　　　'),
  plain('{#tribunal.panel = true}仲裁员{tribunal.members}（签名）：　　　　　　　　{/}'),
];
const recorder = plain('{#tribunal.recorder != null}记录人员：{tribunal.recorder}{/}');
/** What is asked for: the claims, and those of joined counter-claims, numbered after them (Rules33 art. 36). */
const claimed: Block[] = [
  heading('仲裁请求'),
  plain('{#case.claims[1].by != null}原申请已经撤回或者按撤回处理，以下为反申请的请求：{/}'),
  { type: 'claims' },
  plain('{#case.counterclaims != null}反申请：{/}'),
  {
    type: 'rows',
    list: 'if case.counterclaims = null then [] else for i in 1..count(case.counterclaims) return "反申请的请求" + string(count(case.claims) + i) + "：" + (if `cause traits`(case.counterclaims[i].cause) = null then "" else `cause traits`(case.counterclaims[i].cause).zh + "。") + (if case.counterclaims[i].amount = null then "" else "金额" + `amount in figures`(case.counterclaims[i].amount) + "元。") + case.counterclaims[i].facts',
  },
];
const award = (rights: string): Block[] => [
  applying,
  ...claimed,
  heading('争议事实'),
  free('facts', valueOr('award.facts', '双方争议的事实和本委查明的事实，见裁决理由。')),
  heading('裁决理由'),
  free('reasons', '{if award.reasons = null then award.content else award.reasons}'),
  ...decided('award.terms', '裁决结果'),
  heading('当事人的权利'),
  text(rights),
  plain('裁决日期：{award.madeOn}'),
  ...arbitrators,
  seal(undefined, '{award.madeOn}'),
  recorder,
];
const afterFinal =
  '本裁决为终局裁决，裁决书自作出之日起发生法律效力。劳动者对本裁决不服的，可以自收到裁决书之日起十五日内向人民法院起诉；用人单位有证据证明本裁决有劳动争议调解仲裁法第四十九条第一款规定情形之一的，可以自收到裁决书之日起三十日内向仲裁委员会所在地的中级人民法院申请撤销裁决。';
const afterOther =
  '当事人对本裁决不服的，可以自收到裁决书之日起十五日内向人民法院起诉；期满不起诉的，裁决书发生法律效力。';

/** The contents of each document of the glossary, by its code. */
export const contents: Record<string, Content> = {
  'negotiation-request': {
    law: '企业劳动争议协商调解规定第八条、第十条第一款',
    to: respondent,
    blocks: [
      parties('提出方', '对方'),
      ...claims,
      text('现就上述争议提出协商。请自收到之日起五日内答复；逾期不作出回应的，视为不愿协商。'),
      sign('提出方'),
    ],
  },
  'negotiation-period-agreement': {
    law: '企业劳动争议协商调解规定第十条第二款',
    blocks: [
      parties('甲方', '乙方'),
      text(
        `双方就${dispute}进行协商，约定协商期限：{if negotiation.period.until = null then string(negotiation.period.amount) + "日" else "至" + negotiation.period.until}，自{negotiation.periodFrom}起算。期限内双方达不成一致的，视为协商不成。`,
      ),
      sign('甲方', '乙方'),
    ],
  },
  'settlement-agreement': {
    law: '劳动争议调解仲裁法第四条；企业劳动争议协商调解规定第十一条、第十二条；安徽省劳动人事争议调解仲裁条例第十一条、第十四条',
    blocks: [
      parties('甲方', '乙方'),
      ...claims,
      ...terms('agreement'),
      text(
        '本协议对双方当事人具有约束力，当事人应当履行。任何一方在约定的期限内不履行的，另一方可以依法申请调解或者仲裁。',
      ),
      plain('签署日期：{signedOn}'),
      sign('甲方', '乙方'),
    ],
  },
  'mediation-application': {
    law: '劳动争议调解仲裁法第十二条；企业劳动争议协商调解规定第二十一条',
    to: theOrganisation,
    contains: ['请求事项及事实和理由'],
    blocks: [
      applying,
      ...claims,
      text('请求调解组织依法调解。申请收到日期：{receivedOn}。'),
      submitted(theOrganisation),
      sign('申请人'),
    ],
  },
  'oral-application-record': {
    law: '劳动争议调解仲裁法第十二条；企业劳动争议协商调解规定第二十一条第三款',
    contains: ['请求事项及事实和理由', '申请时间'],
    blocks: [
      applying,
      text('申请人口头申请调解，{issuer.name}当场记录申请人基本情况、申请调解的争议事项、理由和时间如下。'),
      ...claims,
      plain('申请时间：{receivedOn}'),
      sign('申请人', '记录人'),
    ],
  },
  'mediation-acceptance-notice': {
    title: '调解受理通知书',
    law: '企业劳动争议协商调解规定第二十二条、第二十九条；安徽省劳动人事争议调解仲裁条例第十七条、第十八条',
    to: both,
    blocks: [
      text(
        `本组织于{acceptedOn}受理你们之间的${dispute}调解申请，将自受理之日起十五日内结束调解；双方同意的，可以延长。调解不收取费用，调解内容依法保密。任何一方可以拒绝或者退出调解，并依法申请仲裁。`,
      ),
      seal(),
    ],
  },
  'mediation-refusal-notice': {
    title: '调解不予受理通知书',
    law: '企业劳动争议协商调解规定第二十二条、第三十条',
    to: applicant,
    blocks: [
      text('经审查，对你（单位）提出的调解申请不予受理。'),
      free('reason', '理由：{reason}。'),
      text('你（单位）可以依法向有管辖权的劳动人事争议仲裁委员会申请仲裁。'),
      seal(),
    ],
  },
  'mediation-record': {
    law: '企业劳动争议协商调解规定第二十四条、第二十五条、第三十二条；安徽省劳动人事争议调解仲裁条例第十八条',
    blocks: [
      applying,
      plain(
        '时间：{session.on}　方式：{if session.channel = "video" then "视频" else if session.channel = "phone" then "电话" else if session.channel = "written" then "书面" else "现场"}',
      ),
      heading('调解情况'),
      text(valueOr('session.notes', '（详见所附调解材料）')),
      note('本笔录不公开，不得在其后的仲裁、诉讼中作为对当事人不利的证据。'),
      sign('申请人', '被申请人', '调解员'),
    ],
  },
  'mediation-agreement': {
    law: '劳动争议调解仲裁法第十四条；企业劳动争议协商调解规定第二十六条、第二十七条；安徽省劳动人事争议调解仲裁条例第二十条',
    contains: ['调解请求事项', '调解结果、履行期限和履行方式', '调解员', '印章'],
    blocks: [
      applying,
      heading('调解请求事项'),
      { type: 'claims' },
      ...decided('`terms of`(agreement, case.applicant)', '调解结果、履行期限和履行方式'),
      text(
        '本协议自双方当事人签名或者盖章、经调解员签名并加盖调解组织印章之日起生效，对双方当事人具有约束力。双方可以自生效之日起十五日内共同申请仲裁审查，或者自生效之日起三十日内共同申请司法确认。',
      ),
      plain('签署日期：{signedOn}'),
      sign('申请人', '被申请人', '调解员{mediator.name}'),
      seal(),
      note('本协议一式三份，双方当事人和调解组织各执一份。'),
    ],
  },
  'mediation-failure-notice': {
    title: '调解终止通知书',
    law: '安徽省劳动人事争议调解仲裁条例第十九条；企业劳动争议协商调解规定第二十九条至第三十一条',
    to: both,
    blocks: [
      text(`你们之间的${dispute}，现终止调解。终止日期：{endedOn}。`),
      free('reason', '终止原因：{reason}。'),
      text(
        '{if mediation.result = "settled" then "当事人自行和解的，应当履行和解协议。" else "当事人可以依法向有管辖权的劳动人事争议仲裁委员会申请仲裁，仲裁时效自调解终止之日起重新计算；本组织将提供指引和帮助。"}',
      ),
      seal(),
    ],
  },
  'arbitration-review-application': {
    title: '仲裁审查申请书',
    law: '劳动人事争议仲裁办案规则第七十四条；安徽省劳动人事争议调解仲裁条例第二十条',
    to: theCommission,
    blocks: [
      parties('申请人', '申请人'),
      text(
        '双方于{agreement.effectiveOn}在{organisation.name}主持下达成调解协议，现共同申请仲裁审查，请求制作仲裁调解书。',
      ),
      ...terms('agreement'),
      submitted('{if agreement.commission = null then offices.commission else agreement.commission}'),
      sign('申请人', '申请人'),
    ],
  },
  'judicial-confirmation-application': {
    title: '司法确认申请书',
    law: '民事诉讼法第二百零五条；人民调解法第三十三条；安徽省劳动人事争议调解仲裁条例第二十条',
    to: theCourt,
    blocks: [
      parties('申请人', '申请人'),
      text(
        '双方于{agreement.effectiveOn}经{organisation.name}调解达成调解协议，现共同向人民法院申请司法确认，承诺协议出于自愿、没有恶意串通、没有损害国家利益、社会公共利益和他人合法权益。',
      ),
      ...terms('agreement'),
      text(
        '{#agreement.part != null}本协议在案件中的编号：{case.number}/{agreement.part}。人民法院回传结果时请注明。{/}',
      ),
      submitted('{if agreement.court = null then offices.court else agreement.court}'),
      sign('申请人', '申请人'),
    ],
  },
  'payment-order-application': {
    law: '劳动争议调解仲裁法第十六条；民事诉讼法第二百二十五条',
    to: theCourt,
    blocks: [
      party('申请人（劳动者）', '被申请人（用人单位）'),
      text(
        '双方于{agreement.effectiveOn}达成的调解协议，被申请人在约定期限内没有履行，请求人民法院发出支付令，督促其给付下列款项。',
      ),
      ...terms('agreement'),
      submitted(theCourt),
      sign('申请人'),
    ],
  },
  'payment-order': {
    title: '支付令（登记）',
    law: '民事诉讼法第二百二十七条；劳动争议调解仲裁法第十六条',
    to: theEmployer,
    blocks: [
      party('申请人（劳动者）', '被申请人（用人单位）'),
      text('被申请人应当自收到支付令之日起十五日内清偿债务，或者向人民法院提出书面异议。'),
      ...terms('agreement'),
      seal(),
    ],
  },
  'non-confirmation-decision': {
    law: '劳动人事争议仲裁办案规则第七十五条、第七十八条；安徽省劳动人事争议调解仲裁条例第二十条第二款',
    to: both,
    blocks: [
      text('你们共同提出的仲裁审查申请，经审查不予确认，不制作仲裁调解书。'),
      free('reason', '理由：{reason}。'),
      text('仲裁审查就此终止；当事人可以依法通过其他途径解决争议。'),
      seal(),
    ],
  },
  'arbitration-application': {
    law: '劳动争议调解仲裁法第二十八条；劳动人事争议仲裁办案规则第二十九条',
    to: theCommission,
    contains: ['请求事项及事实和理由', '证据和证据来源', '证人姓名和住所'],
    blocks: [
      applying,
      ...claims,
      heading('证据和证据来源，证人姓名和住所'),
      {
        type: 'rows',
        list: 'if case.evidence = null then ["　"] else for item in case.evidence return item.name + "，证明：" + item.proves',
      },
      plain('收到日期：{receivedOn}'),
      submitted(theCommission),
      sign('申请人'),
      note('本申请书按被申请人人数提交副本。'),
    ],
  },
  receipt: {
    law: '劳动人事争议仲裁办案规则第二十九条第五款、第三十条',
    to: applicant,
    blocks: [
      text('你（单位）于{receivedOn}提交的仲裁申请材料已经收到。我委将自收到之日起五个工作日内作出是否受理的决定。'),
      seal(),
    ],
  },
  'correction-notice': {
    law: '劳动人事争议仲裁办案规则第二十九条第四款、第四十六条第二项',
    to: applicant,
    blocks: [
      text('你（单位）提交的仲裁申请材料不规范或者不齐备，现一次性告知需要补正的全部材料：'),
      free('points', '{points}。'),
      text('{if until = null then "" else "请于" + until + "前补正。"}收到仲裁申请的时间自材料补正之日起重新计算。'),
      seal(),
    ],
  },
  'acceptance-notice': {
    law: '劳动争议调解仲裁法第二十九条、第四十三条；劳动人事争议仲裁办案规则第三十条、第四十五条',
    to: applicant,
    blocks: [
      text(
        '你（单位）与{if case.applicant = "worker" then case.employer.name else case.workers.label}之间的争议，经审查符合受理条件，我委决定于{acceptedOn}受理。案件应当自受理之日起四十五日内结束；案情复杂经批准延期的，延长期限不超过十五日，并书面通知当事人。',
      ),
      text('当事人可以委托代理人参加仲裁，应当提交载明委托事项和权限的授权委托书；对自己提出的主张有责任提供证据。'),
      seal(),
    ],
  },
  'non-acceptance-notice': {
    law: '劳动争议调解仲裁法第二十九条；劳动人事争议仲裁办案规则第三十一条',
    to: applicant,
    blocks: [
      text(
        '{if ground = "no-jurisdiction" then "经审查，你（单位）申请仲裁的争议不属于本委管辖，请向有管辖权的" + commission + "申请仲裁。" else "经审查，你（单位）的仲裁申请不予受理。"}',
      ),
      free('reason', '理由：{reason}。'),
      text('{if ground = "no-jurisdiction" then "" else "你（单位）可以就该争议事项向人民法院提起诉讼。"}'),
      seal(),
    ],
  },
  'mediation-suggestion': {
    law: '劳动人事争议仲裁办案规则第六十八条、第六十九条',
    to: applicant,
    blocks: [
      text(
        '你（单位）提出的仲裁申请尚未经过调解。建议先行调解；你（单位）同意的，我委暂缓受理，不同意调解或者调解不成的，我委依法处理你（单位）的仲裁申请。',
      ),
      seal(),
    ],
  },
  'response-notice': {
    law: '劳动争议调解仲裁法第三十条；劳动人事争议仲裁办案规则第十条、第三十三条、第三十六条；最高人民法院关于审理劳动争议案件适用法律问题的解释（二）第二十条',
    to: respondent,
    blocks: [
      text(
        '我委已于{acceptedOn}受理申请人对你（单位）提出的仲裁申请，现送达仲裁申请书副本。请自收到之日起十个工作日内提交答辩书；不提交的，不影响仲裁程序。管辖异议、反申请应当在答辩期内提出；认为超过仲裁时效的，应当在仲裁期间提出，未提出的，人民法院不再支持这一抗辩。',
      ),
      seal(),
    ],
  },
  defence: {
    law: '劳动争议调解仲裁法第三十条第二款；劳动人事争议仲裁办案规则第三十三条第二款',
    to: theCommission,
    blocks: [
      parties('申请人', '答辩人'),
      heading('答辩意见'),
      text(valueOr('defence.content', '（答辩意见另附）')),
      plain('提交日期：{defence.on}'),
      submitted(theCommission),
      sign('答辩人'),
    ],
  },
  counterclaim: {
    law: '劳动人事争议仲裁办案规则第二十九条、第三十六条',
    to: theCommission,
    blocks: [
      parties('被反申请人', '反申请人'),
      heading('反申请请求、事实和理由'),
      {
        type: 'rows',
        list: 'for one in (if counterclaim.claims = null then [] else counterclaim.claims) return one.facts + (if one.amount = null then "" else "（" + string(one.amount) + "元）")',
      },
      text(valueOr('counterclaim.content', '　')),
      submitted(theCommission),
      sign('反申请人'),
    ],
  },
  'claims-change': {
    law: '劳动人事争议仲裁办案规则第二十九条、第四十四条、第四十六条第三项',
    to: theCommission,
    blocks: [
      applying,
      heading('增加或者变更后的仲裁请求、事实和理由'),
      text(valueOr('change.content', '　')),
      submitted(theCommission),
      sign('申请人'),
    ],
  },
  'jurisdiction-objection': {
    law: '劳动人事争议仲裁办案规则第八条、第十条',
    to: theCommission,
    blocks: [
      parties('被异议人', '异议人'),
      heading('异议请求、事实和理由'),
      text(valueOr('objection.content', '　')),
      submitted(theCommission),
      sign('异议人'),
    ],
  },
  'preservation-application': {
    law: '民事诉讼法第一百零三条；安徽省劳动人事争议调解仲裁条例第二十六条；最高人民法院关于人民法院办理财产保全案件若干问题的规定第三条',
    to: theCourt,
    blocks: [
      plain('申请保全人：{if preservation.by = "worker" then case.workers.label else case.employer.name}'),
      plain('被保全人：{if preservation.by = "worker" then case.employer.name else case.workers.label}'),
      heading('申请保全的财产、金额和理由'),
      text(valueOr('preservation.reason', '　')),
      submitted(theCourt),
      sign('申请保全人'),
    ],
  },
  'preservation-letter': {
    law: '安徽省劳动人事争议调解仲裁条例第二十六条；最高人民法院关于人民法院办理财产保全案件若干问题的规定第三条',
    to: theCourt,
    blocks: [
      applying,
      text(
        '我委受理的上列当事人之间的争议（{case.number}），{if preservation.by = "worker" then case.workers.label else case.employer.name}于{preservation.on}申请财产保全。现将财产保全申请书和受理通知书转交你院，请依法裁定，并将裁定通知我委。',
      ),
      seal(),
    ],
  },
  'recusal-request': {
    law: '劳动争议调解仲裁法第三十三条；劳动人事争议仲裁办案规则第十一条、第十二条',
    to: theCommission,
    blocks: [
      applying,
      heading('申请回避的人员和理由'),
      text(valueOr('recusal.reason', '　')),
      submitted(theCommission),
      sign('回避申请人'),
    ],
  },
  'tribunal-notice': {
    law: '劳动争议调解仲裁法第三十一条至第三十三条；劳动人事争议仲裁办案规则第十一条、第三十七条',
    to: both,
    blocks: [
      text(
        '本案由{if tribunal.panel = true then "三名仲裁员组成仲裁庭" else "一名仲裁员独任"}审理。{if tribunal.panel = true then "首席仲裁员" else "独任仲裁员"}：{tribunal.presiding}{if tribunal.panel = true then "；仲裁员：" + tribunal.members else ""}{if tribunal.recorder = null then "" else "；记录人员：" + tribunal.recorder}。{if tribunal.simple = true then "本案简易处理（" + `ground name`("simple", tribunal.simpleGround).zh + "）。" else ""}{if evidenceUntil = null then "" else "举证期限至" + evidenceUntil + "。"}认为上述人员有法定回避情形的，可以在案件开庭审理前申请回避，并说明理由；开庭后才知晓回避事由的，可以在庭审辩论终结前提出。',
      ),
      seal(),
    ],
  },
  'hearing-notice': {
    law: '劳动争议调解仲裁法第三十五条、第三十六条；劳动人事争议仲裁办案规则第三十八条、第三十九条',
    to: both,
    blocks: [
      text(
        '本案定于{hearing.on}{if hearing.at = null then "" else " " + hearing.at}在{if hearing.place = null then "本委仲裁庭" else hearing.place}开庭审理。当事人有正当理由的，可以在开庭三个工作日前请求延期开庭。申请人无正当理由拒不到庭或者未经仲裁庭同意中途退庭的，可以按撤回仲裁申请处理，重新申请仲裁的不予受理；被申请人无正当理由拒不到庭或者未经仲裁庭同意中途退庭的，可以缺席裁决。',
      ),
      free('notice', '请携带身份证明和证据原件，提前到庭。'),
      seal(),
    ],
  },
  'evidence-list': {
    law: '劳动争议调解仲裁法第六条、第三十九条；劳动人事争议仲裁办案规则第十三条至第十八条；民事诉讼法第六十六条',
    to: theCommission,
    blocks: [
      text(
        '{case.workers.label}与{case.employer.name}争议一案，双方提交的证据及质证意见如下{if evidenceUntil = null then "" else "（举证期限至" + evidenceUntil + "）"}：',
      ),
      { type: 'rows', list: '`evidence in words`(evidence)' },
      submitted(theCommission),
      sign('提交人'),
    ],
  },
  'evidence-notice': {
    law: '劳动争议调解仲裁法第六条、第三十九条；劳动人事争议仲裁办案规则第十三条至第十八条、第四十四条',
    to: both,
    blocks: [
      text(
        '当事人对自己提出的主张有责任提供证据。与争议事项有关的证据属于用人单位掌握管理的，用人单位应当提供；不提供的，应当承担不利后果。',
      ),
      text(
        '{if evidenceUntil = null then "证据应当在我委指定的期限内提供" else "证据应当在" + evidenceUntil + "前提供"}；在期限内提供确有困难的，可以申请延长。逾期提供的，应当说明理由；拒不说明理由或者理由不成立的，可以不予采纳，或者采纳但予以训诫。申请人增加或者变更仲裁请求，应当在举证期限届满前提出。',
      ),
      free('notice', '提交证据应当附证据清单，写明名称、来源和证明目的。'),
      seal(),
    ],
  },
  'hearing-record': {
    law: '劳动争议调解仲裁法第四十条；劳动人事争议仲裁办案规则第四十一条、第四十二条',
    blocks: [
      applying,
      plain('时间：{today()}　地点：{if hearing.place = null then "本委仲裁庭" else hearing.place}'),
      plain(
        '仲裁员：{tribunal.presiding}{if tribunal.panel = true then "、" + tribunal.members else ""}{if tribunal.recorder = null then "" else "　记录人员：" + tribunal.recorder}',
      ),
      plain('{#hearing.absence = true}被申请人经书面通知，无正当理由未到庭，缺席审理。{/}'),
      heading('庭审情况'),
      text(valueOr('hearing.notes', '（详见所附庭审材料）')),
      note('当事人或者其他仲裁参与人认为记录有遗漏或者差错的，有权当庭申请补正；拒绝签名或者盖章的，记明情况附卷。'),
      sign('申请人', '被申请人', '仲裁员{tribunal.presiding}', '记录人员{tribunal.recorder}'),
    ],
  },
  'extension-approval': {
    law: '劳动争议调解仲裁法第四十三条第一款；劳动人事争议仲裁办案规则第二十二条第三款、第四十五条',
    contains: ['批准人'],
    blocks: [
      applying,
      plain('申请延长期限：{days}日（不超过十五日）'),
      heading('延期理由'),
      free('reason', '{reason}'),
      plain('审批意见：{if approvedBy = null then "　　　　　　　　" else "批准"}'),
      sign('承办仲裁员', '批准人（仲裁委员会主任或者其委托的仲裁院负责人）{approvedBy}'),
      note('本表归入副卷，不对当事人公开。'),
    ],
  },
  'extension-notice': {
    law: '劳动争议调解仲裁法第四十三条第一款；劳动人事争议仲裁办案规则第四十五条',
    to: both,
    blocks: [
      text('本案案情复杂需要延期，经仲裁委员会主任或者其委托的仲裁院负责人批准，审理期限延长{days}日。'),
      free('reason', '理由：{reason}。'),
      seal(),
    ],
  },
  'stay-notice': {
    law: '劳动人事争议仲裁办案规则第四十六条第六项、第四十七条',
    to: both,
    blocks: [
      text('本案经仲裁委员会主任或者其委托的仲裁院负责人批准，中止审理。'),
      free('reason', '原因：{reason}。'),
      text('中止审理期间不计入仲裁期限；中止的情形消除后恢复审理。'),
      seal(),
    ],
  },
  'party-addition': {
    law: '劳动争议调解仲裁法第二十二条、第二十三条；劳动人事争议仲裁办案规则第六条、第七条、第四十六条第一项',
    to: both,
    blocks: [
      text(
        '本案追加{added.name}为{if added.as = "joint-applicant" then "共同申请人" else if added.as = "third-party" then "第三人" else "共同被申请人"}。仲裁期限从决定追加之日起重新计算。',
      ),
      free('reason', '理由：{reason}。'),
      seal(),
    ],
  },
  'jurisdiction-decision': {
    law: '劳动人事争议仲裁办案规则第十条',
    to: both,
    blocks: [
      text(`${respondent}在答辩期内提出管辖异议。经审查，异议不成立，决定驳回，本案由我委继续审理。`),
      free('reason', '理由：{reason}。'),
      seal(),
    ],
  },
  'transfer-letter': {
    law: '劳动人事争议仲裁办案规则第九条、第十条、第四十六条第五项',
    to: '{transfer.commission}',
    blocks: [
      applying,
      text(
        '我委受理的上列当事人之间的争议（{case.number}），{if transfer.ground = "objection-founded" then "被申请人提出的管辖异议成立" else "经审查不属于我委管辖"}。现将案件连同全部案卷材料移送你委。',
      ),
      free('reason', '理由：{reason}。'),
      text(
        '你委应当依法受理；认为移送的案件按照规定也不属于你委管辖的，应当报请共同的上一级仲裁委员会主管部门指定管辖，不得再自行移送。仲裁期限自接受移送之日起重新计算。',
      ),
      seal(),
    ],
  },
  'transfer-notice': {
    law: '劳动人事争议仲裁办案规则第九条、第十条、第四十六条第五项',
    to: both,
    blocks: [
      text(
        '我委受理的你们之间的争议，{if transfer.ground = "objection-founded" then "被申请人提出的管辖异议成立" else "经审查不属于我委管辖"}，决定移送{transfer.commission}处理。',
      ),
      free('reason', '理由：{reason}。'),
      text(
        '已经提交的材料随案移送，不必重新提交；已经依法送达的文书继续有效。仲裁期限自该仲裁委员会接受移送之日起重新计算。',
      ),
      seal(),
    ],
  },
  'designation-decision': {
    law: '劳动人事争议仲裁办案规则第九条第二款',
    to: '{designated.commission}',
    blocks: [
      applying,
      text(
        '上列当事人之间的争议（{case.number}）由{transfer.fromCommission}移送{transfer.commission}，后者认为不属于其管辖，报请指定管辖。现指定由{designated.commission}管辖。',
      ),
      free('reason', '理由：{reason}。'),
      seal(),
    ],
  },
  'case-revocation-notice': {
    law: '劳动人事争议仲裁办案规则第三十二条',
    to: both,
    blocks: [
      text('我委受理的本案，经审查不应当受理，决定撤销案件。'),
      free('reason', '理由：{reason}。'),
      text('申请人可以就该争议事项依法向人民法院提起诉讼。'),
      seal(),
    ],
  },
  'arbitral-mediation-document': {
    law: '劳动争议调解仲裁法第四十二条；劳动人事争议仲裁办案规则第七十二条、第七十三条、第七十七条；安徽省劳动人事争议调解仲裁条例第二十条第二款',
    to: both,
    contains: ['仲裁请求', '协议的结果', '仲裁员', '印章'],
    blocks: [
      applying,
      ...claimed,
      ...decided('`terms of`(agreement, case.applicant)', '当事人协议的结果'),
      text(
        '上述协议符合法律规定，予以确认。{if agreement.partial = true then "本调解书就已经达成协议的部分请求先行制作，其余请求继续审理。" else ""}{if changes = null then "" else "双方同意变更：" + changes + "。"}本调解书经双方当事人签收后，发生法律效力；一方不履行的，另一方可以申请人民法院执行。',
      ),
      ...arbitrators,
      seal(),
      recorder,
    ],
  },
  award: {
    law: '劳动争议调解仲裁法第四十五条至第五十一条；劳动人事争议仲裁办案规则第四十九条、第五十条、第五十二条、第五十三条',
    to: both,
    contains: ['仲裁请求', '争议事实', '裁决理由', '裁决结果', '当事人的权利', '裁决日期', '仲裁员', '印章'],
    blocks: [
      plain(
        '{if kind = "final" then "（终局裁决）" else "（非终局裁决）"}{if award.supplement = true then "（就裁决书中遗漏的事项作出）" else ""}',
      ),
      ...award(`{if kind = "final" then "${afterFinal}" else "${afterOther}"}`),
    ],
  },
  'partial-award': {
    title: '仲裁裁决书（先行裁决）',
    law: '劳动人事争议仲裁办案规则第四十九条、第五十二条、第五十三条；劳动争议调解仲裁法第四十六条、第五十条',
    to: both,
    contains: ['仲裁请求', '争议事实', '裁决理由', '裁决结果', '当事人的权利', '裁决日期', '仲裁员', '印章'],
    blocks: award(
      `本裁决就其中事实已经清楚的部分先行作出，其余请求继续审理。{if award.final = true then "${afterFinal}" else "${afterOther}"}`,
    ),
  },
  'advance-performance-order': {
    law: '劳动争议调解仲裁法第四十四条；劳动人事争议仲裁办案规则第五十一条；劳动争议司法解释（一）第十条',
    to: both,
    contains: ['先予执行的内容', '移送', '不得起诉', '仲裁员', '印章'],
    blocks: [
      applying,
      heading('仲裁请求'),
      { type: 'claims' },
      heading('裁决理由'),
      free('reasons', '{order.content}'),
      text('当事人之间权利义务关系明确，不先予执行将严重影响申请人的生活，裁决先予执行。'),
      ...decided('order.terms', '先予执行的内容'),
      text('本裁决移送人民法院执行。当事人对本裁决不得起诉；先予执行的数额在本案裁决时一并计算。'),
      plain('裁决日期：{order.on}'),
      ...arbitrators,
      seal(undefined, '{order.on}'),
      recorder,
    ],
  },
  'correction-decision': {
    law: '劳动人事争议仲裁办案规则第五十四条',
    to: both,
    blocks: [
      text('仲裁庭{award.madeOn}就本案作出的裁决书有文字、计算错误，现决定补正如下：'),
      free('correction', valueOr('correction', '　')),
      {
        type: 'rows',
        list: 'if corrected = null then [] else concatenate(["补正后应履行的内容："], `terms in words`(corrected, case))',
      },
      text('本决定书与裁决书一并履行；起诉、申请撤销裁决的期间不重新计算。'),
      ...arbitrators,
      seal(),
    ],
  },
  withdrawal: {
    law: '劳动人事争议仲裁办案规则第三十五条',
    to: theCommission,
    blocks: [
      applying,
      text(
        '申请人{#leaving != null}{leaving}{/}自愿撤回仲裁申请{#leaving != null}，其他申请人的仲裁继续进行{/}。理由：{reason}。',
      ),
      submitted(theCommission),
      sign('申请人'),
    ],
  },
  'power-of-attorney': {
    law: '劳动争议调解仲裁法第二十四条',
    to: theCommission,
    contains: ['委托事项和权限'],
    blocks: [
      plain('委托人：　　　　　　　　受委托人：　　　　　　　　联系电话：　　　　　　'),
      text(
        `委托人就与对方之间的${dispute}，委托受委托人作为代理人。委托事项和权限：　　　　　　（代为承认、放弃、变更请求，进行和解、调解，应当有特别授权）。`,
      ),
      submitted(theCommission),
      sign('委托人', '受委托人'),
    ],
  },
  'representatives-election': {
    law: '劳动争议调解仲裁法第七条；劳动人事争议仲裁办案规则第六十三条；安徽省劳动人事争议调解仲裁条例第二十五条',
    to: theCommission,
    blocks: [
      text(
        '{case.workers.label}共{case.workers.count}人与{case.employer.name}发生争议，有共同请求，推举下列{count(elected)}人为代表人，参加调解、仲裁活动：',
      ),
      {
        type: 'rows',
        list: 'for one in elected return one.name + (if one.phone = null then "" else "，电话：" + one.phone)',
      },
      text('{#electors != null}参加推举的劳动者共{electors}人。{/}'),
      text(
        '代表人参加仲裁的行为对其所代表的当事人发生效力；但代表人变更、放弃仲裁请求或者承认对方当事人的仲裁请求，进行和解，必须经被代表的当事人同意。',
      ),
      plain('推举日期：{electedOn}'),
      submitted(theCommission),
      sign('推举人（劳动者签名，可另附页）'),
    ],
  },
  'representative-certificate': {
    law: '民事诉讼法第五十一条',
    to: theCommission,
    blocks: [
      text(
        '{case.employer.legalRepresentative}在我单位任　　　　　　职务，是我单位的法定代表人（主要负责人）。特此证明。',
      ),
      submitted(theCommission),
      seal('{case.employer.name}'),
    ],
  },
  'service-address-confirmation': {
    law: '劳动人事争议仲裁办案规则第二十条、第五十九条；民事诉讼法第九十条',
    to: theCommission,
    blocks: [
      applying,
      plain('送达地址：\n收件人和电话：\n是否同意电子送达及电子地址：'),
      text('确认人保证上述地址准确；变更未告知的，按上述地址送达视为送达。'),
      submitted(theCommission),
      sign('确认人'),
    ],
  },
  'proof-of-service': {
    law: '劳动人事争议仲裁办案规则第十九条、第二十条',
    contains: ['受送达人', '收到日期'],
    blocks: [
      plain('受送达人：\n送达文书和文号：\n送达地点和方式：\n收到日期：\n代收人及代收理由、拒收事由：'),
      sign('受送达人', '送达人', '见证人'),
    ],
  },
  'public-notice': {
    law: '民事诉讼法第九十五条；劳动人事争议仲裁办案规则第二十条第三款',
    to: '{if recipient = "employer" then case.employer.name else if recipient = null then (if case.applicant = "worker" then case.employer.name else case.workers.label) else case.workers.label}',
    contains: ['三十日'],
    blocks: [
      text(
        '{issuer.name}处理的劳动争议案件，因{if why = null then "用其他方式无法送达" else why}，现依法向你（单位）公告送达{if paper = null then "本案文书" else "《" + `document name`(paper).zh + "》"}。自{if publishedOn = null then "公告" else publishedOn}之日起经过三十日，即视为送达。请在期满前到本处领取。',
      ),
      seal(),
    ],
  },
  'delegation-letter': {
    title: '委派（委托）调解函',
    law: '最高人民法院关于人民法院特邀调解的规定第十条、第二十七条；人民法院在线调解规则第十条至第十二条、第二十四条',
    to: theOrganisation,
    blocks: [
      applying,
      text(
        '本院就案件{referral.number}，{if referral.kind = "after-filing" then "于立案后委托" else "于立案前委派"}贵组织进行调解。请在收到后三个工作日内确认，并将调解结果返回本院。',
      ),
      ...claims,
      seal(),
    ],
  },
  complaint: {
    title: '民事起诉状',
    law: '民事诉讼法第一百二十四条；劳动争议调解仲裁法第二十九条、第四十三条、第四十八条至第五十条',
    to: theCourt,
    blocks: [
      plain('{#suit.by = "worker"}'),
      ...suing('原告', 'worker'),
      ...suing('被告', 'employer'),
      plain('{/}{#suit.by != "worker"}'),
      ...suing('原告', 'employer'),
      ...suing('被告', 'worker'),
      plain('{/}'),
      ...claims,
      plain('{#suit.claims != null}诉讼请求：{suit.claims}{/}'),
      text(grounds),
      plain('起诉日期：{suit.filedOn}'),
      submitted(theCourt),
      sign('具状人'),
    ],
  },
  appeal: {
    title: '上诉状',
    law: '民事诉讼法第一百七十一条至第一百七十三条',
    to: '{offices.intermediateCourt}',
    blocks: [
      plain('{#appeal.by = "worker"}'),
      ...suing('上诉人', 'worker'),
      ...suing('被上诉人', 'employer'),
      plain('{/}{#appeal.by != "worker"}'),
      ...suing('上诉人', 'employer'),
      ...suing('被上诉人', 'worker'),
      plain('{/}'),
      heading('上诉请求和理由'),
      text(valueOr('appeal.grounds', '（上诉请求和理由另附）')),
      plain('上诉日期：{appeal.filedOn}'),
      submitted('{offices.intermediateCourt}'),
      sign('上诉人'),
    ],
  },
  'fee-notice': {
    title: '交纳诉讼费用通知书（登记）',
    law: '诉讼费用交纳办法第十三条第四项、第二十条、第二十二条、第四十四条；民事诉讼法第一百二十六条；民诉法解释第二百一十三条',
    to: '{if suit.by = "employer" then case.employer.name else case.workers.label}',
    contains: ['七日', '十元', '按撤诉处理'],
    blocks: [
      applying,
      text('你方提起的诉讼已经立案。劳动争议案件受理费每件十元，应当自收到本通知之次日起七日内预交。'),
      text(
        '交纳确有困难的，可以在上述期间内申请缓交、减交或者免交。逾期未预交，或者申请未获批准仍不预交的，裁定按撤诉处理。',
      ),
      note('本件为登记，以人民法院文书为准。'),
    ],
  },
  judgment: {
    title: '民事判决书（登记）',
    law: '民事诉讼法第一百五十五条',
    to: both,
    blocks: [
      applying,
      record('判决书', 'judgment'),
      heading('判决结果'),
      text(valueOr('judgment.result', '判决结果以人民法院判决书为准。')),
      ...decided('judgment.terms', '应履行的内容'),
      note('本件为登记，以人民法院文书为准。'),
    ],
  },
  ruling: {
    title: '民事裁定书（登记）',
    law: '民事诉讼法第一百五十七条',
    to: both,
    blocks: [
      applying,
      record('裁定书', 'ruling'),
      text(valueOr('if ruling.reason = null then ruling.result else ruling.reason', '裁定内容以人民法院裁定书为准。')),
      note('本件为登记，以人民法院文书为准。'),
    ],
  },
  'court-mediation-document': {
    title: '民事调解书（登记）',
    law: '民事诉讼法第一百条',
    to: both,
    blocks: [
      applying,
      text(valueOr('agreement.result', '双方达成的协议内容以人民法院调解书为准。')),
      ...decided('agreement.terms', '协议内容'),
      note('本件为登记，以人民法院文书为准。'),
    ],
  },
  'appeal-judgment': {
    title: '二审民事判决书（登记）',
    law: '民事诉讼法第一百七十七条',
    to: both,
    blocks: [
      applying,
      record('判决书', 'judgment'),
      text('{if judgment.decision = "change" then "改判" else "驳回上诉，维持原判"}。{judgment.result}'),
      ...decided('judgment.terms', '应履行的内容'),
      note('本件为登记，以人民法院文书为准。'),
    ],
  },
  'enforcement-application': {
    law: '劳动争议调解仲裁法第五十一条；民事诉讼法第二百五十条',
    to: theCourt,
    blocks: [
      plain('{#(if by = null then case.applicant else by) = "worker"}'),
      ...suing('申请执行人', 'worker'),
      ...suing('被执行人', 'employer'),
      plain('{/}{#(if by = null then case.applicant else by) != "worker"}'),
      ...suing('申请执行人', 'employer'),
      ...suing('被执行人', 'worker'),
      plain('{/}'),
      text(
        '据以执行的{if outcome = "award-in-force" then "仲裁裁决书" else if outcome = "arbitral-mediation-in-force" then "仲裁调解书" else if outcome = "judgment-in-force" then "民事判决书" else if outcome = "court-mediation-in-force" then "民事调解书" else if outcome = "mediated-and-confirmed" then "确认调解协议效力的法律文书" else "支付令"}已经发生法律效力，被执行人逾期没有履行，请求人民法院强制执行。',
      ),
      ...decided('terms', '申请执行的内容'),
      submitted(theCourt),
      sign('申请执行人'),
    ],
  },
  'judicial-suggestion': {
    law: '民事诉讼法第一百一十七条',
    to: '　　　　',
    blocks: [
      text('本院在审理劳动争议案件中发现下列普遍性问题，提出建议如下：'),
      free('suggestion', valueOr('suggestion', '　')),
      seal(),
    ],
  },
  'union-letter': {
    law: '安徽省劳动人事争议调解仲裁条例第八条、第十二条至第十四条',
    to: theEmployer,
    blocks: [
      text(`你单位与{case.workers.label}之间的${dispute}，工会提示（意见、建议）如下：`),
      free('suggestion', valueOr('suggestion', '　')),
      seal(),
    ],
  },
  'commission-suggestion': {
    law: '安徽省劳动人事争议调解仲裁条例第二十八条',
    to: theEmployer,
    blocks: [
      text('我委在处理劳动争议中发现你单位用工存在下列问题，建议依法规范用工行为：'),
      free('suggestion', valueOr('suggestion', '　')),
      seal(),
    ],
  },
  'risk-ledger': {
    law: '安徽省劳动人事争议调解仲裁条例第七条；关于加强劳动人事争议协商调解工作的实施意见',
    blocks: [
      plain('单位：{case.employer.name}　行业：{case.employer.industry}　人数：{case.workers.count}'),
      { type: 'claims' },
      heading('处置情况'),
      plain('　'),
      plain('日期：{today()}'),
    ],
  },
  'case-file': {
    title: '案卷目录',
    law: '劳动人事争议仲裁办案规则第二十一条至第二十四条',
    blocks: [
      applying,
      text('案卷分正卷和副卷。以仲裁裁决结案的，保存期不少于十年；以仲裁调解和其他方式结案的，不少于五年。'),
      sign('立卷人'),
    ],
  },
};

function party(worker: string, employer: string): Block {
  return {
    type: 'plain',
    text: `${worker}：{case.workers.label}　${identityOf.worker}\n${employer}：{case.employer.name}　${identityOf.employer}`,
  };
}

function suing(label: string, side: 'worker' | 'employer'): Block[] {
  return [
    plain(
      side === 'worker'
        ? `${label}：{case.workers.label}　${identityOf.worker}`
        : `${label}：{case.employer.name}　${identityOf.employer}{#case.employer.legalRepresentative != null}　法定代表人：{case.employer.legalRepresentative}{/}`,
    ),
  ];
}
