import type { Text } from '../../../domain/text';

/** A part of a paper that is filled in: on the screen, or by hand after printing. */
export type Part =
  | { type: 'party'; title: string }
  | { type: 'employer'; title: string }
  | { type: 'lines'; title: string; rows: number }
  | { type: 'table'; title: string; columns: string[]; rows: number }
  | { type: 'text'; text: string }
  | { type: 'to'; text: string }
  | { type: 'sign'; places: string[] };

/** A paper that parties bring themselves. Its own text is Chinese, as the law's; `about` is for the reader. */
export interface Blank {
  code: string;
  title: string;
  name: Text;
  about: Text;
  law: Text;
  copies: Text;
  parts: Part[];
}

const one: Text = { zh: '一份', en: 'One' };
const perRespondent: Text = {
  zh: '交仲裁委员会一份，并按对方人数各一份',
  en: 'One for the commission, and one for each party on the other side',
};
const claims: Part[] = [
  { type: 'lines', title: '请求事项（每项写明金额）', rows: 5 },
  { type: 'lines', title: '事实和理由', rows: 10 },
];

/** In the order in which a dispute needs them. */
export const blanks: readonly Blank[] = [
  {
    code: 'mediation-application',
    title: '劳动争议调解申请书',
    name: { zh: '调解申请书', en: 'Application for mediation' },
    about: {
      zh: '交给调解组织。也可以口头申请，由工作人员记下。',
      en: 'For a mediation organisation. You may also apply orally: staff take it down.',
    },
    law: {
      zh: '调解仲裁法第12条；企业劳动争议协商调解规定第21条',
      en: 'Mediation and Arbitration Law art. 12; Reg17 art. 21',
    },
    copies: one,
    parts: [
      { type: 'party', title: '申请人' },
      { type: 'employer', title: '被申请人' },
      ...claims,
      { type: 'to', text: '（调解组织名称）' },
      { type: 'sign', places: ['申请人（签名或者盖章）'] },
    ],
  },
  {
    code: 'arbitration-application',
    title: '劳动人事争议仲裁申请书',
    name: { zh: '仲裁申请书', en: 'Application for arbitration' },
    about: {
      zh: '交给劳动合同履行地或者用人单位所在地的仲裁委员会。',
      en: 'For the arbitration commission of the place where the contract is performed or of the employer.',
    },
    law: {
      zh: '调解仲裁法第21、28条；办案规则第29条',
      en: 'Mediation and Arbitration Law art. 21, 28; Rules33 art. 29',
    },
    copies: perRespondent,
    parts: [
      { type: 'party', title: '申请人' },
      { type: 'employer', title: '被申请人' },
      ...claims,
      { type: 'lines', title: '证据和证据来源，证人姓名和住所', rows: 4 },
      { type: 'to', text: '劳动人事争议仲裁委员会' },
      { type: 'sign', places: ['申请人（签名或者盖章）'] },
    ],
  },
  {
    code: 'evidence-list',
    title: '证据清单',
    name: { zh: '证据清单', en: 'List of evidence' },
    about: {
      zh: '每份证据一行，写明要证明什么；原件自己保管，开庭时带上。',
      en: 'A line for each item and what it is to prove. Keep the originals and bring them to the hearing.',
    },
    law: {
      zh: '调解仲裁法第6、39条；办案规则第13至18条',
      en: 'Mediation and Arbitration Law art. 6, 39; Rules33 art. 13–18',
    },
    copies: perRespondent,
    parts: [
      { type: 'table', title: '证据', columns: ['序号', '证据名称', '要证明什么', '页数', '原件/复印件'], rows: 12 },
      { type: 'sign', places: ['提交人', '签收人'] },
    ],
  },
  {
    code: 'defence',
    title: '答辩书',
    name: { zh: '答辩书', en: 'Defence' },
    about: {
      zh: '收到申请书副本后十日内交；不交不影响仲裁。',
      en: 'Within ten days of receiving the copy of the application; arbitration goes on without it.',
    },
    law: { zh: '调解仲裁法第30条', en: 'Mediation and Arbitration Law art. 30' },
    copies: perRespondent,
    parts: [
      { type: 'employer', title: '答辩人' },
      { type: 'party', title: '申请人' },
      { type: 'lines', title: '答辩意见', rows: 14 },
      { type: 'to', text: '劳动人事争议仲裁委员会' },
      { type: 'sign', places: ['答辩人（签名或者盖章）'] },
    ],
  },
  {
    code: 'power-of-attorney',
    title: '授权委托书',
    name: { zh: '授权委托书', en: 'Power of attorney' },
    about: {
      zh: '请别人代办时用。和解、放弃或者变更请求，要写明特别授权。',
      en: 'When somebody acts for you. To settle, waive or change claims they need a special authority, in writing.',
    },
    law: { zh: '调解仲裁法第24条', en: 'Mediation and Arbitration Law art. 24' },
    copies: one,
    parts: [
      { type: 'party', title: '委托人' },
      { type: 'party', title: '受委托人' },
      { type: 'lines', title: '委托事项', rows: 2 },
      { type: 'lines', title: '权限（代为承认、放弃、变更请求，进行和解、调解，应当有特别授权）', rows: 3 },
      { type: 'to', text: '劳动人事争议仲裁委员会' },
      { type: 'sign', places: ['委托人', '受委托人'] },
    ],
  },
  {
    code: 'service-address-confirmation',
    title: '送达地址确认书',
    name: { zh: '送达地址确认书', en: 'Confirmation of the address for service' },
    about: {
      zh: '文书寄到这里；地址变了要及时告知，否则按原地址送达视为送达。',
      en: 'Papers are sent here. Tell when it changes: what is sent to the old address counts as served.',
    },
    law: { zh: '办案规则第20、59条；民事诉讼法第90条', en: 'Rules33 art. 20, 59; CPL art. 90' },
    copies: one,
    parts: [
      { type: 'party', title: '确认人' },
      { type: 'lines', title: '送达地址', rows: 2 },
      { type: 'lines', title: '收件人和电话', rows: 1 },
      { type: 'lines', title: '是否同意电子送达；电子地址', rows: 1 },
      { type: 'text', text: '确认人保证上述地址准确；变更未告知的，按上述地址送达视为送达。' },
      { type: 'to', text: '劳动人事争议仲裁委员会' },
      { type: 'sign', places: ['确认人'] },
    ],
  },
];
