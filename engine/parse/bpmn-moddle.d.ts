/** The parts of bpmn-moddle that are used; the package has types for its elements only. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>, options?: object);
    fromXML(xml: string): Promise<{
      rootElement: any;
      elementsById: Record<string, any>;
      references: { element: any; property: string; id: string }[];
      warnings: { message: string; element?: any; property?: string; value?: string }[];
    }>;
    toXML(element: any, options?: { format?: boolean; preamble?: boolean }): Promise<{ xml: string }>;
    create(type: string, attributes?: object): any;
  }
}
