import type { ReceivedText } from './textReceiver';

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

const time = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The page of the receiver: the messages, newest first. It renews itself, so that a code appears by itself. */
export const textPage = (messages: readonly ReceivedText[]): string => `<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>短信 / Text messages</title>
<style>
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 0 auto; padding: 1rem; color: #222; background: #f6f6f4; }
  article { background: #fff; border-radius: .75rem; padding: .75rem 1rem; margin: .75rem 0; overflow-wrap: anywhere; }
  small { color: #595959; }
</style>
</head>
<body>
<h1>短信 / Text messages</h1>
<p>开发环境的接收器：没有真的发出，最新的在上面。/ Development only: nothing was really sent. Newest first.</p>
${messages
  .toReversed()
  .map(
    ({ to, text, at }) =>
      `<article><small>${escape(to)} · ${escape(time.format(new Date(at)))}</small><div>${escape(text)}</div></article>`,
  )
  .join('\n')}
${messages.length === 0 ? '<p>还没有短信。/ None yet.</p>' : ''}
</body>
</html>
`;
