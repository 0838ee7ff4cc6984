/** A part of a document. Texts contain FEEL tags in braces, see threads/documents/fillTemplate.ts. */
export type Block =
  | { type: 'parties'; first: string; second: string }
  | { type: 'heading'; text: string }
  /** Paragraphs indented by two characters; one per line. */
  | { type: 'text'; text: string }
  | { type: 'plain'; text: string }
  /** The claims of the case as a table. */
  | { type: 'claims' }
  /** A paragraph for each text of a list. */
  | { type: 'rows'; list: string }
  | { type: 'sign'; places: string[] }
  | { type: 'seal'; by: string }
  | { type: 'note'; text: string };

export interface Content {
  /** If it differs from the document's own name. */
  title?: string;
  /** The articles that define its contents. */
  law: string;
  blocks: Block[];
}

/** The identification of a party, by its number. */
export const identityOf = {
  worker:
    '{#case.workers.identityNumber != null}身份证号码：{case.workers.identityNumber}{/}{#case.workers.identityNumber = null}身份证件号码：{case.workers.identityDocument.number}{/}',
  employer:
    '{#case.employer.creditCode != null}统一社会信用代码：{case.employer.creditCode}{/}{#case.employer.creditCode = null}出资人身份证号码：{case.employer.ownerIdentityNumber}{/}',
};

const parties = (first: string, second: string): Block => ({ type: 'parties', first, second });
const applying = parties('申请人', '被申请人');
const heading = (text: string): Block => ({ type: 'heading', text });
const text = (words: string): Block => ({ type: 'text', text: words });
const plain = (words: string): Block => ({ type: 'plain', text: words });
const claims: Block[] = [heading('请求事项及事实和理由'), { type: 'claims' }];
const sign = (...places: string[]): Block => ({ type: 'sign', places });
const seal = (by: string): Block => ({ type: 'seal', by });
const note = (words: string): Block => ({ type: 'note', text: words });
const bothNames = '{case.workers.label}、{case.employer.name}：';
const applicantName = '{if case.applicant = "worker" then case.workers.label else case.employer.name}：';
const respondentName = '{if case.applicant = "worker" then case.employer.name else case.workers.label}：';
const commission = '劳动人事争议仲裁委员会';
/** The given value, or otherwise where to find it. */
const valueOr = (what: string, otherwise: string): Block =>
  text(`{if (${what}) = null or (${what}) = "" then "${otherwise}" else (${what})}`);
const record = (kind: string, of: string): Block =>
  plain(`{#${of}.number != null}${kind}编号：{${of}.number}　{/}${kind.slice(0, 2)}日期：{${of}.on}`);
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

/** The contents of each document of the glossary, by its code. */
export const contents: Record<string, Content> = {
  'negotiation-request': {
    law: '企业劳动争议协商调解规定第八条、第十条',
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
        '双方就劳动争议进行协商，约定协商期限：{if negotiation.period.until = null then string(negotiation.period.amount) + "日" else "至" + negotiation.period.until}，自{negotiation.periodFrom}起算。期限内双方达不成一致的，视为协商不成。',
      ),
      sign('甲方', '乙方'),
    ],
  },
  'settlement-agreement': {
    law: '企业劳动争议协商调解规定第十一条；安徽省劳动人事争议调解仲裁条例第十三条、第十四条',
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
    blocks: [applying, ...claims, text('请求调解组织依法调解。申请收到日期：{receivedOn}。'), sign('申请人')],
  },
  'oral-application-record': {
    law: '劳动争议调解仲裁法第十二条',
    blocks: [
      applying,
      text('申请人口头申请调解，调解组织当场记录申请人基本情况、申请调解的争议事项、理由和时间如下。'),
      ...claims,
      plain('申请时间：{receivedOn}'),
      sign('申请人', '记录人'),
    ],
  },
  'mediation-acceptance-notice': {
    title: '调解受理通知书',
    law: '企业劳动争议协商调解规定第二十二条',
    blocks: [
      plain(bothNames),
      text(
        '{organisation.name}于{acceptedOn}受理你们之间的劳动争议调解申请，将自受理之日起十五日内组织调解；双方同意的，可以延期。调解不收取费用，调解内容依法保密。',
      ),
      seal('{organisation.name}'),
    ],
  },
  'mediation-refusal-notice': {
    title: '调解不予受理通知书',
    law: '企业劳动争议协商调解规定第二十二条',
    blocks: [
      plain(bothNames),
      text('经审查，对你们提出的调解申请不予受理。理由：{reason}。当事人可以依法申请仲裁。'),
      seal('{organisation.name}'),
    ],
  },
  'mediation-record': {
    law: '安徽省劳动人事争议调解仲裁条例第十七条、第十八条',
    blocks: [
      applying,
      plain(
        '时间：{session.on}　方式：{if session.channel = "video" then "视频" else if session.channel = "phone" then "电话" else if session.channel = "written" then "书面" else "现场"}',
      ),
      heading('调解情况'),
      valueOr('session.notes', '（详见所附调解材料）'),
      note('本笔录不公开，不得在其后的仲裁、诉讼中作为对当事人不利的证据。'),
      sign('申请人', '被申请人', '调解员'),
    ],
  },
  'mediation-agreement': {
    law: '劳动争议调解仲裁法第十四条；企业劳动争议协商调解规定第二十六条第一款',
    blocks: [
      applying,
      heading('调解请求事项'),
      { type: 'claims' },
      ...terms('agreement'),
      text(
        '本协议自双方当事人签名或者盖章、经调解员签名并加盖调解组织印章之日起生效，对双方当事人具有约束力。双方可以自生效之日起十五日内共同申请仲裁审查，或者自生效之日起三十日内共同申请司法确认。',
      ),
      plain('签署日期：{signedOn}'),
      sign('申请人', '被申请人', '调解员{mediator.name}'),
      seal('{organisation.name}'),
      note('本协议一式三份，双方当事人和调解组织各执一份。'),
    ],
  },
  'mediation-failure-notice': {
    title: '调解终止通知书',
    law: '安徽省劳动人事争议调解仲裁条例第十九条；企业劳动争议协商调解规定第二十九条、第三十一条',
    blocks: [
      plain(bothNames),
      text('你们之间的劳动争议，现终止调解。终止原因：{reason}。终止日期：{endedOn}。'),
      text(
        '{if mediation.result = "settled" then "" else "当事人可以依法向有管辖权的劳动人事争议仲裁委员会申请仲裁，仲裁时效自调解终止之日起重新计算；调解组织将提供指引和帮助。"}',
      ),
      seal('{organisation.name}'),
    ],
  },
  'arbitration-review-application': {
    title: '仲裁审查申请书',
    law: '劳动人事争议仲裁办案规则第七十四条；安徽省劳动人事争议调解仲裁条例第二十条',
    blocks: [
      parties('申请人', '申请人'),
      text(
        '双方于{agreement.effectiveOn}在{organisation.name}主持下达成调解协议，现共同申请仲裁审查，请求制作仲裁调解书。',
      ),
      ...terms('agreement'),
      sign('申请人', '申请人'),
    ],
  },
  'judicial-confirmation-application': {
    title: '司法确认申请书',
    law: '民事诉讼法第二百零五条；人民调解法第三十三条',
    blocks: [
      parties('申请人', '申请人'),
      text(
        '双方于{agreement.effectiveOn}经{organisation.name}调解达成调解协议，现共同向人民法院申请司法确认，承诺协议出于自愿、没有恶意串通、没有损害国家利益、社会公共利益和他人合法权益。',
      ),
      ...terms('agreement'),
      sign('申请人', '申请人'),
    ],
  },
  'payment-order-application': {
    law: '劳动争议调解仲裁法第十六条；民事诉讼法第二百二十五条',
    blocks: [
      party('申请人（劳动者）', '被申请人（用人单位）'),
      text(
        '双方于{agreement.effectiveOn}达成的调解协议，被申请人在约定期限内没有履行，请求人民法院发出支付令，督促其给付下列款项。',
      ),
      ...terms('agreement'),
      sign('申请人'),
    ],
  },
  'non-confirmation-decision': {
    law: '劳动人事争议仲裁办案规则第七十五条、第七十六条',
    blocks: [plain(bothNames), text('你们共同提出的仲裁审查申请，经审查不予确认。理由：{reason}。'), seal(commission)],
  },
  'arbitration-application': {
    law: '劳动人事争议仲裁办案规则第二十九条',
    blocks: [
      applying,
      ...claims,
      heading('证据和证据来源'),
      plain('　'),
      text('此致\n有管辖权的劳动人事争议仲裁委员会'),
      plain('收到日期：{receivedOn}'),
      sign('申请人'),
    ],
  },
  receipt: {
    law: '劳动人事争议仲裁办案规则第二十九条',
    blocks: [
      plain(applicantName),
      text('你（单位）于{receivedOn}提交的仲裁申请材料已经收到。我委将在五个工作日内作出是否受理的决定。'),
      seal(commission),
    ],
  },
  'correction-notice': {
    law: '劳动人事争议仲裁办案规则第二十九条第四款',
    blocks: [
      plain(applicantName),
      text(
        '你（单位）提交的仲裁申请材料不齐备，现一次性告知需要补正的全部内容：{points}。{if until = null then "" else "请于" + until + "前补正。"}材料补正后，受理期限自补正之日起重新计算。',
      ),
      seal(commission),
    ],
  },
  'acceptance-notice': {
    law: '劳动争议调解仲裁法第二十九条；劳动人事争议仲裁办案规则第三十条',
    blocks: [
      plain(bothNames),
      text('经审查，你们之间的劳动争议符合受理条件，我委决定于{acceptedOn}受理。审理期限自受理之日起四十五日。'),
      seal(commission),
    ],
  },
  'non-acceptance-notice': {
    law: '劳动争议调解仲裁法第二十九条；劳动人事争议仲裁办案规则第三十一条',
    blocks: [
      plain(applicantName),
      text(
        '{if ground = "no-jurisdiction" then "经审查，你（单位）申请仲裁的争议不属于本委管辖，请向有管辖权的" + commission + "申请仲裁。" else "经审查，你（单位）的仲裁申请不予受理。"}理由：{reason}。{if ground = "no-jurisdiction" then "" else "你（单位）可以就该争议事项向人民法院提起诉讼。"}',
      ),
      seal(commission),
    ],
  },
  'mediation-suggestion': {
    law: '劳动人事争议仲裁办案规则第六十九条',
    blocks: [
      plain(applicantName),
      text(
        '你（单位）提出的仲裁申请尚未经过调解。建议先行调解；你（单位）同意的，我委暂缓受理，不同意调解或者调解不成的，我委依法处理你（单位）的仲裁申请。',
      ),
      seal(commission),
    ],
  },
  'response-notice': {
    law: '劳动争议调解仲裁法第三十条；劳动人事争议仲裁办案规则第三十三条',
    blocks: [
      plain(respondentName),
      text(
        '我委已于{acceptedOn}受理申请人对你（单位）提出的仲裁申请，现送达仲裁申请书副本。请自收到之日起十个工作日内提交答辩书；不提交的，不影响仲裁程序。管辖异议、反申请应当在答辩期内提出；认为超过仲裁时效的，应当在仲裁期间提出。',
      ),
      seal(commission),
    ],
  },
  defence: {
    law: '劳动争议调解仲裁法第三十条第二款',
    blocks: [
      parties('申请人', '答辩人'),
      heading('答辩意见'),
      valueOr('defence.content', '（答辩意见另附）'),
      plain('提交日期：{defence.on}'),
      sign('答辩人'),
    ],
  },
  counterclaim: {
    law: '劳动人事争议仲裁办案规则第三十六条',
    blocks: [
      parties('被反申请人', '反申请人'),
      heading('反申请请求、事实和理由'),
      {
        type: 'rows',
        list: 'for one in counterclaim.claims return one.facts + (if one.amount = null then "" else "（" + string(one.amount) + "元）")',
      },
      valueOr('counterclaim.content', '　'),
      sign('反申请人'),
    ],
  },
  'jurisdiction-objection': {
    law: '劳动人事争议仲裁办案规则第十条',
    blocks: [parties('被异议人', '异议人'), heading('异议请求、事实和理由'), plain('　'), sign('异议人')],
  },
  'recusal-request': {
    law: '劳动争议调解仲裁法第三十三条；劳动人事争议仲裁办案规则第十一条',
    blocks: [applying, heading('申请回避的人员和理由'), plain('　'), sign('回避申请人')],
  },
  'tribunal-notice': {
    law: '劳动争议调解仲裁法第三十一条、第三十二条',
    blocks: [
      plain(bothNames),
      text(
        '本案由{if tribunal.panel = true then "三名仲裁员组成仲裁庭" else "一名仲裁员独任"}审理。{if tribunal.panel = true then "首席仲裁员" else "独任仲裁员"}：{tribunal.presiding}{if tribunal.panel = true then "；仲裁员：" + tribunal.members else ""}{if tribunal.recorder = null then "" else "；记录人员：" + tribunal.recorder}。认为上述人员有法定回避情形的，可以申请回避。',
      ),
      seal(commission),
    ],
  },
  'hearing-notice': {
    law: '劳动争议调解仲裁法第三十五条',
    blocks: [
      plain(bothNames),
      text(
        '本案定于{hearing.on}{if hearing.at = null then "" else " " + hearing.at}在{if hearing.place = null then "本委仲裁庭" else hearing.place}开庭审理。当事人有正当理由的，可以在开庭三个工作日前请求延期开庭。申请人无正当理由拒不到庭的，可以视为撤回申请；被申请人无正当理由拒不到庭的，可以缺席裁决。',
      ),
      seal(commission),
    ],
  },
  'evidence-notice': {
    law: '劳动争议调解仲裁法第六条；劳动人事争议仲裁办案规则第十三条至第十八条',
    blocks: [
      plain(bothNames),
      text(
        '当事人对自己提出的主张有责任提供证据。与争议事项有关的证据属于用人单位掌握管理的，用人单位应当提供；不提供的，应当承担不利后果。逾期提交的证据可以不予采纳。',
      ),
      seal(commission),
    ],
  },
  'hearing-record': {
    law: '劳动争议调解仲裁法第四十条',
    blocks: [
      applying,
      plain('时间：{today()}　地点：{if hearing.place = null then "本委仲裁庭" else hearing.place}'),
      plain(
        '仲裁员：{tribunal.presiding}{if tribunal.panel = true then "、" + tribunal.members else ""}{if tribunal.recorder = null then "" else "　记录人员：" + tribunal.recorder}',
      ),
      plain('{#hearing.absence = true}被申请人经书面通知，无正当理由未到庭，缺席审理。{/}'),
      heading('庭审情况'),
      valueOr('hearing.notes', '（详见所附庭审材料）'),
      sign('申请人', '被申请人', '仲裁员', '记录人员'),
    ],
  },
  'extension-approval': {
    law: '劳动争议调解仲裁法第四十三条第一款',
    blocks: [
      applying,
      plain('延长期限：{days}日（不超过十五日）'),
      heading('延期理由'),
      text('{reason}'),
      plain('审批意见：批准　　　批准人：{if approvedBy = null then "　　　　　　" else approvedBy}'),
      seal(commission),
    ],
  },
  'extension-notice': {
    law: '劳动争议调解仲裁法第四十三条第一款',
    blocks: [
      plain(bothNames),
      text('本案案情复杂需要延期，经批准，审理期限延长{days}日。理由：{reason}。'),
      seal(commission),
    ],
  },
  'stay-notice': {
    law: '劳动人事争议仲裁办案规则第四十七条',
    blocks: [
      plain(bothNames),
      text('本案因下列原因中止审理：{reason}。中止期间不计入审理期限；原因消除后恢复审理。'),
      seal(commission),
    ],
  },
  'arbitral-mediation-document': {
    law: '劳动争议调解仲裁法第四十二条；劳动人事争议仲裁办案规则第七十二条、第七十六条',
    blocks: [
      applying,
      heading('仲裁请求'),
      { type: 'claims' },
      ...terms('agreement'),
      text(
        '上述协议符合法律规定，予以确认。{if changes = null then "" else "双方同意变更：" + changes + "。"}本调解书经双方当事人签收后，发生法律效力；一方不履行的，另一方可以申请人民法院执行。',
      ),
      seal(commission),
    ],
  },
  award: {
    law: '劳动争议调解仲裁法第四十六条至第五十一条；劳动人事争议仲裁办案规则第五十条、第五十三条',
    blocks: [
      plain(
        '{if kind = "final" then "（终局裁决）" else if kind = "partial" then "（先行裁决）" else "（非终局裁决）"}',
      ),
      applying,
      heading('仲裁请求和争议事实'),
      { type: 'claims' },
      heading('裁决理由'),
      text('{award.content}'),
      ...decided('award.terms', '裁决结果'),
      text(
        '{if kind = "final" then "本裁决为终局裁决，裁决书自作出之日起发生法律效力。劳动者不服的，可以自收到裁决书之日起十五日内向人民法院起诉；用人单位有证据证明有法定情形的，可以自收到裁决书之日起三十日内向仲裁委员会所在地的中级人民法院申请撤销裁决。" else if kind = "partial" then "本裁决就其中一部分事实已经清楚的请求先行作出。" else "当事人对本裁决不服的，可以自收到裁决书之日起十五日内向人民法院起诉；期满不起诉的，裁决书发生法律效力。"}',
      ),
      plain('作出日期：{award.madeOn}'),
      sign('仲裁员{tribunal.presiding}'),
      seal(commission),
    ],
  },
  'correction-decision': {
    law: '劳动人事争议仲裁办案规则第五十四条',
    blocks: [
      plain(bothNames),
      text('本委就本案作出的裁决书有文字、计算错误或者遗漏事项，现补正如下：'),
      plain('　'),
      seal(commission),
    ],
  },
  withdrawal: {
    law: '劳动人事争议仲裁办案规则第三十五条',
    blocks: [applying, text('申请人自愿撤回仲裁申请。理由：{reason}。'), sign('申请人')],
  },
  'power-of-attorney': {
    law: '劳动争议调解仲裁法第二十四条',
    blocks: [
      plain('委托人：　　　　　　　　受委托人：　　　　　　　　联系电话：　　　　　　'),
      text(
        '委托人就与对方之间的劳动争议，委托受委托人作为代理人。委托事项和权限：　　　　　　（代为承认、放弃、变更请求，进行和解、调解，应当有特别授权）。',
      ),
      sign('委托人', '受委托人'),
    ],
  },
  'representatives-election': {
    law: '劳动争议调解仲裁法第七条、劳动人事争议仲裁办案规则第六十三条',
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
      sign('推举人（劳动者签名，可另附页）'),
    ],
  },
  'representative-certificate': {
    law: '民事诉讼法第五十一条',
    blocks: [
      text(
        '{case.employer.legalRepresentative}在我单位任　　　　　　职务，是我单位的法定代表人（主要负责人）。特此证明。',
      ),
      seal('{case.employer.name}'),
    ],
  },
  'service-address-confirmation': {
    law: '劳动人事争议仲裁办案规则第二十条、第五十九条',
    blocks: [
      applying,
      plain('送达地址：\n收件人和电话：\n是否同意电子送达及电子地址：'),
      text('确认人保证上述地址准确；变更未告知的，按上述地址送达视为送达。'),
      sign('确认人'),
    ],
  },
  'proof-of-service': {
    law: '劳动人事争议仲裁办案规则第十九条、第二十条',
    blocks: [
      plain('受送达人：\n送达文书：\n送达地点和方式：\n收到日期：\n代收人及代收理由、拒收事由：'),
      sign('受送达人', '送达人', '见证人'),
    ],
  },
  'public-notice': {
    law: '民事诉讼法第九十五条；劳动人事争议仲裁办案规则第二十条第三款',
    blocks: [
      plain(respondentName),
      text(
        '本委受理的劳动争议案件，因用其他方式无法向你（单位）送达，现公告送达仲裁申请书副本、应诉通知书和举证通知书。自公告之日起满三十日，即视为送达。',
      ),
      seal(commission),
    ],
  },
  'delegation-letter': {
    title: '委派（委托）调解函',
    law: '最高人民法院关于人民法院特邀调解的规定第六条、第二十七条；人民法院在线调解规则第十条至第十二条',
    blocks: [
      applying,
      text(
        '{referral.court}就案件{referral.number}，{if referral.kind = "after-filing" then "于立案后委托" else "于立案前委派"}贵组织进行调解。请在收到后三个工作日内确认，并将调解结果返回本院。',
      ),
      ...claims,
      seal('{referral.court}'),
    ],
  },
  complaint: {
    title: '民事起诉状',
    law: '民事诉讼法第一百二十四条；劳动争议调解仲裁法第二十九条、第四十三条、第五十条',
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
      sign('具状人'),
    ],
  },
  appeal: {
    title: '上诉状',
    law: '民事诉讼法第一百七十一条、第一百七十二条',
    blocks: [
      plain('{#appeal.by = "worker"}'),
      ...suing('上诉人', 'worker'),
      ...suing('被上诉人', 'employer'),
      plain('{/}{#appeal.by != "worker"}'),
      ...suing('上诉人', 'employer'),
      ...suing('被上诉人', 'worker'),
      plain('{/}'),
      heading('上诉请求和理由'),
      valueOr('appeal.grounds', '（上诉请求和理由另附）'),
      plain('上诉日期：{appeal.filedOn}'),
      sign('上诉人'),
    ],
  },
  judgment: {
    title: '民事判决书（登记）',
    law: '民事诉讼法第一百五十五条',
    blocks: [
      applying,
      record('判决书', 'judgment'),
      heading('判决结果'),
      valueOr('judgment.result', '判决结果以人民法院判决书为准。'),
      ...decided('judgment.terms', '应履行的内容'),
    ],
  },
  ruling: {
    title: '民事裁定书（登记）',
    law: '民事诉讼法第一百五十七条',
    blocks: [
      applying,
      record('裁定书', 'ruling'),
      valueOr('if ruling.reason = null then ruling.result else ruling.reason', '裁定内容以人民法院裁定书为准。'),
    ],
  },
  'court-mediation-document': {
    title: '民事调解书（登记）',
    law: '民事诉讼法第一百条',
    blocks: [
      applying,
      valueOr('agreement.result', '双方达成的协议内容以人民法院调解书为准。'),
      ...decided('agreement.terms', '协议内容'),
    ],
  },
  'appeal-judgment': {
    title: '二审民事判决书（登记）',
    law: '民事诉讼法第一百七十七条',
    blocks: [
      applying,
      record('判决书', 'judgment'),
      text('{if judgment.decision = "change" then "改判" else "驳回上诉，维持原判"}。{judgment.result}'),
      ...decided('judgment.terms', '应履行的内容'),
    ],
  },
  'enforcement-application': {
    law: '劳动争议调解仲裁法第五十一条；民事诉讼法第二百五十条',
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
      sign('申请执行人'),
    ],
  },
  'judicial-suggestion': {
    law: '民事诉讼法第一百一十七条',
    blocks: [
      plain('　　　　：'),
      text('本院在审理劳动争议案件中发现下列普遍性问题，提出建议如下：'),
      plain('　'),
      seal('人民法院'),
    ],
  },
  'union-letter': {
    law: '安徽省劳动人事争议调解仲裁条例第十三条、第十四条',
    blocks: [
      plain('{case.employer.name}：'),
      text('你单位与{case.workers.label}之间的劳动争议，工会提示（意见、建议）如下：'),
      plain('　'),
      seal('工会'),
    ],
  },
  'commission-suggestion': {
    law: '安徽省劳动人事争议调解仲裁条例',
    blocks: [
      plain('{case.employer.name}：'),
      text('本委在处理劳动争议中发现你单位用工存在下列问题，建议规范用工：'),
      plain('　'),
      seal(commission),
    ],
  },
  'risk-ledger': {
    law: '关于加强劳动人事争议协商调解工作的实施意见',
    blocks: [
      plain('单位：{case.employer.name}　行业：{case.employer.industry}　人数：{case.workers.count}'),
      { type: 'claims' },
      heading('处置情况'),
      plain('　'),
    ],
  },
  'case-file': {
    title: '案卷目录',
    law: '劳动人事争议仲裁办案规则第二十二条至第二十四条',
    blocks: [
      applying,
      plain('正卷：　　　　　　副卷：　　　　　　'),
      text('以裁决结案的案卷保存期不少于十年，以其他方式结案的不少于五年。'),
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
