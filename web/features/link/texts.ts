import { texts } from '../../texts';

export const useLinkTexts = texts({
  title: ['给您本人的链接', 'A link for you alone'],
  before: [
    '这个链接由短信发到您本人登记的手机，只能办理一个案件里的一步，办完即失效。点“打开”之后，只有这个浏览器能用它。',
    'This link came by text message to the number that you gave. It opens one step of one case and ends once that is done. After “Open”, it works in this browser alone.',
  ],
  sharedPhone: [
    '不是您本人的手机或电脑，请不要打开；也不要把链接转发给别人。',
    'Do not open it on a device that is not your own, and do not pass it on.',
  ],
  open: ['打开', 'Open'],
  signedIn: [
    '这个浏览器里已有人登录（{{name}}）。是您本人的，直接进入案件即可；点“打开”会结束这个登录。',
    '{{name}} is signed in in this browser. If that is you, go to your cases; “Open” ends that sign-in.',
  ],
  toCases: ['进入我的案件', 'Go to my cases'],
  incomplete: [
    '链接不完整。请回到短信里整条点开；还是打不开的，用案件编号和查询码（或账号）登录。',
    'The link is incomplete. Open all of it from the text message; if that does not help, sign in with the case number and your tracking code, or with your account.',
  ],
  cannot: ['这个链接打不开', 'This link does not open'],
  signIn: ['用查询码或账号登录', 'Sign in with a code or an account'],
  again: ['重试', 'Try again'],
  number: ['案件编号', 'Case'],
  happened: ['发生了什么', 'What happened'],
  can: ['您可以做什么', 'What you can do'],
  mayAct: ['可以办理，不是必须。', 'You may do this, but you do not have to.'],
  until: ['到哪天为止', 'Until when'],
  why: ['为什么是这一天', 'Why that day'],
  noLimit: [
    '这一步没有单独的最后一日；到期会发生什么，见下面。',
    'This step has no last day of its own; what happens when is said below.',
  ],
  silence: ['如果您不办', 'If you do nothing'],
  nothing: [
    '到现在为止，没有到期自动发生的事；这一步会一直等着。',
    'Nothing happens by itself so far: this step goes on waiting.',
  ],
  papers: ['这一步的材料', 'The papers of this step'],
  download: ['下载 {{name}}', 'Download {{name}}'],
  works: [
    '这个链接只在这个浏览器里有效，至 {{at}}；办完这一步即失效。',
    'This link works in this browser alone, until {{at}}; it ends once the step is done.',
  ],
  done: ['已办结', 'Done'],
  doneAct: ['您已办结：{{act}}。', 'You have done this: {{act}}.'],
  spent: [
    '这个链接已用过，不能再用。以后的进展，请用案件编号和查询码（或账号）登录查看。',
    'The link is used up. For what follows, sign in with the case number and your tracking code, or with your account.',
  ],
});
