import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { agentKinds } from '../../domain/capacities';
import { documents, issuing } from '../../domain/documents';
import { bookmarkOf, NUMBER_BOOKMARK } from '../../domain/freeParts';
import { contents, identityOf, type Block } from './contents';

/** Fonts available in Chinese offices; each with its East Asian face, so that Word does not choose another. */
const song = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: '宋体' };
const hei = { ...song, eastAsia: '黑体' };
/** Half points: 三号 for the title, 小四 for the text, 五号 for small print. */
const size = { title: 32, issuer: 28, text: 24, small: 21 };
const spacing = { line: 420 };

const run = (text: string, options: { bold?: boolean; size?: number; font?: typeof song } = {}) =>
  new TextRun({ text, font: song, size: size.text, ...options });
const line = (text: string, options: { indent?: boolean; right?: boolean; small?: boolean } = {}) =>
  new Paragraph({
    spacing,
    alignment: options.right ? AlignmentType.RIGHT : AlignmentType.JUSTIFIED,
    ...(options.indent ? { indent: { firstLine: size.text * 20 } } : {}),
    children: [run(text, { size: options.small ? size.small : size.text })],
  });
const heading = (text: string) =>
  new Paragraph({ spacing: { before: 160, ...spacing }, children: [run(text, { bold: true })] });

const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const borders = { top: border, bottom: border, left: border, right: border };

/** A table whose second row is repeated for each element of a list. */
function table(list: string, columns: [title: string, tag: string, width: number][]): Table {
  const cell = (text: string, width: number, bold = false) =>
    new TableCell({
      borders,
      width: { size: width, type: WidthType.PERCENTAGE },
      children: [new Paragraph({ children: [run(text, { bold, size: size.small })] })],
    });
  const last = columns.length - 1;
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: columns.map(([title, , width]) => cell(title, width, true)) }),
      new TableRow({
        children: columns.map(([, tag, width], index) =>
          cell(`${index === 0 ? `{#${list}}` : ''}{${tag}}${index === last ? '{/}' : ''}`, width),
        ),
      }),
    ],
  });
}

/** Only if the case has it. */
const known = (label: string, field: string): string => `{#${field} != null}${label}：{${field}}　{/}`;
const ifKnown = (label: string, field: string): Paragraph[] => [
  line(`{#${field} != null}`),
  line(`${label}：{${field}}`),
  line('{/}'),
];

/** Who acts for a side, and in what capacity. */
function agent(side: 'workers' | 'employer'): Paragraph[] {
  const of = `case.${side}.agent`;
  const kind = `${agentKinds.codes.map((code) => `if ${of}.kind = "${code}" then "${agentKinds.name(code, 'zh')}" else `).join('')}"代理人"`;
  return [
    line(`{#${of}.name != null}`),
    line(`{${kind}}：{${of}.name}　${known('联系电话', `${of}.phone`)}`),
    line('{/}'),
  ];
}

const party = (label: string, side: 'worker' | 'employer'): Paragraph[] =>
  side === 'worker'
    ? [
        line(`${label}：{case.workers.label}{#case.workers.count > 1}（共{case.workers.count}人）{/}`),
        line(
          `{#case.workers.identityNumber != null}性别：{\`sex in\`(case.workers.identityNumber)}　出生日期：{\`birth date in\`(case.workers.identityNumber)}　{/}${identityOf.worker}　${known('联系电话', 'case.workers.phone')}`,
        ),
        ...ifKnown('住址（送达地址）', 'case.workers.address'),
        ...agent('workers'),
        line('{#count(if case.workers.representatives = null then [] else case.workers.representatives) > 0}'),
        line('推举的代表人：{#case.workers.representatives}{name}　{/}'),
        line('{/}'),
      ]
    : [
        line(`${label}：{case.employer.name}`),
        line(
          `${identityOf.employer}　${known('法定代表人', 'case.employer.legalRepresentative')}${known('联系电话', 'case.employer.phone')}`,
        ),
        ...ifKnown('住所（送达地址）', 'case.employer.address'),
        ...agent('employer'),
        line('{#case.furtherEmployers}'),
        line(`${label}：{name}　{#creditCode != null}统一社会信用代码：{creditCode}{/}`),
        line('{/}'),
      ];

/** The applicant comes first. */
const sides = (first: string, second: string): Paragraph[] => [
  line('{#case.applicant = "worker"}'),
  ...party(first, 'worker'),
  ...party(second, 'employer'),
  line('{/}'),
  line('{#case.applicant != "worker"}'),
  ...party(first, 'employer'),
  ...party(second, 'worker'),
  line('{/}'),
];

const drawn: { [T in Block['type']]: (block: Extract<Block, { type: T }>) => (Paragraph | Table)[] } = {
  parties: ({ first, second }) => sides(first, second),
  heading: ({ text }) => [heading(text)],
  text: ({ text }) => text.split('\n').map((each) => line(each, { indent: true })),
  plain: ({ text }) => text.split('\n').map((each) => line(each)),
  claims: () => [
    table('case.claims', [
      ['案由', '`cause traits`(cause).zh', 25],
      ['金额（元）', '`amount in figures`(amount)', 25],
      ['事实和理由', 'facts', 50],
    ]),
  ],
  rows: ({ list }) => [line(`{#${list}}`), line('{.}', { indent: true }), line('{/}')],
  free: ({ part, text }) => [
    new Paragraph({
      spacing,
      alignment: AlignmentType.JUSTIFIED,
      indent: { firstLine: size.text * 20 },
      children: [new Bookmark({ id: bookmarkOf(part), children: [run(text)] })],
    }),
  ],
  sign: ({ places, on = '{today()}' }) => [
    new Paragraph({ text: '' }),
    ...places.map((place) => line(`${place}（签名或者盖章）：　　　　　　　　`)),
    line(on, { right: true }),
  ],
  seal: ({ by = '{issuer.name}', on = '{today()}' }) => [
    new Paragraph({ text: '' }),
    line(`${by}（印章）`, { right: true }),
    line(on, { right: true }),
  ],
  note: ({ text }) => [line(text, { small: true })],
};

const centred = (text: string, look: Parameters<typeof run>[1], after = 120): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after }, children: [run(text, look)] });

/** Who issues the paper, what it is, and its number. The number is filled in when it has been drawn. */
function head(code: string): Paragraph[] {
  const { issuer } = issuing(code);
  const title = contents[code]!.title ?? documents.name(code, 'zh');
  return [
    ...(issuer ? [centred('{issuer.name}', { font: hei, size: size.issuer, bold: true })] : []),
    centred(title, { font: hei, size: size.title, bold: true }, 200),
    ...(issuer
      ? [
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            children: [new Bookmark({ id: NUMBER_BOOKMARK, children: [run('{issuer.number}', { size: size.small })] })],
          }),
        ]
      : []),
    line('案号：{case.number}', { right: true, small: true }),
  ];
}

const pageNumbers = new Footer({
  children: [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [
        new TextRun({
          font: song,
          size: size.small,
          children: ['第 ', PageNumber.CURRENT, ' 页，共 ', PageNumber.TOTAL_PAGES, ' 页'],
        }),
      ],
    }),
  ],
});

const page = { size: { width: 11906, height: 16838 }, margin: { top: 1440, bottom: 1440, left: 1588, right: 1474 } };

function documentOf(code: string): Document {
  const { title, law, to, blocks } = contents[code]!;
  const notice = to !== undefined && !blocks.some(({ type }) => type === 'parties');
  return new Document({
    creator: '和议',
    title: title ?? documents.name(code, 'zh'),
    description: law,
    sections: [
      {
        properties: {
          page,
        },
        footers: { default: pageNumbers },
        children: [
          ...head(code),
          ...(notice && issuing(code).issuer ? [line(`${to}：`)] : []),
          ...blocks.flatMap((block) => (drawn[block.type] as (block: Block) => (Paragraph | Table)[])(block)),
          line(`依据：${law}`, { small: true }),
        ],
      },
    ],
  });
}

/** Notices by post, one a page (papers/letters.ts): in Chinese, then in English in small print. */
function letters(): Document {
  const small = (text: string) => line(text, { small: true });
  const loop = (list: string, inner: Paragraph[]) => [line(`{#${list}}`), ...inner, line('{/}')];
  return new Document({
    creator: '和议',
    title: '通知',
    sections: [
      {
        properties: { page },
        children: loop('letters', [
          new Paragraph({ pageBreakBefore: true, spacing, children: [run('{address}')] }),
          line('{name}（收）'),
          line('函号：{reference}', { right: true, small: true }),
          centred('{sender}', { font: hei, size: size.issuer, bold: true }),
          centred('{title.zh}', { font: hei, size: size.title, bold: true }, 200),
          ...loop('lines', [line('{zh}', { indent: true })]),
          line(
            '还没有查询码或者账号的，请本人（或者代理人持授权委托书）带身份证件到本机构，核验身份后领取查询码、登记手机号，以后的通知就发到手机上。',
            { indent: true },
          ),
          line('本函不含查询码和验证码，工作人员也不会来信索要。地址有变的，请告知本机构。', { indent: true }),
          line('{sender}', { right: true }),
          line('{today()}', { right: true }),
          small('{title.en}'),
          ...loop('lines', [small('{en}')]),
          small(
            'Without a tracking code or an account, come in person to this office with an identity document, or send an agent with a power of attorney: you receive a code and can give a mobile number, to which further notices go. This letter contains no code, and staff never ask for one by letter. Tell this office if your address changes.',
          ),
        ]),
      },
    ],
  });
}

/**
 * Writes every template beside this file, and that of letters: `npx tsx definitions/templates/make.ts`. Administrators may
 * publish their own files of papers instead.
 */
async function main(): Promise<void> {
  for (const code of Object.keys(contents))
    writeFileSync(join(import.meta.dirname, `${code}.docx`), await Packer.toBuffer(documentOf(code)));
  writeFileSync(join(import.meta.dirname, '../../papers/letters.docx'), await Packer.toBuffer(letters()));
}

void main();
