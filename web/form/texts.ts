import { texts } from '../texts';

export const useFormTexts = texts({
  choose: ['请选择', 'Please choose'],
  chooseDate: ['选择日期', 'Choose a date'],
  addRow: ['增加一行', 'Add a row'],
  removeRow: ['删除这一行', 'Remove this row'],
  upload: ['选择文件', 'Choose files'],
  uploading: ['正在上传 {{name}}…', 'Uploading {{name}} …'],
  waits: ['文件还在上传，传完后自动提交…', 'A file is still being uploaded; this is submitted afterwards …'],
  removeFile: ['移除文件 {{name}}', 'Remove the file {{name}}'],
  required: ['必填', 'required'],
  problems: ['有 {{n}} 处需要修改', '{{n|field needs|fields need}} correction'],
  draftKept: ['草稿已保存在本机', 'Draft kept on this device'],
  draftRestored: ['已恢复上次未提交的内容', 'What you had not submitted was restored'],
  discard: ['清空重填', 'Discard and start over'],
  yes: ['是', 'Yes'],
});
