import { EventEmitter } from 'node:events';
import type { Model } from './models';

interface Api {
  signal(): void;
}
interface PeerEngine {
  execute(options: object): Promise<unknown>;
  getDefinitions(): Promise<{ context: unknown }[]>;
  once(event: string, listener: (error?: unknown) => void): void;
}

/** bpmn-engine on the same model, parsed once; user tasks are answered and service tasks call back immediately. */
export async function bpmnEngine({ xml }: Model): Promise<() => Promise<void>> {
  const { Engine } = (await import('bpmn-engine')) as unknown as { Engine: new (options: object) => PeerEngine };
  const services = { work: (_scope: unknown, done: () => void) => done() };
  const context = await serialised(xml);
  return () =>
    new Promise<void>((resolve, reject) => {
      const listener = new EventEmitter();
      listener.on('activity.wait', (api: Api) => api.signal());
      const engine = new Engine({ sourceContext: context, services });
      engine.once('end', () => resolve());
      engine.once('error', reject);
      engine.execute({ listener }).catch(reject);
    });
}

/** The model in bpmn-engine's own format, so that its runs need not parse the XML again. */
async function serialised(xml: string): Promise<unknown> {
  const [{ BpmnModdle }, elements, { default: serializer, TypeResolver }] = (await Promise.all([
    import('bpmn-moddle'),
    import('bpmn-elements'),
    import('moddle-context-serializer'),
  ])) as unknown as [
    { BpmnModdle: new (packages?: object) => { fromXML(xml: string): Promise<unknown> } },
    object,
    { default: (context: unknown, resolver: unknown) => unknown; TypeResolver: (types: object) => unknown },
  ];
  const read = await new BpmnModdle().fromXML(xml);
  return serializer(read, TypeResolver(elements));
}
