import { texts } from '../../texts';

export const useLandingTexts = texts({
  head: ['劳动争议，先谈、再调、依法裁', 'A labour dispute: talk first, then mediate, then decide by law'],
  lead: [
    '欠薪、辞退、工伤、社保……在这里申请协商、调解和仲裁，不收费，手机上就能办完。',
    'Unpaid wages, dismissal, injury, insurance …: apply for negotiation, mediation and arbitration here, free of charge, on a phone.',
  ],
  services: ['办事', 'Services'],
  apply: ['我要申请', 'Apply'],
  asWorker: ['我是劳动者，申请解决争议 →', 'I am a worker and have a dispute →'],
  asEmployer: ['我是用人单位，申请解决争议 →', 'I am an employer and have a dispute →'],
  lookUp: ['查我的案件', 'Look up my case'],
  lookUpHelp: [
    '用案件编号和查询码，看进展、答复、签收文书。',
    'With its number and your code: progress, answers, papers.',
  ],
  calculate: ['帮我算一算', 'Calculate what is due'],
  calculateHelp: [
    '工资、加班费、经济补偿，每一步都有依据。',
    'Wages, overtime, severance: with every step and its article.',
  ],
  print: ['要打印的材料', 'Papers to print'],
  printHelp: [
    '申请书、证据清单、委托书，可先填好再打印。',
    'Applications, list of evidence, power of attorney: fill in and print.',
  ],
  places: ['去哪里办', 'Where to go'],
  placesHelp: [
    '附近的调解组织、仲裁院、法律援助，地址和电话。',
    'Mediation, arbitration and legal aid near you: addresses and phones.',
  ],
  help: ['要人帮忙', 'Somebody to help'],
  hrss: ['12333 人社服务', '12333 labour and social security'],
  union: ['12351 工会维权', '12351 trade union'],
  aid: ['12348 法律援助', '12348 legal aid'],
  how: ['怎么走', 'How it goes'],
  howNegotiate: ['协商：对方 5 日内答复', 'Negotiation: the other side answers within 5 days'],
  howMediate: ['调解：一般 15 日内有结果', 'Mediation: usually a result within 15 days'],
  howArbitrate: ['仲裁：受理后 45 日内裁决', 'Arbitration: an award within 45 days of acceptance'],
  howSue: ['诉讼：对裁决不服的，15 日内起诉', 'Suit: within 15 days of an award that you do not accept'],
  home: ['← 首页', '← Front page'],

  placesTitle: ['去哪里办', 'Where to go'],
  placesIntro: [
    '先找工作所在地的调解组织；也可以直接去仲裁院。带身份证和手上的材料就行。',
    'Begin with a mediation organisation where you work, or go to the arbitration court. Bring your identity card and what papers you have.',
  ],
  city: ['在哪个市', 'City'],
  county: ['在哪个县（市、区）', 'County or district'],
  wholeCity: ['全市', 'The whole city'],
  none: ['这里还没有登记的机构', 'Nothing is entered for this place yet'],
  noneHelp: ['请打 12333 询问。', 'Call 12333 and ask.'],
  more: ['更多', 'More'],
  noAddress: ['地址请电话询问 12333', 'Call 12333 for the address'],

  papersTitle: ['要打印的材料', 'Papers to print'],
  papersIntro: [
    '可以在这里填好再打印，也可以空着打印后手写。填的内容不会发送，也不会保存。不会写字的，可以到调解组织口头申请，由工作人员记下。',
    'Fill them in here and print, or print them empty and write by hand. What you enter is neither sent nor kept. Who cannot write may apply orally: staff of the organisation take it down.',
  ],
  papersChinese: ['文书用中文打印。', 'The papers are printed in Chinese.'],
  law: ['依据', 'Law'],
  copies: ['几份', 'Copies'],
  printIt: ['打印', 'Print'],
  allPapers: ['← 全部材料', '← All papers'],
  unknownPaper: ['没有这份材料', 'There is no such paper'],
});
