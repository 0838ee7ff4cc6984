import { texts } from '../../texts';

export const useDeskTexts = texts({
  title: ['书记员工作台', 'Clerk’s desk'],
  issue: ['要制作、签发和办理的', 'To issue and to do'],
  serve: ['要送达的', 'To serve'],
  counting: ['已送出，等待视为送达', 'Sent, not yet counted as served'],
  letters: ['要打印、邮寄的信函', 'Letters to print and post'],
  hearings: ['要准备的会谈和开庭（十四天内）', 'Sessions and hearings to prepare (within fourteen days)'],
  nothing: ['没有', 'Nothing'],
  all: ['全部', 'All'],
  noRoom: ['未定房间', 'No room'],
  noTime: ['时间待定', 'Time not fixed'],
  fileOf: ['案卷', 'File'],
});
