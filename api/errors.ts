import type { Text } from '../domain/text';

interface Entry extends Text {
  status: number;
}

/** Every problem the API answers with: code, HTTP status, and what went wrong and what to do, in both languages. */
export const catalogue = {
  BAD_JSON: {
    status: 400,
    zh: '请求内容不是有效的 JSON，请检查括号、引号和逗号。',
    en: 'The body is not valid JSON: check brackets, quotes and commas.',
  },
  BAD_QUERY: {
    status: 400,
    zh: '地址中的参数不正确，见 errors。',
    en: 'A query parameter is wrong: see errors.',
  },
  BAD_CURSOR: {
    status: 400,
    zh: '翻页标记 after 无效，请从第一页重新开始。',
    en: 'The cursor `after` is not valid: start again with the first page.',
  },
  BAD_UPLOAD: {
    status: 400,
    zh: '上传内容不完整或格式不对：应为 multipart/form-data，含一个名为 file 的文件。',
    en: 'The upload is incomplete or malformed: send multipart/form-data with one file named “file”.',
  },
  NOT_SIGNED_IN: {
    status: 401,
    zh: '尚未登录或登录已过期，请重新登录；已填写的内容会保留。',
    en: 'You are not signed in, or the session has ended: sign in again. What you typed is kept.',
  },
  WRONG_CREDENTIALS: {
    status: 401,
    zh: '账号或密码（案号或查询码）不正确。',
    en: 'Account and password, or case number and tracking code, do not match.',
  },
  SECOND_FACTOR: {
    status: 401,
    zh: '还需要第二步验证：请使用通行密钥，或输入验证器上的动态验证码（或一个恢复码）。',
    en: 'A second factor is needed: use a passkey, or enter the code of your authenticator or a recovery code.',
  },
  WRONG_SECOND_FACTOR: {
    status: 401,
    zh: '动态验证码不正确、已过期或已用过，请等下一个。',
    en: 'This code is wrong, has expired or was used before: wait for the next one.',
  },
  WRONG_PASSKEY: {
    status: 401,
    zh: '不能用这个通行密钥登录：它已被移除、请求已过期，或设备没有核验本人。请重试，或用密码登录。',
    en: 'This passkey does not sign you in: it was removed, the request has expired, or the device did not check that it is you. Try again, or use your password.',
  },
  PROVIDER_FAILED: {
    status: 401,
    zh: '没有完成在统一认证的登录，请重新开始。',
    en: 'The sign-in at the other service was not completed: start again.',
  },
  NOT_LINKED: {
    status: 401,
    zh: '这个统一认证账号还没有与本系统的账号关联：请先用密码登录，在“登录与安全”里关联。',
    en: 'No account here is linked with that account: sign in by password first and link it under “Sign-in and security”.',
  },
  CODE_ENDED: {
    status: 401,
    zh: '这个查询码已作废。请本人（或代理人持授权委托书）带身份证件到受理案件的机构，核验身份后当场领取新的查询码；有账号的可直接登录。',
    en: 'This tracking code has ended. Come in person, or send an agent with a power of attorney, with an identity document to the organisation that has the case: you receive a new code once your identity has been checked. If you have an account, you can sign in with it.',
  },
  LINK_UNKNOWN: {
    status: 401,
    zh: '这个链接不完整，或者早已失效。请从短信里重新点开；还是打不开的，请用案件编号和查询码（或账号）登录。',
    en: 'This link is incomplete or ended long ago. Open it from the text message again; if that does not help, sign in with the case number and your tracking code, or with your account.',
  },
  LINK_ENDED: {
    status: 401,
    zh: '这个链接已经失效。请用案件编号和查询码（或账号）登录查看。',
    en: 'This link has ended. Sign in with the case number and your tracking code, or with your account.',
  },
  LINK_ELSEWHERE: {
    status: 401,
    zh: '这个链接已经在另一个浏览器里打开过，只能在那里使用。',
    en: 'This link was opened in another browser and works there alone.',
  },
  OWN_CODE: {
    status: 401,
    zh: '这个查询码是从本设备上登录的工作人员交出的，只能由当事人在自己的设备上使用。',
    en: 'This tracking code was handed over by staff who sign in on this device: only the party can use it, on a device of their own.',
  },
  BAD_SIGNATURE: {
    status: 401,
    zh: '签名、时间戳或令牌无效。',
    en: 'The signature, its timestamp or the token is not valid.',
  },
  FORBIDDEN: { status: 403, zh: '您的角色不能进行此操作。', en: 'Your role does not allow this.' },
  PASSWORD_ENDED: {
    status: 401,
    zh: '这个临时密码已过期，请管理员重新设置一个。',
    en: 'This temporary password has expired: ask your administrator for a new one.',
  },
  PASSWORD_MISSING: {
    status: 403,
    zh: '请先设置只有您本人知道的新密码，然后才能办理其他事项。',
    en: 'Choose a new password that only you know before anything else.',
  },
  CODE_MISSING: {
    status: 403,
    zh: '交给您的查询码工作人员也看得到：请先更换成只有您知道的查询码，然后才能办理其他事项。',
    en: 'The tracking code that you were given was seen by staff: replace it by one that only you know before anything else.',
  },
  LINK_ONLY: {
    status: 403,
    zh: '您是用短信里的链接打开的，只能办理这一步。要办其他事项，请用案件编号和查询码（或账号）登录。',
    en: 'You came by the link in a text message, which is for this step alone. For anything else sign in with the case number and your tracking code, or with your account.',
  },
  SECOND_FACTOR_MISSING: {
    status: 403,
    zh: '您的角色必须使用通行密钥或动态验证码：请先在“登录与安全”里设置。',
    en: 'Your role requires a second factor: set up a passkey or an authenticator under “Sign-in and security” first.',
  },
  OUT_OF_REACH: {
    status: 403,
    zh: '这不在您的管辖或承办范围内；确有需要的，请联系主管部门。',
    en: 'This is outside your area or is not your case; ask the authority in charge if you need it.',
  },
  EXCLUDED: {
    status: 403,
    zh: '您在本案中的其他身份与办理此任务不相容，请由他人办理。',
    en: 'Your part in this case so far excludes you from this task: somebody else has to do it.',
  },
  OWN_CASE: {
    status: 403,
    zh: '您（或者能够使用您账号的人）是本案当事人或者本事项的发起人，这一件没有办理：请由另一位管理员办理。',
    en: 'You, or somebody who may be able to use your account, are a party to this case or began this matter, so it was left out: another administrator has to do it.',
  },
  OWN_PROPOSAL: {
    status: 403,
    zh: '不能批准自己提出的事项，请由另一位管理员批准。',
    en: 'You proposed this yourself: another administrator has to approve it.',
  },
  NOT_INDEPENDENT: {
    status: 403,
    zh: '此事须由两个互不相关的人把关，请由另一位独立的管理员办理。',
    en: 'This needs two people who are independent of each other: ask another administrator.',
  },
  OWN_ACCOUNT: {
    status: 403,
    zh: '不能修改自己的角色、管辖范围或身份，请由另一位管理员办理。',
    en: 'You cannot change your own roles, area or identity: ask another administrator.',
  },
  NEEDS_IDENTITY: {
    status: 403,
    zh: '签署、同意、确认、撤回等行为对本方有约束力，查询码或未核验身份的账号不能办理。请用已核验身份的账号登录办理，或带身份证件到承办机构，由工作人员当场记录。',
    en: 'Signing, consenting, confirming or withdrawing binds this side: a tracking code, or an account whose identity has not been checked, is not enough. Sign in with an account whose identity has been checked, or take an identity document to the organisation in charge, whose staff will record it in your presence.',
  },
  SEVERAL: {
    status: 403,
    zh: '本方不止一人（或者不止一个单位），或者只以对方填写的出资人身份证号码列明，谁也不能替其他人签署、同意、确认或者撤回。请各自带身份证件到承办机构，由工作人员当场记录；推举的代表人、受各人委托的代理人，由工作人员核验后领取查询码，用发到本人联系号码的验证码办理。',
    en: 'Your side is more than one person (or employer), or known only by an owner’s number that the other side entered, and nobody signs, consents, confirms or withdraws for the others. Each takes an identity document to the organisation in charge, whose staff record it; elected representatives, and agents of all of them, get a tracking code from staff who have checked this, and confirm by a code sent to their own number.',
  },
  BEYOND_MANDATE: {
    status: 403,
    zh: '授权委托没有写明这项权限：请由当事人本人办理，或者另行出具写明权限的授权委托书。',
    en: 'The mandate does not name this power: the party does it, or gives a power of attorney that names it.',
  },
  NEEDS_CODE: {
    status: 403,
    zh: '这一行为约束本方，需要用发到您本人联系号码的一次性验证码确认：请先获取验证码，再提交。',
    en: 'This binds your side and is confirmed by a one-time code sent to your own number: request a code first, then submit it.',
  },
  NOT_NAMED: {
    status: 422,
    zh: '这一行为约束当事人：请写明代谁记录，在场的是谁、以何身份、如何核验（双方共同的行为，双方都要写明）。',
    en: 'This act binds a party: state for whom it is recorded, who was present, in what capacity and how they were identified; for an act of both sides, name each.',
  },
  EACH_NAMED: {
    status: 422,
    zh: '本方不止一人：请逐人写明在场的每个人，或者写明一名推举的代表人、受全体委托的代理人。',
    en: 'This side is more than one person: name each of them who is present, or an elected representative or an agent of all of them.',
  },
  CROSS_SITE: {
    status: 403,
    zh: '请求不是从本系统页面发出的，已拒绝。使用 Cookie 登录的程序请加 X-Requested-With: heyi。',
    en: 'The request did not come from this site. Programs that use the cookie send X-Requested-With: heyi.',
  },
  NOT_FOUND: { status: 404, zh: '没有找到，请检查编号。', en: 'There is nothing with this id.' },
  NO_SUCH_ADDRESS: {
    status: 404,
    zh: '没有这个接口地址，见 /api/docs。',
    en: 'There is no such address: see /api/docs.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    zh: '该地址不支持此方法，见 Allow。',
    en: 'This address does not take this method: see Allow.',
  },
  TASK_CLOSED: { status: 409, zh: '该任务已经办结或撤回。', en: 'The task has already been completed or withdrawn.' },
  TASK_TAKEN: { status: 409, zh: '该任务已由他人领取。', en: 'Somebody else has claimed the task.' },
  RETRIED_ENOUGH: {
    status: 409,
    zh: '这条通知已经再试三次，不再发送。请核对收件人的联系方式，或者改用其他方式通知。',
    en: 'This notice has been tried again three times and is not sent any more: check the address of the person, or tell them in another way.',
  },
  NOTICE_BUSY: {
    status: 409,
    zh: '正在发送这条通知，请一两分钟后再试。',
    en: 'This notice is being sent: try again in a minute or two.',
  },
  LETTER_STATE: {
    status: 409,
    zh: '这封信现在不能这样登记：先打印，寄出后登记邮件号，再登记妥投或者退回；不再需要的不打印。请刷新后再看。',
    en: 'This cannot be entered for the letter now: print it first, enter its number once it is posted, then whether it arrived or came back; what is no longer needed is not printed. Reload the page.',
  },
  CHANGED_MEANWHILE: {
    status: 409,
    zh: '内容在此期间已被他人修改，请刷新后再试。',
    en: 'It was changed in the meantime: reload it.',
  },
  NOT_WAITING: { status: 409, zh: '流程已不在此处等待。', en: 'The process no longer waits for this.' },
  INSTANCE_ENDED: { status: 409, zh: '流程实例已经结束。', en: 'The process instance has ended.' },
  STANDS_STILL: {
    status: 409,
    zh: '该流程实例的处理反复失败，运维人员已收到异常；处理好之前重复提交没有用，处理好之后这一步可能会自动完成，请先查看再办理。',
    en: 'What this instance does next fails again and again; there is an incident about it. Repeating the request does not help until it has been repaired; afterwards this step may take effect by itself, so check first.',
  },
  CLASH: {
    status: 409,
    zh: '这个时间与别的安排冲突，见 errors；没有保存。',
    en: 'This time clashes with another appointment: see errors. Nothing was saved.',
  },
  CASE_CLOSED: { status: 409, zh: '案件已经办结。', en: 'The case is closed.' },
  DECIDED: {
    status: 409,
    zh: '裁决或判决已经作出，申请不能再撤回（办案规则第35条）；已经起诉的，向法院申请撤诉，由法院裁定（民事诉讼法第148条）。',
    en: 'The award or judgment has been made: the application can no longer be withdrawn (Arbitration Rules art. 35). Whoever has sued asks the court to let the suit be withdrawn (Civil Procedure Law art. 148).',
  },
  CONCLUDED: {
    status: 409,
    zh: '本案已经达成协议或者作出决定，没有可以撤回的请求；接下来是履行或者执行。',
    en: 'The case is settled or decided: nothing is left to be withdrawn. What follows is performance or enforcement.',
  },
  WITHDRAWN: {
    status: 409,
    zh: '申请已经撤回，不能再次撤回；对方的反申请、已经作出的先行裁决不受影响，照常进行（办案规则第35、36、49条）。',
    en: 'The application has been withdrawn already. The counter-claim of the other side and what a partial award decided go on (Arbitration Rules art. 35, 36, 49).',
  },
  WITHDRAWAL_ASKED: {
    status: 409,
    zh: '撤回已经提出，正在征求被代表的劳动者同意，不必再次提出；同意后生效（办案规则第63条）。',
    en: 'The withdrawal has been asked for and takes effect once those represented consent to it: it need not be asked for again (Arbitration Rules art. 63).',
  },
  NO_SUCH_KEY: { status: 409, zh: '实例中没有这个元素实例。', en: 'The instance has no such element instance.' },
  NO_INCIDENT: { status: 409, zh: '这里没有待处理的异常。', en: 'There is no open incident here.' },
  PASSES_OVER: {
    status: 409,
    zh: '签署、同意、和解、裁决、撤回等行为不能用移动、跳过或改变量代替。',
    en: 'A signature, consent, settlement, decision or withdrawal is not replaced by a move, a skip or a variable.',
  },
  CANNOT_MOVE: { status: 409, zh: '令牌不能这样移动。', en: 'The token cannot be moved there.' },
  CANNOT_MIGRATE: { status: 409, zh: '该实例不能迁移。', en: 'The instance cannot be migrated.' },
  ENROLMENT_ENDED: {
    status: 409,
    zh: '设置已过期或已在别处完成，请重新开始。',
    en: 'This setup has expired or was completed elsewhere: start again.',
  },
  NO_PASSKEYS_HERE: {
    status: 409,
    zh: '在这个地址不能使用通行密钥：请用系统的正式网址（https 域名）打开；在本机试用请用 http://localhost。',
    en: 'Passkeys cannot be used at this address: open the system by its own name over https, or by http://localhost on this machine.',
  },
  PASSKEY_REFUSED: {
    status: 422,
    zh: '没有添加这个通行密钥：它不是为本系统生成的，或已添加过。请重新添加。',
    en: 'This passkey was not added: it was not made for this system, or is there already. Begin again.',
  },
  LINKED_ELSEWHERE: {
    status: 409,
    zh: '这个统一认证账号已与另一个账号关联。',
    en: 'That account is already linked with another user here.',
  },
  NO_TEXTS: {
    status: 409,
    zh: '本系统没有接通短信，不能发送验证码。请带身份证件到承办机构，由工作人员当场记录。',
    en: 'This system cannot send text messages. Take an identity document to the organisation in charge, whose staff will record it in your presence.',
  },
  NO_PUSH: {
    status: 409,
    zh: '本系统没有开通浏览器推送。页面上仍能看到全部通知。',
    en: 'This system sends no push messages. The pages show every notice.',
  },
  NO_HOLDER: {
    status: 409,
    zh: '这个查询码是提交申请时显示的，没有核验过持有人身份，不能登记联系号码。请核验本人身份后交出新的查询码。',
    en: 'This code was shown at filing, and nobody has checked who holds it: check the person’s identity and issue a new code, then record the contact.',
  },
  EXISTS: { status: 409, zh: '已经存在同名的记录。', en: 'This name is already taken.' },
  PUBLISHED: {
    status: 409,
    zh: '已发布的版本不能修改，请上传新的草稿。',
    en: 'A published version never changes: upload a new draft.',
  },
  UNCHANGED: {
    status: 409,
    zh: '与现行版本没有差别，不必发布。',
    en: 'It is identical to the version in force: there is nothing to publish.',
  },
  NOT_A_DRAFT: { status: 409, zh: '这个版本不是草稿。', en: 'This version is not a draft.' },
  DOCUMENT_CHANGED: {
    status: 409,
    zh: '所签的不是这份文书（校验值不同），请重新打开后再签。',
    en: 'This is not the document you read (its hash differs): open it again.',
  },
  NOT_EDITABLE: { status: 409, zh: '这份文书不能修改。', en: 'This paper cannot be edited.' },
  NOT_ISSUED: {
    status: 409,
    zh: '这份文书还没有签署或者送达：需要您签署的，请在待办任务中签署。',
    en: 'This paper has not been signed or served yet: if you are to sign it, do so in your task.',
  },
  NO_PDF: {
    status: 409,
    zh: '这是上传的材料，只有原文件，没有 PDF：请下载原文件。',
    en: 'This was uploaded and exists only as it is, not as a PDF: download the file itself.',
  },
  FILE_TOO_LARGE: {
    status: 413,
    zh: '这一卷太大，不能合成一份 PDF（超过 3000 页或 100 MB）：请按目录逐份下载。',
    en: 'This volume is too large for one PDF (more than 3,000 pages or 100 MB): download its papers one by one.',
  },
  UPLOAD_QUOTA: {
    status: 413,
    zh: '上传的材料已达上限，请合并或精简后再传；确有需要的，请交给承办机构。',
    en: 'The upload quota is used up: merge or shorten the files, or hand the material in at the organisation in charge.',
  },
  TOO_LARGE: { status: 413, zh: '内容太大。', en: 'It is too large.' },
  UNSUPPORTED_TYPE: { status: 415, zh: '不支持的内容类型。', en: 'This type of content is not supported.' },
  RANGE: { status: 416, zh: '请求的范围超出文件长度。', en: 'The range lies outside the file.' },
  INVALID: { status: 422, zh: '填写的内容有误，见 errors。', en: 'The request is invalid: see errors.' },
  WRONG_ONE_TIME_CODE: {
    status: 422,
    zh: '验证码不能使用：可能输错、已过期（10分钟）、已用过、输错超过5次，或已有更新的验证码。请核对最新一条短信，或重新获取。',
    en: 'This code cannot be used: it may be mistyped, expired (10 minutes), used, tried more than 5 times, or replaced by a newer one. Check the latest text message, or request another code.',
  },
  KEY_REUSED: {
    status: 422,
    zh: '这个 Idempotency-Key 已用于另一个请求，请换一个。',
    en: 'This Idempotency-Key was used for another request: use a new one.',
  },
  NO_SUCH_DEFINITION: {
    // Not 503: repeating it helps once an administrator has acted, and then with the same key.
    status: 422,
    zh: '该流程还没有发布，暂时不能办理；请管理员先发布流程，已填写的内容不会丢失。',
    en: 'No version of this process is published, so nothing can be started yet: an administrator has to publish it. What you typed is kept.',
  },
  NOT_PUBLISHABLE: {
    status: 422,
    zh: '检查发现错误，不能发布：请先改正列出的问题（findings）。',
    en: 'The check found errors, so it cannot be published: mend what is listed (findings) first.',
  },
  TOO_HEAVY: {
    status: 422,
    zh: '内容过于庞大或复杂，系统已停止处理；请拆分（如拆成子流程、几张决策表、更短的时间段）后再试。',
    en: 'This is too large or too complex, and the work was stopped: split it up (into sub-processes, several tables, a shorter time) and try again.',
  },
  TOO_MANY: { status: 429, zh: '请求太频繁，请稍后再试。', en: 'Too many requests: try again later.' },
  UNEXPECTED: {
    status: 500,
    zh: '系统内部错误，请稍后再试；如再次出现，请告知编号。',
    en: 'Something went wrong on our side: try again, and if it happens again tell us the id.',
  },
  CATCHING_UP: {
    status: 503,
    zh: '记录与流程正在核对（服务刚刚中断过），请稍后用同一 Idempotency-Key 重试。',
    en: 'Records and process are being compared after an interruption: repeat with the same Idempotency-Key in a moment.',
  },
  BUSY: {
    status: 503,
    zh: '同类请求正在排队，暂时处理不过来，请稍后再试。',
    en: 'Too many requests of this kind are queued: try again a little later.',
  },
  AWAY: {
    status: 503,
    zh: '数据库或流程服务暂时不可用，请稍后用同一 Idempotency-Key 重试：不会重复办理。',
    en: 'The database or the workflow service is unavailable: repeat with the same Idempotency-Key later; nothing is done twice.',
  },
} as const satisfies Record<string, Entry>;
export type Code = keyof typeof catalogue;

/** One fault of the request: `path` as in `claims.0.amount`. */
export interface Fault extends Text {
  path: string;
  code?: string;
}

interface About {
  /** More specific than the catalogue's text, such as which item is concerned. */
  detail?: Text;
  errors?: Fault[];
  /** Further members of the answer. */
  more?: Record<string, unknown>;
  /** In seconds. */
  retryAfter?: number;
  /** The underlying error, only for the log. */
  because?: unknown;
  /** The cause will go away once operations repair it, so it is not stored as the answer for the key. */
  unsettled?: true;
}

/** Thrown anywhere below a route; answered as `application/problem+json`. */
export class Problem extends Error {
  constructor(
    readonly code: Code,
    readonly about: About = {},
  ) {
    super(code, { cause: about.because });
    this.name = 'Problem';
  }
  get status(): number {
    return catalogue[this.code].status;
  }
}

/** A problem with one field of the body. */
export const invalid = (path: string, zh: string, en: string): Problem =>
  new Problem('INVALID', { errors: [{ path, zh, en }] });

/** gRPC status codes that need special treatment (grpc.github.io/grpc/core/md_doc_statuscodes.html). */
const grpc = {
  cancelled: 1,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  internal: 13,
  unavailable: 14,
};
/** After these, and only these, the same call may succeed later. */
const passing = new Set([
  grpc.cancelled,
  grpc.deadlineExceeded,
  grpc.resourceExhausted,
  grpc.aborted,
  grpc.unavailable,
]);
const tooLarge = /exceeds? (size|the|max|limit)|size limit|larger than max|too large/i;
const cutOff = /RST_STREAM|connection (dropped|reset)|ECONNRESET/i;

/** An error of Temporal's server or of the connection to it, as a problem; undefined: a bug of our own. */
export function problemOfGrpc(code: number, details: string): Problem | undefined {
  if ((code === grpc.invalidArgument || code === grpc.resourceExhausted) && tooLarge.test(details))
    return new Problem('TOO_LARGE');
  // The server answers this after a workflow task has failed three times.
  if (code === grpc.failedPrecondition && /workflow task in failed state/i.test(details))
    return new Problem('STANDS_STILL', { unsettled: true });
  if (passing.has(code) || (code === grpc.internal && cutOff.test(details))) return new Problem('AWAY');
  return undefined;
}
