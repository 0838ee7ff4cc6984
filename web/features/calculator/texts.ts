import { texts } from '../../texts';

export const useCalculatorTexts = texts({
  title: ['帮我算一算', 'Calculate what is due'],
  intro: [
    '选一项，填几个数，就能看到金额、每一步怎么算的、依据哪一条。填的内容不会发送出去，也不会保存。',
    'Choose one, enter a few figures, and see the amount, every step, and the article behind it. Nothing that you enter is sent or kept.',
  ],
  which: ['算哪一项', 'What to calculate'],
  another: ['换一项算', 'Calculate something else'],
  choose: ['请选择', 'Please choose'],
  optional: ['（可不填）', ' (optional)'],
  calculate: ['计算', 'Calculate'],
  fix: ['有 {{n}} 处要改，改好后再算', '{{n|field needs|fields need}} correction'],
  result: ['金额', 'Amount'],
  steps: ['怎么算的', 'How it is made up'],
  law: ['法律依据', 'Law'],
  hints: ['还要知道', 'Good to know'],
  provisional: ['暂定，请核对', 'Provisional: please check'],
  estimate: [
    '这是按您填的内容算出的，供参考；最后由调解、仲裁或者法院按证据确定。',
    'This follows from what you entered and is for guidance; mediation, arbitration or the court decide on the evidence.',
  ],
  file: ['用这个结果申请', 'File with this result'],
  fill: ['填入这项请求', 'Fill it into this claim'],
  filled: ['已填入金额和计算依据，可以修改', 'Amount and calculation are filled in; you may change them'],
  help: ['帮我算', 'Calculate for me'],
  close: ['收起计算器', 'Close the calculator'],
});
