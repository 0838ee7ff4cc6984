import type { XmlElement } from '../../parse/xml';
import { should, type Rule } from '../Finding';
import type { Model } from '../Model';

/** Namespaces in which other tools write what their engines run, or their own data. */
const VENDORS: [name: string, uri: RegExp][] = [
  ['Camunda 7', /^http:\/\/camunda\.org\/schema\/1\.0\/bpmn/],
  ['Activiti', /^http:\/\/(www\.)?activiti\.(org|com)\//],
  ['Flowable', /^http:\/\/(www\.)?flowable\.org\//],
  ['jBPM', /^http:\/\/www\.(jboss\.org\/drools|omg\.org\/bpsim|jbpm\.org)/],
  ['Signavio', /^http:\/\/www\.signavio\.com/],
  ['Bizagi', /^http:\/\/www\.bizagi\.com/],
  ['ADONIS', /^http:\/\/www\.boc-(eu|group)\.com/],
  ['Trisotech', /^http:\/\/www\.trisotech\.com\/\d{4}/],
  ['IBM', /^http:\/\/www\.ibm\.com\//],
  ['Oracle', /^http:\/\/xmlns\.oracle\.com\//],
  ['SAP', /^http:\/\/(www\.)?sap\.com\//],
  ['Bonita', /^http:\/\/www\.bonitasoft\.org\//],
  ['Imixs', /^http:\/\/www\.imixs\.org\//],
];

/** Another vendor's way of defining how a model runs, which is kept but not used here. */
export const dialect: Rule[] = [
  should({
    id: 'vendor-dialect',
    clause: 'Heyi, docs/bpmn-support.md',
    on: 'Definitions',
    zh: '模型带有其他厂商的扩展，它们会原样保留，但在这里不起作用。',
    en: "The model has another vendor's extensions, which are kept but have no effect here.",
    breaks: (definitions, model) =>
      vendorsOf(model).map((vendor) => ({
        blame: definitions,
        zh: `${vendor}：要在这里运行，请用 zeebe: 扩展重新填写表单、办理人、任务类型、被调用的流程、输入输出和监听器（打开流程编辑器，在右侧属性栏填写），并把 \${…} 或脚本写的条件改写为以 = 开头的 FEEL 表达式`,
        en: `${vendor}: to run it here, give forms, performers, job types, called processes, inputs, outputs and listeners as zeebe: extensions (open the process editor and fill in its properties panel), and write conditions in \${…} or a script language as FEEL after =`,
      })),
  }),
];

/** The vendors whose elements or attributes the model contains; a mere declaration does not count. */
function vendorsOf({ document }: Model): string[] {
  const uris = new Set<string>();
  const visit = (element: XmlElement): void => {
    uris.add(element.uri);
    for (const { uri } of element.attributes) uris.add(uri);
    element.children.forEach(visit);
  };
  visit(document);
  return VENDORS.filter(([, pattern]) => [...uris].some((uri) => pattern.test(uri))).map(([name]) => name);
}
